import { CORRECTEURS } from '#aides/asp/correcteur.ts'
import { ETATS_PAIEMENT } from '#aides/asp/etats.ts'

/** The address of the screen: what is looked at, and the page. */
export type AdressePaiements = {
  readonly session?: string
  readonly etat?: string
  readonly correcteur?: string
  readonly raison?: string
  readonly q?: string
  readonly page?: string
}

/** What the server would refuse is dropped: a link typed by hand never breaks the page. */
const VALABLES: Readonly<Record<keyof AdressePaiements, (texte: string) => boolean>> = {
  session: (texte) => texte.length <= 100,
  etat: (texte) => Object.hasOwn(ETATS_PAIEMENT, texte),
  correcteur: (texte) => Object.hasOwn(CORRECTEURS, texte),
  raison: (texte) => texte.length <= 60,
  q: (texte) => texte.length <= 100,
  page: (texte) => /^[1-9]\d{0,3}$/.test(texte),
}

/** Reads an address; the router gives « 3 » as a number. */
export function lireAdresse(brute: Readonly<Record<string, unknown>>): AdressePaiements {
  const lues = Object.entries(VALABLES).flatMap(([cle, valable]) => {
    const valeur = typeof brute[cle] === 'number' ? String(brute[cle]) : brute[cle]
    const texte = typeof valeur === 'string' ? valeur.trim() : ''
    return texte && valable(texte) ? [[cle, texte]] : []
  })
  return Object.fromEntries(lues)
}

/** `etat=rejetee&page=2`, what the routes read. */
export const ecrireAdresse = (adresse: AdressePaiements): string =>
  new URLSearchParams(adresse as Record<string, string>).toString()
