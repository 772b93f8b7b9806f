import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Admission } from '#aides/non-valeurs/admission.ts'
import type { TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import type { ApercuTitres, DetailAdmission } from '#aides/non-valeurs/schema-non-valeurs.ts'
import { requete } from '#ui/requete.ts'

/** What the screens of titres and write-offs ask of the server. */

export const useTitresSuivis = () =>
  useQuery({
    queryKey: ['budget', 'titres-suivis'],
    queryFn: ({ signal }) => requete<TitreSuivi[]>('/titres', 'GET', undefined, signal),
    staleTime: 0,
  })

export const useAdmissions = () =>
  useQuery({
    queryKey: ['budget', 'admissions'],
    queryFn: ({ signal }) => requete<Admission[]>('/non-valeurs', 'GET', undefined, signal),
    staleTime: 0,
  })

export const adresseAdmission = (id: string) => `/non-valeurs/${encodeURIComponent(id)}`

export const useAdmission = (id: string) =>
  useQuery({
    queryKey: ['budget', 'admission', id],
    queryFn: ({ signal }) => requete<DetailAdmission>(adresseAdmission(id), 'GET', undefined, signal),
    retry: false,
    staleTime: 0,
  })

/** Takes a titre out of a dossier in preparation. */
export function useRetirerTitre(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (titre: string) =>
      requete<DetailAdmission>(`${adresseAdmission(id)}/titres/${encodeURIComponent(titre)}`, 'DELETE'),
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['budget'] }),
  })
}

/** A file read once: what is added is what was looked at. */
export type FichierChoisi = { readonly nom: string; readonly octets: ArrayBuffer }

export const useApercuTitres = (id: string) =>
  useMutation({
    mutationFn: async (fichier: File) => {
      const choisi = { nom: fichier.name.slice(0, 200), octets: await fichier.arrayBuffer() }
      return { choisi, apercu: await envoyer<ApercuTitres>(`${adresseAdmission(id)}/fichier/apercu`, choisi) }
    },
  })

export function useAjouterTitres(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (choisi: FichierChoisi) =>
      envoyer<DetailAdmission>(`${adresseAdmission(id)}/fichier`, choisi),
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['budget'] }),
  })
}

const envoyer = <T>(chemin: string, { nom, octets }: FichierChoisi): Promise<T> =>
  requete<T>(`${chemin}?nom=${encodeURIComponent(nom)}`, 'POST', octets)
