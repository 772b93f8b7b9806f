import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'

/** The name of a body, which leads to all that was decided for it; alone without its SIRET or the right to read it. */
export function LienMemoire({
  siret,
  children,
}: {
  readonly siret: string | null | undefined
  readonly children: ReactNode
}): ReactNode {
  if (!useDroits().has('memoire.lire') || !siret) return children
  return (
    <Link to="/organismes/$siret" params={{ siret }}>
      {children}
    </Link>
  )
}
