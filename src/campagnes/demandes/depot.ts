import type { SaisieExceptionnelle } from '#campagnes/demandes/exceptionnelle.ts'
import { COLONNES_SAISIE, type FormationSaisie } from '#campagnes/demandes/saisie.ts'

/** What a submission seals: everything that the body answers for. */
export type ContenuDepose = {
  readonly campagne: string
  readonly siret: string
  readonly effectif: string
  readonly formations: readonly FormationSaisie[]
  readonly pieces: readonly { readonly code: string; readonly nom: string; readonly sha256: string }[]
  /** What it asks for as an exceptional majoration, if it ever did, whatever became of it since. */
  readonly exceptionnelle?: SaisieExceptionnelle | undefined
}

/**
 * The content of a submission as one text, always the same for the same content: its SHA-256 is what the receipt prints,
 * and whoever holds the content can compute it again.
 */
export function ecrireDepot(contenu: ContenuDepose): string {
  const { campagne, siret, effectif, formations, pieces, exceptionnelle: demandee } = contenu
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
    ...(demandee && {
      exceptionnelle: [
        ...[demandee.exercice, demandee.deficit, demandee.plan, demandee.montant, demandee.justification],
      ],
    }),
  })
}

/** A deadline told to the second is met during that whole second: fractions are not counted. */
export const alaSeconde = (instant: string): string => `${instant.slice(0, 19)}.000Z`
