import { sansAccents } from '#socle/texte.ts'

/**
 * Why the contracts signed are not those that were voted: a closed list, so that reasons can be counted. No published
 * document gives one: *indicatif*. Labels hold no comma and less than 255 characters together, which is what the list
 * of a spreadsheet's cell takes.
 */
export const MOTIFS_ECART = {
  recrutement: 'Recrutement insuffisant',
  employeurs: 'Moins d’employeurs que prévu',
  rupture: 'Contrats rompus',
  fermeture: 'Formation non ouverte',
  transfert: 'Transfert vers une autre formation',
  depot: 'Dépôt en cours',
  declaration: 'Déclaration à corriger',
  demande: 'Demande plus forte que prévu',
  autre: 'Autre',
} as const
export type MotifEcart = keyof typeof MOTIFS_ECART

export const CODES_MOTIFS = Object.keys(MOTIFS_ECART) as MotifEcart[]

const simplifier = (texte: string) =>
  sansAccents(texte)
    .replace(/[^a-z]+/g, ' ')
    .trim()

const CONNUS = new Map(
  CODES_MOTIFS.flatMap((code) => [[code, code] as const, [simplifier(MOTIFS_ECART[code]), code] as const]),
)

/** Reads a reason by its label or its code, whatever its case and accents; undefined for any other text. */
export const lireMotif = (texte: string): MotifEcart | undefined =>
  CONNUS.get(simplifier(texte) as MotifEcart)
