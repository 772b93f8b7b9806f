import { CODES_COMPTES, CODES_PERSONNES, croiserComptes, croiserPersonnes } from '#aides/listes/croisement.ts'
import {
  listComptesPartages,
  listConnus,
  listLignesOfComptes,
  listLignesOfJours,
  listNesLe,
  updateCroises,
} from '#aides/listes/store-croisement.ts'
import type { Db } from '#platform/db.ts'

/** Where lines are compared: `tx` writes, `systeme` sees the people that other centres deposited. */
export type Croisement = {
  readonly tx: Db
  readonly systeme: Db
  readonly liste: string
  readonly session: string
  readonly organisation: string
}

/** Compares again the people born on these days: within the list, and with those already known. */
export async function crossPeople(
  { tx, systeme, liste, ...pour }: Croisement,
  jours: readonly string[],
): Promise<void> {
  if (jours.length === 0) return
  const dites = croiserPersonnes(await listNesLe(tx, liste, jours), await listConnus(systeme, pour, jours))
  await updateCroises(tx, liste, await listLignesOfJours(tx, liste, jours), CODES_PERSONNES, dites)
}

/** Compares again the lines paid on these accounts. */
export async function crossAccounts(
  { tx, liste }: Pick<Croisement, 'tx' | 'liste'>,
  empreintes: readonly string[],
): Promise<void> {
  if (empreintes.length === 0) return
  const dites = croiserComptes(await listComptesPartages(tx, liste, empreintes))
  await updateCroises(tx, liste, await listLignesOfComptes(tx, liste, empreintes), CODES_COMPTES, dites)
}

/** Looks once at every account of a list just read. */
export async function crossAllAccounts({ tx, liste }: Pick<Croisement, 'tx' | 'liste'>): Promise<void> {
  const dites = croiserComptes(await listComptesPartages(tx, liste, null))
  await updateCroises(tx, liste, [...dites.keys()], CODES_COMPTES, dites)
}
