import { fileURLToPath } from 'node:url'
import { comparer } from '#majoration/comparaison.ts'
import { texteComparaison } from '#majoration/documents/texte-comparaison.ts'
import { direScenario, type Tirage } from '#majoration/tirage.ts'
import { renderPdf } from '#platform/typst.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'

const template = fileURLToPath(new URL('./comparaison.typ', import.meta.url))

/**
 * Renders what one scenario changes to another on a single A4 page, as a tagged PDF/UA.
 *
 * @param avant, apres two computations of the same campaign
 * @returns the PDF, or the reasons why either répartition was refused
 */
export async function renderComparaison(avant: Tirage, apres: Tirage): Promise<Decision<Uint8Array>> {
  const [a, b] = [avant.simulation.repartition, apres.simulation.repartition]
  if (a.statut === 'refus' || b.statut === 'refus') return refus(...motifsDe(avant), ...motifsDe(apres))
  const comparaison = comparer({ ...avant, repartition: a.valeur }, { ...apres, repartition: b.valeur })
  const data = texteComparaison(avant, apres, comparaison)
  return accord(await renderPdf({ template, data, date: apres.date }))
}

function motifsDe(tirage: Tirage): Motif[] {
  const { repartition } = tirage.simulation
  if (repartition.statut === 'accord') return []
  return repartition.motifs.map((motif) => ({
    ...motif,
    message: `${direScenario(tirage)}${INSECABLE}: ${motif.message}`,
  }))
}
