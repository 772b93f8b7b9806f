import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'

type Grille = {
  readonly lignes: number
  readonly colonnes: number
  readonly region: RefObject<HTMLElement | null>
  /** Lines that one page holds. */
  readonly parPage: () => number
  /** Brings a line into sight, and so into the page. */
  readonly montrer: (ligne: number) => void
  readonly ouvrir: (ligne: number) => void
}

export type Cellule = { readonly ligne: number; readonly colonne: number }

/**
 * Keys of a grid (WAI-ARIA): arrows cell by cell, Page by page, Home and End along the line, with Ctrl to the first
 * and last line, Enter to open. One cell takes part in the tab order, the last one visited.
 */
export function useNavigationGrille(grille: Grille) {
  const [active, setActive] = useState<Cellule>({ ligne: 0, colonne: 0 })
  const focusVoulu = useRef(false)

  // The target line exists in the page only once it has been brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move
  useEffect(() => {
    if (!focusVoulu.current) return
    focusVoulu.current = false
    grille.region.current
      ?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')
      ?.focus({ preventScroll: true })
  }, [active])

  const aller = ({ ligne, colonne }: Cellule) => {
    const cible = {
      ligne: borner(ligne, grille.lignes),
      colonne: borner(colonne, grille.colonnes),
    }
    focusVoulu.current = true
    setActive(cible)
    grille.montrer(cible.ligne)
  }
  const onKeyDown = (evenement: KeyboardEvent) => {
    if (evenement.key === 'Enter') {
      evenement.preventDefault()
      return grille.ouvrir(active.ligne)
    }
    const cible = destination(evenement, active, grille)
    if (!cible) return
    evenement.preventDefault()
    aller(cible)
  }
  const viser = useCallback((ligne: number, colonne: number) => setActive({ ligne, colonne }), [])
  return { active, viser, onKeyDown }
}

function destination(
  touche: KeyboardEvent,
  { ligne, colonne }: Cellule,
  grille: Grille,
): Cellule | undefined {
  switch (touche.key) {
    case 'ArrowDown':
      return { ligne: ligne + 1, colonne }
    case 'ArrowUp':
      return { ligne: ligne - 1, colonne }
    case 'ArrowRight':
      return { ligne, colonne: colonne + 1 }
    case 'ArrowLeft':
      return { ligne, colonne: colonne - 1 }
    case 'PageDown':
      return { ligne: ligne + grille.parPage(), colonne }
    case 'PageUp':
      return { ligne: ligne - grille.parPage(), colonne }
    case 'Home':
      return { ligne: touche.ctrlKey ? 0 : ligne, colonne: 0 }
    case 'End':
      return { ligne: touche.ctrlKey ? grille.lignes : ligne, colonne: grille.colonnes }
    default:
      return undefined
  }
}

const borner = (valeur: number, n: number) => Math.max(0, Math.min(n - 1, valeur))
