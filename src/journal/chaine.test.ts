import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { ORIGINE, verifierChaine } from '#journal/chaine.ts'
import { findSansSceau, findTete, listMaillons } from '#journal/store-journal.ts'
import { openActors } from '#platform/actors.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { acteurDe, openTestDatabase } from '../../test/harness.ts'

const hacher = (texte: string) => createHash('sha256').update(texte).digest('hex')
const verifier = async (db: Db, attendue?: string) =>
  verifierChaine(listMaillons(db), { attendue, sansSceau: await findSansSceau(db), hacher })

/** A journal of ten acts, each in its own transaction. */
async function openJournal(t: Parameters<typeof openTestDatabase>[0]) {
  const database = await openTestDatabase(t)
  for (let i = 1; i <= 10; i++)
    await transaction(database.db, (tx) =>
      insertJournal(tx, { acte: 'essai.ecrit', objet: `objet:${i}`, apres: { rang: i, texte: 'é\n"' } }),
    )
  return database
}

/** What only the owner of the database could do, and has no reason to. */
const falsifier = async (db: Db, ...ordres: string[]) => {
  await sql.raw('set session_replication_role = replica').execute(db)
  for (const ordre of ordres) await sql.raw(ordre).execute(db)
  await sql.raw('set session_replication_role = origin').execute(db)
}

test('une chaîne intacte est prouvée, et sa tête est celle de la base', async (t) => {
  const { db } = await openJournal(t)
  const { maillons, tete, rupture } = await verifier(db)
  assert.deepEqual({ maillons, rupture }, { maillons: 10, rupture: null })
  const { numero, empreinte } = (await findTete(db))!
  assert.deepEqual({ numero, empreinte }, { numero: 10, empreinte: tete })
  assert.equal((await verifier(db, tete)).rupture, null)
})

test('un journal vide est une chaîne sans maillon', async (t) => {
  const { db } = await openTestDatabase(t)
  assert.deepEqual(await verifier(db), { maillons: 0, tete: ORIGINE.empreinte, rupture: null })
})

const falsifications: readonly [nom: string, ordres: string[], code: string, numero: number | null][] = [
  ['modifier une entrée', [`update journal set apres = '{"rang": 7}' where id = 4`], 'entree-alteree', 4],
  [
    'ajouter un champ à une entrée',
    [`update journal set apres = apres || '{"x": 1}' where id = 4`],
    'entree-alteree',
    4,
  ],
  [
    'changer l’auteur d’une entrée',
    [`update journal set personne = 'autre' where id = 2`],
    'entree-alteree',
    2,
  ],
  [
    'modifier une entrée et son sceau',
    [
      `update journal set objet = 'objet:99' where id = 4`,
      `update maillon set contenu = contenu_journal(j) from journal j where j.id = 4 and entree = 4`,
    ],
    'sceau',
    4,
  ],
  [
    'modifier une entrée et refaire son sceau',
    [
      `update journal set objet = 'objet:99' where id = 4`,
      `update maillon set contenu = contenu_journal(j),
        empreinte = encode(sha256(convert_to(precedente || chr(10) || contenu_journal(j), 'UTF8')), 'hex')
        from journal j where j.id = 4 and entree = 4`,
    ],
    'lien',
    5,
  ],
  ['retirer une entrée', ['delete from journal where id = 6'], 'entree-absente', 6],
  [
    'retirer une entrée et son maillon',
    ['delete from maillon where entree = 6', 'delete from journal where id = 6'],
    'trou',
    7,
  ],
  [
    'insérer une entrée sans la sceller',
    [`insert into journal (acte, objet) values ('essai.ecrit', 'objet:faux')`],
    'entree-sans-sceau',
    null,
  ],
  [
    'échanger deux entrées',
    [
      'update maillon set entree = -1 where numero = 3',
      'update maillon set entree = 3 where numero = 8',
      'update maillon set entree = 8 where numero = 3',
    ],
    'entree-alteree',
    3,
  ],
  [
    'échanger deux maillons',
    [
      'update maillon set numero = 1000 where numero = 3',
      'update maillon set numero = 3 where numero = 8',
      'update maillon set numero = 8 where numero = 1000',
    ],
    'lien',
    3,
  ],
]
for (const [nom, ordres, code, numero] of falsifications)
  test(`une falsification est vue : ${nom}`, async (t) => {
    const { db } = await openJournal(t)
    await db.connection().execute((seule) => falsifier(seule as Db, ...ordres))
    const { rupture } = await verifier(db)
    assert.deepEqual({ code: rupture?.code, numero: rupture?.numero }, { code, numero })
  })

test('retirer les derniers actes se voit par la tête exportée', async (t) => {
  const { db } = await openJournal(t)
  const { tete } = await verifier(db)
  await db
    .connection()
    .execute((seule) =>
      falsifier(seule as Db, 'delete from maillon where numero > 8', 'delete from journal where id > 8'),
    )
  assert.equal((await verifier(db)).rupture, null)
  assert.equal((await verifier(db, tete)).rupture?.code, 'tete-absente')
})

test('deux cents actes en même temps font une seule chaîne, au compte exact', async (t) => {
  const { db, settings } = await openTestDatabase(t)
  const actors = openActors({ ...settings, max: 40 })
  t.after(() => actors.close())
  const siens = actors.of({ acteur: acteurDe('responsable') })
  await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      transaction(siens, async (tx) => {
        await insertJournal(tx, { acte: 'essai.ecrit', objet: `objet:${i % 7}` })
        if (i % 3 === 0) await insertJournal(tx, { acte: 'essai.suite', objet: `objet:${i % 7}` })
      }),
    ),
  )
  const { maillons, rupture } = await verifier(db)
  assert.deepEqual({ maillons, rupture }, { maillons: 267, rupture: null })
})
