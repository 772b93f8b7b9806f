import { sql } from 'kysely'
import type { Campagne } from '#campagnes/campagne.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { CHAMPS, type Formation } from '#campagnes/formation.ts'
import { columnOf } from '#campagnes/store-tables.ts'
import type { Db, Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Centimes } from '#socle/montant.ts'

/** A campaign about to exist: without `id`, the database chooses one. */
export type NouvelleCampagne = Omit<Campagne, 'id' | 'etat' | 'listeLe'> & {
  readonly id?: string
  /** By default voted when it comes with its voted table, in instruction otherwise: its applications are there. */
  readonly etat?: EtatCampagne
  /** Set aside for exceptional majorations, in cents; without it, what they come with. */
  readonly enveloppeExceptionnelle?: Centimes
}

/**
 * Creates a campaign whole, traced, in the transaction under way. 100 000 formations take a few seconds.
 * @returns its identifier
 */
export async function createCampagne(
  tx: Tx,
  campagne: NouvelleCampagne,
  formations: readonly Formation[],
): Promise<string> {
  const id = await insertCampagne(tx, campagne)
  await insertOrganismes(tx, id, campagne.organismes)
  await insertFormations(tx, id, formations)
  await insertExceptionnelles(tx, id, campagne.exceptionnelles)
  await insertPublication(tx, id, campagne.publication)
  await insertJournal(tx, {
    acte: 'campagne.creee',
    objet: `campagne:${id}`,
    apres: resume(campagne, formations),
  })
  return id
}

const resume = (campagne: NouvelleCampagne, formations: readonly Formation[]) => ({
  libelle: campagne.libelle,
  exercice: campagne.exercice,
  fictif: campagne.fictif,
  dotation: campagne.dotation,
  reglement: campagne.reglement.code,
  organismes: campagne.organismes.length,
  formations: formations.length,
  contrats: formations.reduce((somme, { contrats }) => somme + contrats, 0),
})

/** The campaign alone, without its bodies and formations: an import adds them from its own lines. */
export async function insertCampagne(db: Db, campagne: NouvelleCampagne): Promise<string> {
  const { libelle, exercice, fictif, mention, dotation } = campagne
  const aPart =
    campagne.enveloppeExceptionnelle ??
    campagne.exceptionnelles.reduce((somme, { montant }) => somme + montant, 0)
  const etat = campagne.etat ?? (campagne.publication.length > 0 ? 'votee' : 'en_instruction')
  const { rows } = await sql<{ id: string }>`
    insert into campagne (id, libelle, exercice, etat, fictif, mention, dotation, enveloppe_exceptionnelle, reglement,
      calendrier, documents)
    values (coalesce(${campagne.id ?? null}, gen_random_uuid()::text), ${libelle}, ${exercice}, ${etat}, ${fictif},
      ${mention}, ${dotation}, ${aPart}, ${JSON.stringify(campagne.reglement)}, ${JSON.stringify(campagne.calendrier)},
      ${JSON.stringify(campagne.documents)})
    returning id
  `.execute(db)
  return rows[0]!.id
}

/** Gives a campaign its bodies; one that it has already takes the name and the SIRET of today. */
export async function insertOrganismes(
  db: Db,
  campagne: string,
  organismes: Campagne['organismes'],
): Promise<void> {
  await sql`
    insert into organisme (campagne, identifiant, nom, siret)
    select ${campagne}, o.* from jsonb_to_recordset(${JSON.stringify(organismes)}::jsonb)
      as o (identifiant text, nom text, siret text)
    on conflict (campagne, identifiant) do update set nom = excluded.nom, siret = excluded.siret
  `.execute(db)
}

const TEXTES = [
  'identifiant',
  'organisme',
  'intitule',
  'codeRncp',
  'commune',
  'departement',
  'filiere',
] as const
const ENTIERS = ['niveau', 'contrats', 'palier'] as const

/** Formations sent in one statement: large enough to be quick, small enough to bound the memory. */
const LOT = 10_000

/** Gives a campaign formations, whose bodies it has. */
export async function insertFormations(
  tx: Tx,
  campagne: string,
  formations: readonly Formation[],
): Promise<void> {
  for (let i = 0; i < formations.length; i += LOT) await insertLot(tx, campagne, formations.slice(i, i + LOT))
}

/** One array a column: far fewer parameters than one a cell, and PostgreSQL reads them at once. */
async function insertLot(tx: Tx, campagne: string, formations: readonly Formation[]): Promise<void> {
  const colonnes = [
    ...TEXTES.map((champ) => ({
      nom: colonne(champ),
      tableau: sql`${formations.map((f) => f[champ])}::text[]`,
    })),
    ...ENTIERS.map((champ) => ({ nom: champ, tableau: sql`${formations.map((f) => f[champ])}::int[]` })),
    { nom: 'environnementale', tableau: sql`${formations.map((f) => f.environnementale)}::boolean[]` },
    ...CHAMPS.map(({ code }) => ({
      nom: columnOf(code),
      tableau: sql`${formations.map((f) => f.declaration[code])}::int[]`,
    })),
  ]
  await sql`
    insert into formation (campagne, ${sql.join(colonnes.map(({ nom }) => sql.ref(nom)))})
    select ${campagne}, f.* from unnest(${sql.join(colonnes.map(({ tableau }) => tableau))}) f
  `.execute(tx)
}

const colonne = (champ: (typeof TEXTES)[number]) => (champ === 'codeRncp' ? 'code_rncp' : champ)

/** Gives a campaign exceptional majorations that no application asked for: they came with it. */
export async function insertExceptionnelles(
  db: Db,
  campagne: string,
  exceptionnelles: Campagne['exceptionnelles'],
): Promise<void> {
  await sql`
    insert into majoration_exceptionnelle (campagne, organisme, montant, motif, source)
    select ${campagne}, e.* from jsonb_to_recordset(${JSON.stringify(exceptionnelles)}::jsonb)
      as e (organisme text, montant bigint, motif text, source text)
  `.execute(db)
}

/** Publishes the table that the assembly voted, in its order: it never changes afterwards. */
export async function insertPublication(
  db: Db,
  campagne: string,
  lignes: Campagne['publication'],
): Promise<void> {
  const publication = lignes.map((ligne, i) => ({ ...ligne, rang: i + 1 }))
  await sql`
    insert into publication (campagne, organisme, rang, contrats, majoration, dont_bonus_vert,
      majoration_exceptionnelle, majoration_totale)
    select ${campagne}, p.* from jsonb_to_recordset(${JSON.stringify(publication)}::jsonb) as p (organisme text,
      rang int, contrats int, majoration bigint, "dontBonusVert" bigint, "majorationExceptionnelle" bigint,
      "majorationTotale" bigint)
  `.execute(db)
}
