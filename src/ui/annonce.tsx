import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'

const Contexte = createContext<(texte: string) => void>(() => {})

/** The page's one polite live region. A burst of announcements is read once, when it settles. */
export function Annonces({ children }: { readonly children: ReactNode }) {
  const [texte, setTexte] = useState('')
  const minuterie = useRef<ReturnType<typeof setTimeout>>(undefined)
  const annoncer = useCallback((suivant: string) => {
    clearTimeout(minuterie.current)
    minuterie.current = setTimeout(() => setTexte(suivant), 400)
  }, [])
  return (
    <Contexte value={annoncer}>
      {children}
      <div className="hors-ecran annonces" role="status" aria-live="polite">
        {texte}
      </div>
    </Contexte>
  )
}

/** Says something to screen readers without moving the focus: `annoncer('886 formations retenues')`. */
export const useAnnonce = () => useContext(Contexte)
