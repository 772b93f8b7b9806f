import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { LigneTraitee } from '#campagnes/paiement/retour.ts'
import type { EngagementFait, Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { requete } from '#ui/requete.ts'

export type {
  BordereauFeuille,
  EngagementFait,
  Feuille,
  LigneFeuille,
} from '#campagnes/paiement/schema-paiement.ts'

/** A line of a return that is set aside. */
export type LigneEnAttente = Feuille['enAttente'][number]

const adresse = (campagne: string) => `/campagnes/${encodeURIComponent(campagne)}/paiement`

/** The sheet of a campaign; asked again each time, for several people pay. Any act of the budget renews it. */
export const useFeuille = (campagne: string) =>
  useQuery({
    queryKey: ['budget', 'paiement', campagne],
    queryFn: ({ signal }) => requete<Feuille>(adresse(campagne), 'GET', undefined, signal),
    staleTime: 0,
  })

export type ChoixEngagement = {
  readonly affectation: string
  readonly exercice: number
  readonly organismes: readonly string[]
}
export type ChoixMandats = {
  readonly exercice: number
  readonly paiements: readonly {
    readonly engagement: string
    readonly reference: string
    readonly montant: number
    readonly motif: string | null
  }[]
}
export type Emis = { readonly nouveaux: number; readonly mandats: readonly Mandat[] }
export type Traite = {
  readonly id: string
  readonly dejaRecu: boolean
  readonly lignes: readonly LigneTraitee[]
}

/** Whatever was tried, what is shown is asked again: somebody else may have done it. */
function useEnvoi<Quoi, Reponse>(envoyer: (quoi: Quoi) => Promise<Reponse>) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: envoyer,
    onSettled: () => requetes.invalidateQueries({ queryKey: ['budget'] }),
  })
}

export const useEngager = (campagne: string) =>
  useEnvoi((choix: ChoixEngagement) =>
    requete<EngagementFait[]>(`${adresse(campagne)}/engagements`, 'POST', choix),
  )

export const useMandater = (campagne: string) =>
  useEnvoi((choix: ChoixMandats) => requete<Emis>(`${adresse(campagne)}/mandats`, 'POST', choix))

/** Sends the file that the accountant gave back. */
export const useRetour = (campagne: string) =>
  useEnvoi((fichier: File) =>
    requete<Traite>(
      `${adresse(campagne)}/retours?nom=${encodeURIComponent(fichier.name.slice(0, 200))}`,
      'POST',
      fichier,
    ),
  )
