import type { Enregistrement, Parametrage } from '#aides/asp/enregistrement.ts'

/** The place for which each thing is sealed: moved elsewhere, it does not open. */
export const LIEUX = {
  coordonnees: (dossier: string) => `aide_coordonnees:${dossier}`,
  paiement: (id: number) => `asp_paiement:${id}`,
  fichier: (id: string, rang: number) => `asp_fichier:${id}:${rang}`,
  retour: (id: string, rang: number) => `asp_retour:${id}:${rang}`,
} as const

/**
 * What is sent of somebody, as one text: two requests with the same text would have the same fate. What the agency calls
 * them is left out: it comes by itself between one request and the next.
 */
export const resumer = ({ identifiants: _, ...envoye }: Enregistrement, codes: Parametrage): string =>
  JSON.stringify([envoye, codes])

/** Bytes kept as encrypted text, one sign a byte. */
export const MORCEAU = 1_048_576
