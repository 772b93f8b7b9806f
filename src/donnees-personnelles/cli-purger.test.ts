import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openTestDatabase } from '../../test/harness.ts'

const racine = fileURLToPath(new URL('../..', import.meta.url))
const { db, url } = await openTestDatabase()

/** Runs the command as a maintainer would, on the database of this file. */
function purger(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/cli.ts', 'donnees', 'purger', ...options],
    { cwd: racine, env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' },
  )
  return { code: status, sortie: stdout.replaceAll('\u00a0', ' '), erreur: stderr }
}

// Each kind on both sides of its term.
await sql`insert into organisation (id, nature, nom, siret) values ('o', 'region', 'Région', '00000001800010')`.execute(
  db,
)
await sql`insert into personne (id, emetteur, sujet, nom, etat) values ('p', 'e', 's', 'Léa Fontaine', 'active')`.execute(
  db,
)
await sql`
  insert into session (id, empreinte, personne, fournisseur, expire_le, fermee_le) values
    ('ouverte', 'a', 'p', 'f', now() + interval '1 hour', null),
    ('fermee-recente', 'b', 'p', 'f', now() - interval '364 days', now() - interval '364 days'),
    ('fermee-ancienne', 'c', 'p', 'f', now() - interval '2 days', now() - interval '366 days'),
    ('finie-ancienne', 'd', 'p', 'f', now() - interval '366 days', null)
`.execute(db)
await sql`
  insert into invitation (id, courriel, role, organisation, expire_le, acceptee_le) values
    ('attend', 'a@exemple.fr', 'lecteur', 'o', now() + interval '1 day', null),
    ('expiree', 'b@exemple.fr', 'lecteur', 'o', now() - interval '1 day', null),
    ('servie', 'c@exemple.fr', 'lecteur', 'o', now() - interval '1 day', now() - interval '2 days'),
    ('servie-ancienne', 'd@exemple.fr', 'lecteur', 'o', now() - interval '366 days', now() - interval '370 days')
`.execute(db)
await sql`
  insert into message (id, destinataire, sujet, corps, etat, cree_le, envoye_le) values
    ('parti', 'a@exemple.fr', 's', 'c', 'envoye', now() - interval '40 days', now() - interval '29 days'),
    ('parti-ancien', 'a@exemple.fr', 's', 'c', 'envoye', now() - interval '40 days', now() - interval '31 days'),
    ('a-lire', 'a@exemple.fr', 's', 'c', 'a_lire', now() - interval '40 days', null),
    ('a-lire-ancien', 'a@exemple.fr', 's', 'c', 'a_lire', now() - interval '366 days', null)
`.execute(db)

const restes = async () => {
  const { rows } = await sql<{ id: string }>`
    select id from session union all select id from invitation union all select id from message order by id
  `.execute(db)
  return rows.map(({ id }) => id)
}
const actes = async () => (await sql`select acte, apres, role from journal`.execute(db)).rows

test('l’essai dit tout ce qui partirait et ne touche à rien', async () => {
  const avant = await restes()
  const { code, sortie, erreur } = purger('--essai')
  assert.deepEqual([code, erreur], [0, ''])
  const dites = [...sortie.matchAll(/^(?:Session|Invitation|Message) +(\S+)/gm)].map(([, id]) => id)
  assert.deepEqual(dites.sort(), [
    ...['a-lire-ancien', 'expiree', 'fermee-ancienne'],
    ...['finie-ancienne', 'parti-ancien', 'servie-ancienne'],
  ])
  assert.match(sortie, /Seraient supprimés : 2 sessions, 2 invitations, 2 messages\.\n$/)
  assert.deepEqual(await restes(), avant)
  assert.deepEqual(await actes(), [])
})

test('la purge supprime ce que l’essai disait, le compte au journal sans nommer, et ne recommence pas', async () => {
  const { code, sortie } = purger()
  assert.deepEqual([code, sortie], [0, 'Supprimés : 2 sessions, 2 invitations, 2 messages.\n'])
  assert.deepEqual(await restes(), [...['a-lire', 'attend', 'fermee-recente', 'ouverte', 'parti', 'servie']])
  const trace = {
    acte: 'donnees.purgees',
    apres: { sessions: 2, invitations: 2, messages: 2 },
    role: 'systeme',
  }
  assert.deepEqual(await actes(), [trace])
  assert.equal(purger().sortie, 'Supprimés : 0 session, 0 invitation, 0 message.\n')
  assert.deepEqual(await actes(), [trace])
})

test('une option inconnue est refusée sans rien supprimer', () => {
  const { code, erreur } = purger('--tout')
  assert.equal(code, 2)
  assert.match(erreur, /« --tout » n’est pas attendu/)
  assert.match(purger('--help').sortie, /Usage : oriflamme donnees purger/)
})
