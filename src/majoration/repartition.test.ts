import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { repartir } from '#majoration/repartition.ts'
import { ecrireFraction } from '#socle/fraction.ts'

const P2023 = { tauxBonusVert: '15', tauxPalier1: '15', tauxPalier2: '20', plafond: 200_000_000, partBonusVertDuPlafond: '5' }
test('quick', () => {
  const f = new URL('../../../shared/donnees/majoration-2023.csv', import.meta.url)
  const rows = readFileSync(f, 'utf8').trim().split(/\r?\n/).slice(1).map((l) => {
    const m = l.match(/^("(?:[^"]|"")*"|[^;]*);(.*)$/)!
    return [m[1]!.replace(/^"|"$/g, '').replaceAll('""', '"'), ...m[2]!.split(';').map(Number)] as [string, ...number[]]
  })
  const r = repartir(2_014_000_000, rows.map(([identifiant, c, v, p1, p2]) => ({ identifiant, contrats: c!, contratsVerts: v!, contratsPalier1: p1!, contratsPalier2: p2! })), P2023)
  assert(r.statut === 'accord')
  console.log(ecrireFraction(r.valeur.montantMoyen), ecrireFraction(r.valeur.forfaitDeBase!), Number(r.valeur.forfaitDeBase!.n) / Number(r.valeur.forfaitDeBase!.d), r.valeur.tours, r.valeur.reliquat)
  for (const [i, p] of r.valeur.parts.entries()) if (p.majoration !== rows[i]![5]! * 100 || p.dontBonusVert !== rows[i]![6]! * 100) console.log(p.identifiant, p.majoration, rows[i]![5], p.dontBonusVert, rows[i]![6])
})
