import { useQuery } from '@tanstack/react-query'
import type { Appreciation } from '#campagnes/lectures/lecture-actes.ts'
import type {
  LectureMienne,
  LecturesDeCampagne,
  LecturesDeDemande,
} from '#campagnes/lectures/vue-lectures.ts'
import { requete } from '#ui/requete.ts'

/** Under the key of the desk: whatever is done there has these asked again, and conversely. */
const vif = { staleTime: 0, refetchOnWindowFocus: 'always' } as const

export const cheminLectures = (demande: string, suite = '') =>
  `/demandes/${encodeURIComponent(demande)}/lectures${suite}`
export const cheminCampagne = (campagne: string, suite = '') =>
  `/campagnes/${encodeURIComponent(campagne)}/lectures${suite}`

/** The readings of one application, as far as I may see them. */
export const useLecturesDeDemande = (demande: string) =>
  useQuery({
    queryKey: ['instruction', 'lectures', 'demande', demande],
    queryFn: ({ signal }) => requete<LecturesDeDemande>(cheminLectures(demande), 'GET', undefined, signal),
    ...vif,
  })

export const useLecturesDeCampagne = (campagne: string) =>
  useQuery({
    queryKey: ['instruction', 'lectures', 'campagne', campagne],
    queryFn: ({ signal }) => requete<LecturesDeCampagne>(cheminCampagne(campagne), 'GET', undefined, signal),
    ...vif,
  })

/** Those given to me. */
export const useMesLectures = () =>
  useQuery({
    queryKey: ['instruction', 'lectures', 'miennes'],
    queryFn: ({ signal }) => requete<LectureMienne[]>('/lectures', 'GET', undefined, signal),
    ...vif,
  })

export const garder = (demande: string, appreciations: readonly Appreciation[]) =>
  requete<unknown>(cheminLectures(demande, '/appreciations'), 'PUT', { appreciations })
