import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#platform/db.ts'
import { openLog } from '#platform/logs.ts'
import { openTestDatabase } from '../harness.ts'
import { openEntree } from './atelier.ts'
import { startFauxFournisseur } from './fournisseur.ts'
import { Visiteur } from './visiteur.ts'

// What the program writes for those who repair it says neither who came in, nor with what.

test('ni une connexion, ni un refus, ni une panne n’écrivent de jeton, d’adresse ou de nom', async (t) => {
  const database = await openTestDatabase(t)
  const faux = await startFauxFournisseur()
  t.after(() => faux.close())
  const lines: string[] = []
  const log = openLog('trace', { write: (line) => void lines.push(line) })
  const { app } = openEntree(database, [faux.provider], t, { log })
  const visiteur = new Visiteur(app)
  const secrets: string[] = []
  const entrer = async (mensonge = {}) => {
    const depart = new URL(
      await visiteur.locationOf('/api/connexion/agents?retour=%2Fpersonnes%3Fq%3DFontaine'),
    )
    const retour = faux.autoriser(depart, mensonge)
    const { searchParams } = new URL(retour, 'http://localhost')
    secrets.push(searchParams.get('code')!, searchParams.get('state')!, depart.searchParams.get('nonce')!)
    secrets.push(visiteur.cookies.get('__Host-connexion')!)
    return visiteur.locationOf(retour)
  }
  assert.equal(await entrer(), '/personnes?q=Fontaine')
  secrets.push(visiteur.cookies.get('__Host-session')!)
  const mensonges = [
    { autreCle: true },
    { identite: { nonce: 'rejoué' } },
    { identite: { aud: 'un-autre' } },
    { userinfo: { sub: 'sujet-omar' } },
    { userinfoEnClair: true },
  ]
  for (const mensonge of mensonges) assert.equal(await entrer(mensonge), '/entrer?echec=refusee')
  // A row refused by the database: PostgreSQL quotes its values in the details of the error.
  await sql`alter table session add constraint panne check (fournisseur <> 'agents') not valid`.execute(
    database.db,
  )
  const { pathname, search } = new URL(
    faux.autoriser(new URL(await visiteur.locationOf('/api/connexion/agents'))),
    'http://localhost',
  )
  assert.equal(await visiteur.locationOf(pathname + search), '/entrer?echec=panne')
  secrets.push(new URLSearchParams(search).get('code')!)
  await assert.rejects(
    transaction(database.db, async (tx) => {
      await sql`insert into personne (emetteur, sujet, nom) select emetteur, sujet, nom from personne`.execute(
        tx,
      )
    }).catch((err) => {
      log.error({ err }, 'erreur imprévue')
      throw err
    }),
  )
  const { rows } = await sql<{ jeton: string }>`select jeton_identite as jeton from session`.execute(
    database.db,
  )
  secrets.push(...rows.map(({ jeton }) => jeton))

  const written = lines.join('')
  assert.equal(lines.filter((line) => line.includes('connexion refusée')).length, mensonges.length)
  assert.equal(lines.filter((line) => line.includes('arrivée non enregistrée')).length, 1)
  assert.equal(lines.filter((line) => line.includes('erreur imprévue')).length, 1)
  for (const secret of [...secrets, 'un secret']) assert.ok(!written.includes(secret), written)
  for (const personnel of [/Fontaine/, /Léa/, /@/, /sujet-lea/, /00000002600013/, /code=/])
    assert.doesNotMatch(written, personnel)
})
