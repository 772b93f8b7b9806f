import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CellValue, readXlsx } from 'hucre/xlsx'
import { exportXlsx } from '#majoration/documents/export-xlsx.ts'
import { columnName } from '#majoration/documents/export-xlsx-presentation.ts'
import type { Tirage } from '#majoration/tirage.ts'
import {
  campagneHostile,
  formations2023,
  NOMS_HOSTILES,
  parametres2023,
  tirer,
} from '../../../test/tirage-2023.ts'
import { lireParties, verifierXml } from '../../../test/xlsx.ts'

async function exporter(tirage: Tirage) {
  const xlsx = await exportXlsx(tirage)
  assert(xlsx.statut === 'accord')
  return xlsx.valeur
}

const feuille = async (octets: Uint8Array, nom: string) => {
  const { sheets } = await readXlsx(octets, { readStyles: true })
  return sheets.find((sheet) => sheet.name === nom)!
}

const rangee = (rows: readonly (readonly CellValue[])[], premier: string) =>
  rows.find(([cellule]) => cellule === premier)!

test('le classeur a ses quatre feuilles, datées et nommées', async () => {
  const { sheets } = await readXlsx(await exporter(tirer()))
  assert.deepEqual(
    sheets.map((sheet) => sheet.name),
    ['Répartition', 'Classement', 'Règles', 'Dictionnaire'],
  )
  for (const { rows } of sheets) {
    assert.match(String(rows[0]![0]), /Majoration des coûts-contrats 2023$/)
    assert.match(
      String(rows[1]![0]),
      /Région Île-de-France — exercice 2023 — Règlement tel quel — détail fictif, totaux publiés/,
    )
    assert.equal(rows[2]![0], 'Édité le 5\u00a0juillet\u00a02023 avec Oriflamme 0.1.0')
  }
})

test('les nombres sont des nombres, les chiffres publiés s’y retrouvent', async () => {
  const { rows } = await feuille(await exporter(tirer()), 'Répartition')
  assert.deepEqual(rangee(rows, 'AFTRAL').slice(2, 7), [138_822, 18_857, 130_000, 268_822, 188])
  assert.deepEqual(rangee(rows, 'CMA REGION IDF').slice(2, 8), [
    2_000_000,
    100_000,
    0,
    2_000_000,
    3_672,
    'oui',
  ])
  assert.deepEqual(rangee(rows, 'Totaux').slice(2, 7), [20_140_000, 777_061, 130_000, 20_270_000, 30_118])
})

test('les totaux sont des sommes, l’en-tête est figé, filtré et répété à l’impression', async () => {
  const octets = await exporter(tirer())
  const { cells, freezePane, autoFilter, pageSetup, rows } = await feuille(octets, 'Répartition')
  const total = cells?.get(`${rows.length - 1},2`)
  assert.deepEqual([total?.formula, total?.formulaResult], ['SUM(C6:C76)', 20_140_000])
  assert.deepEqual(freezePane, { rows: 5, columns: 1 })
  assert.equal(autoFilter?.range, 'A5:J76')
  assert.equal(pageSetup?.printTitlesRow, '$5:$5')
  assert.equal(cells?.get('5,2')?.style?.numFmt, '#,##0\\ "€"')
})

test('le classement porte points, cumul, critères et valeurs déclarées', async () => {
  const { rows } = await feuille(await exporter(tirer()), 'Classement')
  const entetes = rows[4]!
  const valeur = (ligne: number, entete: string) => rows[ligne]![entetes.indexOf(entete)]
  assert.equal(rows.length, 5 + formations2023.length)
  assert.equal(entetes.filter((e) => String(e).startsWith('Points — ')).length, 8)
  assert.equal(valeur(5, 'Rang'), 1)
  assert.equal(valeur(rows.length - 1, 'Cumul des contrats'), 30_118)
  const points = valeur(5, 'Points') as number
  const somme = entetes.reduce<number>(
    (s, e, c) => s + (String(e).startsWith('Points — ') ? Number(rows[5]![c]) : 0),
    0,
  )
  assert.equal(Math.round(somme * 100), Math.round(points * 100))
})

test('un pourcentage déclaré est un pourcentage du tableur', async () => {
  const formation = formations2023[0]!
  const declaration = { ...formation.declaration, partFemmes: 4_550 }
  const octets = await exporter(tirer({}, [{ ...formation, declaration }]))
  const { rows, cells } = await feuille(octets, 'Classement')
  const colonne = rows[4]!.indexOf('Part des femmes')
  assert.equal(rows[5]![colonne], 0.455)
  assert.equal(cells?.get(`5,${colonne}`)?.style?.numFmt, '0.##%')
})

test('les règles disent ce qui est indicatif, ce que le scénario change, et les fractions exactes', async () => {
  const repartition = { ...parametres2023.repartition, tauxBonusVert: '12.5' }
  const tirage = tirer({ scenario: 'Vert', parametres: { ...parametres2023, repartition } })
  const regles = (await feuille(await exporter(tirage), 'Règles')).rows
  const regle = (nom: string) => regles.find((row) => row[1] === nom)!
  assert.deepEqual(regle('Bonus vert').slice(2, 7).toSpliced(1, 2), ['12,5\u202f%', 'scénario', '15\u202f%'])
  assert.equal(regles.filter((row) => row[5] === 'indicatif').length, 13)
  assert.deepEqual(
    regles.filter((row) => row[5] === 'scénario').map((row) => row[1]),
    ['Bonus vert'],
  )
  assert.equal(regle('Montant moyen, valeur exacte')[2], '10070000/15059')
  assert.equal(regle('Montant moyen, en décimal')[2], 668.703101)
  assert.equal(regle('Caractère innovant')[2], '10,00 points')
  assert(regle('Accueil de publics prioritaires — Part des femmes'))
})

test('le dictionnaire décrit chaque colonne des deux tables', async () => {
  const octets = await exporter(tirer())
  const decrites = (await feuille(octets, 'Dictionnaire')).rows.slice(5).map((row) => `${row[0]}/${row[1]}`)
  for (const nom of ['Répartition', 'Classement']) {
    for (const entete of (await feuille(octets, nom)).rows[4]!)
      assert(decrites.includes(`${nom}/${entete}`), `${entete}`)
  }
})

test('Excel l’ouvrira : XML bien formé, noms de feuille permis, aucune formule venue d’un nom', async () => {
  const { campagne, formations } = campagneHostile([...NOMS_HOSTILES, '_x0041_', 'x'.repeat(40_000)])
  const octets = await exporter(tirer({ campagne, scenario: '=1+1' }, formations))
  const parties = await lireParties(octets)
  for (const [chemin, xml] of parties) verifierXml(xml, chemin)
  const { sheets } = await readXlsx(octets)
  for (const { name, rows } of sheets) {
    assert(name.length <= 31 && !/[[\]:*?/\\]/.test(name))
    for (const cellule of rows.flat())
      assert(typeof cellule !== 'string' || !/^[=+\-@\t\r]/.test(cellule), `${cellule}`)
  }
  const formules = [...parties.get('xl/worksheets/sheet1.xml')!.matchAll(/<f>([^<]*)<\/f>/g)].map(
    ([, f]) => f,
  )
  assert(formules.length === 5 && formules.every((f) => /^SUM\([C-G]6:[C-G]\d+\)$/.test(f!)))
  assert(sheets[0]!.rows.some(([nom]) => nom === '_x0041_'))
})

test('une répartition refusée ne donne pas de classeur', async () => {
  const parametres = { ...parametres2023, coupure: { mode: 'partFormations', part: '0' } } as const
  assert.equal((await exportXlsx(tirer({ parametres }))).statut, 'refus')
})

test('les colonnes se nomment comme dans Excel', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnName), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
