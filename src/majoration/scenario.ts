import { verifierCoupure, verifierRepartition } from '#campagnes/controle-reglement.ts'
import { verifierGrille } from '#campagnes/grille.ts'
import { verifierDotation } from '#majoration/controle-repartition.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'

/** A named set of parameters of one campaign. `version` grows at each save: two agents cannot overwrite each other. */
export type Scenario = {
  readonly id: string
  readonly campagne: string
  readonly nom: string
  readonly parametres: Parametres
  readonly version: number
  /** UTC instants, ISO 8601. */
  readonly creeLe: string
  readonly modifieLe: string
}

/** The pseudo scenario « le règlement tel quel »: it has an address, it is never stored. */
export const SCENARIO_REGLEMENT = 'reglement'

export const NOM_MAXIMUM = 120

export type BrouillonScenario = { readonly nom: string; readonly parametres: Parametres }

/** Checks what an agent wants to save: the name without outer spaces, or every reason of refusal at once. */
export function verifierScenario({ nom, parametres }: BrouillonScenario): Decision<BrouillonScenario> {
  const motifs = [...verifierNom(nom), ...verifierParametres(parametres)]
  return motifs.length > 0 ? refus(...motifs) : accord({ nom: nom.trim(), parametres })
}

/** Every bad parameter has its motif; empty when the simulation can be tried. Never throws. */
export const verifierParametres = (parametres: Parametres): Motif[] => [
  ...verifierDotation(parametres.dotation),
  ...verifierCoupure(parametres.coupure),
  ...verifierRepartition(parametres.repartition),
  ...verifierGrille(parametres.grille, parametres.departage),
]

export function verifierNom(nom: string): Motif[] {
  const longueur = [...nom.trim()].length
  const lisible = nom.isWellFormed() && !/\p{Cc}/u.test(nom)
  if (lisible && longueur > 0 && longueur <= NOM_MAXIMUM) return []
  return [
    {
      code: 'nom_invalide',
      message: `Le nom du scénario doit compter de 1 à ${NOM_MAXIMUM} caractères, tous imprimables.`,
      chiffres: { longueur, maximum: NOM_MAXIMUM },
      correcteur: 'agent',
    },
  ]
}
