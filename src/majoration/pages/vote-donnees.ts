import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ActeCampagne, FaitsCampagne } from '#campagnes/cycle-campagne.ts'
import type { EcartsPropositions } from '#majoration/proposition-ecarts.ts'
import type { PropositionLue, ResumePropositionLu } from '#majoration/schema-proposition.ts'
import type { Motif } from '#socle/decision.ts'
import { requete } from '#ui/requete.ts'

export type Proposition = ResumePropositionLu

/** Where a campaign is, and the steps that it may take, each with what stands against it. */
export type Conduite = Pick<
  FaitsCampagne,
  'etat' | 'demandes' | 'formations' | 'listeAJour' | 'proposition' | 'lectures'
> & {
  readonly passages: readonly { readonly acte: ActeCampagne; readonly motifs: readonly Motif[] }[]
}

const chemin = (campagne: string, suite = '') => `/campagnes/${encodeURIComponent(campagne)}${suite}`

/** The propositions of a campaign, the latest first; asked again when one comes back: a colleague may have frozen one. */
export const usePropositions = (campagne: string) =>
  useQuery({
    queryKey: ['propositions', campagne],
    queryFn: ({ signal }) =>
      requete<Proposition[]>(chemin(campagne, '/propositions'), 'GET', undefined, signal),
    staleTime: 0,
  })

/** One of them whole, with the server's word on its hash. */
export const useProposition = (campagne: string, numero: number | undefined) =>
  useQuery({
    queryKey: ['propositions', campagne, numero],
    queryFn: ({ signal }) =>
      requete<PropositionLue>(chemin(campagne, `/propositions/${numero}`), 'GET', undefined, signal),
    enabled: numero !== undefined,
  })

/** What `apres` changes to `avant`. */
export const useEcarts = (campagne: string, avant: number, apres: number) =>
  useQuery({
    queryKey: ['propositions', campagne, apres, 'ecarts', avant],
    queryFn: ({ signal }) =>
      requete<EcartsPropositions>(
        chemin(campagne, `/propositions/${apres}/ecarts?avec=${avant}`),
        'GET',
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
  })

/** Where the campaign is, and which steps it may take. */
export const useConduite = (campagne: string) =>
  useQuery({
    queryKey: ['conduite', campagne],
    queryFn: ({ signal }) => requete<Conduite>(chemin(campagne, '/conduite'), 'GET', undefined, signal),
    staleTime: 0,
  })

/** What the vote did, as the server says it. */
export type VoteConstate = {
  readonly proposition: number
  readonly organismes: number
  readonly totale: number
  readonly retenues: number
  readonly nonRetenues: number
}

/** The acts of this screen. After each, whatever shows the campaign is read again. */
export function useActesVote(campagne: string) {
  const requetes = useQueryClient()
  const relire = () =>
    Promise.all(
      [['propositions', campagne], ['conduite', campagne], ['campagne', campagne], ['campagnes']].map(
        (queryKey) => requetes.invalidateQueries({ queryKey }),
      ),
    )
  const figer = useMutation({
    mutationFn: (corps: { readonly scenario: string | null; readonly motif: string | null }) =>
      requete<Proposition>(chemin(campagne, '/propositions'), 'POST', corps),
    onSettled: relire,
  })
  const avancer = useMutation({
    mutationFn: (corps: { readonly acte: string; readonly motif: string | null }) =>
      requete<unknown>(chemin(campagne, '/etat'), 'POST', corps),
    onSettled: relire,
  })
  const voter = useMutation({
    mutationFn: (corps: { readonly deliberation: string; readonly voteeLe: string }) =>
      requete<VoteConstate>(chemin(campagne, '/vote'), 'POST', corps),
    onSettled: relire,
  })
  return { figer, avancer, voter }
}
