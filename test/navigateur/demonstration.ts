import { readFileSync } from 'node:fs'
import type { Coupure, Reglement } from '#campagnes/reglement.ts'
import { classerFormations, compterRetenues, parametresDe, repartirRetenues } from '#majoration/simulation.ts'
import { ecrireMontantExact } from '#socle/francais.ts'
import { campagne2023 } from '../../demo/campagne-2023.ts'

// The demonstration computed here by the rules, to hold the screens to it.

const reglement = JSON.parse(
  readFileSync(new URL('../../reglements/majoration-2023.json', import.meta.url), 'utf8'),
) as Reglement
const { campagne, formations } = campagne2023(reglement)

/** The ranking of the demonstration. */
export const lignes = classerFormations(formations, reglement)

/** What a cut-off retains, as the screen says it. */
export function mesurer(coupure: Coupure): { retenues: number; contrats: number; forfait: string } {
  const retenues = compterRetenues(lignes, coupure)
  const repartition = repartirRetenues(lignes, retenues, parametresDe(reglement, campagne.dotation))
  if (repartition.statut !== 'accord') throw new Error('cette coupure ne se répartit pas')
  return {
    retenues,
    contrats: lignes[retenues - 1]!.cumulContrats,
    forfait: ecrireMontantExact(repartition.valeur.forfaitDeBase!),
  }
}

/** Every kind of space as a plain one: what a test types by hand. */
export const plain = (text: string): string => text.replace(/\s/g, ' ')
