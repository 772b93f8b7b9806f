import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { LETTRES } from '#courriers/pages/notifications-donnees.ts'
import type { ScansLus } from '#courriers/scans/scans.ts'
import { envoyerFichier, nommerEnvoi } from '#ui/envoi.ts'
import { ErreurApi, requete } from '#ui/requete.ts'

const SCANS = 'scans'
const segment = encodeURIComponent

/** The scans of a campaign; asked again every second while one is read. The letters are then read again. */
export function useScans(campagne: string) {
  const requetes = useQueryClient()
  return useQuery({
    queryKey: [SCANS, campagne],
    queryFn: async ({ signal }) => {
      const lus = await requete<ScansLus>(`/campagnes/${segment(campagne)}/scans`, 'GET', undefined, signal)
      const avant = requetes.getQueryData<ScansLus>([SCANS, campagne])
      const jointes = ({ lots }: ScansLus) => lots.reduce((somme, { lettres }) => somme + lettres, 0)
      if (avant && jointes(avant) !== jointes(lus))
        void requetes.invalidateQueries({ queryKey: [LETTRES, campagne] })
      return lus
    },
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.lots.some(({ etat }) => etat === 'en_cours') ? 1_000 : false,
  })
}

/** An act on scans; they and the letters are then read again. */
export function useActeScans<T, R = unknown>(campagne: string, faire: (saisie: T) => Promise<R>) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: faire,
    onSettled: () =>
      Promise.all([
        requetes.invalidateQueries({ queryKey: [SCANS, campagne] }),
        requetes.invalidateQueries({ queryKey: [LETTRES, campagne] }),
      ]),
  })
}

export type Envoi = {
  readonly signataire: string
  readonly signeeLe: string
  readonly fichiers: readonly File[]
}

/**
 * Sends files together, one after the other, then has them read.
 *
 * @param avancer told how many bytes of all the files have left
 * @throws ErreurApi when one is refused: nothing is read, and nothing is kept
 */
export async function envoyerScans(
  campagne: string,
  { signataire, signeeLe, fichiers }: Envoi,
  avancer: (octets: number) => void,
): Promise<void> {
  const { id } = await requete<{ id: string }>(`/campagnes/${segment(campagne)}/scans`, 'POST', {
    ...{ signataire, signeeLe },
  })
  let partis = 0
  for (const fichier of fichiers) {
    await envoyerScan(id, fichier, (octets) => avancer(partis + octets))
    partis += fichier.size
  }
  await changerLecture(id, 'lecture')
}

export const changerLecture = (id: string, quoi: 'lecture' | 'annulation') =>
  requete(`/scans/${segment(id)}/${quoi}`, 'POST')

export const rattacherPage = (id: string, choix: { readonly demande: string; readonly page: number }) =>
  requete<{ rattachee: boolean }>(`/scans/pages/${segment(id)}/rattachement`, 'POST', choix)

export const ecarterPage = (id: string, motif: string) =>
  requete<{ rattachee: boolean }>(`/scans/pages/${segment(id)}/ecart`, 'POST', { motif })

/** Address of the image of a page: its thumbnail, or the page itself in PDF. */
export const imageDe = (id: string, quoi: 'vignette' | 'document') =>
  `/api/scans/pages/${segment(id)}/${quoi}`

/** Which of the files was refused is said first. */
async function envoyerScan(lot: string, fichier: File, onEnvoyes: (octets: number) => void): Promise<void> {
  const nom = nommerEnvoi(fichier, 'scan')
  const chemin = `/scans/${segment(lot)}/fichiers?nom=${segment(nom)}`
  try {
    await envoyerFichier(chemin, fichier, { onEnvoyes, interrompu: INTERROMPU })
  } catch (erreur) {
    if (!(erreur instanceof ErreurApi) || erreur.statut === 0) throw erreur
    throw new ErreurApi(erreur.statut, { ...(erreur.corps ?? {}), message: `${nom} : ${erreur.message}` })
  }
}

const INTERROMPU = 'Le scan n’est pas arrivé entier : vérifiez la connexion, puis envoyez-le de nouveau.'
