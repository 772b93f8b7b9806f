import { COLONNES_SAISIE, type FormationSaisie } from '#campagnes/demandes/saisie.ts'

/** What a submission seals: everything that the body answers for. */
export type ContenuDepose = {
  readonly campagne: string
  readonly siret: string
  readonly effectif: string
  readonly formations: readonly FormationSaisie[]
  readonly pieces: readonly { readonly code: string; readonly nom: string; readonly sha256: string }[]
}

/**
 * The content of a submission as one text, always the same for the same content: its SHA-256 is what the receipt prints,
 * and whoever holds the content can compute it again.
 */
export function ecrireDepot({ campagne, siret, effectif, formations, pieces }: ContenuDepose): string {
  return JSON.stringify({
    campagne,
    siret,
    effectif: effectif.trim(),
    formations: formations.map(({ identifiant, saisie }) => ({
      identifiant,
      saisie: COLONNES_SAISIE.map(({ code }) => [code, saisie[code]?.trim() ?? '']),
    })),
    pieces: pieces
      .map(({ code, nom, sha256 }) => [code, nom, sha256])
      .sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1)),
  })
}

/** A deadline told to the second is met during that whole second: fractions are not counted. */
export const alaSeconde = (instant: string): string => `${instant.slice(0, 19)}.000Z`
