import type { Campagne } from '#campagnes/campagne.ts'
import { useScenarios } from '#majoration/pages/scenarios-donnees.ts'
import { useProposition, usePropositions } from '#majoration/pages/vote-donnees.ts'
import { ETATS_PROPOSITION } from '#majoration/proposition.ts'
import { SCENARIO_REGLEMENT } from '#majoration/scenario.ts'
import { type Parametres, parametresDe } from '#majoration/simulation.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Option } from '#ui/choix.tsx'

/** What the territories are computed from, as the address names it. */
export type Source = {
  /** `reglement`, `s-ID` or `p-NUMERO`. */
  readonly valeur: string
  readonly options: readonly Option[]
  readonly nom: string | undefined
  /** Absent while it loads, and for a proposition whose formations have changed since. */
  readonly parametres: Parametres | undefined
  /** As the file to download asks for it. */
  readonly adresse: Readonly<Record<string, string>>
  /** The address names what does not exist: the règlement stands in for it. */
  readonly inconnue: boolean
  readonly depassee: boolean
  readonly erreur: Error | null
  readonly reessayer: () => void
}

type Adresse = { readonly scenario?: unknown; readonly proposition?: unknown }

/** A frozen proposition, a saved scenario, or the règlement as it is. */
export function useSource(campagne: Campagne, { scenario, proposition }: Adresse): Source {
  const scenarios = useScenarios(campagne.id)
  const propositions = usePropositions(campagne.id)
  const figee = propositions.data?.find(({ numero }) => numero === Number(proposition))
  const entiere = useProposition(campagne.id, figee?.aJour ? figee.numero : undefined)
  const choisi = scenarios.data?.find(({ id }) => id === String(scenario))
  const lectures = [scenarios, propositions, entiere]
  const enErreur = lectures.find(({ isError, data }) => isError && !data)
  const pretes = scenarios.data !== undefined && propositions.data !== undefined
  const commun = {
    options: [
      { valeur: SCENARIO_REGLEMENT, libelle: 'Le règlement tel quel' },
      ...(propositions.data ?? []).map(({ numero, etat }) => ({
        valeur: `p-${numero}`,
        libelle: `Proposition n°${INSECABLE}${numero} (${ETATS_PROPOSITION[etat].toLowerCase()})`,
      })),
      ...(scenarios.data ?? []).map(({ id, nom }) => ({ valeur: `s-${id}`, libelle: nom })),
    ],
    ...{ inconnue: false, depassee: false, erreur: enErreur?.error ?? null },
    reessayer: () => {
      for (const lecture of lectures) if (lecture.isError) void lecture.refetch()
    },
  }
  if (figee)
    return {
      ...commun,
      ...{ valeur: `p-${figee.numero}`, nom: `Proposition n°${INSECABLE}${figee.numero}` },
      parametres: figee.aJour ? (entiere.data?.parametres as Parametres | undefined) : undefined,
      adresse: { proposition: String(figee.numero) },
      depassee: !figee.aJour,
    }
  if (choisi)
    return {
      ...commun,
      ...{ valeur: `s-${choisi.id}`, nom: choisi.nom, parametres: choisi.parametres },
      adresse: { scenario: choisi.id },
    }
  return {
    ...commun,
    ...{ valeur: SCENARIO_REGLEMENT, nom: 'Règlement', adresse: {} },
    parametres: pretes ? reglementDe(campagne) : undefined,
    inconnue: pretes && (proposition !== undefined || scenario !== undefined),
  }
}

const connus = new WeakMap<Campagne, Parametres>()

/** The same object as long as the campaign is the same: nothing is computed again for nothing. */
function reglementDe(campagne: Campagne): Parametres {
  const connu = connus.get(campagne) ?? parametresDe(campagne.reglement, campagne.dotation)
  connus.set(campagne, connu)
  return connu
}
