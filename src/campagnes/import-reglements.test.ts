import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  importReglement,
  importReglements,
  parseReglement,
  reglementsFolder,
} from '#campagnes/import-reglements.ts'
import { campagnesRoutes } from '#campagnes/routes.ts'
import reglement2023 from '../../reglements/majoration-2023.json' with { type: 'json' }
import { createTestApp, openTestDatabase } from '../../test/harness.ts'

const NOM = 'majoration-2023.json'
const relire = (change: object) => parseReglement(JSON.stringify({ ...reglement2023, ...change }), NOM)
const messages = (decision: ReturnType<typeof relire>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ message }) => message) : []

test('le règlement 2023 de la maison se lit', async () => {
  const decision = await importReglement('majoration-2023')
  assert.equal(decision.statut, 'accord')
  if (decision.statut === 'accord') assert.deepEqual(decision.valeur, reglement2023)
})

test('un règlement inconnu est refusé avec ceux que l’on connaît', async () => {
  for (const code of ['majoration-2031', '../package', 'majoration-2023.json']) {
    const decision = await importReglement(code)
    assert.equal(decision.statut, 'refus')
    if (decision.statut === 'refus') assert.match(decision.motifs[0]!.message, /majoration-2023/)
  }
})

test('un mauvais fichier est refusé avec son nom, l’endroit et tous ses motifs', () => {
  assert.match(messages(parseReglement('{', NOM))[0]!, /majoration-2023\.json.*n’est pas du JSON/)
  assert.match(messages(relire({ exercice: 'deux mille' }))[0]!, /exercice/)
  assert.match(messages(relire({ plafondd: 3 }))[0]!, /plafondd/)
  assert.match(messages(relire({ code: 'majoration-2022' }))[0]!, /nom du fichier/)
  const { repartition } = reglement2023
  const plusieurs = messages(
    relire({
      repartition: { ...repartition, tauxBonusVert: '115', plafond: -100 },
      coupure: { mode: 'partContrats', part: '76' },
    }),
  )
  assert.equal(plusieurs.length, 3)
  assert.match(plusieurs.join('\n'), /bonus vert/)
})

test('une grille qui ne tient pas est refusée', () => {
  const [critere, ...reste] = reglement2023.grille.criteres
  const avec = (change: object) =>
    messages(relire({ grille: { indicatif: true, criteres: [{ ...critere, ...change }, ...reste] } }))
  const composante = critere!.composantes[0]!
  assert.match(avec({ poids: 20.5 })[0]!, /poids du critère/)
  assert.match(avec({ composantes: [{ ...composante, part: 90 }] })[0]!, /somme fait 100/)
  assert.match(avec({ composantes: [{ ...composante, champ: 'age' }] })[0]!, /champ/)
  const plate = { type: 'proportionnelle', de: 5, a: 5 }
  assert.match(avec({ composantes: [{ ...composante, echelle: plate }] })[0]!, /échelle/i)
  assert.match(avec({ code: 'autre' })[0]!, /départage « points:filiere »/)
})

test('un mauvais fichier dans le dossier se dit à l’écran, il ne se tait pas', async (t) => {
  const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-reglements-'))
  t.after(() => rmSync(dossier, { recursive: true }))
  cpSync(reglementsFolder, dossier, { recursive: true })
  writeFileSync(join(dossier, 'majoration-2025.json'), '{}')
  assert.equal((await importReglements(dossier)).statut, 'refus')
  const app = createTestApp(await openTestDatabase(t), { routes: [campagnesRoutes(dossier)] }, t)
  const reponse = await app.request('/api/reglements')
  assert.equal(reponse.status, 500)
  assert.match(await reponse.text(), /majoration-2025\.json/)
})
