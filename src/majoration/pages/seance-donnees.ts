import { useQueries } from '@tanstack/react-query'
import type { Campagne } from '#campagnes/campagne.ts'
import { optionsCampagne, useCampagne, useCampagnes } from '#campagnes/pages/donnees.ts'
import { useProposition, usePropositions } from '#majoration/pages/vote-donnees.ts'
import { choisirPrecedentes, cumulerPrecedentes, preparerSeance, type Seance } from '#majoration/seance.ts'

type Lue =
  | { readonly statut: 'charge' }
  | { readonly statut: 'erreur'; readonly erreur: unknown; readonly relire: () => void }
  | { readonly statut: 'alteree'; readonly campagne: Campagne; readonly numero: number }
  | { readonly statut: 'lue'; readonly campagne: Campagne; readonly seance: Seance | null }

/** Everything that is projected, read by the routes of the vote; nothing is shown before all of it is there. */
export function useSeance(id: string): Lue {
  const [campagne, campagnes, propositions] = [useCampagne(id), useCampagnes(), usePropositions(id)]
  const vivante = propositions.data?.find(({ etat }) => etat !== 'abandonnee')
  const proposition = useProposition(id, vivante?.numero)
  const passees = campagne.data
    ? choisirPrecedentes(campagnes.data ?? [], campagne.data.exercice).map((une) => une.id)
    : []
  const precedentes = useQueries({ queries: passees.map(optionsCampagne) })

  const toutes = [campagne, campagnes, propositions, ...(vivante ? [proposition] : []), ...precedentes]
  const enErreur = toutes.find(({ isError, data }) => isError && !data)
  if (enErreur) return { statut: 'erreur', erreur: enErreur.error, relire: () => void enErreur.refetch() }
  if (!campagne.data || !campagnes.data || toutes.some(({ data }) => data === undefined))
    return { statut: 'charge' }
  if (vivante && !proposition.data?.intacte)
    return { statut: 'alteree', campagne: campagne.data, numero: vivante.numero }
  const { formations = 0, contrats = 0 } = campagnes.data.find((une) => une.id === id) ?? {}
  const seance = preparerSeance({
    campagne: campagne.data,
    proposition: (vivante && proposition.data) ?? null,
    presentes: { formations, contrats },
    precedent: cumulerPrecedentes(precedentes.flatMap(({ data }) => data ?? [])),
  })
  return { statut: 'lue', campagne: campagne.data, seance }
}
