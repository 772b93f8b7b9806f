import { estChampListe } from '#aides/listes/colonnes-liste.ts'

/** What the address of a list says: which lines are shown. */
export type RechercheListe = {
  readonly voir: 'erreurs' | 'avertissements' | 'ecartees' | 'valides' | ''
  readonly champ: string
  readonly code: string
  readonly q: string
  readonly page: number
}

const VUES = ['erreurs', 'avertissements', 'ecartees', 'valides'] as const

/** Reads it, whatever somebody typed in the address. */
export function lireRechercheListe(brute: Readonly<Record<string, unknown>>): RechercheListe {
  const texte = (valeur: unknown, maximum: number) =>
    (typeof valeur === 'string' || typeof valeur === 'number' ? String(valeur) : '').slice(0, maximum)
  const champ = texte(brute.champ, 40)
  const page = Number(brute.page)
  return {
    voir: VUES.find((une) => une === brute.voir) ?? '',
    champ: estChampListe(champ) ? champ : '',
    code: texte(brute.code, 60),
    q: texte(brute.q, 100),
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  }
}

/** As the server takes it: nothing for what is not asked. */
export const ecrireRequete = (recherche: RechercheListe): string =>
  new URLSearchParams(
    Object.entries(recherche).flatMap(([cle, valeur]) => (valeur === '' ? [] : [[cle, String(valeur)]])),
  ).toString()

/** As the address keeps it: nothing for the usual. */
export const ecrireAdresse = (recherche: RechercheListe): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(recherche).filter(([cle, valeur]) => valeur !== '' && !(cle === 'page' && valeur === 1)),
  )
