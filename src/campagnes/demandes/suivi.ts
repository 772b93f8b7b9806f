import { type ActeDemande, ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import type { EtapeFaite } from '#campagnes/demandes/demande.ts'

/** A figure declared by the body and put right by an agent: both are shown. */
export type CorrectionLue = {
  readonly formation: string
  readonly champ: string
  readonly avant: string
  readonly apres: string
  readonly motif: string
  readonly le: string
}

/** Something that the Région asks to add or put right. `echeance` is a date, the rest instants. */
export type Complement = {
  readonly id: string
  readonly texte: string
  readonly echeance: string
  readonly demandeLe: string
  readonly reponduLe: string | null
}

/** A message between the body and the Région; those among agents are not here. */
export type MessageLu = {
  readonly id: string
  readonly sens: 'region' | 'organisme'
  readonly texte: string
  /** Empty when the reader may not know which agent wrote. */
  readonly auteur: string
  readonly le: string
}

/** A step of an application in words that its body understands. */
export type EtapeDite = {
  readonly acte: string
  readonly titre: string
  readonly sens: string
  /** Empty when the reader may not know which agent did it. */
  readonly par: string
  readonly motif: string | null
  readonly le: string
}

const TITRES: Readonly<Record<ActeDemande, string>> = {
  deposer: 'Demande déposée',
  reprendre: 'Demande reprise, pour la changer',
  retirer: 'Demande retirée',
  demanderComplement: 'La Région demande un complément',
  repondre: 'Complément envoyé à la Région',
  constaterComplete: 'La Région constate que rien ne manque',
  instruire: 'L’instruction est conclue',
  rendre: 'La demande retourne à l’instruction',
  valider: 'La demande est validée',
  rejeter: 'La demande est déclarée inéligible',
  retablir: 'La demande est rétablie',
  retenir: 'L’assemblée retient la demande',
  ecarter: 'La demande n’est pas retenue',
  notifier: 'La décision est envoyée',
  engager: 'Les crédits sont engagés',
  desengager: 'Les crédits engagés sont rendus : rien n’est à payer tant qu’ils ne le sont pas de nouveau',
  finirDePayer: 'Le paiement est fait : la Région a rendu les crédits du reste',
  payer: 'Le paiement est fait',
}

/** Why an agent sent an application back to another is said among agents. */
const MOTIFS_INTERNES: ReadonlySet<string> = new Set(['rendre'])

/**
 * Tells the steps of an application, oldest first.
 *
 * @param interne whether the reader is an agent of the Région, who reads every reason
 */
export function direEtapes(etapes: readonly EtapeFaite[], interne: boolean): EtapeDite[] {
  return etapes.map(({ acte, vers, nomPar, motif, le }) => ({
    acte,
    titre: TITRES[acte as ActeDemande] ?? ETATS_DEMANDE[vers].libelle,
    sens: ETATS_DEMANDE[vers].sens,
    par: nomPar,
    motif: interne || !MOTIFS_INTERNES.has(acte) ? motif : null,
    le,
  }))
}
