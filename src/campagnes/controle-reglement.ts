import { verifierGrille } from '#campagnes/grille.ts'
import type { Coupure, ParametresRepartition, Reglement } from '#campagnes/reglement.ts'
import type { Motif } from '#socle/decision.ts'
import { lireFraction } from '#socle/fraction.ts'

/** Every reason why a règlement cannot be applied, whatever the envelope; empty when it is sound. */
export const verifierReglement = ({ grille, departage, coupure, repartition }: Reglement): Motif[] => [
  ...verifierCoupure(coupure),
  ...verifierRepartition(repartition),
  ...verifierGrille(grille, departage),
]

export function verifierCoupure(coupure: Coupure): Motif[] {
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
      if (entre(coupure.part, 1n)) return []
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

export function verifierRepartition(repartition: ParametresRepartition): Motif[] {
  const motifs: Motif[] = []
  if (repartition.plafond !== null && !eurosEntiers(repartition.plafond)) {
    motifs.push({
      code: 'plafond_invalide',
      message: 'Le plafond par organisme doit être un nombre entier d’euros, positif ou nul, ou absent.',
      correcteur: 'agent',
    })
  }
  for (const [champ, libelle] of Object.entries(TAUX) as [keyof typeof TAUX, string][]) {
    if (entre(repartition[champ], 100n)) continue
    motifs.push({
      code: 'taux_invalide',
      message: `Le taux ${libelle} doit être compris entre 0 et 100 % ; « ${repartition[champ]} » ne convient pas.`,
      correcteur: 'agent',
    })
  }
  return motifs
}

/** Whether an amount in cents is a whole number of euros, not negative. */
export const eurosEntiers = (montant: number) =>
  Number.isSafeInteger(montant) && montant >= 0 && montant % 100 === 0

/** Whether a text is an exact decimal or fraction from 0 to `maximum`. */
function entre(texte: string, maximum: bigint): boolean {
  const valeur = lireFraction(texte)
  return valeur !== undefined && valeur.n >= 0n && valeur.n <= maximum * valeur.d
}
