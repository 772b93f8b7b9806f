import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Campagne } from '#campagnes/campagne.ts'
import { campagnesRoutes } from '#campagnes/routes.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { decoderFormations } from '#campagnes/transport.ts'
import { transaction } from '#platform/db.ts'
import { chargerDemonstration } from '../../demo/charger.ts'
import { createTestApp, openTestDatabase } from '../../test/harness.ts'

const database = await openTestDatabase()
const { db } = database
await chargerDemonstration(db)
const app = createTestApp(database, { routes: [campagnesRoutes()] })
const lire = async (chemin: string) => {
  const reponse = await app.request(chemin)
  return { statut: reponse.status, corps: (await reponse.json()) as never }
}
const compterActes = async () =>
  (await sql<{ nombre: number }>`select count(*) as nombre from journal`.execute(db)).rows[0]!.nombre

test('les règlements sont ceux des fichiers', async () => {
  const { statut, corps } = await lire('/api/reglements')
  assert.equal(statut, 200)
  assert.ok((corps as { code: string }[]).some(({ code }) => code === 'majoration-2023'))
})

test('la liste des campagnes donne leur taille', async () => {
  const { statut, corps } = await lire('/api/campagnes')
  assert.equal(statut, 200)
  const demonstration = (corps as { id: string }[]).find(({ id }) => id === '2023')
  assert.deepEqual(demonstration, {
    id: '2023',
    libelle: 'Majoration des coûts-contrats 2023',
    exercice: 2023,
    etat: 'votee',
    fictif: true,
    dotation: 2_014_000_000,
    formations: 1167,
    contrats: 39723,
  })
})

test('une campagne vient entière, sans ses formations', async () => {
  const { statut, corps } = await lire('/api/campagnes/2023')
  const campagne = corps as Campagne
  assert.equal(statut, 200)
  assert.equal(campagne.mention, 'détail fictif, totaux publiés')
  assert.equal(campagne.organismes.length, 109)
  assert.equal(campagne.publication.length, 71)
  assert.equal(campagne.reglement.code, 'majoration-2023')
  assert.deepEqual(
    campagne.exceptionnelles.map(({ organisme, montant }) => [organisme, montant]),
    [['AFTRAL', 13_000_000]],
  )
})

test('les formations voyagent en colonnes, et ne reviennent pas quand rien n’a changé', async () => {
  const reponse = await app.request('/api/campagnes/2023/formations', {
    headers: { 'Accept-Encoding': 'gzip' },
  })
  assert.equal(reponse.status, 200)
  const etag = reponse.headers.get('etag')!
  const texte = await new Response(reponse.body!.pipeThrough(new DecompressionStream('gzip'))).text()
  const formations = decoderFormations(JSON.parse(texte))
  assert.equal(formations.length, 1167)
  assert.equal(
    formations.reduce((somme, { contrats }) => somme + contrats, 0),
    39723,
  )
  const suite = await app.request('/api/campagnes/2023/formations', { headers: { 'If-None-Match': etag } })
  assert.equal(suite.status, 304)
  assert.equal(await suite.text(), '')
  const autre = await app.request('/api/campagnes/2023/formations', {
    headers: { 'If-None-Match': 'W/"autre"' },
  })
  assert.equal(autre.status, 200)
})

test('une campagne inconnue donne 404, quel que soit le chemin', async () => {
  for (const chemin of ['/api/campagnes/2031', '/api/campagnes/2031/formations']) {
    const { statut, corps } = await lire(chemin)
    assert.equal(statut, 404, chemin)
    assert.match((corps as { message: string }).message, /2031/)
  }
  assert.equal((await app.request('/api/campagnes/2031', { method: 'DELETE' })).status, 404)
  assert.equal((await lire('/api/campagnes/%00')).statut, 400)
})

test('la campagne de démonstration ne se supprime pas', async () => {
  const reponse = await app.request('/api/campagnes/2023', { method: 'DELETE' })
  assert.equal(reponse.status, 422)
  const { motifs } = (await reponse.json()) as { motifs: { code: string }[] }
  assert.deepEqual(
    motifs.map(({ code }) => code),
    ['campagne_de_demonstration', 'campagne-votee'],
  )
  assert.equal((await lire('/api/campagnes/2023')).statut, 200)
})

test('une autre campagne se supprime, et le journal le garde', async () => {
  const { corps } = await lire('/api/campagnes/2023')
  const preparee = { ...(corps as Campagne), etat: 'en_instruction' as const }
  const reelle = { ...preparee, id: 'essai', fictif: false, mention: null }
  await transaction(db, (tx) => createCampagne(tx, reelle, []))
  assert.equal((await app.request('/api/campagnes/essai', { method: 'DELETE' })).status, 204)
  assert.equal((await lire('/api/campagnes/essai')).statut, 404)
  const { rows } =
    await sql`select acte, avant->>'reglement' as reglement from journal where objet = 'campagne:essai' order by id`.execute(
      db,
    )
  assert.deepEqual(rows, [
    { acte: 'campagne.creee', reglement: null },
    { acte: 'campagne.supprimee', reglement: 'majoration-2023' },
  ])
})

test('lire n’écrit rien', async () => {
  const avant = await compterActes()
  for (const chemin of [
    '/api/reglements',
    '/api/campagnes',
    '/api/campagnes/2023',
    '/api/campagnes/2023/formations',
  ])
    await app.request(chemin)
  assert.equal(await compterActes(), avant)
})

test('le contrat publié décrit ces adresses en français', async () => {
  const { corps } = await lire('/api/openapi.json')
  const { paths } = corps as { paths: Record<string, { get?: { summary: string } }> }
  assert.equal(
    paths['/api/campagnes/{id}/formations']?.get?.summary,
    'Formations d’une campagne, en colonnes',
  )
})
