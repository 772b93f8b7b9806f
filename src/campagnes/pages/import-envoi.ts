import { useCallback, useEffect, useRef, useState } from 'react'
import { motifContreFichier } from '#campagnes/importation/importation.ts'
import { envoyerFichier, nommerEnvoi } from '#ui/envoi.ts'
import type { ErreurApi } from '#ui/requete.ts'

export type Recu = { readonly id: string; readonly existant: boolean }

/** A file on its way to the server. A refused one can be sent again as it is, or replaced. */
export type Envoi =
  | { readonly etat: 'repos' }
  | { readonly etat: 'en_cours'; readonly nom: string; readonly octets: number; readonly envoyes: number }
  | { readonly etat: 'refuse'; readonly nom: string; readonly message: string; readonly reprise: File | null }

const REPOS: Envoi = { etat: 'repos' }

/** Sends a file, one at a time; leaving the page gives up, and the browser asks first. */
export function useEnvoi(onRecu: (recu: Recu) => void) {
  const [envoi, setEnvoi] = useState<Envoi>(REPOS)
  const enMain = useRef<AbortController>(undefined)
  const enCours = envoi.etat === 'en_cours'

  useEffect(() => () => enMain.current?.abort(), [])
  useEffect(() => {
    if (!enCours) return
    const retenir = (evenement: BeforeUnloadEvent) => evenement.preventDefault()
    addEventListener('beforeunload', retenir)
    return () => removeEventListener('beforeunload', retenir)
  }, [enCours])

  const envoyer = useCallback(
    async (fichier: File) => {
      const nom = fichier.name
      const motif = motifContreFichier(fichier.size)
      if (motif) return setEnvoi({ etat: 'refuse', nom, message: motif.message, reprise: null })
      const arret = new AbortController()
      enMain.current?.abort()
      enMain.current = arret
      const avancer = (envoyes: number) => setEnvoi({ etat: 'en_cours', nom, octets: fichier.size, envoyes })
      avancer(0)
      try {
        const chemin = `/imports?nom=${encodeURIComponent(nommerEnvoi(fichier))}`
        const suivi = { onEnvoyes: avancer, interrompu: ENVOI_INTERROMPU, signal: arret.signal }
        const recu = await envoyerFichier<Recu>(chemin, fichier, suivi)
        setEnvoi(REPOS)
        onRecu(recu)
      } catch (erreur) {
        if (arret.signal.aborted) return
        const { message, statut } = erreur as ErreurApi
        setEnvoi({ etat: 'refuse', nom, message, reprise: statut === 0 || statut >= 500 ? fichier : null })
      }
    },
    [onRecu],
  )
  const annuler = useCallback(() => {
    enMain.current?.abort()
    setEnvoi(REPOS)
  }, [])
  return { envoi, envoyer, annuler }
}

const ENVOI_INTERROMPU =
  'Le fichier n’est pas arrivé entier : la connexion a été coupée, ou le fichier a changé pendant l’envoi. Fermez-le dans votre tableur, vérifiez que le serveur est démarré, puis réessayez.'
