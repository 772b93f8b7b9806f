import type { Affectation } from '#deliberations/faits.ts'
import type { Modele } from '#deliberations/modele.ts'
import { MODELE_MAJORATION } from '#deliberations/modele-majoration.ts'
import type { Motif } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'

/** What an agent types of a délibération: the model text, from when contracts count, what is affected and where. */
export type Texte = Modele & {
  readonly contratsDepuis: string
  readonly affectations: readonly AffectationSaisie[]
}
export type AffectationSaisie = Pick<Affectation, 'ligne' | 'operation' | 'montant'>

/** Before anybody writes: the model, contracts from 1 September of the year before (indicative), what the budget holds. */
export const texteInitial = (exercice: number, affectations: readonly AffectationSaisie[]): Texte => ({
  ...MODELE_MAJORATION,
  contratsDepuis: `${exercice - 1}-09-01`,
  affectations,
})

/** Faults of what is typed beside the model. `lignes`: the budget lines that exist in the exercice. */
export function verifierSaisie(
  { contratsDepuis, affectations }: Texte,
  lignes: readonly { readonly id: string }[],
): Motif[] {
  const motifs: Motif[] = []
  if (!/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(contratsDepuis))
    motifs.push(faute('date-illisible', 'Indiquez le premier jour des contrats comptés.'))
  affectations.forEach(({ ligne, operation, montant }, i) => {
    const ou = `Affectation n°${INSECABLE}${i + 1}${INSECABLE}:`
    if (!lignes.some(({ id }) => id === ligne))
      motifs.push(faute('ligne-inconnue', `${ou} choisissez une ligne du budget de l’exercice.`))
    if (!operation.trim()) motifs.push(faute('operation-absente', `${ou} nommez l’opération.`))
    if (montant <= 0) motifs.push(faute('montant-nul', `${ou} indiquez un montant.`))
  })
  return motifs
}

/** What stands against locking the text as voted. */
export function refuserArret({
  vote,
  conforme,
}: {
  readonly vote: unknown
  readonly conforme: boolean
}): Motif[] {
  const motifs: Motif[] = []
  if (!vote) motifs.push(faute('pas-votee', 'L’assemblée n’a pas encore voté : constatez d’abord le vote.'))
  if (!conforme)
    motifs.push(faute('controle-non-conforme', 'Le contrôle des chiffres relève des écarts à corriger.'))
  return motifs
}

const faute = (code: string, message: string): Motif => ({
  code,
  message: message.replaceAll(' :', `${INSECABLE}:`),
  correcteur: 'agent',
})
