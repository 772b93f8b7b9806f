import { fileURLToPath } from 'node:url'
import { type Annexe, dresserAnnexe } from '#majoration/documents/annexe.ts'
import { texteAnnexe } from '#majoration/documents/texte-annexe.ts'
import { expliquerOrganisme } from '#majoration/explication.ts'
import { redigerEtape } from '#majoration/redaction.ts'
import type { Repartition } from '#majoration/repartition.ts'
import type { Tirage } from '#majoration/tirage.ts'
import { renderPdf } from '#platform/typst.ts'
import { accord, type Decision } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'

const template = fileURLToPath(new URL('./annexe.typ', import.meta.url))

/**
 * Renders annexe 1 as a tagged PDF/UA: the table that the assembly votes, the rules in one paragraph, the sources.
 *
 * @param explications also print, body by body, how the amount is worked out
 * @returns the PDF, or the reasons why the répartition was refused
 */
export async function renderAnnexe(tirage: Tirage, explications = false): Promise<Decision<Uint8Array>> {
  const { repartition } = tirage.simulation
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  if (annexe.statut === 'refus') return annexe
  if (repartition.statut === 'refus') return repartition
  const data = {
    ...texteAnnexe(tirage, annexe.valeur),
    explications: explications ? expliquer(tirage, annexe.valeur, repartition.valeur) : [],
  }
  return accord(await renderPdf({ template, data, date: tirage.date }))
}

/** How each amount of the table is worked out, in the order of the table. */
export function expliquer({ campagne, parametres }: Tirage, annexe: Annexe, repartition: Repartition) {
  const { references } = campagne.reglement
  const parts = new Map(repartition.parts.map((part) => [part.identifiant, part]))
  return annexe.lignes.map(({ organisme, nom, exceptionnelle }) => {
    const part = parts.get(organisme)
    const etapes = part
      ? expliquerOrganisme(repartition, part, parametres.repartition, references, exceptionnelle).map(
          redigerEtape,
        )
      : [
          {
            titre: 'Majoration exceptionnelle',
            calcul: 'montant instruit et motivé, hors du calcul ; aucune formation retenue',
            resultat: ecrireMontant(exceptionnelle),
            arrondi: '',
            reference: references.exceptionnelle,
          },
        ]
    return { nom, etapes }
  })
}
