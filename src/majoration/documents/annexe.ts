import type { Campagne } from '#campagnes/campagne.ts'
import type { Part, Repartition } from '#majoration/repartition.ts'
import type { Simulation } from '#majoration/simulation.ts'
import { accord, type Decision } from '#socle/decision.ts'
import type { Fraction } from '#socle/fraction.ts'
import type { Centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** One body of the table that the assembly votes. */
export type LigneAnnexe = MontantsAnnexe & {
  /** Identifier of the body. */
  readonly organisme: string
  readonly nom: string
  readonly plafonne: boolean
  /** What was published for it, null when the campaign has no published table or the body is not in it. */
  readonly publie: MontantsAnnexe | null
  /** Computed minus published, on the ordinary majoration; null without a published line. */
  readonly ecart: Centimes | null
}

/** The columns of the published table. The bonus vert is inside the majoration; the exceptional part is not. */
export type MontantsAnnexe = {
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly exceptionnelle: Centimes
  /** Majoration + exceptional majoration. */
  readonly totale: Centimes
  readonly contrats: number
}

export type Annexe = {
  readonly lignes: readonly LigneAnnexe[]
  readonly totaux: MontantsAnnexe
  /** Totals of the published table, null when the campaign has none. */
  readonly totauxPublies: MontantsAnnexe | null
  /** Published bodies that get nothing here: a scenario may leave some out. */
  readonly publiesAbsents: readonly (MontantsAnnexe & { readonly organisme: string; readonly nom: string })[]
  readonly dotation: Centimes
  readonly reliquat: Centimes
  /** In euros; the forfait is null when every body is at the ceiling. */
  readonly montantMoyen: Fraction
  readonly forfaitDeBase: Fraction | null
}

/** What the annex needs of a campaign. */
export type CampagneAnnexe = Pick<Campagne, 'organismes' | 'exceptionnelles' | 'publication'>

/**
 * Draws up annexe 1: one line a body that receives something, ordinary or exceptional, in the order of the printed
 * table (see `comparerNoms`), with its totals and, where the campaign has a published table, the difference with it.
 *
 * @returns the table, or the reasons why the répartition was refused
 */
export function dresserAnnexe(
  campagne: CampagneAnnexe,
  simulation: Pick<Simulation, 'repartition'>,
): Decision<Annexe> {
  const { repartition } = simulation
  return repartition.statut === 'refus' ? repartition : accord(dresser(campagne, repartition.valeur))
}

function dresser(campagne: CampagneAnnexe, repartition: Repartition): Annexe {
  const noms = new Map(campagne.organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  const nomDe = (organisme: string) => noms.get(organisme) ?? organisme
  const parts = new Map(repartition.parts.map((part) => [part.identifiant, part]))
  const exceptionnelles = sommerExceptionnelles(campagne)
  const publies = new Map(campagne.publication.map((ligne) => [ligne.organisme, montantsPublies(ligne)]))

  const lignes = [...new Set([...parts.keys(), ...exceptionnelles.keys()])].map((organisme): LigneAnnexe => {
    const montants = montantsCalcules(parts.get(organisme), exceptionnelles.get(organisme) ?? 0)
    const publie = publies.get(organisme) ?? null
    const plafonne = parts.get(organisme)?.plafonne ?? false
    const ecart = publie && montants.majoration - publie.majoration
    return { organisme, nom: nomDe(organisme), ...montants, plafonne, publie, ecart }
  })
  const parNom = (a: { organisme: string; nom: string }, b: { organisme: string; nom: string }) =>
    comparerNoms(a.nom, b.nom) || comparerTextes(a.organisme, b.organisme)
  const presents = new Set(lignes.map((ligne) => ligne.organisme))
  return {
    lignes: lignes.sort(parNom),
    totaux: totaliser(lignes),
    totauxPublies: publies.size > 0 ? totaliser([...publies.values()]) : null,
    publiesAbsents: [...publies]
      .filter(([organisme]) => !presents.has(organisme))
      .map(([organisme, montants]) => ({ organisme, nom: nomDe(organisme), ...montants }))
      .sort(parNom),
    dotation: repartition.dotation,
    reliquat: repartition.reliquat,
    montantMoyen: repartition.montantMoyen,
    forfaitDeBase: repartition.forfaitDeBase,
  }
}

function sommerExceptionnelles({ exceptionnelles }: CampagneAnnexe): Map<string, Centimes> {
  const sommes = new Map<string, Centimes>()
  for (const { organisme, montant } of exceptionnelles)
    sommes.set(organisme, (sommes.get(organisme) ?? 0) + montant)
  return sommes
}

const montantsCalcules = (part: Part | undefined, exceptionnelle: Centimes): MontantsAnnexe => ({
  majoration: part?.majoration ?? 0,
  dontBonusVert: part?.dontBonusVert ?? 0,
  exceptionnelle,
  totale: (part?.majoration ?? 0) + exceptionnelle,
  contrats: part?.contrats ?? 0,
})

const montantsPublies = (ligne: Campagne['publication'][number]): MontantsAnnexe => ({
  majoration: ligne.majoration,
  dontBonusVert: ligne.dontBonusVert,
  exceptionnelle: ligne.majorationExceptionnelle,
  totale: ligne.majorationTotale,
  contrats: ligne.contrats,
})

const totaliser = (lignes: readonly MontantsAnnexe[]): MontantsAnnexe =>
  lignes.reduce(
    (somme, ligne) => ({
      majoration: somme.majoration + ligne.majoration,
      dontBonusVert: somme.dontBonusVert + ligne.dontBonusVert,
      exceptionnelle: somme.exceptionnelle + ligne.exceptionnelle,
      totale: somme.totale + ligne.totale,
      contrats: somme.contrats + ligne.contrats,
    }),
    { majoration: 0, dontBonusVert: 0, exceptionnelle: 0, totale: 0, contrats: 0 },
  )

/**
 * Alphabetical order of the printed table: French collation (accents and case last), apostrophes and hyphens
 * skipped as a spreadsheet does. This reproduces the order of the 71 published bodies of 2023.
 */
export const comparerNoms = (a: string, b: string): number =>
  collation.compare(sansSignes(a), sansSignes(b)) || comparerTextes(a, b)

const collation = new Intl.Collator('fr')
const sansSignes = (nom: string) => nom.replace(/['’-]/g, '')
