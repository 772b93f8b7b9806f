import type { Campagne, LignePubliee, ResumeCampagne } from '#campagnes/campagne.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { trouverVote } from '#campagnes/vote.ts'
import type { EtatProposition, LigneProposee, TotauxProposes } from '#majoration/proposition.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What is projected while the assembly sits: bodies and their amounts, no person. Amounts in cents. */
export type Seance = {
  /** What the assembly has before it: « Proposition n° 2, soumise au vote ». */
  readonly statut: string
  readonly enveloppe: Centimes
  readonly exceptionnelle: Centimes
  readonly totale: Centimes
  readonly organismes: number
  readonly contrats: number
  /** Retained formations; null when the amounts were voted elsewhere: the voted table does not count them. */
  readonly formations: number | null
  /** What was asked for; null when it is unknown, or no longer what the amounts were computed on. */
  readonly presentes: { readonly formations: number; readonly contrats: number } | null
  readonly precedent: Precedent | null
  readonly lignes: readonly LigneSeance[]
  /** Number and hash of the frozen proposition, which anybody may compare; null when there is none. */
  readonly preuve: { readonly numero: number; readonly empreinte: string } | null
}

export type LigneSeance = Pick<LigneProposee, 'organisme' | 'nom' | 'contrats' | 'exceptionnelle' | 'totale'>

/** What was voted in the last exercice before this one, its campaigns together. */
export type Precedent = {
  readonly exercice: number
  readonly contrats: number
  readonly totale: Centimes
}

/** A proposition as it is projected. */
export type PropositionProjetee = {
  readonly numero: number
  readonly etat: EtatProposition
  readonly aJour: boolean
  readonly deliberation: string | null
  readonly voteeLe: string | null
  readonly empreinte: string
  readonly totaux: TotauxProposes
  readonly lignes: readonly LigneSeance[]
}

type Faits = {
  readonly campagne: Pick<Campagne, 'etat' | 'dotation' | 'organismes' | 'publication' | 'calendrier'>
  readonly proposition: PropositionProjetee | null
  readonly presentes: { readonly formations: number; readonly contrats: number }
  readonly precedent: Precedent | null
}

/** What the screen of the assembly says of a campaign; null while nothing is frozen nor voted. */
export function preparerSeance({ campagne, proposition, precedent, ...faits }: Faits): Seance | null {
  const presentes = faits.presentes.contrats > 0 ? faits.presentes : null
  if (proposition) {
    const { numero, empreinte, totaux, lignes } = proposition
    const { organismes, contrats, formations, exceptionnelle, totale, dotation } = totaux
    return {
      statut: direStatut(proposition, campagne.etat),
      ...{ enveloppe: dotation, exceptionnelle, totale, organismes, contrats, formations },
      presentes: proposition.aJour ? presentes : null,
      ...{ precedent, lignes, preuve: { numero, empreinte } },
    }
  }
  const { publication, dotation } = campagne
  if (publication.length === 0) return null
  const noms = new Map(campagne.organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  return {
    statut: direVote(campagne.calendrier),
    enveloppe: dotation,
    exceptionnelle: sommer(publication, (ligne) => ligne.majorationExceptionnelle),
    totale: sommer(publication, (ligne) => ligne.majorationTotale),
    organismes: publication.length,
    contrats: sommer(publication, (ligne) => ligne.contrats),
    formations: null,
    ...{ presentes, precedent, preuve: null },
    lignes: publication.map(({ organisme, contrats, majorationExceptionnelle, majorationTotale }) => ({
      organisme,
      nom: noms.get(organisme) ?? organisme,
      contrats,
      exceptionnelle: majorationExceptionnelle,
      totale: majorationTotale,
    })),
  }
}

function direStatut(proposition: PropositionProjetee, etat: EtatCampagne): string {
  const { numero, deliberation, voteeLe, aJour } = proposition
  const nommee = `Proposition n°${INSECABLE}${numero}`
  if (proposition.etat === 'votee')
    return `${nommee}, votée${voteeLe ? ` le ${ecrireDate(voteeLe)}` : ''}${deliberation ? ` (${deliberation})` : ''}`
  if (!aJour) return `${nommee}, dépassée${INSECABLE}: la liste des formations a changé`
  return etat === 'au_vote' ? `${nommee}, soumise au vote` : `${nommee}, en préparation`
}

/** The vote as the calendar of a campaign keeps it, when no proposition was frozen here. */
function direVote(calendrier: Campagne['calendrier']): string {
  const vote = trouverVote(calendrier)
  if (!vote) return 'Montants votés'
  const repris = vote.repris ? `, repris de ${vote.reference}` : ` (${vote.reference})`
  return `Montants votés le ${ecrireDate(vote.date)}${repris}`
}

const VOTEES: readonly EtatCampagne[] = ['votee', 'en_paiement', 'soldee']

/** The voted campaigns of the last exercice before `exercice`: what this one is compared with. */
export function choisirPrecedentes(
  campagnes: readonly ResumeCampagne[],
  exercice: number,
): readonly ResumeCampagne[] {
  const votees = campagnes.filter((une) => une.exercice < exercice && VOTEES.includes(une.etat))
  const dernier = Math.max(...votees.map((une) => une.exercice))
  return votees.filter((une) => une.exercice === dernier)
}

/** Adds up what those campaigns voted; null when none of them published an amount. */
export function cumulerPrecedentes(
  campagnes: readonly Pick<Campagne, 'exercice' | 'publication'>[],
): Precedent | null {
  const lignes = campagnes.flatMap(({ publication }) => publication)
  if (lignes.length === 0) return null
  return {
    exercice: campagnes[0]!.exercice,
    contrats: sommer(lignes, ({ contrats }) => contrats),
    totale: sommer(lignes, ({ majorationTotale }) => majorationTotale),
  }
}

/** Bodies on one view of the table: what fits under its heading at 28 px on the smallest projector. */
export const LIGNES_PAR_VUE = 7

/** Views of a session: the figures, then the table cut in pages. */
export const compterVues = ({ lignes }: Pick<Seance, 'lignes'>): number =>
  1 + Math.ceil(lignes.length / LIGNES_PAR_VUE)

/** What one view shows of the table; `vue` counts from 1, and the first has no line. */
export function lignesDeVue({ lignes }: Pick<Seance, 'lignes'>, vue: number) {
  const debut = (vue - 2) * LIGNES_PAR_VUE
  const tranche = vue < 2 ? [] : lignes.slice(debut, debut + LIGNES_PAR_VUE)
  return { lignes: tranche, du: debut + 1, au: debut + tranche.length }
}

const sommer = <T extends LignePubliee>(lignes: readonly T[], lire: (ligne: T) => number): number =>
  lignes.reduce((somme, ligne) => somme + lire(ligne), 0)
