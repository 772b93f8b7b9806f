import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { journalRoutes } from '#journal/routes-journal.ts'
import { openActors } from '#platform/actors.ts'
import { transaction } from '#platform/db.ts'
import { type Acte, insertJournal } from '#platform/journal.ts'
import type { Role } from '#socle/acces.ts'
import { acteurDe, createTestApp, fixedClock, openTestDatabase } from '../../test/harness.ts'

const database = await openTestDatabase()
const clock = fixedClock('2026-03-02T09:00:00.000Z')
const appOf = (role: Role) =>
  createTestApp(database, { routes: [journalRoutes({ clock })], acteur: acteurDe(role) })
const app = appOf('responsable')

type Page = {
  entrees: { id: number; acte: string; objet: string; phrase: string }[]
  suivante: number | null
}
const lire = async (chemin: string): Promise<Page> => (await app.request(`/api${chemin}`)).json() as never
const actes = ({ entrees }: Page) => entrees.map(({ objet }) => objet)

await sql`insert into organisation (id, nature, nom, siret) values ('r', 'region', 'Région', '00000001800010')`.execute(
  database.db,
)
await sql`
  insert into personne (id, emetteur, sujet, nom, organisation, etat)
  values ('personne-responsable', 'essai', 'n', 'Nadia Benali', 'r', 'active')
`.execute(database.db)
const actors = openActors({ ...database.settings, max: 2 })
test.after(() => actors.close())
const ecrire = (role: Role, acte: Acte) =>
  transaction(actors.of({ acteur: acteurDe(role) }), (tx) => insertJournal(tx, acte))

await ecrire('responsable', { acte: 'campagne.creee', objet: 'campagne:a', apres: { libelle: 'A' } })
await ecrire('instructeur', {
  acte: 'scenario.cree',
  objet: 'scenario:1',
  apres: { campagne: 'a', nom: '=1+1' },
})
await ecrire('responsable', { acte: 'campagne.creee', objet: 'campagne:ab', apres: { libelle: 'AB' } })

test('on cherche par personne, par objet, par acte et par période', async () => {
  assert.deepEqual(actes(await lire('/journal?personne=benali')), ['campagne:ab', 'campagne:a'])
  assert.deepEqual(actes(await lire('/journal?personne=personne-instructeur')), ['scenario:1'])
  await transaction(database.db, (tx) =>
    insertJournal(tx, {
      acte: 'session.ouverte',
      objet: 'session:s',
      apres: { personne: 'personne-responsable' },
    }),
  )
  assert.deepEqual(actes(await lire('/journal?personne=benali&acte=session.ouverte')), ['session:s'])
  assert.deepEqual(actes(await lire('/journal?objet=campagne')), ['campagne:ab', 'campagne:a'])
  assert.deepEqual(actes(await lire('/journal?objet=campagne:a')), ['campagne:a'])
  assert.deepEqual(actes(await lire('/journal?acte=scenario.cree')), ['scenario:1'])
  assert.deepEqual(actes(await lire('/journal?au=2020-01-01')), [])
  assert.equal((await lire('/journal?du=2020-01-01&personne=Nadia')).entrees.length, 3)
  const [derniere] = (await lire('/journal?objet=campagne:ab')).entrees
  assert.match(derniere!.phrase, /^Nadia Benali \(responsable\) a créé la campagne/)
})

test('l’histoire d’une campagne comprend ses scénarios, et rien d’une autre', async () => {
  assert.deepEqual(actes(await lire('/historique?objet=campagne:a')), ['scenario:1', 'campagne:a'])
  assert.deepEqual(actes(await lire('/historique?objet=scenario:1')), ['scenario:1'])
  assert.equal((await app.request('/api/historique?objet=personne:personne-responsable')).status, 400)
})

test('cent entrées se lisent page par page, chacune une fois', async () => {
  for (let i = 0; i < 100; i++)
    await ecrire('lecteur', { acte: 'scenario.cree', objet: 'scenario:pages', apres: { i } })
  const vues: number[] = []
  for (let suite = ''; ; ) {
    const { entrees, suivante } = await lire(`/journal?objet=scenario:pages${suite}`)
    vues.push(...entrees.map(({ id }) => id))
    if (!suivante) break
    suite = `&avant=${suivante}`
  }
  assert.equal(new Set(vues).size, 100)
  assert.equal(vues.length, 100)
})

test('l’export donne tout, ne porte aucune formule, et laisse sa trace avec la recherche', async () => {
  const reponse = await app.request('/api/journal/export?objet=scenario')
  const texte = await reponse.text()
  assert.match(reponse.headers.get('content-disposition')!, /attachment; filename="journal 2026-03-02\.csv"/)
  assert.equal(texte.split('\r\n').length, 1 + 101 + 1)
  assert.doesNotMatch(texte, /(^|;)"?[=+@-]/m)
  const [trace] = (await lire('/journal?acte=journal.exporte')).entrees as never as {
    changements: { apres: string }[]
  }[]
  assert.deepEqual(
    trace!.changements.map(({ apres }) => apres),
    ['scenario'],
  )
})

test('plus de mille entrées s’exportent par lots, sans en perdre ni en répéter', async () => {
  await sql`insert into journal (acte, objet) select 'scenario.cree', 'scenario:lots' from generate_series(1, 2100)`.execute(
    database.db,
  )
  const texte = await (await app.request('/api/journal/export?objet=scenario:lots')).text()
  const numeros = texte
    .trim()
    .split('\r\n')
    .slice(1)
    .map((ligne) => ligne.split(';')[0])
  assert.equal(new Set(numeros).size, 2100)
  assert.equal(numeros.length, 2100)
})

test('la tête de la chaîne se garde dans un petit fichier', async () => {
  const reponse = await app.request('/api/journal/tete')
  const tete = (await reponse.json()) as { numero: number; empreinte: string; releveeLe: string }
  assert.match(tete.empreinte, /^[0-9a-f]{64}$/)
  assert.equal(tete.releveeLe, '2026-03-02T09:00:00.000Z')
  const { rows } = await sql<{ n: number }>`select count(*) as n from journal`.execute(database.db)
  assert.equal(tete.numero, rows[0]!.n)
})

test('le journal ne se lit pas sans le droit, et l’histoire d’une campagne est plus ouverte', async () => {
  const statut = async (role: Role, chemin: string) => (await appOf(role).request(`/api${chemin}`)).status
  for (const chemin of ['/journal', '/journal/export', '/journal/tete']) {
    assert.equal(await statut('instructeur', chemin), 403)
    assert.equal(await statut('public', chemin), 401)
  }
  assert.equal(await statut('instructeur', '/historique?objet=campagne:a'), 200)
  assert.equal(await statut('opco', '/historique?objet=campagne:a'), 403)
})
