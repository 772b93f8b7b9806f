import { sql } from 'kysely'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import type { GenreRetour } from '#aides/asp/noms-retours.ts'
import type { Annonce, Concerne, Suite } from '#aides/asp/retour.ts'
import type { Db, Tx } from '#platform/db.ts'

export type RetourRecu = {
  readonly id: string
  readonly nom: string
  readonly genre: GenreRetour | null
  readonly envoi: string | null
  readonly sha256: string
  readonly taille: number
  readonly voie: 'sftp' | 'main'
  readonly modifie: number | null
}

/** @returns whether it is new: a content already received is left as it is, wherever it comes from */
export async function insertRetour(tx: Tx, r: RetourRecu): Promise<boolean> {
  const { rows } = await sql<{ neuf: boolean }>`
    insert into asp_retour (id, nom, genre, envoi, sha256, taille, voie, modifie, etat)
    values (${r.id}, ${r.nom}, ${r.genre}, ${r.envoi}, ${r.sha256}, ${r.taille}, ${r.voie}, ${r.modifie},
      ${r.genre ? 'recu' : 'inconnu'})
    on conflict (sha256) do update set modifie = coalesce(excluded.modifie, asp_retour.modifie)
    returning xmax = 0 as neuf
  `.execute(tx)
  return rows[0]!.neuf
}

export async function insertMorceauRetour(
  tx: Tx,
  retour: string,
  rang: number,
  chiffre: Buffer,
): Promise<void> {
  await sql`insert into asp_retour_morceau (retour, rang, chiffre) values (${retour}, ${rang}, ${chiffre})`.execute(
    tx,
  )
}

export async function listMorceauxRetour(
  db: Db,
  retour: string,
): Promise<{ rang: number; chiffre: Buffer }[]> {
  const { rows } = await sql<{ rang: number; chiffre: Buffer }>`
    select rang, chiffre from asp_retour_morceau where retour = ${retour} order by rang
  `.execute(db)
  return rows
}

export type ALire = Pick<RetourRecu, 'id' | 'nom' | 'envoi'> & { readonly genre: GenreRetour }

/** Files received and not read to their end, the oldest first: integrations before the payments that rest on them. */
export async function listALire(db: Db): Promise<ALire[]> {
  const { rows } = await sql<ALire>`
    select id, nom, genre, envoi from asp_retour where etat = 'recu'
    order by array_position(array['integrations', 'rejets', 'paiements', 'reversements'], genre), recu_le, nom
  `.execute(db)
  return rows
}

/** Whether this file of the server is already here: same name, same size, same date. */
export async function hasRetour(
  db: Db,
  { nom, taille, modifie }: { nom: string; taille: number; modifie: number },
): Promise<boolean> {
  const { rows } = await sql`
    select from asp_retour where nom = ${nom} and taille = ${taille} and modifie = ${modifie}
  `.execute(db)
  return rows.length > 0
}

/** Holds a file being read. @returns false when another reader has finished it */
export async function lockRetour(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from asp_retour where id = ${id} and etat = 'recu' for update`.execute(tx)
  return rows.length > 0
}

/** The lines of a file that are already dealt with. */
export async function listLignesLues(db: Db, retour: string): Promise<Set<number>> {
  const { rows } = await sql<{
    ligne: number
  }>`select ligne from asp_retour_ligne where retour = ${retour}`.execute(db)
  return new Set(rows.map(({ ligne }) => ligne))
}

/** What a file says is now all in its lines: its bytes go. One that could not be read keeps them until somebody looks. */
export async function updateLu(
  tx: Tx,
  id: string,
  { etat, lignes, erreur }: { etat: 'lu' | 'illisible'; lignes: number | null; erreur: string | null },
): Promise<void> {
  await sql`
    update asp_retour set etat = ${etat}, lignes = ${lignes}, erreur = ${erreur}, lu_le = now() where id = ${id}
  `.execute(tx)
  if (etat === 'lu') await deleteMorceauxRetour(tx, id)
}

export async function deleteMorceauxRetour(tx: Tx, id: string): Promise<void> {
  await sql`delete from asp_retour_morceau where retour = ${id}`.execute(tx)
}

const concerne = sql`
  select p.id, p.etat, p.montant, d.numero, f.nom as fichier, p.envoyee_le as "envoyeLe", b.asp_individu as individu,
    i.id_dossier as "dossierAsp", i.id_prestation as prestation, p.suite
  from asp_paiement p join aide_dossier d on d.id = p.dossier join aide_beneficiaire b on b.id = d.beneficiaire
    left join asp_fichier f on f.id = p.fichier left join asp_identifiants i on i.dossier = d.id
`

/** The payment that a line speaks of, held: by its own number, or the last one of the prestation of the agency. */
export async function lockConcerne(tx: Tx, annonce: Annonce): Promise<Concerne | undefined> {
  const parNumero = annonce.genre === 'integrations' || annonce.genre === 'rejets'
  const { rows } = await sql<Concerne>`
    ${concerne} where ${parNumero ? sql`p.id = ${annonce.paiement}::bigint` : sql`i.id_prestation = ${annonce.prestations[0] ?? ''}`}
    order by p.etat in ('rejetee', 'impayee'), p.id desc limit 1 for update of p
  `.execute(tx)
  return rows[0]
}

/** A payment by its number, held. */
export async function lockPaiement(tx: Tx, id: number): Promise<Concerne | undefined> {
  const { rows } = await sql<Concerne>`${concerne} where p.id = ${id} for update of p`.execute(tx)
  return rows[0]
}

/** A line with the same content, read before in whatever file. */
export async function findPareille(
  db: Db,
  { empreinte, retour, ligne }: { empreinte: string; retour: string; ligne: number },
): Promise<{ etat: EtatLigne; paiement: number | null } | undefined> {
  const { rows } = await sql<{ etat: EtatLigne; paiement: number | null }>`
    select etat, paiement from asp_retour_ligne
    where empreinte = ${empreinte} and etat <> 'deja' and (retour, ligne) <> (${retour}, ${ligne})
    order by etat = 'appliquee' desc limit 1
  `.execute(db)
  return rows[0]
}

export type EtatLigne = 'appliquee' | 'deja' | 'parquee' | 'classee'
export type LigneEcrite = {
  readonly retour: string
  readonly ligne: number
  readonly etat: EtatLigne
  readonly code: string | null
  readonly message: string | null
  readonly paiement: number | null
  readonly empreinte: string
  readonly annonce: Annonce | null
  readonly contenu: object
}

/** What became of a line; read again later, only its outcome changes. */
export async function upsertLigne(tx: Tx, l: LigneEcrite): Promise<void> {
  await sql`
    insert into asp_retour_ligne (retour, ligne, etat, code, message, paiement, empreinte, annonce, contenu)
    values (${l.retour}, ${l.ligne}, ${l.etat}, ${l.code}, ${l.message}, ${l.paiement}, ${l.empreinte},
      ${l.annonce && JSON.stringify(l.annonce)}::jsonb, ${JSON.stringify(l.contenu)}::jsonb)
    on conflict (retour, ligne) do update set etat = excluded.etat, code = excluded.code, message = excluded.message,
      paiement = excluded.paiement, maj_le = now()
  `.execute(tx)
}

export type Parquee = Omit<LigneEcrite, 'etat' | 'paiement' | 'message'> & { readonly envoi: string | null }

/** Lines set aside for one of these reasons, the oldest first, held. */
export async function lockParquees(
  tx: Tx,
  codes: readonly string[],
  apres: [string, number],
): Promise<Parquee[]> {
  const { rows } = await sql<Parquee>`
    select l.retour, l.ligne, l.code, l.empreinte, l.annonce, l.contenu, r.envoi
    from asp_retour_ligne l join asp_retour r on r.id = l.retour
    where l.etat = 'parquee' and l.code = any (${[...codes]}) and (l.retour, l.ligne) > (${apres[0]}, ${apres[1]}::int)
    order by l.retour, l.ligne limit 200 for update of l skip locked
  `.execute(tx)
  return rows
}

/** Moves a payment as a line says, and traces it. */
export async function updatePaiement(
  tx: Tx,
  { id, etat: de }: Concerne,
  { vers, le, suite, retour, ligne, dit }: PassagePaiement,
): Promise<void> {
  await sql`
    update asp_paiement set etat = ${vers}, verse_le = case when ${vers} = 'payee' then ${le}::date else verse_le end,
      raison = coalesce(${suite?.code ?? null}, raison), suite = coalesce(${suite?.texte ?? null}, suite),
      a_reverser = coalesce(${suite?.montant ?? null}::bigint, a_reverser), maj_le = now()
    where id = ${id}
  `.execute(tx)
  if (vers === de) return
  await sql`
    insert into asp_paiement_etape (paiement, de, vers, par, motif, retour, ligne)
    values (${id}, ${de}, ${vers}, ${dit?.par ?? null}, ${dit?.motif ?? suite?.texte ?? null}, ${retour}, ${ligne})
  `.execute(tx)
}
export type PassagePaiement = {
  readonly vers: EtatPaiement
  readonly le: string | null
  readonly suite: Suite | null
  readonly retour: string
  readonly ligne: number
  /** Who applied the line by hand, and why. */
  readonly dit?: { readonly par: string; readonly motif: string }
}

/** What the agency calls the person, the dossier and its payment: said once, the same for ever. */
export async function upsertIdentifiants(
  tx: Tx,
  paiement: number,
  { individu, dossier, prestation }: { individu: string; dossier: string; prestation: string },
): Promise<void> {
  await sql`
    insert into asp_identifiants (dossier, id_dossier, id_prestation)
    select dossier, ${dossier}, ${prestation} from asp_paiement where id = ${paiement}
    on conflict (dossier) do nothing
  `.execute(tx)
  await sql`
    update aide_beneficiaire b set asp_individu = ${individu} from asp_paiement p join aide_dossier d on d.id = p.dossier
    where p.id = ${paiement} and b.id = d.beneficiaire and b.asp_individu is distinct from ${individu}
  `.execute(tx)
}

/** Undoes the work of one line alone when it fails, so that the others stay. */
export async function inSavepoint(tx: Tx, work: () => Promise<void>): Promise<void> {
  await sql`savepoint ligne`.execute(tx)
  try {
    await work()
    await sql`release savepoint ligne`.execute(tx)
  } catch (error) {
    await sql`rollback to savepoint ligne`.execute(tx)
    throw error
  }
}
