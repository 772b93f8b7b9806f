import type { Dispositif } from '#aides/dispositif.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import type { Etape } from '#aides/instruire.ts'
import { type Calcul, calculerSolde, seSolde } from '#aides/soldes/calcul.ts'
import {
  type DetailSolde,
  type DispositifSolde,
  estPetit,
  etatDe,
  type SoldeEcrit,
  type SoldeLu,
  type SoldesLus,
} from '#aides/soldes/solde.ts'
import { findSeuil, findSolde, listAilleurs, listApprentis, listSoldes } from '#aides/soldes/store-soldes.ts'
import { ecrireImputation, type Imputation } from '#budget/rules/ligne.ts'
import { listAffectations } from '#budget/store-engagements.ts'
import { listAnnees } from '#budget/store-lignes.ts'
import type { Db } from '#platform/db.ts'
import { absent, refused } from '#platform/refusals.ts'
import type { Decision } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'
import { enMots } from '#socle/texte.ts'

/** The schemes that settle an advance, by code. Read once: the rules change with the program. */
export const importSoldables = (): ReadonlyMap<string, Dispositif> =>
  new Map(
    importDispositifs()
      .filter(seSolde)
      .map((un) => [un.code, un]),
  )

export type Regles = { readonly soldables: ReadonlyMap<string, Dispositif>; readonly aujourdhui: string }

export function findDispositif({ soldables }: Regles, code: string): Dispositif {
  const dispositif = soldables.get(code)
  if (!dispositif) throw absent(`Le dispositif « ${code} » ne se solde pas.`)
  return dispositif
}

/** Where a scheme is charged, as the budget writes it. */
export const imputationDe = ({ imputation }: Dispositif): Imputation | null =>
  imputation && {
    ...{ chapitre: imputation.chapitre, codeFonctionnel: imputation.fonction },
    ...{ programme: imputation.programme, action: imputation.action, nature: null },
  }

/** The balance by the rules of today: what is established keeps the amounts it was established with. */
export const calculer = (regles: Regles, solde: Pick<SoldeEcrit, 'dispositif' | 'estime' | 'reel'>) =>
  calculerSolde(findDispositif(regles, solde.dispositif), solde, regles.aujourdhui)

export function lireSolde(
  regles: Regles,
  { etatEcrit, ...ecrit }: SoldeEcrit,
  seuil: Centimes,
): { readonly solde: SoldeLu; readonly calcul: Decision<Calcul> | undefined } {
  const etat = etatDe({ ...ecrit, etatEcrit })
  const calcul = ecrit.avance === null ? calculer(regles, ecrit) : undefined
  if (calcul?.statut === 'refus') throw refused('La règle ne calcule plus ce solde.', calcul.motifs)
  const { avance, solde } = calcul?.valeur ?? { avance: ecrit.avance!, solde: ecrit.solde }
  return { solde: { ...ecrit, etat, avance, solde, petit: estConstatPetit(etat, solde, seuil) }, calcul }
}
const estConstatPetit = (etat: SoldeLu['etat'], solde: Centimes | null, seuil: Centimes) =>
  etat === 'constate' && estPetit(solde, seuil)

export async function loadSoldes(db: Db, regles: Regles): Promise<SoldesLus> {
  const seuil = await findSeuil(db)
  return {
    seuil,
    dispositifs: [...regles.soldables.values()].map(presenter),
    soldes: (await listSoldes(db)).map((un) => lireSolde(regles, un, seuil.montant).solde),
  }
}

export async function loadSolde(db: Db, regles: Regles, id: string): Promise<SoldeLu> {
  const ecrit = await findSolde(db, id)
  if (!ecrit) throw absent('Ce solde n’existe pas.')
  return lireSolde(regles, ecrit, (await findSeuil(db)).montant).solde
}

const presenter = (dispositif: Dispositif): DispositifSolde => {
  const imputation = imputationDe(dispositif)
  return {
    ...{ code: dispositif.code, titre: dispositif.titre },
    imputation: imputation && ecrireImputation(imputation),
  }
}

/** A balance with where it comes from, its list, and the affectations that could pay it. */
export async function loadDetail(db: Db, regles: Regles, id: string): Promise<DetailSolde> {
  const solde = await loadSolde(db, regles, id)
  const dispositif = findDispositif(regles, solde.dispositif)
  return {
    ...{ solde, dispositif: presenter(dispositif), explication: expliquer(regles, solde) },
    liste: await listApprentis(db, id),
    ailleurs: await listAilleurs(db, id),
    affectations: solde.etat === 'vote' ? await loadAffectations(db, dispositif, solde.deliberation!) : [],
  }
}

/** How a balance comes; nothing when the rules of today would give another amount than the one kept. */
export function expliquer(regles: Regles, solde: SoldeLu): readonly Etape[] {
  const calcul = calculer(regles, solde)
  return calcul.statut === 'accord' && calcul.valeur.solde === solde.solde ? calcul.valeur.explication : []
}

/** How many words an operation shares with the name of the scheme: a délibération may open several on one line. */
function ressembler({ titre }: Dispositif, operation: string): number {
  const mots = new Set(enMots(titre).split(' '))
  return enMots(operation)
    .split(' ')
    .filter((mot) => mots.has(mot)).length
}

async function loadAffectations(db: Db, dispositif: Dispositif, deliberation: string) {
  const imputation = imputationDe(dispositif)
  const lignes = imputation ? await listAnnees(db, imputation) : []
  const toutes = await Promise.all(
    lignes.map(async ({ id, exercice }) =>
      (await listAffectations(db, id)).map((une) => ({ ...une, exercice })),
    ),
  )
  return toutes
    .flat()
    .filter((une) => une.deliberation === deliberation && une.montant > une.engage)
    .toSorted((a, b) => ressembler(dispositif, b.operation) - ressembler(dispositif, a.operation))
    .map(({ id, operation, exercice, montant, engage }) => ({
      ...{ id, operation, exercice, reste: montant - engage },
    }))
}
