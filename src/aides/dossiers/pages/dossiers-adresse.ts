import { ETATS_DOSSIER } from '#aides/dossiers/cycle.ts'
import { FILTRES_GARDE } from '#aides/dossiers/dossier.ts'

/** The address of the list: what is looked for, and the page. */
export type AdresseDossiers = {
  readonly q?: string
  readonly etat?: string
  readonly organisme?: string
  readonly niveau?: string
  readonly garde?: string
  readonly page?: string
}

/** What the server would refuse is dropped: a link typed by hand never breaks the page. */
const VALABLES: Readonly<Record<keyof AdresseDossiers, (texte: string) => boolean>> = {
  q: (texte) => texte.length <= 100,
  etat: (texte) => Object.hasOwn(ETATS_DOSSIER, texte),
  organisme: (texte) => texte.length <= 100,
  niveau: (texte) => texte.length <= 20,
  garde: (texte) => (FILTRES_GARDE as readonly string[]).includes(texte),
  page: (texte) => /^[1-9]\d{0,3}$/.test(texte),
}

/** Reads an address; the router gives « 3 » as a number. */
export function lireAdresse(brute: Readonly<Record<string, unknown>>): AdresseDossiers {
  const lues = Object.entries(VALABLES).flatMap(([cle, valable]) => {
    const valeur = typeof brute[cle] === 'number' ? String(brute[cle]) : brute[cle]
    const texte = typeof valeur === 'string' ? valeur.trim() : ''
    return texte && valable(texte) ? [[cle, texte]] : []
  })
  return Object.fromEntries(lues)
}

/** `etat=accorde&page=2`, what the routes read. */
export const ecrireAdresse = (adresse: AdresseDossiers): string =>
  new URLSearchParams(adresse as Record<string, string>).toString()

/** Without the page: what the workbook takes away. */
export const sansPage = ({ page: _, ...recherche }: AdresseDossiers): AdresseDossiers => recherche
