import { sql } from 'kysely'
import type { GenreRetour } from '#aides/asp/noms-retours.ts'
import type { RetourArrete } from '#aides/asp/retour-arrete.ts'
import { deleteMorceauxRetour, type LigneEcrite } from '#aides/asp/store-retour.ts'
import type { Tx } from '#platform/db.ts'

/** A file of the agency, held, and whether its bytes are still here. */
export async function lockRetourArrete(tx: Tx, id: string): Promise<RetourArrete | undefined> {
  const { rows } = await sql<RetourArrete>`
    select id, nom, etat, exists (select from asp_retour_morceau m where m.retour = r.id) as garde
    from asp_retour r where id = ${id} for update
  `.execute(tx)
  return rows[0]
}

/** Says what a file is: it waits to be read. Its name said the file that it answers, or nothing does. */
export async function updateGenre(tx: Tx, id: string, genre: GenreRetour): Promise<void> {
  await sql`
    update asp_retour set genre = ${genre}, etat = 'recu', erreur = null, lignes = null, lu_le = null,
      envoi = case when ${genre} in ('integrations', 'rejets') then envoi end
    where id = ${id}
  `.execute(tx)
}

/** Sets a file aside for good: its bytes go. */
export async function updateClasse(tx: Tx, id: string, motif: string): Promise<void> {
  await sql`update asp_retour set etat = 'classe', motif = ${motif} where id = ${id}`.execute(tx)
  await deleteMorceauxRetour(tx, id)
}

export type LigneTenue = Pick<LigneEcrite, 'annonce'> & {
  readonly nom: string
  readonly envoi: string | null
}

/** A line set aside, held; undefined once somebody dealt with it. */
export async function lockParquee(
  tx: Tx,
  { retour, ligne }: { retour: string; ligne: number },
): Promise<LigneTenue | undefined> {
  const { rows } = await sql<LigneTenue>`
    select l.annonce, r.nom, r.envoi from asp_retour_ligne l join asp_retour r on r.id = l.retour
    where l.retour = ${retour} and l.ligne = ${ligne} and l.etat = 'parquee' for update of l
  `.execute(tx)
  return rows[0]
}

/** What became of a line that somebody dealt with: the same content read again finds it so. */
export async function updateLigneSuivie(
  tx: Tx,
  { retour, ligne }: { retour: string; ligne: number },
  { etat, paiement }: { etat: 'appliquee' | 'deja'; paiement: number },
): Promise<void> {
  await sql`
    update asp_retour_ligne set etat = ${etat}, paiement = ${paiement}, code = null, message = null, maj_le = now()
    where retour = ${retour} and ligne = ${ligne}
  `.execute(tx)
}
