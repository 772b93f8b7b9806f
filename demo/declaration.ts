import type { Declaration } from '#campagnes/formation.ts'
import type { Random } from './random.ts'

/** What is settled before a formation fills in its application. */
export type Contexte = {
  readonly contrats: number
  readonly niveau: number
  readonly prioriteFiliere: number
  /** Usual share of women of the filière, in %. */
  readonly femmes: number
  readonly environnementale: boolean
  readonly territoirePeuPourvu: boolean
  readonly effectifOrganisme: number
  /** Hundredths of a percent, the same for every formation of a body. */
  readonly besoinFinancement: number
}

/** Hours of a whole cycle, by niveau: what the environmental hours are a share of. */
const HEURES_DU_CYCLE: Readonly<Record<number, number>> = { 3: 840, 4: 1_100, 5: 1_350, 6: 600, 7: 900 }
/** Young people of the first qualification levels, in %, by niveau. */
const PREMIERS_NIVEAUX: Readonly<Record<number, number>> = { 3: 82, 4: 46, 5: 12, 6: 3, 7: 0 }

/**
 * Invents an application that holds together: counts never above the contracts, shares that are those of the counts.
 * @param elan from 0 to 1, how much the formation answers the regional priorities
 */
export function inventerDeclaration(contexte: Contexte, elan: number, random: Random): Declaration {
  const { contrats, niveau } = contexte
  const jeunesQpvRuraux = borner(contrats * (0.05 + 0.5 * elan * random.unit()), contrats)
  const apprentisHandicap = borner(contrats * 0.12 * elan * random.unit() + elan * random.unit(), contrats)
  const jeunesSansContrat = borner((2 + contrats * 0.35) * elan * random.unit(), 60)
  const heuresEnvironnement = contexte.environnementale
    ? 14 + borner(110 * elan * (0.4 + random.unit()), 140)
    : 0
  return {
    prioriteFiliere: contexte.prioriteFiliere,
    innovation: random.chance(0.1 + 0.7 * elan) ? 1 : 0,
    jeunesQpvRuraux,
    apprentisHandicap,
    partFemmes: partEntiere(contexte.femmes + 9 * random.bell(), contrats),
    partPremiersNiveaux: partEntiere(PREMIERS_NIVEAUX[niveau]! * (0.85 + 0.3 * random.unit()), contrats),
    besoinFinancement: contexte.besoinFinancement,
    effectifOrganisme: contexte.effectifOrganisme,
    jeunesSansContrat,
    partSansContrat: centiemes(jeunesSansContrat, jeunesSansContrat + contrats),
    territoirePeuPourvu: contexte.territoirePeuPourvu ? 1 : 0,
    heuresEnvironnement,
    partHeuresEnvironnement: centiemes(heuresEnvironnement, HEURES_DU_CYCLE[niveau]!),
  }
}

const borner = (valeur: number, maximum: number) => Math.min(Math.max(Math.floor(valeur), 0), maximum)

/** A share as declared: that of a whole number of apprentices, in hundredths of a percent. */
const partEntiere = (pourcentage: number, effectif: number) =>
  centiemes(borner((effectif * pourcentage) / 100 + 0.5, effectif), effectif)

const centiemes = (nombre: number, total: number) => Math.round((nombre * 10_000) / total)
