import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi, requete } from '#ui/requete.ts'

/** Removes a campaign and its scenarios, after a question. */
export function Suppression({ campagne }: { readonly campagne: Campagne }) {
  const [demandee, setDemandee] = useState(false)
  const requetes = useQueryClient()
  const naviguer = useNavigate()
  const supprimer = useMutation({
    mutationFn: () => requete<unknown>(`/campagnes/${encodeURIComponent(campagne.id)}`, 'DELETE'),
    onSuccess: async () => {
      await naviguer({ to: '/' })
      for (const cle of ['campagne', 'formations', 'scenarios'])
        requetes.removeQueries({ queryKey: [cle, campagne.id] })
      await requetes.invalidateQueries({ queryKey: ['campagnes'] })
    },
  })
  return (
    <div className="rangee ecran-seulement">
      <Bouton variante="discret" icone="corbeille" onPress={() => setDemandee(true)}>
        Supprimer cette campagne…
      </Bouton>
      <Dialogue
        titre="Supprimer cette campagne ?"
        ouvert={demandee}
        onFermer={() => setDemandee(false)}
        pied={
          <>
            <Bouton autoFocus onPress={() => setDemandee(false)}>
              Annuler
            </Bouton>
            <Bouton variante="danger" isDisabled={supprimer.isPending} onPress={() => supprimer.mutate()}>
              Supprimer
            </Bouton>
          </>
        }
      >
        <p>
          « {campagne.libelle} », ses formations et ses scénarios seront supprimés pour tous les agents. Cette
          action ne peut pas être annulée ; il faudrait importer de nouveau le fichier.
        </p>
        {supprimer.isError && (
          <Message
            ton="erreur"
            annonce
            motifs={supprimer.error instanceof ErreurApi ? supprimer.error.motifs : []}
          >
            <p>{supprimer.error.message}</p>
          </Message>
        )}
      </Dialogue>
    </div>
  )
}
