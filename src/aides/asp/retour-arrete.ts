import { accord, type Decision, refus } from '#socle/decision.ts'

/** Where the reading of a file of the agency stands. */
export type EtatRetour = 'recu' | 'lu' | 'illisible' | 'inconnu' | 'classe'

/** A file that the program did not read: its name, or what it holds, is of no kind that we know. */
export type RetourArrete = {
  readonly id: string
  readonly nom: string
  readonly etat: EtatRetour
  /** Whether its bytes are still here. */
  readonly garde: boolean
}

export const estArrete = (etat: EtatRetour): boolean => etat === 'inconnu' || etat === 'illisible'

/** Says whether somebody may still say what a file is, or set it aside for good. */
export function reprendre({ nom, etat, garde }: RetourArrete, acte: 'nommer' | 'classer'): Decision<true> {
  if (!estArrete(etat))
    return refus({
      code: 'retour-suivi',
      message: `Le fichier ${nom} est déjà ${etat === 'classe' ? 'classé' : etat === 'lu' ? 'lu' : 'en lecture'}.`,
      correcteur: 'agent',
    })
  if (acte === 'nommer' && !garde)
    return refus({
      code: 'octets-absents',
      message: `Le contenu du fichier ${nom} n’est plus gardé : rapportez le fichier.`,
      correcteur: 'agent',
    })
  return accord(true)
}
