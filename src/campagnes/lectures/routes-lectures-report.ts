import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import { listCorrections, updateControlePerime } from '#campagnes/demandes/store-alertes.ts'
import { insertCorrection } from '#campagnes/demandes/store-instruction-etude.ts'
import { corrigerParLecture, depouiller, type Retenue } from '#campagnes/lectures/report.ts'
import {
  insertEcarts,
  listAppreciations,
  listArbitrages,
  listLectures,
} from '#campagnes/lectures/store-lectures.ts'
import type { CadreLecture } from '#campagnes/lectures/vue-lectures.ts'
import type { Tx } from '#platform/db.ts'
import type { Acteur } from '#socle/acces.ts'

/**
 * Has what two closed readings make of an application that is held go to the ranking, and the gaps wait for somebody.
 * May be done again at any time: a value that its body changed since is the retained one again, a formation that came
 * after the readings waits for a third person, a gap that was recorded stays as it was settled.
 *
 * @returns how many values are retained and how many gaps are new; undefined as long as both readings are not closed
 */
export async function applyLectures(
  tx: Tx,
  demande: DemandeTenue,
  { criteres, seuil }: Pick<CadreLecture, 'criteres' | 'seuil'>,
  acteur: Acteur,
): Promise<{ readonly retenues: number; readonly ecarts: number } | undefined> {
  const [une, autre] = await listLectures(tx, demande.id)
  if (!une?.leveeLe || !autre?.leveeLe) return undefined
  const toutes = await listAppreciations(tx, demande.id)
  const de = (agent: string) => toutes.filter((avis) => avis.agent === agent)
  const formations = demande.formations.map(({ identifiant }) => identifiant)
  const lues = depouiller([de(une.agent), de(autre.agent)], formations, criteres, seuil)
  const arbitrages = await listArbitrages(tx, demande.id)
  const sansEcart = ({ formation, champ }: Pick<Retenue, 'formation' | 'champ'>) =>
    !arbitrages.some((un) => un.formation === formation && un.champ === champ)
  const ecarts = lues.ecarts.filter(sansEcart)
  await insertEcarts(tx, demande.id, ecarts)
  const retenues = lues.retenues.filter(sansEcart)
  await reportRetenues(tx, demande, retenues, MOYENNE, acteur)
  const rendus = arbitrages.flatMap(({ formation, champ, note }) =>
    note === null ? [] : [{ formation, champ, valeur: note }],
  )
  await reportRetenues(tx, demande, rendus, ARBITRAGE, acteur)
  return { retenues: retenues.length, ecarts: ecarts.length }
}

const MOYENNE = 'Double lecture : moyenne des deux notes'
export const ARBITRAGE = 'Double lecture : arbitrage'

/** Writes retained values where every figure put right is written: the ranking reads them from there. */
export async function reportRetenues(
  tx: Tx,
  demande: DemandeTenue,
  retenues: readonly Retenue[],
  motif: string,
  { identifiant, pour }: Acteur,
): Promise<void> {
  const corrections = corrigerParLecture(retenues, demande.formations, await listCorrections(tx, demande.id))
  const mains = { par: identifiant!, pour: pour ?? null }
  for (const correction of corrections)
    await insertCorrection(tx, demande.id, { ...correction, motif, ...mains })
  if (corrections.length > 0) await updateControlePerime(tx, demande.id)
}
