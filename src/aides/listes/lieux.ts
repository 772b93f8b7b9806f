import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'

/** Countries and communes by their INSEE codes, as far as their shape tells: communes.ts says which ones are. */

export const FRANCE = '99100'
/** Corsica until 1976: people born there before keep its code. */
const CORSE = '20'
/** Overseas territories that are not départements. */
const COLLECTIVITES = new Set(['975', '977', '978', '984', '986', '987', '988', '989'])
/** A commune that has arrondissements: births are registered in these. */
const A_ARRONDISSEMENTS: ReadonlyMap<string, string> = new Map([
  ['75056', 'Paris'],
  ['13055', 'Marseille'],
  ['69123', 'Lyon'],
])
const ILE_DE_FRANCE = new Set(['75', '77', '78', '91', '92', '93', '94', '95'])

/** The département of a commune, or its territory overseas; undefined when the code has not the shape of one. */
export function departementDeCommune(code: string): string | undefined {
  if (!/^(?:\d{2}|2[AB])\d{3}$/.test(code)) return undefined
  const departement = /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
  const existe = departement === CORSE || DEPARTEMENTS.has(departement) || COLLECTIVITES.has(departement)
  return existe ? departement : undefined
}

/** « Paris » when the code is that of the whole town. */
export const villeEntiere = (code: string): string | undefined => A_ARRONDISSEMENTS.get(code)

/** Whether a postcode may serve a commune: same département, Corsica having one prefix for two. */
export function codePostalCoherent(codePostal: string, commune: string): boolean {
  const departement = departementDeCommune(commune)
  if (!departement) return false
  const attendu = departement === '2A' || departement === '2B' ? CORSE : departement
  // Saint-Barthélemy and Saint-Martin are served from Guadeloupe.
  return codePostal.startsWith(['977', '978'].includes(attendu) ? '971' : attendu)
}

/** The département of a school, told by the first digits of its UAI: « 0771234A » → « 77 », « 9740001X » → « 974 ». */
export function departementDeUai(uai: string): string | undefined {
  const code = uai.startsWith('97') ? uai.slice(0, 3) : uai === '' ? '' : corse(uai.slice(0, 3))
  return DEPARTEMENTS.has(code) ? code : undefined
}
const corse = (trois: string) =>
  trois === '620' ? '2A' : trois === '720' ? '2B' : trois.startsWith('0') ? trois.slice(1) : trois

export const estFrancilien = (uai: string): boolean => ILE_DE_FRANCE.has(departementDeUai(uai) ?? '')
