import type { Formation } from '#campagnes/formation.ts'
import { type Franchissement, franchir } from '#majoration/franchissement.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { type Calculee, type PartFormation, ventilerTout } from '#majoration/ventilation.ts'
import type { Fraction } from '#socle/fraction.ts'
import type { Centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** One side of a comparison, already computed and granted. */
export type Cote = Calculee & { readonly parametres: Parametres }

export type Mesure = { readonly formations: number; readonly contrats: number; readonly montant: Centimes }

export type LigneComparee = {
  readonly cle: string
  readonly avant: Mesure
  readonly apres: Mesure
  /** apres.montant − avant.montant, in cents. */
  readonly ecart: Centimes
}

export type Synthese = Mesure & {
  readonly organismes: number
  readonly montantMoyen: Fraction
  readonly forfaitDeBase: Fraction | null
  readonly plafonnes: number
  readonly reliquat: Centimes
}

export type Comparaison = {
  readonly avant: Synthese
  readonly apres: Synthese
  readonly franchissement: Franchissement
  /** Bodies retained on either side, by identifier; a missing side measures zero. */
  readonly parOrganisme: readonly LigneComparee[]
  readonly parDepartement: readonly LigneComparee[]
  readonly parFiliere: readonly LigneComparee[]
  readonly parNiveau: readonly LigneComparee[]
}

/** What one scenario changes to another: totals, who crosses the line, and the money moved by body and by theme. */
export function comparer(avant: Cote, apres: Cote): Comparaison {
  const [montantsAvant, montantsApres] = [ventilerTout(avant), ventilerTout(apres)]
  const par = (cle: (f: Formation) => string) =>
    rapprocher(mesurer(montantsAvant, cle), mesurer(montantsApres, cle))
  return {
    avant: resumer(avant),
    apres: resumer(apres),
    franchissement: franchir(avant.simulation, apres.simulation),
    parOrganisme: par((f) => f.organisme),
    parDepartement: par((f) => f.departement),
    parFiliere: par((f) => f.filiere),
    parNiveau: par((f) => String(f.niveau)),
  }
}

function resumer({ simulation, repartition }: Cote): Synthese {
  return {
    formations: simulation.retenues,
    contrats: repartition.contrats,
    organismes: repartition.parts.length,
    montant: repartition.total,
    montantMoyen: repartition.montantMoyen,
    forfaitDeBase: repartition.forfaitDeBase,
    plafonnes: repartition.parts.filter((part) => part.plafonne).length,
    reliquat: repartition.reliquat,
  }
}

function mesurer(montants: readonly PartFormation[], cle: (f: Formation) => string): Map<string, Mesure> {
  const mesures = new Map<string, Mesure>()
  for (const { formation, majoration } of montants) {
    const m = mesures.get(cle(formation)) ?? VIDE
    mesures.set(cle(formation), {
      formations: m.formations + 1,
      contrats: m.contrats + formation.contrats,
      montant: m.montant + majoration,
    })
  }
  return mesures
}

const VIDE: Mesure = { formations: 0, contrats: 0, montant: 0 }

function rapprocher(avant: Map<string, Mesure>, apres: Map<string, Mesure>): LigneComparee[] {
  const cles = [...new Set([...avant.keys(), ...apres.keys()])].sort(comparerTextes)
  return cles.map((cle) => {
    const [a, b] = [avant.get(cle) ?? VIDE, apres.get(cle) ?? VIDE]
    return { cle, avant: a, apres: b, ecart: b.montant - a.montant }
  })
}
