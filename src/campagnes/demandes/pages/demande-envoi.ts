import { cheminDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { envoyerFichier, nommerEnvoi } from '#ui/envoi.ts'

const INTERROMPU =
  'Le fichier n’est pas arrivé entier : la connexion a été coupée, ou le fichier a changé pendant l’envoi. Réessayez.'

/** Joins a document. @param onAvance told the share that has left, in % @throws ErreurApi */
export const envoyerPiece = (
  demande: string,
  code: string,
  fichier: File,
  onAvance: (pourcent: number) => void,
): Promise<unknown> =>
  envoyer(
    `${cheminDemande(demande)}/pieces?${new URLSearchParams({ code, nom: nommerEnvoi(fichier) })}`,
    fichier,
    onAvance,
  )

/** Sends a file. @param onAvance told the share that has left, in % @throws ErreurApi */
export const envoyer = <T>(chemin: string, fichier: File, onAvance: (pourcent: number) => void): Promise<T> =>
  envoyerFichier<T>(chemin, fichier, {
    onEnvoyes: (octets) => onAvance(Math.floor((octets / Math.max(1, fichier.size)) * 100)),
    interrompu: INTERROMPU,
  })
