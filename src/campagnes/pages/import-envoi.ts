import { useCallback, useEffect, useRef, useState } from 'react'
import { motifContreFichier } from '#campagnes/importation/importation.ts'
import { ErreurApi, lireRefus } from '#ui/requete.ts'

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
      const avancer = (envoyes: number) =>
        setEnvoi({ etat: 'en_cours', nom, octets: fichier.size, envoyes: Math.min(envoyes, fichier.size) })
      avancer(0)
      try {
        const recu = await envoyerFichier(fichier, avancer, arret.signal)
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

/** `XMLHttpRequest`, because `fetch` does not tell how much of a body has left. */
function envoyerFichier(
  fichier: File,
  onEnvoyes: (octets: number) => void,
  signal: AbortSignal,
): Promise<Recu> {
  const nom = fichier.name.trim().slice(-255).toWellFormed() || 'fichier'
  return new Promise((resolve, reject) => {
    const requete = new XMLHttpRequest()
    requete.open('POST', `/api/imports?nom=${encodeURIComponent(nom)}`)
    requete.setRequestHeader('content-type', 'application/octet-stream')
    requete.responseType = 'json'
    requete.upload.onprogress = ({ loaded }) => onEnvoyes(loaded)
    requete.onload = () =>
      requete.status >= 200 && requete.status < 300 && requete.response
        ? resolve(requete.response as Recu)
        : reject(lireRefus(requete.status, requete.response))
    requete.onerror = () => reject(new ErreurApi(0, ENVOI_INTERROMPU))
    requete.onabort = () => reject(new ErreurApi(0, ENVOI_INTERROMPU))
    signal.addEventListener('abort', () => requete.abort(), { once: true })
    requete.send(fichier)
  })
}

const ENVOI_INTERROMPU = {
  code: 'envoi_interrompu',
  message:
    'Le fichier n’est pas arrivé entier : la connexion a été coupée, ou le fichier a changé pendant l’envoi. Fermez-le dans votre tableur, vérifiez que le serveur est démarré, puis réessayez.',
}
