import type { Annees } from '#majoration/annees.ts'
import { dresserAnnexe } from '#majoration/documents/annexe.ts'
import { colonnesAnnees } from '#majoration/documents/colonnes-annees.ts'
import { colonnesClassement } from '#majoration/documents/colonnes-classement.ts'
import type { ColonneExport } from '#majoration/documents/colonnes-export.ts'
import { colonnesRejeu } from '#majoration/documents/colonnes-rejeu.ts'
import { colonnesRepartition } from '#majoration/documents/colonnes-repartition.ts'
import { colonnesTerritoires } from '#majoration/documents/colonnes-territoires.ts'
import type { Rejeu } from '#majoration/rejeu.ts'
import type { Base, Territoires } from '#majoration/territoires.ts'
import type { Tirage } from '#majoration/tirage.ts'
import { accord, type Decision } from '#socle/decision.ts'
import { neutraliser } from '#socle/tableur.ts'

/**
 * CSV as French spreadsheets open it by a double click: UTF-8 with its mark, semicolons, CRLF, decimal comma, no
 * separator of thousands. A text is never a formula (see `neutraliser`).
 */
export type MorceauxCsv = Iterable<string>

/** The annex, one line a body (no totals: a program sums better than it skips), or the reasons why the répartition was refused. */
export function exportRepartitionCsv(tirage: Tirage): Decision<MorceauxCsv> {
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  if (annexe.statut === 'refus') return annexe
  return accord(exportTable(colonnesRepartition(tirage, annexe.valeur), annexe.valeur.lignes))
}

/** Every formation in ranking order; it exists even when the répartition was refused. */
export const exportClassementCsv = (tirage: Tirage): MorceauxCsv =>
  exportTable(colonnesClassement(tirage), tirage.simulation.lignes)

/** A replayed campaign, one line a body. */
export const exportRejeuCsv = (rejeu: Rejeu): MorceauxCsv => exportTable(colonnesRejeu(rejeu), rejeu.lignes)

/** Two years held together, one line a body. */
export const exportAnneesCsv = (annees: Annees, exercices: readonly [number, number]): MorceauxCsv =>
  exportTable(colonnesAnnees(annees, exercices), annees.lignes)

/** Where the money goes, one line a département. */
export const exportTerritoiresCsv = ({ territoires }: Territoires, base: Base): MorceauxCsv =>
  exportTable(colonnesTerritoires(base), territoires)

const LIGNES_PAR_MORCEAU = 1_000

/** Lines come out a thousand at a time: 100 000 formations never stand in memory as one text. */
function* exportTable<L>(colonnes: readonly ColonneExport<L>[], lignes: readonly L[]): Generator<string> {
  yield `\ufeff${colonnes.map(({ entete, nature }) => quote(nature === 'pourcentage' ? `${entete} (%)` : entete)).join(';')}\r\n`
  for (let debut = 0; debut < lignes.length; debut += LIGNES_PAR_MORCEAU) {
    let morceau = ''
    for (const ligne of lignes.slice(debut, debut + LIGNES_PAR_MORCEAU)) {
      morceau += `${colonnes.map((colonne) => formatCell(colonne, ligne)).join(';')}\r\n`
    }
    yield morceau
  }
}

function formatCell<L>({ nature, valeur }: ColonneExport<L>, ligne: L): string {
  const brute = valeur(ligne)
  if (brute === null) return ''
  if (typeof brute === 'boolean') return brute ? 'oui' : 'non'
  if (typeof brute === 'string') return quote(neutraliser(brute))
  return nature === 'entier' ? String(brute) : formatHundredths(brute, nature === 'points')
}

/** 1 595 300 hundredths → `15953`, 6 325 → `63,25`; points always show their two decimals. */
function formatHundredths(centiemes: number, toujours: boolean): string {
  const signe = centiemes < 0 ? '-' : ''
  const valeur = Math.abs(centiemes)
  const decimales = String(valeur % 100).padStart(2, '0')
  const suite = toujours ? `,${decimales}` : decimales === '00' ? '' : `,${decimales.replace(/0$/, '')}`
  return `${signe}${Math.floor(valeur / 100)}${suite}`
}

const quote = (texte: string) => (/[";\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte)
