/**
 * Reads the number under which a body declared that it trains: eleven digits. Nothing published says more for certain:
 * what the first ones mean (region that registered it, then département) is for `situerNda` to suggest.
 */
export function lireNda(texte: string): string | undefined {
  const nda = texte.replace(/\s/g, '')
  return /^\d{11}$/.test(nda) && !/^0+$/.test(nda) ? nda : undefined
}

/** « 11 75 12345 75 »: as people read it, with narrow no-break spaces. */
export const ecrireNda = (nda: string): string =>
  nda.replace(/^(\d{2})(\d{2})(\d{5})(\d{2})$/, '$1\u202f$2\u202f$3\u202f$4')

/** The région and the département that the first digits seem to name. Indicatif. */
export const situerNda = (nda: string): { readonly region: string; readonly departement: string } => ({
  region: nda.slice(0, 2),
  departement: nda.slice(2, 4),
})
