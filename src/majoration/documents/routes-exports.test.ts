import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { createCampagne } from '#campagnes/store-creation.ts'
import { exportsRoutes } from '#majoration/documents/routes-exports.ts'
import { insertScenario } from '#majoration/store.ts'
import { readConfig } from '#platform/config.ts'
import { transaction } from '#platform/db.ts'
import { createTestApp, fixedClock, openTestDatabase } from '../../../test/harness.ts'
import { lirePdf } from '../../../test/pdf.ts'
import { campagne2023, formations2023, parametres2023 } from '../../../test/tirage-2023.ts'

const database = await openTestDatabase()
const { db } = database
const routes = [exportsRoutes({ clock: fixedClock('2023-07-05T10:00:00Z'), config: readConfig({}, 1000) })]
const app = createTestApp(database, { routes })
const get = async (adresse: string) => app.request(`/api/campagnes/${adresse}`)

const { plafond, vide } = await transaction(db, async (tx) => {
  await createCampagne(tx, { ...campagne2023, id: 'essai' }, formations2023)
  await createCampagne(tx, { ...campagne2023, id: 'autre', libelle: 'Autre' }, formations2023.slice(0, 5))
  const repartition = { ...parametres2023.repartition, plafond: 150_000_000 }
  const coupure = { mode: 'partFormations', part: '0' } as const
  const insert = async (nom: string, changes: object) =>
    (await insertScenario(tx, { campagne: 'essai', nom, parametres: { ...parametres2023, ...changes } })).id
  return {
    plafond: await insert('Plafond à 1,5 M€ / "essai"', { repartition }),
    vide: await insert('Vide', { coupure }),
  }
})

test('l’annexe du règlement est un PDF nommé en français', async () => {
  const reponse = await get('essai/scenarios/reglement/annexe.pdf')
  assert.equal(reponse.status, 200)
  assert.equal(reponse.headers.get('content-type'), 'application/pdf')
  assert.equal(reponse.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(
    reponse.headers.get('content-disposition'),
    'attachment; filename="Majoration des couts-contrats 2023 - annexe 1.pdf"; ' +
      "filename*=UTF-8''Majoration%20des%20co%C3%BBts-contrats%202023%20-%20annexe%201.pdf",
  )
  const pdf = lirePdf(new Uint8Array(await reponse.arrayBuffer()))
  assert.equal(pdf.pages, 3)
  assert(pdf.contient('<pdfuaid:part>1</pdfuaid:part>'))
})

test('les explications s’ajoutent à l’annexe par l’adresse', async () => {
  const reponse = await get('essai/scenarios/reglement/annexe.pdf?explications=oui')
  assert(lirePdf(new Uint8Array(await reponse.arrayBuffer())).pages > 15)
  assert.equal((await get('essai/scenarios/reglement/annexe.pdf?explications=1')).status, 400)
})

test('le scénario donne son nom aux fichiers, sans rien casser', async () => {
  const reponse = await get(`essai/scenarios/${plafond}/repartition.xlsx`)
  assert.match(reponse.headers.get('content-type')!, /spreadsheetml\.sheet$/)
  assert.match(
    reponse.headers.get('content-disposition')!,
    /^attachment; filename="Majoration des couts-contrats 2023 - repartition - Plafond a 1,5 M_ essai\.xlsx"; /,
  )
  const { sheets } = await readXlsx(new Uint8Array(await reponse.arrayBuffer()))
  const cma = sheets[0]!.rows.find(([nom]) => nom === 'CMA REGION IDF')!
  assert.equal(cma[2], 1_500_000)
})

test('les CSV sont en UTF-8 avec leur marque', async () => {
  for (const [nom, lignes] of [
    ['repartition.csv', 73],
    ['classement.csv', formations2023.length + 2],
  ] as const) {
    const reponse = await get(`essai/scenarios/reglement/${nom}`)
    assert.equal(reponse.headers.get('content-type'), 'text/csv; charset=utf-8')
    const octets = new Uint8Array(await reponse.arrayBuffer())
    assert.deepEqual([...octets.subarray(0, 3)], [0xef, 0xbb, 0xbf])
    assert.equal(new TextDecoder().decode(octets).split('\r\n').length, lignes)
  }
})

test('la comparaison de deux scénarios tient sur une page', async () => {
  const reponse = await get(`essai/comparaison.pdf?avant=reglement&apres=${plafond}`)
  assert.equal(reponse.status, 200)
  assert.match(
    reponse.headers.get('content-disposition')!,
    /filename="Majoration des couts-contrats 2023 - comparaison - reglement - Plafond a 1,5 M_ essai\.pdf"; /,
  )
  assert.equal(lirePdf(new Uint8Array(await reponse.arrayBuffer())).pages, 1)
})

test('l’annexe expliquée ne porte pas le nom de l’annexe', async () => {
  const reponse = await get('essai/scenarios/reglement/annexe.pdf?explications=oui')
  assert.match(reponse.headers.get('content-disposition')!, /annexe 1 expliquee\.pdf"; /)
})

test('ce qui n’existe pas, ou appartient à une autre campagne, donne 404', async () => {
  for (const adresse of [
    'absente/scenarios/reglement/annexe.pdf',
    'essai/scenarios/absent/annexe.pdf',
    `autre/scenarios/${plafond}/repartition.xlsx`,
    `autre/comparaison.pdf?apres=${plafond}`,
  ]) {
    const reponse = await get(adresse)
    assert.equal(reponse.status, 404, adresse)
    assert.equal(((await reponse.json()) as { code: string }).code, 'absent')
  }
})

test('une répartition refusée donne 422 et ses motifs, jamais un fichier cassé', async () => {
  for (const adresse of [
    `essai/scenarios/${vide}/annexe.pdf`,
    `essai/scenarios/${vide}/repartition.xlsx`,
    `essai/scenarios/${vide}/repartition.csv`,
    `essai/comparaison.pdf?apres=${vide}`,
  ]) {
    const reponse = await get(adresse)
    assert.equal(reponse.status, 422, adresse)
    assert.equal(reponse.headers.get('content-disposition'), null)
    const { code, motifs } = (await reponse.json()) as { code: string; motifs: { code: string }[] }
    assert.deepEqual([code, motifs.map((m) => m.code)], ['repartition_refusee', ['aucun_contrat']])
  }
  assert.equal((await get(`essai/scenarios/${vide}/classement.csv`)).status, 200)
})

test('un grand classeur s’écrit dans un autre fil', async () => {
  const formations = Array.from({ length: 3_001 }, (_, i) => ({
    ...formations2023[i % 93]!,
    identifiant: `F${i}`,
  }))
  await transaction(db, (tx) => createCampagne(tx, { ...campagne2023, id: 'grande' }, formations))
  const reponse = await get('grande/scenarios/reglement/repartition.xlsx')
  const { sheets } = await readXlsx(new Uint8Array(await reponse.arrayBuffer()))
  assert.equal(sheets[1]!.rows.length, 3_006)
})
