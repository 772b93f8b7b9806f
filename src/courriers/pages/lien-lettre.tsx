import type { ReactNode } from 'react'
import { LienTelechargement } from '#ui/bouton.tsx'

/** The letter of an application, to download; `children` says whose when several are on the screen. */
export const LienLettre = ({
  demande,
  children = 'Lettre de notification',
}: {
  readonly demande: string
  readonly children?: ReactNode
}) => (
  <LienTelechargement href={`/api/demandes/${encodeURIComponent(demande)}/lettre`} format="PDF">
    {children}
  </LienTelechargement>
)
