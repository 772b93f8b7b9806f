import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportClassementCsv, exportRepartitionCsv } from '#majoration/documents/export-csv.ts'
import { neutraliser } from '#socle/tableur.ts'
import { campagneHostile, formations2023, parametres2023, tirer } from '../../../test/tirage-2023.ts'

function repartition(changes: Parameters<typeof tirer>[0] = {}): string {
  const csv = exportRepartitionCsv(tirer(changes))
  assert(csv.statut === 'accord')
  return [...csv.valeur].join('')
}

test('le CSV s’ouvre d’un double clic : marque UTF-8, points-virgules, CRLF', () => {
  const csv = repartition()
  assert.equal(csv.charCodeAt(0), 0xfeff)
  const lignes = csv.split('\r\n')
  assert.equal(lignes.length, 73, '71 organismes, l’en-tête et la fin')
  assert.equal(lignes.at(-1), '')
  assert(lignes[0]!.includes('OF-CFA bénéficiaire;SIRET;Majoration des coûts-contrats;Dont bonus vert'))
  assert(lignes[1]!.endsWith(';15953;0;0;15953;25;non;15953;0'))
  assert(lignes.some((l) => l.startsWith('AFTRAL;;138822;18857;130000;268822;188;non;')))
  assert(lignes.some((l) => l.startsWith('CMA REGION IDF;;2000000;100000;0;2000000;3672;oui;')))
  assert(
    lignes.some((l) => l.startsWith('"FEDERATION COMPAGNONNIQUE REGIONALE DE ""PARIS-ILE DE FRANCE""";')),
  )
})

test('les points ont une virgule et deux décimales, les pourcentages et montants ce qu’il faut', () => {
  const declaration = { ...formations2023[0]!.declaration, partFemmes: 4_550, partSansContrat: 10_000 }
  const csv = [...exportClassementCsv(tirer({}, [{ ...formations2023[0]!, declaration }]))].join('')
  const [entetes, valeurs] = csv.split('\r\n').map((l) => l.split(';'))
  const lire = (entete: string) => valeurs![entetes!.indexOf(entete)]
  assert.equal(lire('Rang') ?? valeurs![0], '1')
  assert.equal(lire('Part des femmes (%)'), '45,5')
  assert.equal(lire('Part des inscrits sans contrat à la clôture (%)'), '100')
  assert.match(lire('Points')!, /^\d+,\d{2}$/)
  assert.equal(lire('Retenue'), 'oui')
})

test('le classement existe même quand la répartition est refusée', () => {
  const parametres = { ...parametres2023, coupure: { mode: 'partFormations', part: '0' } } as const
  const tirage = tirer({ parametres })
  const csv = exportRepartitionCsv(tirage)
  assert(csv.statut === 'refus')
  assert.equal([...exportClassementCsv(tirage)].join('').split('\r\n').length, formations2023.length + 2)
})

test('aucune cellule ne peut être prise pour une formule', () => {
  for (const signe of ['=', '+', '-', '@', ' =', '\t=', '\r\n=', '\u0000=', '＝']) {
    assert.match(neutraliser(`${signe}1+1`), /^'/, JSON.stringify(signe))
  }
  assert.equal(neutraliser('CFA Sainte-Anne = 2'), 'CFA Sainte-Anne = 2')
  const { campagne, formations } = campagneHostile()
  const csv = [...exportClassementCsv(tirer({ campagne }, formations))].join('')
  const lignes = csv.split('\r\n')
  assert.equal(lignes.length, formations.length + 2, 'un retour à la ligne dans un nom ne coupe pas la ligne')
  assert(!/(^|;|")[=+@\t]/m.test(csv.slice(1)))
})

test('100 000 formations sortent par morceaux', () => {
  const formations = Array.from({ length: 100_000 }, (_, i) => ({
    ...formations2023[i % 93]!,
    identifiant: `F${i}`,
  }))
  let lignes = 0
  let plusLong = 0
  for (const morceau of exportClassementCsv(tirer({}, formations))) {
    lignes += morceau.split('\r\n').length - 1
    plusLong = Math.max(plusLong, morceau.length)
  }
  assert.equal(lignes, 100_001)
  assert(plusLong < 1_000_000, `${plusLong} caractères`)
})
