import { sql } from 'kysely'
import type { Anomalie, GroupeAnomalies } from '#campagnes/importation/anomalies.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import type { Entetes } from '#campagnes/importation/entetes.ts'
import type { ColonneLue, EtatImport, Importation } from '#campagnes/importation/importation.ts'
import type { LigneImport } from '#campagnes/importation/lignes.ts'
import type { Db } from '#platform/db.ts'
import type { Motif } from '#socle/decision.ts'

/** An import as the server knows it. */
export type ImportationStockee = Importation & {
  readonly sha256: string
  readonly passage: number
}

type NouvelImport = Pick<ImportationStockee, 'nom' | 'sha256' | 'taille'>

const COLONNES = sql`id, nom, sha256, taille, etat, passage, progression, lecture, lignes_lues as "lignesLues",
  erreurs, avertissements, colonnes, groupes, motif, campagne, cree_le as "creeLe"`
const VIVANT = sql`etat <> 'abandonne' and (etat <> 'applique' or campagne is not null)`

export async function findImport(db: Db, id: string): Promise<ImportationStockee | undefined> {
  const { rows } = await sql<ImportationStockee>`select ${COLONNES} from import where id = ${id}`.execute(db)
  return rows[0]
}

/** The import, held until the end of the transaction: two requests cannot apply it at once. */
export async function findImportForUpdate(tx: Db, id: string): Promise<ImportationStockee | undefined> {
  const { rows } =
    await sql<ImportationStockee>`select ${COLONNES} from import where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The import of a content, unless it was given up. */
export async function findImportBySha256(db: Db, sha256: string): Promise<ImportationStockee | undefined> {
  const { rows } = await sql<ImportationStockee>`
    select ${COLONNES} from import where sha256 = ${sha256} and ${VIVANT}
  `.execute(db)
  return rows[0]
}

/** Imports under way or ready, the latest first. */
export async function listImports(db: Db): Promise<ImportationStockee[]> {
  const { rows } = await sql<ImportationStockee>`
    select ${COLONNES} from import where etat in ('recu', 'en_lecture', 'pret') order by cree_le desc limit 20
  `.execute(db)
  return rows
}

/**
 * Takes back the imports whose reader has given no sign of life for a while, a server stopped under them: they wait
 * for another reader, and the first one, should it wake up, writes nothing more.
 *
 * @returns their identifiers
 */
export async function updateSilentImports(db: Db, secondes: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update import set etat = 'recu', avance_le = now()
    where etat = 'en_lecture' and avance_le < now() - make_interval(secs => ${secondes}) returning id
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** @returns its identifier, undefined when the same content is already there */
export async function insertImport(
  db: Db,
  { nom, sha256, taille }: NouvelImport,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into import (nom, sha256, taille) values (${nom}, ${sha256}, ${taille})
    on conflict (sha256) where ${VIVANT} do nothing returning id
  `.execute(db)
  return rows[0]?.id
}

/** Identifiers of the imports left aside for long without having become a campaign. */
export async function listStaleImports(db: Db, jours: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from import where etat not in ('applique', 'abandonne') and avance_le < now() - make_interval(days => ${jours})
  `.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Opens a reading.
 *
 * @returns its number; undefined when there is nothing to read, or when another reader came first
 */
export async function startReading(db: Db, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ passage: number }>`
    update import set etat = 'en_lecture', passage = passage + 1, progression = 0, lignes_lues = 0, erreurs = 0,
      avertissements = 0, lecture = null, colonnes = '[]', groupes = '[]', avance_le = now()
    where id = ${id} and etat = 'recu' returning passage
  `.execute(db)
  return rows[0]?.passage
}

/** Says that a reading is alive, even when a piece of the file takes long. */
export async function updateSigneDeVie(db: Db, id: string, passage: number): Promise<void> {
  await sql`
    update import set avance_le = now() where id = ${id} and passage = ${passage} and etat = 'en_lecture'
  `.execute(db)
}

export type Avancement = {
  readonly progression: number
  readonly lignesLues: number
  readonly erreurs: number
  readonly avertissements: number
}

/** Notes how far the reading is; false when this reading is no longer the one that counts. */
export async function updateAvancement(
  db: Db,
  id: string,
  passage: number,
  avancement: Avancement,
): Promise<boolean> {
  const { progression, lignesLues, erreurs, avertissements } = avancement
  const { rows } = await sql`
    update import set progression = ${progression}, lignes_lues = ${lignesLues}, erreurs = ${erreurs},
      avertissements = ${avertissements}, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

/** Keeps how the file was understood, as soon as its header is read. */
export async function updateLecture(
  db: Db,
  id: string,
  passage: number,
  lecture: string,
  { textes, colonnes }: Entetes,
): Promise<boolean> {
  const lues: ColonneLue[] = textes.map((entete, i) => {
    const champ = colonnes[i]?.code ?? null
    return { entete, champ, libelle: champ && COLONNES_PAR_CODE.get(champ)!.entete }
  })
  const { rows } = await sql`
    update import set lecture = ${lecture}, colonnes = ${JSON.stringify(lues)}, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

/** Ends the reading; false when this reading is no longer the one that counts. */
export async function updatePret(
  db: Db,
  id: string,
  passage: number,
  groupes: readonly GroupeAnomalies[],
): Promise<boolean> {
  const { rows } = await sql`
    update import set etat = 'pret', progression = 1000, groupes = ${JSON.stringify(groupes)}, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

/** Ends the reading of a file that cannot be read. */
export async function updateRefuse(db: Db, id: string, passage: number, motif: Motif): Promise<boolean> {
  const { rows } = await sql`
    update import set etat = 'refuse', motif = ${JSON.stringify(motif)}, lignes_lues = 0, erreurs = 0,
      avertissements = 0, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

/** Ends the life of an import: applied to a campaign, or given up. */
export async function updateEtat(
  db: Db,
  id: string,
  etat: EtatImport,
  campagne: string | null,
): Promise<void> {
  await sql`update import set etat = ${etat}, campagne = ${campagne}, motif = null where id = ${id}`.execute(
    db,
  )
}

export async function removeLignes(db: Db, id: string): Promise<void> {
  await sql`delete from import_ligne where import = ${id}`.execute(db)
}

export async function removeAnomalies(db: Db, id: string): Promise<void> {
  await sql`delete from import_anomalie where import = ${id}`.execute(db)
}

export async function insertLignes(db: Db, id: string, lignes: readonly LigneImport[]): Promise<void> {
  if (lignes.length === 0) return
  await sql`
    insert into import_ligne (import, ligne, organisme, nom, siret, identifiant, intitule, niveau, code_rncp, commune,
      departement, filiere, contrats, environnementale, palier, declaration)
    select ${id}, l.* from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as l (ligne int, organisme text,
      nom text, siret text, identifiant text, intitule text, niveau int, "codeRncp" text, commune text,
      departement text, filiere text, contrats int, environnementale boolean, palier int, declaration jsonb)
  `.execute(db)
}

/** @param rang position of the first of them among those kept, from 1 */
export async function insertAnomalies(
  db: Db,
  id: string,
  rang: number,
  anomalies: readonly Anomalie[],
): Promise<void> {
  if (anomalies.length === 0) return
  const rows = anomalies.map((anomalie, i) => ({ rang: rang + i, ...anomalie }))
  await sql`
    insert into import_anomalie (import, rang, gravite, ligne, colonne, champ, valeur, code, message, attendu)
    select ${id}, a.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (rang int, gravite text, ligne int,
      colonne text, champ text, valeur text, code text, message text, attendu text)
  `.execute(db)
}
