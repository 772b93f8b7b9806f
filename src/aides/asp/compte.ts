import { simplifierBic, simplifierIban } from '#aides/listes/iban.ts'

/** A bank account as the strongroom keeps it. */
export type Compte = { readonly iban: string; readonly bic: string; readonly titulaire: string }

/** Countries whose BIC the agency knows on eight signs when its branch is « XXX ». */
const COMME_LA_FRANCE = new Set('FR GF GP MC MQ NC PF PM RE WF YT'.split(' '))

/** The BIC as the agency's directory of banks holds it: eight signs in France and alike, eleven elsewhere. */
export function normaliserBic(texte: string): string {
  const bic = simplifierBic(texte)
  if (COMME_LA_FRANCE.has(bic.slice(4, 6)))
    return bic.length === 11 && bic.endsWith('XXX') ? bic.slice(0, 8) : bic
  return bic.length === 8 ? `${bic}XXX` : bic
}

/** The three parts of an IBAN. */
export function decouperIban(texte: string): { pays: string; cle: string; bban: string } {
  const iban = simplifierIban(texte)
  return { pays: iban.slice(0, 2), cle: iban.slice(2, 4), bban: iban.slice(4) }
}

/** What may be shown of an account: « FR•• •••• 0189 ». */
export const masquer = (iban: string): string =>
  `${simplifierIban(iban).slice(0, 2)}•• •••• ${simplifierIban(iban).slice(-4)}`
