import type {
  Campagne,
  DocumentCampagne,
  Echeance,
  LignePubliee,
  MajorationExceptionnelle,
} from '#campagnes/campagne.ts'
import { totaliserPublication } from '#campagnes/publication.ts'
import { type Vote, verifierVote } from '#majoration/proposition.ts'
import type { Motif } from '#socle/decision.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What a campaign was before a vote was brought to it, and is again once that vote is taken back. */
export type CampagneAvant = Pick<Campagne, 'calendrier' | 'documents' | 'exceptionnelles'> & {
  readonly voteLe: string | null
  readonly enveloppeExceptionnelle: Centimes
}

/** What does not prevent a vote from being brought, but should be looked at first. */
export function avertirReprise(
  votes: readonly LignePubliee[],
  { dotation, organismes }: Pick<Campagne, 'dotation' | 'organismes'>,
): string[] {
  const { majoration } = totaliserPublication(votes)
  const ecart = majoration - dotation
  const dits = new Set(votes.map(({ organisme }) => organisme))
  const absents = organismes.filter(({ identifiant }) => !dits.has(identifiant)).length
  return [
    ecart !== 0 &&
      `La majoration du fichier fait ${ecrireMontant(majoration)}, ${ecrireMontant(Math.abs(ecart))} de ${ecart > 0 ? 'plus' : 'moins'} que l’enveloppe de la campagne (${ecrireMontant(dotation)}).`,
    absents > 0 &&
      `${compter(absents, 'organisme de la campagne n’y est pas', 'organismes de la campagne n’y sont pas')}${INSECABLE}: rien ne leur est voté.`,
  ].filter((texte) => texte !== false)
}

/** Judges the vote that a file comes with: as one recorded here, and not after the exercice that follows its own. */
export function refuserReprise(
  vote: Vote,
  campagne: { readonly exercice: number; readonly fermeLe: string | null },
  aujourdhui: string,
): Motif[] {
  const motifs = verifierVote(vote, { aujourdhui, fermeLe: campagne.fermeLe })
  const annee = Number(vote.voteeLe.slice(0, 4))
  if (motifs.length === 0 && Math.abs(annee - campagne.exercice) > 1)
    motifs.push({
      code: 'vote-hors-exercice',
      message: `Cette campagne est de l’exercice ${campagne.exercice}${INSECABLE}: son vote n’est pas de ${annee}.`,
      correcteur: 'agent',
    })
  return motifs
}

/** What the calendar of a campaign says of a vote brought as a file. */
export const inscrireAuCalendrier = ({ deliberation, voteeLe }: Vote): Echeance => ({
  ...{ date: voteeLe, libelle: 'Vote des majorations', source: deliberation, nature: 'vote', repris: true },
})

export const inscrireAuxActes = ({ deliberation, voteeLe }: Vote): DocumentCampagne => ({
  ...{ titre: 'Majorations votées', reference: deliberation, date: voteeLe, nature: 'Délibération' },
})

/** The exceptional majorations of the file: it tells no reason, its délibération does. */
export const exceptionnellesDe = (
  votes: readonly LignePubliee[],
  { deliberation }: Vote,
): MajorationExceptionnelle[] =>
  votes
    .filter(({ majorationExceptionnelle }) => majorationExceptionnelle > 0)
    .map(({ organisme, majorationExceptionnelle }) => ({
      ...{ organisme, montant: majorationExceptionnelle, source: deliberation },
      motif: `Votée par ${deliberation}, reprise d’un fichier`,
    }))

/** Set aside for exceptional majorations: what it was, or to the whole euro what the file gives when that is more. */
export const enveloppeApres = (
  avant: Centimes,
  exceptionnelles: readonly MajorationExceptionnelle[],
): Centimes =>
  Math.max(avant, Math.ceil(exceptionnelles.reduce((somme, { montant }) => somme + montant, 0) / 100) * 100)
