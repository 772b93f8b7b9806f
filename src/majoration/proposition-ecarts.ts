import { comparerNoms } from '#majoration/documents/annexe.ts'
import { type EcartParametre, listerEcarts } from '#majoration/ecarts.ts'
import type { ContenuPropose, LigneProposee, TotauxProposes } from '#majoration/proposition.ts'
import type { Centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** What one body had and has; null on the side where it is not. Amounts in cents, exceptional part included. */
export type LigneEcart = {
  readonly organisme: string
  readonly nom: string
  readonly avant: Centimes | null
  readonly apres: Centimes | null
  readonly ecart: Centimes
  readonly contratsAvant: number
  readonly contratsApres: number
}

/** What changed between two propositions. */
export type EcartsPropositions = {
  readonly parametres: readonly EcartParametre[]
  readonly memeListe: boolean
  readonly avant: TotauxProposes
  readonly apres: TotauxProposes
  /** Bodies of either side, in the order of the table that is voted. */
  readonly lignes: readonly LigneEcart[]
  readonly organismesEntrants: readonly string[]
  readonly organismesSortants: readonly string[]
  /** Identifiers, in code-point order. */
  readonly formationsEntrantes: readonly string[]
  readonly formationsSortantes: readonly string[]
}

/** Says what a proposition changes to another: parameters, totals, each body, who crosses the line. */
export function comparerPropositions(avant: ContenuPropose, apres: ContenuPropose): EcartsPropositions {
  const [a, b] = [indexer(avant.lignes), indexer(apres.lignes)]
  const lignes = [...new Set([...a.keys(), ...b.keys()])]
    .map((organisme) => rapprocher(organisme, a.get(organisme), b.get(organisme)))
    .sort((x, y) => comparerNoms(x.nom, y.nom) || comparerTextes(x.organisme, y.organisme))
  return {
    parametres: listerEcarts(avant.parametres, apres.parametres),
    memeListe: avant.liste === apres.liste,
    avant: avant.totaux,
    apres: apres.totaux,
    lignes,
    organismesEntrants: lignes.filter((ligne) => ligne.avant === null).map(({ nom }) => nom),
    organismesSortants: lignes.filter((ligne) => ligne.apres === null).map(({ nom }) => nom),
    formationsEntrantes: absentes(apres.retenues, avant.retenues),
    formationsSortantes: absentes(avant.retenues, apres.retenues),
  }
}

const indexer = (lignes: readonly LigneProposee[]) => new Map(lignes.map((ligne) => [ligne.organisme, ligne]))

function rapprocher(organisme: string, avant?: LigneProposee, apres?: LigneProposee): LigneEcart {
  return {
    organisme,
    nom: (apres ?? avant)!.nom,
    avant: avant?.totale ?? null,
    apres: apres?.totale ?? null,
    ecart: (apres?.totale ?? 0) - (avant?.totale ?? 0),
    contratsAvant: avant?.contrats ?? 0,
    contratsApres: apres?.contrats ?? 0,
  }
}

function absentes(ici: readonly string[], ailleurs: readonly string[]): string[] {
  const connues = new Set(ailleurs)
  return ici.filter((identifiant) => !connues.has(identifiant)).sort(comparerTextes)
}
