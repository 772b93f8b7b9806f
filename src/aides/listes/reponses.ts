import type { ChampListe, Saisies } from '#aides/listes/colonnes-liste.ts'
import { ajouterMois } from '#aides/listes/jours.ts'
import { estFrancilien } from '#aides/listes/lieux.ts'
import type { Question } from '#aides/question.ts'

/** How a question of a scheme is answered by a line; `undefined` when the line does not say. */
type Source = {
  /** The cell to correct when the answer is missing or makes the aid refused. */
  readonly champ: ChampListe
  readonly repondre: (valeurs: Saisies, aujourdhui: string) => string | undefined
}
const ouiNon = (oui: boolean) => (oui ? 'oui' : 'non')

/**
 * From the columns of a list to the questions that schemes ask, said once. Two readings are ours, for want of a source that
 * defines them: « in course » is a contract begun, not over and not broken on the day of judgement; « first year » is the
 * twelve months after it began.
 */
const SOURCES: Readonly<Record<string, Source>> = {
  niveau: { champ: 'niveau', repondre: ({ niveau }) => niveau },
  'centre francilien': { champ: 'uai', repondre: ({ uai }) => uai && ouiNon(estFrancilien(uai)) },
  'contrat en cours': {
    champ: 'rupture',
    repondre: ({ debut, fin, rupture }, jour) =>
      debut && fin && ouiNon(debut <= jour && jour <= fin && (rupture === undefined || rupture > jour)),
  },
  'premiere annee': {
    champ: 'debut',
    repondre: ({ debut }, jour) => debut && ouiNon(debut <= jour && jour < ajouterMois(debut, 12)),
  },
  'premier contrat': { champ: 'premierContrat', repondre: ({ premierContrat }) => premierContrat },
  absences: { champ: 'absences', repondre: ({ absences }) => absences },
  'deja aide': { champ: 'dejaAide', repondre: ({ dejaAide }) => dejaAide },
}

/** The answers of a line to the questions of a scheme: only those that it gives. */
export function repondre(
  questions: readonly Question[],
  valeurs: Saisies,
  aujourdhui: string,
): Readonly<Record<string, string>> {
  const reponses: Record<string, string> = {}
  for (const { nom } of questions) {
    const reponse = SOURCES[nom]?.repondre(valeurs, aujourdhui)
    if (reponse !== undefined) reponses[nom] = reponse
  }
  return reponses
}

/** The column that answers a question; undefined when no column does. */
export const champDeLaQuestion = (question: string): ChampListe | undefined => SOURCES[question]?.champ
