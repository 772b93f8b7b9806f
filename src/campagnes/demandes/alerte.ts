import type { Motif } from '#socle/decision.ts'
import { compter } from '#socle/francais.ts'

/** Something to look at in an application before it is validated. */
export type Alerte = {
  readonly code: string
  /** What it is about, its figures included: a warning that was lifted comes back when they change. */
  readonly cible: string
  readonly message: string
  /** An error is put right, a warning is put right or lifted; an information only shows. */
  readonly gravite: 'erreur' | 'avertissement' | 'information'
  readonly formation?: string
  readonly champ?: string
}

/** A warning, on the whole application or on a field of a formation. */
export const avertir = (
  code: string,
  message: string,
  cible: string,
  formation?: string,
  champ?: string,
): Alerte => ({
  ...{ code, message, cible, gravite: 'avertissement' },
  ...(formation !== undefined && { formation }),
  ...(champ !== undefined && { champ }),
})

/** Writes what an alert is about, so that the same thing is always the same text. */
export const viser = (...parties: (string | number | null | undefined)[]): string =>
  JSON.stringify(parties.map((partie) => partie ?? null))

/** A warning that an agent lifted, and why. */
export type Levee = { readonly code: string; readonly cible: string }

/** Those left to look at: errors, and warnings that nobody lifted. */
export const alertesOuvertes = <A extends Alerte>(alertes: readonly A[], levees: readonly Levee[]): A[] => {
  const connues = new Set(levees.map(({ code, cible }) => `${code} ${cible}`))
  return alertes.filter(
    ({ code, cible, gravite }) =>
      gravite === 'erreur' || (gravite === 'avertissement' && !connues.has(`${code} ${cible}`)),
  )
}

/** What is missing before an application may be validated: nothing is left to look at. */
export function empechementsDeValider(ouvertes: readonly Pick<Alerte, 'gravite'>[]): Motif[] {
  if (ouvertes.length === 0) return []
  const erreurs = ouvertes.filter(({ gravite }) => gravite === 'erreur').length
  const avertissements = ouvertes.length - erreurs
  const restes = [
    ...(avertissements > 0
      ? [
          `${compter(avertissements, 'avertissement reste', 'avertissements restent')} à lever avec un motif, ou à corriger`,
        ]
      : []),
    ...(erreurs > 0
      ? [
          `${compter(erreurs, 'erreur reste', 'erreurs restent')} à corriger, la demande rendue à l’instruction`,
        ]
      : []),
  ]
  return [{ code: 'alertes-ouvertes', message: `${restes.join(' ; ')}.`, correcteur: 'agent' }]
}
