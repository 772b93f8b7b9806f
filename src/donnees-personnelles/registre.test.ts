import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { REGISTRE } from '#donnees-personnelles/registre.ts'
import { openTestDatabase } from '../../test/harness.ts'

const { db } = await openTestDatabase()

/** Of the payments of people: they point to their dossiers. */
const ASP = [
  ...['asp_paiement', 'asp_identifiants', 'asp_retour_ligne', 'asp_fichier_morceau', 'asp_retour_morceau'],
]
/** Tables about people that no reference gives away: what they hold says it. */
const NOMMEES = ['personne', 'message', 'journal', 'maillon', 'cle', 'aide_coordonnees', ...ASP]
/** Names of columns that speak of somebody wherever they stand. */
const MOTS = '^(personne|prenom|courriel|telephone|navigateur|destinataire|auteur|sujet)$|_par$'

/** Every column of a table that speaks of people: « table.colonne ». */
async function listColonnes(): Promise<string[]> {
  const { rows } = await sql<{ colonne: string }>`
    with table_ as (
      select oid, relname as nom from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    ), de_personnes as (
      select t.* from table_ t where t.nom = any (${NOMMEES})
        or exists (select from pg_constraint where conrelid = t.oid and contype = 'f' and confrelid = 'personne'::regclass)
        or exists (select from pg_attribute where attrelid = t.oid and attnum > 0 and attname ~ ${MOTS})
    )
    select t.nom || '.' || attname as colonne from de_personnes t join pg_attribute on attrelid = t.oid
    where attnum > 0 and not attisdropped
  `.execute(db)
  return rows.map(({ colonne }) => colonne).sort()
}

const couvertes = REGISTRE.flatMap(({ donnees }) => donnees)
  .flatMap(({ table, colonnes }) => colonnes.map((colonne) => `${table}.${colonne}`))
  .sort()

test('le registre couvre chaque colonne des tables qui parlent de personnes, une fois', async () => {
  assert.deepEqual(couvertes, await listColonnes())
})

test('une table qui désigne quelqu’un, ou une colonne qui le nomme, ne passe pas inaperçue', async () => {
  await sql`
    create table plantee (id text primary key, suivie text references personne);
    alter table scenario add column auteur text
  `.execute(db)
  const oubliees = (await listColonnes()).filter((colonne) => !couvertes.includes(colonne))
  assert.ok(oubliees.includes('plantee.suivie'))
  assert.ok(oubliees.includes('scenario.auteur'))
})

test('chaque traitement dit pourquoi, sur quelle base, pour qui et combien de temps', () => {
  for (const { titre, pourquoi, base, destinataires, duree } of REGISTRE)
    for (const texte of [pourquoi, base, destinataires, duree]) assert.ok(texte.length > 10, titre)
})
