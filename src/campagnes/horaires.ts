import type { Motif } from '#socle/decision.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'

/** A typed time, as the database places it: the instant, and what a clock in Paris then shows. */
export type HeureParis = { readonly instant: string; readonly relue: string }

const HEURE = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/

/** What cannot be read as a time or a date, before anything else is looked at; empty when all can. */
export function verifierHoraires({
  ouvre,
  ferme,
  voteLe,
}: {
  readonly ouvre: string
  readonly ferme: string
  readonly voteLe: string
}): Motif[] {
  const motifs: Motif[] = []
  if (ouvre !== '' && !heureLisible(ouvre)) motifs.push(illisible('L’ouverture', ouvre))
  if (ferme !== '' && !heureLisible(ferme)) motifs.push(illisible('La fermeture', ferme))
  if (voteLe !== '' && !jourLisible(voteLe)) motifs.push(illisible('La date du vote', voteLe))
  return motifs
}

/** Whether a text is a day and an hour that a calendar has: `2024-02-29T23:59:59`. */
export const heureLisible = (texte: string): boolean => HEURE.test(texte) && jourLisible(texte.slice(0, 10))

/** A minute is enough to type: « 09:00 » is « 09:00:00 ». */
export const completerHeure = (texte: string): string =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(texte) ? `${texte}:00` : texte

/** Whether a text is a day that a calendar has, `2024-02-29`, of this century. */
export function jourLisible(texte: string): boolean {
  const [, annee, mois, jour] = (/^(20\d{2})-(\d{2})-(\d{2})$/.exec(texte) ?? []).map(Number)
  if (!annee || !mois || !jour || mois > 12) return false
  const bissextile = annee % 4 === 0 && (annee % 100 !== 0 || annee % 400 === 0)
  return jour <= [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][mois - 1]!
}

/** `2027-03-31T23:59:59` → « 31 mars 2027 à 23 h 59 min 59 s »; what is zero at the end is not said. */
export function ecrireHeure(texte: string): string {
  const [heures, minutes, secondes] = texte.slice(11).split(':').map(Number) as [number, number, number?]
  const apres = secondes
    ? `${INSECABLE}${minutes}${INSECABLE}min${INSECABLE}${secondes}${INSECABLE}s`
    : minutes
      ? `${INSECABLE}${String(minutes).padStart(2, '0')}`
      : ''
  return `${ecrireDate(texte.slice(0, 10))} à${INSECABLE}${heures}${INSECABLE}h${apres}`
}

const illisible = (quoi: string, texte: string): Motif => ({
  code: 'date-illisible',
  message: `${quoi} n’est pas une date du calendrier : «${INSECABLE}${texte}${INSECABLE}».`,
  correcteur: 'agent',
})
