import type { Dispositif } from '#aides/dispositif.ts'

/** What anybody reads of a scheme: all but its rules as the engine holds them, which `texte` shows as they are written. */
export type AideLue = Omit<Dispositif, 'regles' | 'exemples'> & { readonly exemples: readonly string[] }

/** A scheme in the list. */
export type AideResumee = Pick<Dispositif, 'code' | 'titre' | 'periode' | 'beneficiaire' | 'imputation'> & {
  /** False when some or all of its amounts are missing from the sources. */
  readonly calculable: boolean
}

export const presenter = ({ regles: _, exemples, ...lue }: Dispositif): AideLue => ({
  ...lue,
  exemples: exemples.map(({ nom }) => nom),
})

export const resumer = ({
  code,
  titre,
  periode,
  beneficiaire,
  imputation,
  lacunes,
}: Dispositif): AideResumee => ({
  ...{ code, titre, periode, beneficiaire, imputation },
  calculable: lacunes.length === 0,
})
