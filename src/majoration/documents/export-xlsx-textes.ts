import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import type { Annexe } from '#majoration/documents/annexe.ts'
import { type ColonneExport, UNITES } from '#majoration/documents/colonnes-export.ts'
import {
  columnName,
  EN_TETE,
  headCells,
  headLines,
  layout,
  textOf,
} from '#majoration/documents/export-xlsx-presentation.ts'
import { direRegles } from '#majoration/documents/regles-en-mots.ts'
import type { Tirage } from '#majoration/tirage.ts'
import { ecrireDecimal, ecrireFraction, type Fraction } from '#socle/fraction.ts'

/** Every rule applied, the exact results, the sources. */
export function sheetOfRules(tirage: Tirage, annexe: Annexe): WriteSheet {
  const { campagne, parametres } = tirage
  const regles = direRegles(parametres, campagne.reglement, campagne.dotation)
  const entetes = [
    'Rubrique',
    'Règle',
    'Valeur',
    'Comment elle s’applique',
    'Référence',
    'Statut',
    'Ce que prévoit le règlement',
  ]
  const exacts = (libelle: string, valeur: Fraction | null): CellValue[][] =>
    valeur
      ? [
          [
            'Résultat',
            `${libelle}, valeur exacte`,
            `${ecrireFraction(valeur)}`,
            'Euros, fraction irréductible',
          ],
          [
            'Résultat',
            `${libelle}, en décimal`,
            Number(ecrireDecimal(valeur, 6)),
            'Euros, au millionième : pour l’affichage seulement',
          ],
        ]
      : []
  const rows: CellValue[][] = [
    ...headLines(tirage, 'Règles appliquées'),
    entetes,
    ...regles.map((regle): CellValue[] => [
      regle.rubrique,
      textOf(regle.libelle),
      textOf(regle.valeur),
      textOf(regle.formule),
      textOf(regle.reference),
      regle.ecart ? 'scénario' : regle.indicatif ? 'indicatif' : 'règlement',
      regle.ecart && textOf(regle.ecart.prevu),
    ]),
    ...exacts('Montant moyen', annexe.montantMoyen),
    ...exacts('Forfait de base', annexe.forfaitDeBase),
    ...campagne.reglement.sources.map((source): CellValue[] => [
      'Source',
      textOf(source.reference),
      source.date,
      textOf(source.objet),
    ]),
  ]
  return textSheet('Règles', rows, [22, 46, 30, 60, 46, 12, 24])
}

/** What each column of the other sheets means. */
export function sheetOfDictionary(
  tirage: Tirage,
  // biome-ignore lint/suspicious/noExplicitAny: only the description of the columns is read, not their lines
  tables: readonly (readonly [string, readonly ColonneExport<any>[]])[],
): WriteSheet {
  const rows: CellValue[][] = [
    ...headLines(tirage, 'Dictionnaire des colonnes'),
    ['Feuille', 'Colonne', 'Signification', 'Unité', 'Source'],
    ...tables.flatMap(([feuille, colonnes]) =>
      colonnes.map((c) => [feuille, c.entete, c.sens, UNITES[c.nature], c.source].map(textOf)),
    ),
  ]
  return textSheet('Dictionnaire', rows, [16, 46, 64, 20, 52])
}

function textSheet(name: string, rows: CellValue[][], largeurs: readonly number[]): WriteSheet {
  const style: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
  return {
    ...layout(name, 'landscape'),
    rows,
    cells: headCells(rows, largeurs.length),
    columns: largeurs.map((width) => ({ width, style })),
    autoFilter: { range: `A${EN_TETE + 1}:${columnName(largeurs.length - 1)}${rows.length}` },
    freezePane: { rows: EN_TETE + 1 },
  }
}
