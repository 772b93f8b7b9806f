/** Days as `AAAA-MM-JJ`, compared as texts and counted without any clock. */

/** Reads « 14/03/2006 », « 14-03-2006 » or « 2006-03-14 »; undefined for anything else, two-digit years included. */
export function lireJour(texte: string): string | undefined {
  const francais = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(texte)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(texte)
  if (!francais && !iso) return undefined
  const [annee, mois, jour] = (francais ? [francais[3], francais[2], francais[1]] : iso!.slice(1, 4)).map(
    Number,
  ) as [number, number, number]
  if (annee < 1900 || mois < 1 || mois > 12 || jour < 1 || jour > joursDuMois(annee, mois)) return undefined
  return ecrire(annee, mois, jour)
}

const ecrire = (annee: number, mois: number, jour: number) =>
  `${annee}-${String(mois).padStart(2, '0')}-${String(jour).padStart(2, '0')}`

function joursDuMois(annee: number, mois: number): number {
  const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
  return [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][mois - 1]!
}

/** The same day some months later, the last of the month when it has not that many: 31 January + 1 → 28 February. */
export function ajouterMois(date: string, nombre: number): string {
  const [annee, mois, jour] = date.split('-').map(Number) as [number, number, number]
  const rang = annee * 12 + mois - 1 + nombre
  const [a, m] = [Math.floor(rang / 12), (rang % 12) + 1]
  return ecrire(a, m, Math.min(jour, joursDuMois(a, m)))
}

/** The day after. */
export function lendemain(date: string): string {
  const [annee, mois, jour] = date.split('-').map(Number) as [number, number, number]
  return jour < joursDuMois(annee, mois)
    ? ecrire(annee, mois, jour + 1)
    : `${ajouterMois(date, 1).slice(0, 8)}01`
}

/** Whole years at a day. */
export function ageLe(neLe: string, jour: string): number {
  const annees = Number(jour.slice(0, 4)) - Number(neLe.slice(0, 4))
  return jour.slice(5) < neLe.slice(5) ? annees - 1 : annees
}

/** « 2006-03-14 » → « 14/03/2006 », as spreadsheets show it. */
export const ecrireJour = (date: string): string => date.split('-').reverse().join('/')
