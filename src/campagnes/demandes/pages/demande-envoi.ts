import { cheminDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { ErreurApi, lireRefus } from '#ui/requete.ts'

const INTERROMPU = {
  code: 'envoi_interrompu',
  message:
    'Le fichier n’est pas arrivé entier : la connexion a été coupée, ou le fichier a changé pendant l’envoi. Réessayez.',
}

/** The name under which a file is sent; the server makes it clean. */
export const nomDe = (fichier: File): string => fichier.name.trim().slice(-255).toWellFormed() || 'fichier'

/** Joins a document. @param onAvance told the share that has left, in % @throws ErreurApi */
export const envoyerPiece = (
  demande: string,
  code: string,
  fichier: File,
  onAvance: (pourcent: number) => void,
): Promise<unknown> =>
  envoyer(
    `${cheminDemande(demande)}/pieces?${new URLSearchParams({ code, nom: nomDe(fichier) })}`,
    fichier,
    onAvance,
  )

/** `XMLHttpRequest`, because `fetch` does not tell how much of a body has left. */
export const envoyer = <T>(chemin: string, fichier: File, onAvance: (pourcent: number) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    const requete = new XMLHttpRequest()
    requete.open('POST', `/api${chemin}`)
    requete.setRequestHeader('content-type', 'application/octet-stream')
    requete.responseType = 'json'
    requete.upload.onprogress = ({ loaded, total }) => onAvance(Math.floor((loaded / total) * 100))
    requete.onload = () =>
      requete.status >= 200 && requete.status < 300
        ? resolve(requete.response as T)
        : reject(lireRefus(requete.status, requete.response))
    requete.onerror = () => reject(new ErreurApi(0, INTERROMPU))
    requete.send(fichier)
  })
