import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Gravite } from '#campagnes/importation/anomalies.ts'

/** What the address of the import carries: a reload, « précédent » or another tab find the same place. */
export type RechercheImport = {
  /** Identifier of the import under way; absent, no file has been sent yet. */
  readonly import?: string
  readonly gravite?: Gravite
  /** One cause, in one column; the empty column stands for whole lines. */
  readonly code?: string
  readonly colonne?: string
  /** Page of the cells, and page of the preview, from 1. */
  readonly page?: number
  readonly apercu?: number
}

type Changement = { readonly [K in keyof RechercheImport]?: RechercheImport[K] | undefined }

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
export function lireRechercheImport(brute: Record<string, unknown>): RechercheImport {
  const { gravite } = brute
  return sansAbsents({
    import: texte(brute.import) || undefined,
    gravite: gravite === 'erreur' || gravite === 'avertissement' ? gravite : undefined,
    code: texte(brute.code) || undefined,
    colonne: texte(brute.colonne),
    page: numeroDePage(brute.page),
    apercu: numeroDePage(brute.apercu),
  })
}

/** The address as state. `trace` leaves a step for « précédent ». */
export function useRechercheImport(): [RechercheImport, (changement: Changement, trace?: boolean) => void] {
  const recherche = lireRechercheImport(useSearch({ strict: false }))
  const naviguer = useNavigate()
  const changer = useCallback(
    (changement: Changement, trace = false) =>
      void naviguer({
        to: '.',
        search: ((avant: Record<string, unknown>) =>
          lireRechercheImport({ ...avant, ...changement })) as never,
        replace: !trace,
        resetScroll: false,
      }),
    [naviguer],
  )
  return [recherche, changer]
}

const texte = (valeur: unknown): string | undefined =>
  typeof valeur === 'string' || typeof valeur === 'number' || typeof valeur === 'boolean'
    ? String(valeur).slice(0, 300)
    : undefined

/** The first page is said by saying nothing. */
const numeroDePage = (valeur: unknown): number | undefined =>
  typeof valeur === 'number' && Number.isInteger(valeur) && valeur > 1 && valeur <= 100_000
    ? valeur
    : undefined

const sansAbsents = (objet: Changement): RechercheImport =>
  Object.fromEntries(Object.entries(objet).filter(([, valeur]) => valeur !== undefined))
