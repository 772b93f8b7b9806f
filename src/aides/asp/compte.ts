/** A bank account as the strongroom keeps it. */
export type Compte = { readonly iban: string; readonly bic: string; readonly titulaire: string }

/** The countries where euros are transferred under one scheme (SEPA), by code. */
const SEPA = new Set(
  (
    'AD AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM VA ' +
    'GF GP MQ NC PF PM RE WF YT BL MF'
  ).split(' '),
)
/** Countries whose BIC the agency knows on eight signs when its branch is « XXX ». */
const COMME_LA_FRANCE = new Set('FR GF GP MC MQ NC PF PM RE WF YT'.split(' '))

const compact = (texte: string): string => texte.replace(/[\s.-]/g, '').toUpperCase()

/** Why an IBAN cannot be paid, or nothing: its shape, its key (ISO 13616, remainder of 97), its zone. */
export function critiquerIban(texte: string): 'forme' | 'cle' | 'zone' | undefined {
  const iban = compact(texte)
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(iban) || (iban.startsWith('FR') && iban.length !== 27))
    return 'forme'
  const chiffres = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (lettre) =>
    String(lettre.charCodeAt(0) - 55),
  )
  if (BigInt(chiffres) % 97n !== 1n) return 'cle'
  return SEPA.has(iban.slice(0, 2)) ? undefined : 'zone'
}

export const estBic = (texte: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(compact(texte))

/** The BIC as the agency's directory of banks holds it: eight signs in France and alike, eleven elsewhere. */
export function normaliserBic(texte: string): string {
  const bic = compact(texte)
  if (COMME_LA_FRANCE.has(bic.slice(4, 6)))
    return bic.length === 11 && bic.endsWith('XXX') ? bic.slice(0, 8) : bic
  return bic.length === 8 ? `${bic}XXX` : bic
}

/** The three parts of an IBAN. */
export function decouperIban(texte: string): { pays: string; cle: string; bban: string } {
  const iban = compact(texte)
  return { pays: iban.slice(0, 2), cle: iban.slice(2, 4), bban: iban.slice(4) }
}

/** What may be shown of an account: « FR•• •••• 0189 ». */
export const masquer = (iban: string): string =>
  `${compact(iban).slice(0, 2)}•• •••• ${compact(iban).slice(-4)}`
