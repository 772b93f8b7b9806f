import { useEffect, useRef } from 'react'

/**
 * Keeps the focus in the screen when the step that had it goes away: the next step takes it, rather than the top of
 * the page. Put the reference on a block with `tabIndex={-1}`; nothing happens when the page opens.
 */
export function useFocusGarde(etape: string) {
  const bloc = useRef<HTMLDivElement>(null)
  const precedente = useRef(etape)
  useEffect(() => {
    if (precedente.current === etape) return
    precedente.current = etape
    if (document.activeElement === document.body) bloc.current?.focus({ preventScroll: true })
  }, [etape])
  return bloc
}
