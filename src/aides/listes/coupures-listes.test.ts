import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { storeListe } from '#aides/listes/routes-listes-fichier.ts'
import { insertListe } from '#aides/listes/store-listes.ts'
import { createCoffre } from '#platform/coffre.ts'
import { transaction } from '#platform/db.ts'
import { listeEnCsv, ouvrirSession, personneFictive } from '../../../test/aides-listes-atelier.ts'
import { openTestDatabase } from '../../../test/harness.ts'
import { COUPURES, ouvrir } from '../../../test/ouvrier-tue.ts'

// kill -9 at moments drawn at random, while a list is read, compared and made into dossiers.

const LIGNES = 1_200
/** Cut more than five times, a reading is given up, and says so: a file that stops servers must not stop them for ever. */
const PAR_LISTE = 4
/** A list takes about this time, read and deposited. */
const AVANT_MS = 1_200
const INSTANT = '2025-11-15T10:00:00Z'
const ouvrier = ouvrir('liste-ouvrier.ts')

const { db, settings } = await openTestDatabase()
const coffre = createCoffre(Buffer.alloc(32, 7))
const transit = mkdtempSync(join(tmpdir(), 'oriflamme-coupures-'))
after(() => rmSync(transit, { recursive: true, force: true }))

const { rows: organisations } = await sql<{ id: string }>`
  insert into organisation (nature, nom, siret) values ('of-cfa', 'CFA des Coupures', '00000002600013') returning id`.execute(
  db,
)
const organisation = organisations[0]!.id
const { rows: personnes } = await sql<{ id: string }>`
  insert into personne (emetteur, sujet, nom, courriel, organisation)
  values ('essai', 'coupures', 'Essai', 'essai@exemple.fr', ${organisation}) returning id`.execute(db)
const par = personnes[0]!.id

/** A list received in a session of its own. @returns its identifier */
async function recevoir(session: string): Promise<string> {
  await ouvrirSession(db, { id: session })
  const chemin = join(transit, `${session}.csv`)
  const absences = (rang: number) => ({ absences: String((rang * 7) % 30) })
  writeFileSync(
    chemin,
    listeEnCsv(Array.from({ length: LIGNES }, (_, rang) => personneFictive(rang, absences(rang)))),
  )
  return transaction(db, async (tx) => {
    const id = await insertListe(tx, {
      ...{ session, organisation, nom: 'liste.csv', sha256: 'a'.repeat(64), taille: 10, creePar: par },
    })
    await storeListe(tx, coffre, id!, chemin)
    return id!
  })
}

const travail = (liste: string) => ({
  ...{ base: settings, liste, par, dossier: join(transit, 'fichiers'), instant: INSTANT },
})

/** What a list became, but for its identifiers. */
async function resumer(liste: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select d.ligne, d.etat, d.montant, b.rapprochement, d.depose_le::text as depose_le, c.masque,
      (select count(*) from aide_dossier_etape e where e.dossier = d.id) as etapes
    from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire join aide_coordonnees c on c.dossier = d.id
    where d.liste = ${liste} order by d.ligne`.execute(db)
  return rows
}

/** Forgets every dossier and person: a list must not meet the people of the one before. */
async function oublier(): Promise<void> {
  for (const table of ['aide_dossier_etape', 'aide_coordonnees', 'aide_dossier', 'aide_beneficiaire'])
    await sql`delete from ${sql.table(table)}`.execute(db)
}

/** Lines of a list that have their dossier, and still their account outside the strongroom. */
async function countNonOubliees(liste: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from aide_ligne l
    where l.liste = ${liste} and l.banque is not null
      and exists (select from aide_dossier d where d.liste = l.liste and d.ligne = l.ligne)`.execute(db)
  return rows[0]!.n
}

test(`${COUPURES} coupures brutales pendant la lecture et le dépôt : chaque ligne a son dossier, et un seul`, async (t) => {
  const tranquille = await recevoir('tranquille')
  await ouvrier.laisser(travail(tranquille))
  const attendu = await resumer(tranquille)
  assert.deepEqual(
    attendu.map(({ ligne }) => ligne),
    Array.from({ length: LIGNES }, (_, i) => i + 2),
  )
  for (let reste = COUPURES; reste > 0; reste -= PAR_LISTE) {
    await oublier()
    const coupee = await recevoir(`coupee-${reste}`)
    for (let i = 0; i < Math.min(PAR_LISTE, reste); i++) await ouvrier.couper(travail(coupee), AVANT_MS)
    await ouvrier.laisser(travail(coupee))
    assert.deepEqual(await resumer(coupee), attendu)
    assert.equal(await countNonOubliees(coupee), 0, 'un compte reste hors du coffre')
    const { rows } = await sql<{ n: number }>`select count(*) as n from aide_beneficiaire`.execute(db)
    assert.equal(rows[0]!.n, LIGNES, 'personne n’est écrit deux fois')
  }
  t.diagnostic(`${ouvrier.frappes()} coupures sur ${COUPURES} en plein travail`)
})

test('rien de bancaire ne reste hors du coffre : ni morceau de fichier, ni ligne, ni copie en clair d’un serveur tué', async () => {
  const { rows } = await sql<{ morceaux: number; lignes: number }>`
    select (select count(*) from aide_liste_morceau) as morceaux,
      (select count(*) from aide_ligne where banque is not null) as lignes`.execute(db)
  assert.deepEqual(rows, [{ morceaux: 0, lignes: 0 }])
  const enTransit = readdirSync(join(transit, 'fichiers'), { recursive: true, withFileTypes: true })
  assert.deepEqual(
    enTransit.filter((une) => une.isFile()),
    [],
  )
})
