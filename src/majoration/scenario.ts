import { verifierGrille } from '#campagnes/grille.ts'
import type { Coupure } from '#campagnes/reglement.ts'
import { partValide } from '#majoration/coupure.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { lireFraction } from '#socle/fraction.ts'

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
  if (longueur > 0 && longueur <= NOM_MAXIMUM) return []
  return [
    {
      code: 'nom_invalide',
      message: `Le nom du scénario doit compter de 1 à ${NOM_MAXIMUM} caractères.`,
      chiffres: { longueur, maximum: NOM_MAXIMUM },
      correcteur: 'agent',
    },
  ]
}

const verifierDotation = (dotation: number): Motif[] =>
  eurosEntiers(dotation)
    ? []
    : [
        {
          code: 'dotation_invalide',
          message: 'La dotation doit être un nombre entier d’euros, positif ou nul.',
          correcteur: 'agent',
        },
      ]

function verifierCoupure(coupure: Coupure): Motif[] {
  switch (coupure.mode) {
    case 'aucune':
      return []
    case 'points':
      if (Number.isSafeInteger(coupure.minimum) && coupure.minimum >= 0) return []
      return [
        {
          code: 'points_invalides',
          message: 'Le nombre de points minimum doit être positif ou nul, avec deux décimales au plus.',
          correcteur: 'agent',
        },
      ]
    case 'partFormations':
    case 'partContrats':
      if (partValide(coupure.part)) return []
      return [
        {
          code: 'part_invalide',
          message: `La part ${coupure.mode === 'partFormations' ? 'des formations' : 'des contrats'} à retenir doit être comprise entre 0 et 100 % ; « ${coupure.part} » ne convient pas.`,
          correcteur: 'agent',
        },
      ]
  }
}

const TAUX = {
  tauxBonusVert: 'du bonus vert',
  tauxPalier1: 'du complément du palier 1',
  tauxPalier2: 'du complément du palier 2',
  partBonusVertDuPlafond: 'de la part du bonus vert dans le plafond',
} as const

function verifierRepartition(repartition: Parametres['repartition']): Motif[] {
  const motifs: Motif[] = []
  if (repartition.plafond !== null && !eurosEntiers(repartition.plafond)) {
    motifs.push({
      code: 'plafond_invalide',
      message: 'Le plafond par organisme doit être un nombre entier d’euros, positif ou nul, ou absent.',
      correcteur: 'agent',
    })
  }
  for (const [champ, libelle] of Object.entries(TAUX) as [keyof typeof TAUX, string][]) {
    const taux = lireFraction(repartition[champ])
    if (!taux || taux.n < 0n || taux.n > 100n * taux.d) {
      motifs.push({
        code: 'taux_invalide',
        message: `Le taux ${libelle} doit être compris entre 0 et 100 % ; « ${repartition[champ]} » ne convient pas.`,
        correcteur: 'agent',
      })
    }
  }
  return motifs
}

const eurosEntiers = (montant: number) => Number.isSafeInteger(montant) && montant >= 0 && montant % 100 === 0
