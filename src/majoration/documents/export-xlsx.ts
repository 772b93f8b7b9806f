import { writeXlsx } from 'hucre/xlsx'
import { dresserAnnexe } from '#majoration/documents/annexe.ts'
import { colonnesClassement } from '#majoration/documents/colonnes-classement.ts'
import { colonnesRepartition } from '#majoration/documents/colonnes-repartition.ts'
import { sheetOf } from '#majoration/documents/export-xlsx-table.ts'
import { sheetOfDictionary, sheetOfRules } from '#majoration/documents/export-xlsx-textes.ts'
import { direScenario, type Tirage } from '#majoration/tirage.ts'
import { accord, type Decision } from '#socle/decision.ts'
import { neutraliser } from '#socle/tableur.ts'

/**
 * The whole computation as a workbook: the annex, the ranking it comes from, the rules that were applied, and what
 * each column means.
 *
 * @returns the bytes of the .xlsx, or the reasons why the répartition was refused
 */
export async function exportXlsx(tirage: Tirage): Promise<Decision<Uint8Array>> {
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  if (annexe.statut === 'refus') return annexe
  const repartition = colonnesRepartition(tirage, annexe.valeur)
  const classement = colonnesClassement(tirage)
  const date = new Date(`${tirage.date}T12:00:00Z`)
  const bytes = await writeXlsx({
    sheets: [
      sheetOf('Répartition', tirage, repartition, annexe.valeur.lignes, true),
      sheetOf('Classement', tirage, classement, tirage.simulation.lignes, false),
      sheetOfRules(tirage, annexe.valeur),
      sheetOfDictionary(tirage, [
        ['Répartition', repartition],
        ['Classement', classement],
      ]),
    ],
    properties: {
      title: `Majorations ${tirage.campagne.exercice} — ${direScenario(tirage)}`,
      creator: neutraliser(tirage.region),
      created: date,
      modified: date,
    },
    defaultFont: { name: 'Calibri', size: 11 },
  })
  return accord(bytes)
}
