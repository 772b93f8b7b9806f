import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds, and again each time it changes: `useMedia('(width < 48rem)')`. */
export function useMedia(condition: string): boolean {
  const abonner = useCallback(
    (abonne: () => void) => {
      const media = matchMedia(condition)
      media.addEventListener('change', abonne)
      return () => media.removeEventListener('change', abonne)
    },
    [condition],
  )
  return useSyncExternalStore(abonner, () => matchMedia(condition).matches)
}

let imprime = false

/** True while the page is being printed: what only exists when it is in sight must then be drawn whole. */
export const useImpression = (): boolean =>
  useSyncExternalStore(abonnerImpression, () => imprime || matchMedia('print').matches)

// The media query alone is told too late, once the paper is laid out.
function abonnerImpression(abonne: () => void): () => void {
  const media = matchMedia('print')
  const changer = (etat: boolean) => () => {
    imprime = etat
    abonne()
  }
  const [debut, fin] = [changer(true), changer(false)]
  addEventListener('beforeprint', debut)
  addEventListener('afterprint', fin)
  media.addEventListener('change', abonne)
  return () => {
    removeEventListener('beforeprint', debut)
    removeEventListener('afterprint', fin)
    media.removeEventListener('change', abonne)
  }
}
