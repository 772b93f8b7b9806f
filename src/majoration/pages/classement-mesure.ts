import { useMemo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { type Franchissement, franchir } from '#majoration/franchissement.ts'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { parametresDe, repartirRetenues } from '#majoration/simulation.ts'
import type { Decision } from '#socle/decision.ts'
import { compter, ecrireEcart, FINE } from '#socle/francais.ts'

/** What the line retains and who crosses the règlement's: everything that the screen says about it. */
export type Mesure = {
  readonly retenues: number
  readonly formations: number
  /** Contracts above the line, and in all. */
  readonly contrats: number
  readonly contratsDemandes: number
  readonly organismes: number
  readonly repartition: Decision<Repartition>
  readonly franchissement: Franchissement
}

/** Measures the line under the campaign's own règlement and envelope. */
export function useMesure(campagne: Campagne, lignes: readonly LigneClassee[], etat: EtatCoupure): Mesure {
  const { retenues, retenuesReglement } = etat
  return useMemo(
    () => ({
      retenues,
      formations: lignes.length,
      contrats: retenues > 0 ? lignes[retenues - 1]!.cumulContrats : 0,
      contratsDemandes: lignes.at(-1)?.cumulContrats ?? 0,
      organismes: compterOrganismes(lignes, retenues),
      repartition: repartirRetenues(lignes, retenues, parametresDe(campagne.reglement, campagne.dotation)),
      franchissement: franchir({ lignes, retenues: retenuesReglement }, { lignes, retenues }),
    }),
    [campagne, lignes, retenues, retenuesReglement],
  )
}

function compterOrganismes(lignes: readonly LigneClassee[], retenues: number): number {
  const organismes = new Set<string>()
  for (let i = 0; i < retenues; i++) organismes.add(lignes[i]!.formation.organisme)
  return organismes.size
}

/** « 886 formations, 30 118 contrats, 71 OF-CFA retenus » */
export const direRetenues = ({ retenues, contrats, organismes }: Mesure): string =>
  `${compter(retenues, 'formation')}, ${compter(contrats, 'contrat')}, ${compter(organismes, 'OF-CFA', 'OF-CFA')} retenus`

/** « +3 formations », « −1 organisme »: what the line gains and loses against the règlement's. */
export function direEcarts({ franchissement: f }: Mesure): { formations: string; organismes: string } {
  return {
    formations: direEcart(f.formationsEntrantes.length - f.formationsSortantes.length, 'formation'),
    organismes: direEcart(f.organismesEntrants.length - f.organismesSortants.length, 'organisme'),
  }
}

const direEcart = (n: number, mot: string) => `${ecrireEcart(n)}${FINE}${mot}${Math.abs(n) < 2 ? '' : 's'}`
