import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'

/** The account that somebody asks to erase, and what depends on it. */
export type CompteAEffacer = {
  readonly id: string
  readonly etat: 'en_attente' | 'active' | 'suspendue' | 'effacee'
  /** Active accounts that hold the role of administrator today. */
  readonly administrateurs: readonly string[]
}

/** What replaces the identity of an account: nothing of it leads back to the person. */
export type Pseudonyme = { readonly nom: string; readonly emetteur: string; readonly sujet: string }

/**
 * Whether an account may be erased, and under what name it stays: acts that were done keep pointing to it, amounts and
 * journal do not change.
 */
export function effacer({ id, etat, administrateurs }: CompteAEffacer): Decision<Pseudonyme> {
  const motifs: Motif[] = []
  if (etat === 'effacee')
    motifs.push({
      code: 'deja-efface',
      message: 'Ce compte est déjà effacé : il ne porte plus ni nom ni adresse.',
      correcteur: 'administrateur',
    })
  if (administrateurs.length === 1 && administrateurs[0] === id)
    motifs.push({
      code: 'dernier-administrateur',
      message:
        'C’est le dernier administrateur actif : donnez d’abord ce rôle à une autre personne, sinon nul ne pourrait plus gérer les comptes.',
      correcteur: 'administrateur',
    })
  if (motifs.length > 0) return refus(...motifs)
  return accord({ nom: `Personne effacée ${id.slice(0, 8)}`, emetteur: 'effacee', sujet: id })
}
