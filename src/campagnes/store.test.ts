import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Formation } from '#campagnes/formation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import {
  findCampagne,
  findVersionFormations,
  listCampagnes,
  listFormations,
  removeCampagne,
} from '#campagnes/store.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { transaction } from '#platform/db.ts'
import { campagne2023 } from '../../demo/campagne-2023.ts'
import { chargerDemonstration } from '../../demo/charger.ts'
import reglement2023 from '../../reglements/majoration-2023.json' with { type: 'json' }
import { openTestDb } from '../../test/harness.ts'

const { campagne, formations } = campagne2023(reglement2023 as unknown as Reglement)
const parIdentifiant = (a: Formation, b: Formation) => (a.identifiant < b.identifiant ? -1 : 1)

const listJournal = async (db: Awaited<ReturnType<typeof openTestDb>>) =>
  (await sql<{ acte: string; objet: string }>`select acte, objet from journal order by id`.execute(db)).rows

test('la démonstration se charge une seule fois, même si deux serveurs démarrent ensemble', async (t) => {
  const db = await openTestDb(t)
  await Promise.all([chargerDemonstration(db), chargerDemonstration(db)])
  const journal = await listJournal(db)
  await chargerDemonstration(db)
  assert.deepEqual(await listCampagnes(db), [
    {
      id: '2023',
      libelle: 'Majoration des coûts-contrats 2023',
      exercice: 2023,
      etat: 'votee',
      fictif: true,
      dotation: 2_014_000_000,
      formations: 1167,
      contrats: 39723,
    },
  ])
  const campagnes = journal.filter(({ objet }) => objet.startsWith('campagne:'))
  assert.deepEqual(campagnes, [{ acte: 'campagne.creee', objet: 'campagne:2023' }])
  const affectations = journal.filter(({ acte }) => acte.startsWith('affectation.'))
  assert.ok(affectations.length >= 5, 'les affectations publiées de 2023')
  assert.deepEqual(await listJournal(db), journal)
})

test('une campagne relue est celle qui a été enregistrée', async (t) => {
  const db = await openTestDb(t)
  await chargerDemonstration(db)
  const relue = await findCampagne(db, '2023')
  const parNom = [...campagne.organismes].sort((a, b) => (a.identifiant < b.identifiant ? -1 : 1))
  assert.deepEqual(relue, { id: '2023', etat: 'votee', listeLe: null, ...campagne, organismes: parNom })
  assert.deepEqual(await listFormations(db, '2023'), [...formations].sort(parIdentifiant))
  assert.match((await findVersionFormations(db, '2023'))!, /^2023 /)
})

test('une campagne inconnue n’existe pas', async (t) => {
  const db = await openTestDb(t)
  assert.equal(await findCampagne(db, '2031'), undefined)
  assert.equal(await findVersionFormations(db, '2031'), undefined)
  assert.deepEqual(await listFormations(db, '2031'), [])
})

test('100 000 formations s’enregistrent et se relisent', async (t) => {
  const db = await openTestDb(t)
  const nombreuses = Array.from({ length: 100_000 }, (_, i) => ({
    ...formations[i % 1167]!,
    identifiant: `G-${i}`,
  }))
  const id = await transaction(db, (tx) => createCampagne(tx, campagne, nombreuses))
  const relues = await listFormations(db, id)
  assert.equal(relues.length, 100_000)
  assert.deepEqual(
    relues.find(({ identifiant }) => identifiant === 'G-99999'),
    nombreuses[99_999],
  )
  await removeCampagne(db, id)
  assert.deepEqual(await listCampagnes(db), [])
  assert.deepEqual(await listFormations(db, id), [])
})

test('la base refuse ce que les règles n’acceptent pas, et n’enregistre rien', async (t) => {
  const db = await openTestDb(t)
  const mauvaises: [string, Formation[]][] = [
    ['un doublon', [formations[0]!, formations[0]!]],
    ['un nombre de contrats négatif', [{ ...formations[0]!, contrats: -1 }]],
    ['un organisme inconnu', [{ ...formations[0]!, organisme: 'INCONNU' }]],
    ['un palier inconnu', [{ ...formations[0]!, palier: 3 as 2 }]],
  ]
  for (const [cas, liste] of mauvaises)
    await assert.rejects(
      transaction(db, (tx) => createCampagne(tx, campagne, liste)),
      cas,
    )
  assert.deepEqual(await listCampagnes(db), [])
  assert.deepEqual(await listJournal(db), [])
})

test('un calendrier d’avant dit son vote par son libellé : la migration le marque, et ne touche à rien d’autre', async (t) => {
  const db = await openTestDb(t)
  const avant = campagne.calendrier.map(({ nature: _, ...etape }) => etape)
  const id = await transaction(db, (tx) => createCampagne(tx, { ...campagne, calendrier: avant }, formations))
  const migration = new URL('../../sql/0024_vote_au_calendrier.sql', import.meta.url)
  await sql.raw(readFileSync(migration, 'utf8')).execute(db)
  const { calendrier } = (await findCampagne(db, id))!
  assert.deepEqual(calendrier, campagne.calendrier)
  assert.deepEqual(
    calendrier.map(({ nature }) => nature),
    [undefined, 'vote', undefined],
  )
})
