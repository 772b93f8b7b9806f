import { useCallback, useSyncExternalStore } from 'react'

/** A query is parsed once: screens ask again each time they are drawn. */
const medias = new Map<string, MediaQueryList>()
function mediaDe(condition: string): MediaQueryList {
  const media = medias.get(condition) ?? matchMedia(condition)
  medias.set(condition, media)
  return media
}

/** Whether a media query holds, and again each time it changes: `useMedia('(width < 48rem)')`. */
export function useMedia(condition: string): boolean {
  const abonner = useCallback(
    (abonne: () => void) => {
      const media = mediaDe(condition)
      media.addEventListener('change', abonne)
      return () => media.removeEventListener('change', abonne)
    },
    [condition],
  )
  return useSyncExternalStore(abonner, () => mediaDe(condition).matches)
}

let imprime = false

/** True while the page is being printed: what only exists when it is in sight must then be drawn whole. */
export const useImpression = (): boolean =>
  useSyncExternalStore(abonnerImpression, () => imprime || mediaDe('print').matches)

// The media query alone is told too late, once the paper is laid out.
function abonnerImpression(abonne: () => void): () => void {
  const media = mediaDe('print')
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
