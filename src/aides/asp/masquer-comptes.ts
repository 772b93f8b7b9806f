import { masquerIban } from '#aides/listes/iban.ts'

/** An IBAN, right or wrong, in groups or not: a refused account is often quoted because it is wrong. */
const IBAN = /\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b/g
/** A French account without its country: bank, branch, account and key. */
const RIB = /\b\d{5}[ \u00a0]?\d{5}[ \u00a0]?[A-Z0-9]{11}[ \u00a0]?\d{2}\b/g

/** The words of the agency, kept and shown for long: an account that they quote is left by its last four signs only. */
export const masquerComptes = (texte: string): string =>
  texte
    .replace(IBAN, (compte) => masquerIban(compte.replace(/\s/g, '')))
    .replace(RIB, (compte) => `•••• ${compte.replace(/\s/g, '').slice(-4)}`)
