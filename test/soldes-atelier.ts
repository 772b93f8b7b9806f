import { updateAvis, updateProposee, updateVotee } from '#aides/non-valeurs/store-non-valeurs.ts'
import { type Db, transaction } from '#platform/db.ts'

const JOUR = '2023-07-05'

/** Takes a dossier of write-offs from its preparation to a state, past the rules. @returns its identifier */
export async function ouvrirNonValeur(
  db: Db,
  id: string,
  etat: 'proposee' | 'avis_favorable' | 'votee',
): Promise<string> {
  await transaction(db, async (tx) => {
    await updateProposee(tx, id)
    if (etat === 'proposee') return
    await updateAvis(tx, id, { sens: 'favorable', date: JOUR, observations: null })
    if (etat === 'votee') await updateVotee(tx, id, { deliberation: 'CP 2023-247', date: JOUR })
  })
  return id
}

/** A nominative list as somebody types it. */
export const enListe = (...lignes: string[]): string =>
  ['Nom;Prénom;Date de naissance;Montant versé (€)', ...lignes, ''].join('\r\n')

/** A file of titres to write off, a line a diligence. */
export const enTitres = (...lignes: string[]): string =>
  [
    'Année;N° de titre;Montant (€);Motif;Précision;Diligence;Date de la diligence;Résultat',
    ...lignes,
    '',
  ].join('\r\n')
