import { useTable } from '@tanstack/react-table'
import { useDeferredValue, useMemo } from 'react'
import type { Organisme } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import {
  CODES,
  creerColonnes,
  FONCTIONS,
  type RangeeClassement,
  simplifier,
} from '#majoration/pages/classement-colonnes.tsx'
import type { RechercheClassement } from '#majoration/pages/recherche-classement.ts'

type Tri = { readonly colonne: string; readonly sens: 'asc' | 'desc' }

export type Vue = {
  readonly rangees: readonly RangeeClassement[]
  readonly tri: Tri
  /** True in the order of the ranking, where the line is a place; in any other it is a property of each row. */
  readonly enOrdre: boolean
  /** The sort that a press on a column's title asks for, as the address writes it. */
  readonly triSuivant: (colonne: string) => string | undefined
}

/** The rows that the address asks for, filtered then sorted; nothing is computed again while only the line moves. */
export function useVue(
  lignes: readonly LigneClassee[],
  organismes: readonly Organisme[],
  recherche: RechercheClassement,
  retenues: number,
): Vue {
  const colonnes = useMemo(() => creerColonnes(lignes, organismes), [lignes, organismes])
  const tri = useMemo(() => lireTri(recherche.tri), [recherche.tri])
  const enOrdre = tri.colonne === 'rang' && tri.sens === 'asc'
  const table = useTable({
    features: FONCTIONS,
    columns: colonnes,
    data: lignes as LigneClassee[],
    getRowId: (ligne) => ligne.formation.identifiant,
    enableMultiSort: false,
    state: {
      columnFilters: useFiltres(recherche, retenues),
      sorting: useMemo(
        () => (enOrdre ? [] : [{ id: tri.colonne, desc: tri.sens === 'desc' }]),
        [enOrdre, tri],
      ),
    },
  })
  return {
    rangees: table.getRowModel().rows,
    tri,
    enOrdre,
    triSuivant: (colonne) => {
      const premier = table.getColumn(colonne)?.columnDef.sortDescFirst ? 'desc' : 'asc'
      const sens = tri.colonne !== colonne ? premier : tri.sens === 'asc' ? 'desc' : 'asc'
      return colonne === 'rang' && sens === 'asc' ? undefined : `${colonne}-${sens}`
    },
  }
}

/** Filters as the table takes them; they wait for the screen to be free, so that typing and dragging stay fluid. */
function useFiltres(recherche: RechercheClassement, retenues: number) {
  const { q = '', departements, filieres, niveaux, organismes, retenue } = useDeferredValue(recherche)
  const limite = useDeferredValue(retenue ? retenues : 0)
  return useMemo(() => {
    const parmi = (id: string, valeurs: readonly string[] | undefined) =>
      valeurs ? [{ id, value: new Set(valeurs) as unknown }] : []
    const mots = simplifier(q).split(/\s+/).filter(Boolean)
    return [
      ...parmi('departement', departements),
      ...parmi('filiere', filieres),
      ...parmi('niveau', niveaux),
      ...parmi('organisme', organismes),
      ...(retenue ? [{ id: 'rang', value: { retenues: limite, cote: retenue } as unknown }] : []),
      ...(mots.length > 0 ? [{ id: 'recherche', value: mots as unknown }] : []),
    ]
  }, [q, departements, filieres, niveaux, organismes, retenue, limite])
}

function lireTri(tri: string | undefined): Tri {
  const [colonne = '', sens] = (tri ?? '').split('-')
  const connue = CODES.some((code) => code === colonne) && colonne !== 'retenue'
  return connue ? { colonne, sens: sens === 'desc' ? 'desc' : 'asc' } : { colonne: 'rang', sens: 'asc' }
}

/** How many of these rows, in the order of the ranking, are retained. */
export function positionDe(rangees: readonly RangeeClassement[], retenues: number): number {
  let [bas, haut] = [0, rangees.length]
  while (bas < haut) {
    const milieu = (bas + haut) >> 1
    if (rangees[milieu]!.original.rang <= retenues) bas = milieu + 1
    else haut = milieu
  }
  return bas
}

/** The cut that leaves exactly `place` of these rows above the line. */
export function retenuesA(rangees: readonly RangeeClassement[], place: number): number {
  if (rangees.length === 0) return 0
  const borne = Math.max(0, Math.min(rangees.length, place))
  return borne === 0 ? rangees[0]!.original.rang - 1 : rangees[borne - 1]!.original.rang
}
