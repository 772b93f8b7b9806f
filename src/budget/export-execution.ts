import type { Ligne, Suspension } from '#budget/rules/ligne.ts'
import type { Soldes } from '#budget/rules/soldes.ts'
import type { Centimes } from '#socle/montant.ts'
import { neutraliser } from '#socle/tableur.ts'

type LigneExportee = {
  readonly ligne: Ligne
  readonly soldes: Soldes
  readonly suspension: Suspension | null
  readonly creditsIndicatifs: boolean
}

const COLONNES: readonly (readonly [entete: string, valeur: (ligne: LigneExportee) => string | null])[] = [
  ['Exercice', ({ ligne }) => String(ligne.exercice)],
  ['Chapitre', ({ ligne }) => ligne.chapitre],
  ['Code fonctionnel', ({ ligne }) => ligne.codeFonctionnel],
  ['Programme', ({ ligne }) => ligne.programme],
  ['Action', ({ ligne }) => ligne.action],
  ['Nature', ({ ligne }) => ligne.nature],
  ['Libellé', ({ ligne }) => ligne.libelle],
  ['AE votées (€)', ({ soldes }) => formatEuros(soldes.voteAutorisationEngagement)],
  ['AE affectées (€)', ({ soldes }) => formatEuros(soldes.affecte)],
  ['Reste à affecter (€)', ({ soldes }) => formatEuros(soldes.resteAAffecter)],
  ['Engagé sur affectation (€)', ({ soldes }) => formatEuros(soldes.engageSurAffectation)],
  ['Reste à engager (€)', ({ soldes }) => formatEuros(soldes.resteAEngager)],
  ['Crédits de paiement votés (€)', ({ soldes }) => formatEuros(soldes.voteCreditsDePaiement)],
  ['Engagé sans affectation (€)', ({ soldes }) => formatEuros(soldes.engageSansAffectation)],
  ['Mandaté (€)', ({ soldes }) => formatEuros(soldes.mandate)],
  ['Payé (€)', ({ soldes }) => formatEuros(soldes.paye)],
  ['Reste de crédits de paiement (€)', ({ soldes }) => formatEuros(soldes.resteCreditsDePaiement)],
  ['Suspendue jusqu’au', ({ suspension }) => suspension?.au ?? ''],
  ['Crédits indicatifs', ({ creditsIndicatifs }) => (creditsIndicatifs ? 'oui' : 'non')],
]

/** The execution as French spreadsheets open it: UTF-8 with its mark, semicolons, CRLF; no text is ever a formula. */
export function* exportExecution(lignes: readonly LigneExportee[]): Generator<string> {
  yield `\ufeff${COLONNES.map(([entete]) => entete).join(';')}\r\n`
  for (const ligne of lignes)
    yield `${COLONNES.map(([, valeur]) => formatCell(valeur(ligne) ?? '')).join(';')}\r\n`
}

/** Cents as euros with a decimal comma, without separator of thousands: 757 200 → « 7572,00 ». */
export function formatEuros(montant: Centimes): string {
  const absolu = Math.abs(montant)
  const signe = montant < 0 ? '-' : ''
  return `${signe}${Math.floor(absolu / 100)},${String(absolu % 100).padStart(2, '0')}`
}

/** A figure is never a text to be neutralised, even when it is negative. */
export function formatCell(brut: string): string {
  const texte = /^-?\d+,\d\d$/.test(brut) ? brut : neutraliser(brut)
  return /[";\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte
}
