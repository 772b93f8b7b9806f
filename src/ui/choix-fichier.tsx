import { type ReactNode, useId } from 'react'

type ProprietesFichier = {
  /** Where a link of the page leads to it. */
  readonly id?: string
  /** Extensions and types, as the browser filters them: `.xlsx,.csv`. */
  readonly accepte: string
  readonly variante?: 'principal' | 'secondaire'
  readonly inactif?: boolean
  readonly onChoisir: (fichier: File) => void
  /** What the button says. */
  readonly children: ReactNode
}

/** A button that opens the file picker. The same file can be chosen again, once corrected. */
export function ChoixFichier({
  id: donne,
  accepte,
  variante = 'principal',
  inactif = false,
  onChoisir,
  children,
}: ProprietesFichier) {
  const fabrique = useId()
  const id = donne ?? fabrique
  return (
    <>
      <input
        id={id}
        className="hors-ecran"
        type="file"
        accept={accepte}
        disabled={inactif}
        onChange={({ target }) => {
          const fichier = target.files?.[0]
          target.value = ''
          if (fichier) onChoisir(fichier)
        }}
      />
      <label htmlFor={id} className={`bouton bouton-${variante}`}>
        {children}
      </label>
    </>
  )
}

/** A table that a person filled in. */
export const TABLEURS = '.xlsx,.csv,.txt'
