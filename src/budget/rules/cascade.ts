import { cumulerJusqua, reduireEcheancier, somme } from '#budget/rules/echeancier.ts'
import { type Engagement, resteAMandater } from '#budget/rules/engager.ts'
import { ecrireImputation, type Ligne } from '#budget/rules/ligne.ts'
import type { Mandat } from '#budget/rules/mandater.ts'
import { type Credits, proposerReport } from '#budget/rules/reports.ts'
import type { Soldes } from '#budget/rules/soldes.ts'
import type { Centimes } from '#socle/montant.ts'

/** Indicatif: no source says after how many years without movement an engagement should be looked at again. */
export const ANS_SANS_MOUVEMENT = 2

/** Where the autorisations d’engagement engaged in an exercice have gone. */
export type AnneeCascade = {
  readonly exercice: number
  /** Engaged on affectations of the exercice, less what was disengaged since. */
  readonly engage: Centimes
  readonly mandateMemeAnnee: Centimes
  readonly mandateEnsuite: Centimes
  /** Engaged and not mandated: engage = mandateMemeAnnee + mandateEnsuite + reste. */
  readonly reste: Centimes
  /** Of that, what the échéanciers planned until the exercice looked at. */
  readonly resteEchu: Centimes
}

/** What a line of the exercice could carry over, and where to; no line there yet, nothing can move. */
export type SuggestionReport = {
  readonly ligne: Ligne
  readonly vers: Ligne | null
  readonly propose: Credits
}

/** An engagement that still waits and that nothing has moved for a while. */
export type SuggestionDesengagement = {
  readonly engagement: Engagement
  readonly ligne: Ligne
  readonly reste: Centimes
  /** The latest of its acts: engagement, désengagement, mandat or what the accountant did of it. */
  readonly dernierMouvement: string
}

export type Cascade = {
  readonly annees: readonly AnneeCascade[]
  readonly reports: readonly SuggestionReport[]
  readonly desengagements: readonly SuggestionDesengagement[]
}

/** Every line of every exercice with what was done on them. */
export type Livre = {
  readonly lignes: readonly Ligne[]
  readonly soldes: ReadonlyMap<string, Soldes>
  readonly engagements: readonly Engagement[]
  readonly desengagements: readonly { readonly engagement: string; readonly date: string }[]
  readonly mandats: readonly Mandat[]
}

/**
 * From the autorisations to the payments, exercice after exercice, and what it suggests: nothing is decided here, each
 * suggestion is an act that somebody may do. Engagements without affectation are left apart: they take no autorisation.
 *
 * @param exercice the one looked at: reports leave from its lines
 * @param ans years without movement from which an engagement is suggested
 */
export function dresserCascade(
  livre: Livre,
  { exercice, ans, aujourdhui }: { exercice: number; ans: number; aujourdhui: string },
): Cascade {
  const lignes = new Map(livre.lignes.map((ligne) => [ligne.id, ligne]))
  const suivis = livre.engagements
    .filter(({ affectation }) => affectation !== null)
    .map((engagement) => ({ engagement, ligne: lignes.get(engagement.ligne)! }))
  const mandats = Map.groupBy(livre.mandats, ({ engagement }) => engagement)
  const exercices = [...new Set(suivis.map(({ ligne }) => ligne.exercice))].sort((a, b) => a - b)
  const limite = reculer(aujourdhui, ans)
  return {
    annees: exercices.map((annee) => {
      const siens = suivis.filter(({ ligne }) => ligne.exercice === annee).map((un) => un.engagement)
      return resumer(annee, siens, mandats, exercice)
    }),
    reports: livre.lignes
      .filter((ligne) => ligne.exercice === exercice)
      .map((ligne) => suggererReport(ligne, livre))
      .filter(({ propose }) => propose.autorisationEngagement > 0 || propose.creditsDePaiement > 0),
    desengagements: suivis
      .map(({ engagement, ligne }) => ({
        ...{ engagement, ligne, reste: resteAMandater(engagement) },
        dernierMouvement: dater(engagement, livre),
      }))
      .filter(({ reste, dernierMouvement }) => reste > 0 && dernierMouvement <= limite)
      .sort((a, b) => (a.dernierMouvement < b.dernierMouvement ? -1 : 1)),
  }
}

/**
 * What échéanciers planned until this exercice and that no mandat asked for yet, in that exercice or later: what was paid
 * late is no longer awaited.
 */
export const prevuNonMandate = (exercice: number, engagements: readonly Engagement[]): Centimes =>
  somme(
    engagements
      .filter(({ affectation }) => affectation !== null)
      .map(({ echeancier, desengage, mandate }) =>
        Math.max(0, cumulerJusqua(reduireEcheancier(echeancier, desengage), exercice) - mandate),
      ),
  )

function resumer(
  annee: number,
  engagements: readonly Engagement[],
  parEngagement: ReadonlyMap<string, readonly Mandat[]>,
  exercice: number,
): AnneeCascade {
  const mandats = engagements
    .flatMap(({ id }) => parEngagement.get(id) ?? [])
    .filter(({ etat }) => etat !== 'rejete')
  const engage = somme(engagements.map(({ montant, desengage }) => montant - desengage))
  const mandateMemeAnnee = cumulerJusqua(mandats, annee)
  const mandate = somme(mandats.map(({ montant }) => montant))
  return {
    ...{ exercice: annee, engage, mandateMemeAnnee, mandateEnsuite: mandate - mandateMemeAnnee },
    ...{ reste: engage - mandate, resteEchu: prevuNonMandate(exercice, engagements) },
  }
}

function suggererReport(ligne: Ligne, { lignes, soldes, engagements }: Livre): SuggestionReport {
  const imputation = ecrireImputation(ligne)
  const annees = lignes.filter((une) => ecrireImputation(une) === imputation)
  const siens = engagements.filter((un) => annees.some(({ id }) => id === un.ligne))
  return {
    ligne,
    vers: annees.find((une) => une.exercice === ligne.exercice + 1) ?? null,
    propose: proposerReport(soldes.get(ligne.id)!, prevuNonMandate(ligne.exercice, siens)),
  }
}

/** The day of the latest act on an engagement. */
const dater = ({ id, date }: Engagement, { mandats, desengagements }: Livre): string =>
  [
    date,
    ...desengagements.filter((un) => un.engagement === id).map((un) => un.date),
    ...mandats.filter((un) => un.engagement === id).flatMap((un) => [un.date, un.constateLe ?? un.date]),
  ].reduce((a, b) => (a > b ? a : b))

/** The same day some years before, `AAAA-MM-JJ`. */
const reculer = (date: string, ans: number): string =>
  `${String(Number(date.slice(0, 4)) - ans).padStart(4, '0')}${date.slice(4)}`
