import { sql } from 'kysely'
import type { GenreRetour } from '#aides/asp/noms-retours.ts'
import type { EtatRetour } from '#aides/asp/retour-arrete.ts'
import type { Db, Tx } from '#platform/db.ts'

export type FichierLu = {
  readonly id: string
  readonly nom: string
  readonly session: string
  readonly etat: 'a_envoyer' | 'televerse' | 'depose'
  readonly paiements: number
  readonly montant: number
  readonly erreur: string | null
  readonly creeLe: string
  readonly deposeLe: string | null
  readonly voie: 'sftp' | 'main' | null
  readonly revu: boolean | null
  readonly integrees: number
  readonly rejetees: number
  readonly payees: number
  readonly impayees: number
}

/** The files of requests, the latest first, with what became of their payments. */
export async function listFichiers(db: Db, session: string | undefined): Promise<FichierLu[]> {
  const { rows } = await sql<FichierLu>`
    select f.id, f.nom, f.session, f.etat, f.paiements, f.montant, f.erreur, f.cree_le as "creeLe", f.depose_le as "deposeLe",
      f.voie, f.revu, t.* from asp_fichier f cross join lateral (
        select count(*) filter (where p.etat = 'integree')::int as integrees,
          count(*) filter (where p.etat = 'rejetee')::int as rejetees,
          count(*) filter (where p.etat in ('payee', 'a_reverser'))::int as payees,
          count(*) filter (where p.etat = 'impayee')::int as impayees
        from asp_paiement p where p.fichier = f.id) t
    where ${session ? sql`f.session = ${session}` : sql`true`} order by f.cree_le desc, f.nom desc limit 100
  `.execute(db)
  return rows
}

export type RetourLu = {
  readonly id: string
  readonly nom: string
  readonly genre: GenreRetour | null
  readonly etat: EtatRetour
  readonly erreur: string | null
  /** Why it was set aside for good. */
  readonly motif: string | null
  /** Whether its bytes are still here. */
  readonly garde: boolean
  readonly voie: 'sftp' | 'main'
  readonly recuLe: string
  readonly lignes: number | null
  readonly appliquees: number
  readonly deja: number
  readonly parquees: number
  readonly classees: number
}

/** The files returned by the agency, the latest first, with what became of their lines. */
export async function listRetours(db: Db): Promise<RetourLu[]> {
  const { rows } = await sql<RetourLu>`
    select r.id, r.nom, r.genre, r.etat, r.erreur, r.motif, r.voie, r.recu_le as "recuLe", r.lignes, t.*,
      exists (select from asp_retour_morceau m where m.retour = r.id) as garde
    from asp_retour r cross join lateral (
      select count(*) filter (where l.etat = 'appliquee')::int as appliquees, count(*) filter (where l.etat = 'deja')::int as deja,
        count(*) filter (where l.etat = 'parquee')::int as parquees, count(*) filter (where l.etat = 'classee')::int as classees
      from asp_retour_ligne l where l.retour = r.id) t
    order by r.recu_le desc, r.nom limit 100
  `.execute(db)
  return rows
}

export type LigneParquee = {
  readonly retour: string
  readonly nom: string
  readonly ligne: number
  /** What its file tells of; null for a line that cannot be read. */
  readonly genre: GenreRetour | null
  readonly code: string
  readonly message: string
  readonly paiement: number | null
  readonly contenu: Readonly<Record<string, unknown>>
}

/** What is set aside until somebody looks at it. */
export async function listParquees(db: Db): Promise<LigneParquee[]> {
  const { rows } = await sql<LigneParquee>`
    select l.retour, r.nom, l.ligne, l.annonce ->> 'genre' as genre, l.code, l.message, l.paiement, l.contenu
    from asp_retour_ligne l join asp_retour r on r.id = l.retour where l.etat = 'parquee'
    order by r.recu_le desc, l.ligne limit 200
  `.execute(db)
  return rows
}

/** Somebody looked at a line and leaves it there. @returns what it was; undefined when it is not set aside any more */
export async function updateClassee(
  tx: Tx,
  { retour, ligne }: { retour: string; ligne: number },
): Promise<{ code: string; nom: string } | undefined> {
  const { rows } = await sql<{ code: string; nom: string }>`
    update asp_retour_ligne l set etat = 'classee', maj_le = now() from asp_retour r
    where r.id = l.retour and l.retour = ${retour} and l.ligne = ${ligne} and l.etat = 'parquee' returning l.code, r.nom
  `.execute(tx)
  return rows[0]
}
