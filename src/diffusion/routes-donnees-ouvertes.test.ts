import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { insertOrganisationActive } from '#annuaire/store-organisations.ts'
import type { Campagne } from '#campagnes/campagne.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { donneesOuvertesRoutes } from '#diffusion/routes-donnees-ouvertes.ts'
import { readConfig } from '#platform/config.ts'
import { transaction } from '#platform/db.ts'
import { acteurDe, createTestApp, openTestDatabase } from '../../test/harness.ts'
import { validerScdl } from '../../test/schema-scdl.ts'
import { campagne2023 } from '../../test/tirage-2023.ts'

const database = await openTestDatabase()
const { db } = database
const context = { systeme: db, config: readConfig({}, 1000) }
const app = createTestApp(database, {
  routes: [donneesOuvertesRoutes(context)],
  acteur: acteurDe('public'),
})
const get = (adresse: string, init?: RequestInit) => app.request(`/api/donnees-ouvertes${adresse}`, init)
const creer = (change: Partial<Campagne>) =>
  transaction(db, (tx) => createCampagne(tx, { ...campagne2023, ...change }, []))

const VOTE_2023 = {
  date: '2023-07-05',
  libelle: 'Vote des majorations par la CP',
  source: 'CP 2023-247',
  nature: 'vote' as const,
}
/** Valid keys, one a body. */
const sirets = ['73282932000074', '00000002600013', '00000003400017']
const vraie = (exercice: number): Partial<Campagne> => ({
  ...{ id: `vraie-${exercice}`, exercice, fictif: false, mention: null, exceptionnelles: [] },
  organismes: [
    { identifiant: 'a', nom: '=CFA « Avenir », antenne de "Lyon"', siret: sirets[0]! },
    { identifiant: 'b', nom: 'CFA du\r\nBois', siret: sirets[1]! },
    { identifiant: 'c', nom: 'CFA sans rien', siret: sirets[2]! },
  ],
  publication: [ligne('a', 100_050, 0, 1), ligne('b', 0, 2_500_000, 12), ligne('c', 0, 0, 3)],
  calendrier: [
    { date: '2027-06-01', libelle: 'Vote des majorations', source: 'CP 2027-100', nature: 'vote' as const },
    {
      date: '2027-07-05',
      libelle: 'Vote des majorations',
      source: 'CP 2027-247, rectifiée',
      nature: 'vote' as const,
    },
  ],
})
const ligne = (
  organisme: string,
  majoration: number,
  majorationExceptionnelle: number,
  contrats: number,
) => ({
  ...{ organisme, majoration, dontBonusVert: 0, majorationExceptionnelle, contrats },
  majorationTotale: majoration + majorationExceptionnelle,
})

async function lireCsv(exercice: number): Promise<{ entetes: string[]; lignes: string[][]; texte: string }> {
  const reponse = await get(`/subventions/${exercice}.csv`)
  assert.equal(reponse.status, 200)
  const texte = await reponse.text()
  const [entetes, ...lignes] = parse(texte, { record_delimiter: '\r\n' }) as string[][]
  return { entetes: entetes!, lignes, texte }
}

await transaction(db, (tx) =>
  insertOrganisationActive(tx, { nom: 'Région', nature: 'region', siret: '00000001800010' }),
)

test('sans campagne votée, rien n’est publié et tout le dit', async () => {
  assert.deepEqual(await (await get('')).json(), [])
  assert.equal((await get('/subventions/2023.csv')).status, 404)
  assert.equal((await get('/subventions/23.csv')).status, 400)
  assert.equal((await get('/subventions/2023.xlsx')).status, 400)
})

test('2023 : 72 lignes, 20 270 000 €, et chaque champ tient le schéma sauf les SIRET que nul n’a publiés', async () => {
  await creer({ id: 'demo', calendrier: [VOTE_2023] })
  const { entetes, lignes, texte } = await lireCsv(2023)
  assert.equal(texte.charCodeAt(0), 'n'.charCodeAt(0), 'sans marque en tête')
  assert.equal(lignes.length, 72, '71 majorations et une exceptionnelle')
  const centimes = lignes.map((une) => Number(une[8]!.replace('.', '')))
  assert.equal(
    centimes.reduce((a, b) => a + b, 0),
    2_027_000_000,
  )
  const anonymes = lignes.map((_, i) => `ligne ${i + 1} : idBeneficiaire ou rnaBeneficiaire`)
  assert.deepEqual(validerScdl(entetes, lignes), anonymes)
  const [resume] = (await (await get('')).json()) as { sansSiret: number; fictif: boolean }[]
  assert.equal(resume!.sansSiret, 72)
  const aftral = lignes.filter((une) => une[4] === 'AFTRAL').map((une) => [une[2], une[3], une[7], une[8]])
  assert.deepEqual(aftral, [
    [
      '2023-07-05',
      'CP 2023-247',
      'Majoration des coûts-contrats d’apprentissage 2023, 188 contrats',
      '138822.00',
    ],
    [
      '2023-07-05',
      'CP 2023-247',
      'Majoration exceptionnelle des coûts-contrats d’apprentissage 2023',
      '130000.00',
    ],
  ])
})

test('la démonstration se dit dans le nom du fichier, le JSON et la description des fichiers', async () => {
  const csv = await get('/subventions/2023.csv')
  assert.match(csv.headers.get('content-disposition')!, /subventions-2023-demonstration\.csv/)
  assert.match(csv.headers.get('link')!, /datapackage\.json>; rel="describedby"/)
  const json = await get('/subventions/2023.json')
  const { metadonnees, subventions } = (await json.json()) as {
    metadonnees: Record<string, unknown>
    subventions: Record<string, unknown>[]
  }
  assert.equal(metadonnees.fictif, true)
  assert.equal(
    metadonnees.mention,
    'Données de démonstration, SIRET inventés : détail fictif, totaux publiés',
  )
  assert.equal(subventions.length, 72)
  assert.equal(subventions[0]!.montant, 15_953)
  assert.equal(subventions[0]!.idBeneficiaire, null)
  const paquet = (await (await get('/datapackage.json')).json()) as {
    resources: { path: string; fictif: boolean; bytes: number; hash: string }[]
  }
  const octets = Buffer.from(await csv.arrayBuffer())
  const hash = `sha256:${createHash('sha256').update(octets).digest('hex')}`
  const { path, fictif, bytes, ...reste } = paquet.resources[0]!
  assert.deepEqual([path, fictif, bytes, reste.hash], ['subventions/2023.csv', true, octets.length, hash])
})

test('une campagne réelle tient le schéma en entier, et la démonstration n’y est jamais mêlée', async () => {
  await creer(vraie(2027))
  await creer({ ...vraie(2023), id: 'vraie' })
  const { entetes, lignes } = await lireCsv(2027)
  assert.deepEqual(validerScdl(entetes, lignes), [])
  assert.deepEqual(
    lignes.map((une) => [une[2], une[3], une[4], une[5], une[8], une[11]]),
    [
      [
        '2027-07-05',
        'CP 2027-247, rectifiée',
        '\'=CFA « Avenir », antenne de "Lyon"',
        sirets[0],
        '1000.50',
        '2027-07-05/2027-12-31',
      ],
      [
        '2027-07-05',
        'CP 2027-247, rectifiée',
        'CFA du  Bois',
        sirets[1],
        '25000.00',
        '2027-07-05/2027-12-31',
      ],
    ],
    'ce qui vaut zéro n’est pas une subvention',
  )
  assert.equal((await lireCsv(2023)).lignes.length, 2, 'une vraie campagne chasse la démonstration')
  const reponse = await get('/subventions/2023.csv')
  assert.match(reponse.headers.get('content-disposition')!, /"subventions-2023\.csv"/)
})

test('le même fichier ne se renvoie pas', async () => {
  const etag = (await get('/subventions/2027.csv')).headers.get('etag')!
  const encore = await get('/subventions/2027.csv', { headers: { 'If-None-Match': etag } })
  assert.equal(encore.status, 304)
  assert.equal((await get('/subventions/2027.json', { headers: { 'If-None-Match': etag } })).status, 200)
})

test('sans date ni référence de vote, l’exercice attend et dit pourquoi', async () => {
  await creer({ ...vraie(2028), calendrier: [] })
  const reponse = await get('/subventions/2028.csv')
  assert.equal(reponse.status, 422)
  const { motifs } = (await reponse.json()) as { motifs: { code: string }[] }
  assert.deepEqual(
    motifs.map(({ code }) => code),
    ['vote-inconnu'],
  )
  const paquet = (await (await get('/datapackage.json')).json()) as { resources: { path: string }[] }
  assert.deepEqual(
    paquet.resources.map(({ path }) => path),
    ['subventions/2027.csv', 'subventions/2023.csv'],
  )
})

test('le contrôle du schéma attrape ce qui ne va pas, champ par champ', async () => {
  const { entetes, lignes } = await lireCsv(2027)
  const fautes: readonly (readonly [number, string])[] = [
    [0, ''],
    [1, '123'],
    [1, '00000001800011'],
    [2, '2027-02-30'],
    [4, ''],
    [5, '73282932000075'],
    [6, 'W12'],
    [7, 'x'.repeat(257)],
    [8, '1000,50'],
    [9, 'numéraire'],
    [10, ''],
    [11, '2027-12-31/2027-01-01'],
    [12, '123456'],
    [13, 'false'],
    [14, '1.01'],
  ]
  for (const [colonne, valeur] of fautes) {
    const fausse = lignes[0]!.with(colonne, valeur)
    assert.deepEqual(validerScdl(entetes, [fausse]), [`ligne 1 : ${entetes[colonne]}`], valeur)
  }
})
