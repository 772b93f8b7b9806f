import type { ReactNode } from 'react'
import { Message } from '#ui/message.tsx'
import { ErreurApi } from '#ui/requete.ts'

/** What the server refused, told at once with all its reasons; nothing when nothing was refused. */
export const Refus = ({ erreur }: { readonly erreur: Error | null | undefined }): ReactNode =>
  erreur && (
    <Message
      ton="erreur"
      titre={erreur.message}
      motifs={erreur instanceof ErreurApi ? erreur.motifs : []}
      annonce
    />
  )
