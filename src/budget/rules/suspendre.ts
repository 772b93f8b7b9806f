import { type Ligne, refuserSuspendue, type Suspension } from '#budget/rules/ligne.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate } from '#socle/francais.ts'

export type SuspensionEcrite = Suspension & {
  readonly id: string
  readonly ligne: string
  readonly du: string
  /** Who suspended, by name when the account still has one. */
  readonly par: string
  readonly leveeLe: string | null
  readonly motifLevee: string | null
}

/** The suspension that holds on this day, both dates included. */
export const suspensionEnCours = (
  suspensions: readonly SuspensionEcrite[],
  aujourdhui: string,
): SuspensionEcrite | undefined =>
  suspensions.find(({ du, au, leveeLe }) => du <= aujourdhui && aujourdhui <= au && leveeLe === null)

/** Says whether a line can be suspended from today to a date, with every reason why not. */
export function suspendre(
  demande: Suspension,
  { ligne, enCours, aujourdhui }: { ligne: Ligne; enCours: Suspension | undefined; aujourdhui: string },
): Decision<Suspension> {
  const motifs: Motif[] = refuserSuspendue(ligne, enCours)
  if (demande.au < aujourdhui)
    motifs.push({
      code: 'deja-finie',
      message: `La suspension finirait le ${ecrireDate(demande.au)} : choisissez une date à venir.`,
      correcteur: 'demandeur',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}
