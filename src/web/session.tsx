import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { compteCourant, useCompte } from '#annuaire/pages/compte-courant.tsx'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import { connexion } from '#ui/requete.ts'

/** `sortie`: by this very page; `perdue`: the session ended elsewhere, or by itself. */
export type Fin = 'sortie' | 'perdue'

/**
 * Follows who is here. When nobody is any more, what the page shows goes away with them; when it is somebody else,
 * the application opens anew for that person.
 */
export function useSession(): {
  compte: CompteCourant | undefined
  fin: Fin | undefined
  sortir: () => void
} {
  const requetes = useQueryClient()
  const { data: compte } = useCompte()
  const [fin, setFin] = useState<Fin>()
  const connu = useRef<string>(undefined)

  useEffect(() => {
    const verifier = () => void requetes.invalidateQueries({ queryKey: compteCourant.queryKey })
    connexion.addEventListener('requise', verifier)
    return () => connexion.removeEventListener('requise', verifier)
  }, [requetes])

  useEffect(() => {
    // A page that « précédent » brings back as it was may belong to somebody who has left.
    const rouvrir = ({ persisted }: PageTransitionEvent) => persisted && location.reload()
    addEventListener('pageshow', rouvrir)
    return () => removeEventListener('pageshow', rouvrir)
  }, [])

  useEffect(() => {
    if (!compte) return
    const qui = compte.acteur ? identite(compte.acteur) : ''
    const avant = connu.current
    connu.current = qui
    if (avant === undefined || avant === qui) return
    if (qui) location.reload()
    else setFin((deja) => deja ?? 'perdue')
  }, [compte])

  const sortir = useCallback(() => setFin('sortie'), [])
  useEffect(() => {
    if (fin)
      requetes.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== compteCourant.queryKey[0] })
  }, [fin, requetes])
  return { compte, fin, sortir }
}

const identite = ({ id, role, pour }: NonNullable<CompteCourant['acteur']>) => `${id} ${role} ${pour}`
