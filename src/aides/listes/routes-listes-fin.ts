import { listeAbsente } from '#aides/listes/routes-listes-lue.ts'
import {
  findListeForUpdate,
  removeLignes,
  removeMorceaux,
  updateAbandonnee,
} from '#aides/listes/store-listes.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { conflict } from '#platform/refusals.ts'

/** Gives a list up: its file and its lines go, its trace stays. Given up twice, nothing changes. */
export async function abandonListe(db: Db, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    const liste = await findListeForUpdate(tx, id)
    if (!liste) throw listeAbsente(id)
    if (liste.etat === 'abandonnee') return
    if (liste.etat === 'en_depot' || liste.etat === 'deposee')
      throw conflict('Cette liste est déposée : elle ne s’abandonne plus.', 'liste_deposee')
    await removeLignes(tx, id)
    await removeMorceaux(tx, id)
    await updateAbandonnee(tx, id)
    const avant = { nom: liste.nom, etat: liste.etat }
    await insertJournal(tx, { acte: 'listeaide.abandonnee', objet: `listeaide:${id}`, avant })
  })
}
