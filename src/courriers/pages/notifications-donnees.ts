import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lireRecherche, type RechercheListe } from '#annuaire/pages/courrier-donnees.ts'
import type { ActeLettre, Lot } from '#campagnes/demandes/instruction-lot.ts'
import { ETATS_LETTRE, type LettreListee, type LettresLues, type Signature } from '#courriers/lettre.ts'
import { sansAccents } from '#socle/texte.ts'
import { requete } from '#ui/requete.ts'

export const LETTRES = 'lettres'
const segment = encodeURIComponent

/** The campaign of the address. */
export const useIdCampagne = (): string => {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  return id
}

/** The letters of a campaign; asked again every second while a work is under way. */
export const useLettres = (campagne: string) =>
  useQuery({
    queryKey: [LETTRES, campagne],
    queryFn: ({ signal }) =>
      requete<LettresLues>(`/campagnes/${segment(campagne)}/lettres`, 'GET', undefined, signal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.travaux.some(({ etat }) => etat === 'en_cours') ? 1_000 : false,
  })

/** The report of a work, application by application; asked for when somebody opens it. */
export const useCompteRendu = (id: string, avancement: string, ouvert: boolean) =>
  useQuery({
    queryKey: ['travail', id, avancement],
    queryFn: ({ signal }) => requete<Lot>(`/instruction/lots/${segment(id)}`, 'GET', undefined, signal),
    enabled: ouvert,
    placeholderData: (avant) => avant,
  })

/** Filters, kept in the address. */
export function useRechercheLettres(): [RechercheListe, (recherche: RechercheListe) => void] {
  const naviguer = useNavigate()
  const id = useIdCampagne()
  return [
    lireRecherche(useSearch({ strict: false }), ETATS_LETTRE),
    (recherche) =>
      void naviguer({
        to: '/campagnes/$id/notifications',
        params: { id },
        search: lireRecherche(recherche, ETATS_LETTRE),
      }),
  ]
}

/** The letters that answer a search. */
export function filtrer(lettres: readonly LettreListee[], { q = '', etat }: RechercheListe) {
  const mots = plier(q)
  return lettres.filter(
    (lettre) =>
      (!etat || lettre.etat === etat) &&
      plier(`${lettre.numero} ${lettre.organisme} ${lettre.siret}`).includes(mots),
  )
}
const plier = (texte: string) => sansAccents(texte).trim()

/** An act on the letters of a campaign, which are then read again. */
export function useActeLettres<T, R = unknown>(campagne: string, faire: (saisie: T) => Promise<R>) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: faire,
    onSettled: () =>
      Promise.all([
        requetes.invalidateQueries({ queryKey: [LETTRES, campagne] }),
        requetes.invalidateQueries({ queryKey: ['travail'] }),
      ]),
  })
}

export const lancer = (campagne: string, acte: ActeLettre, demandes: readonly string[]) =>
  requete<Lot>(`/campagnes/${segment(campagne)}/lettres/lot`, 'POST', { acte, demandes })

export const signerLettres = (campagne: string, demandes: readonly string[], signature: Signature) =>
  requete(`/campagnes/${segment(campagne)}/lettres/signature`, 'POST', { demandes, ...signature })

export const ecrireRecours = (campagne: string, texte: string) =>
  requete(`/campagnes/${segment(campagne)}/lettres/recours`, 'PUT', { texte })

export const changerTravail = (id: string, quoi: 'annulation' | 'relance') =>
  requete<Lot>(`/instruction/lots/${segment(id)}/${quoi}`, 'POST')

/** Sends the scan of a signed letter as it is. @throws ErreurApi when it is refused */
export const deposerScan = (demande: string, fichier: File) =>
  requete(`/demandes/${segment(demande)}/lettre/scan`, 'PUT', fichier)
