import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { TravauxLus } from '#travaux/schema-travaux.ts'
import { ETATS_TRAVAIL, GENRES_TRAVAIL, type GesteTravail, type Travail } from '#travaux/travail.ts'
import { requete } from '#ui/requete.ts'

/** What the address of the list carries. */
export type RechercheTravaux = {
  readonly genre?: string
  readonly etat?: string
  readonly qui?: 'moi'
  readonly page?: number
}

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
function lireAdresse({ genre, etat, qui, page }: Readonly<Record<string, unknown>>): RechercheTravaux {
  const connue = (mot: unknown, table: object): mot is string =>
    typeof mot === 'string' && Object.hasOwn(table, mot)
  const numero = Number(page)
  return {
    ...(connue(genre, GENRES_TRAVAIL) && { genre }),
    ...(connue(etat, ETATS_TRAVAIL) && { etat }),
    ...(qui === 'moi' && { qui }),
    ...(Number.isInteger(numero) && numero > 1 && numero <= 1_000 && { page: numero }),
  }
}

export function useRechercheTravaux(): [RechercheTravaux, (recherche: RechercheTravaux) => void] {
  const naviguer = useNavigate()
  const recherche = lireAdresse(useSearch({ strict: false }))
  return [recherche, (suivante) => void naviguer({ to: '/travaux', search: lireAdresse(suivante) })]
}

/** The works that the reader may see; asked again every two seconds while one is under way. */
export const useTravaux = (recherche: RechercheTravaux) =>
  useQuery({
    queryKey: ['travaux', recherche],
    queryFn: ({ signal }) => {
      const mots = Object.entries(recherche).map(([cle, mot]) => [cle, String(mot)])
      return requete<TravauxLus>(`/travaux?${new URLSearchParams(mots)}`, 'GET', undefined, signal)
    },
    staleTime: 0,
    placeholderData: (avant) => avant,
    refetchInterval: ({ state }) =>
      state.data?.travaux.some(({ etat, genre }) => etat === 'en_cours' && genre !== 'message')
        ? 2_000
        : false,
  })

/** Stops a work or takes it up again, by the routes of its kind; the list is then read again. */
export function useGesteTravail() {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ travail, geste }: { readonly travail: Travail; readonly geste: GesteTravail }) =>
      requete(...adresseDuGeste(travail, geste)),
    onSettled: () => requetes.invalidateQueries({ queryKey: ['travaux'] }),
  })
}

function adresseDuGeste({ genre, id }: Travail, geste: GesteTravail): [string, 'POST' | 'DELETE'] {
  const cle = encodeURIComponent(id)
  const fin = geste === 'arreter' ? 'annulation' : 'relance'
  switch (genre) {
    case 'instruction':
    case 'lettres':
      return [`/instruction/lots/${cle}/${fin}`, 'POST']
    case 'archive':
    case 'document':
      return [`/archives/${cle}/${fin}`, 'POST']
    case 'import':
      return [`/imports/${cle}`, 'DELETE']
    case 'message':
      return [`/messages/${cle}/renvoi`, 'POST']
  }
}
