import type { Campagne } from '#campagnes/campagne.ts'
import type { Parametres, Simulation } from '#majoration/simulation.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'

/** A computed state of a campaign that is about to leave the tool, with what a printed or sent file must say of itself. */
export type Tirage = {
  readonly campagne: Campagne
  /** Name of the scenario, null for the règlement as it stands. */
  readonly scenario: string | null
  readonly parametres: Parametres
  readonly simulation: Simulation
  /** Name of the Région, as it heads its documents. */
  readonly region: string
  /** Day of the file, `AAAA-MM-JJ`. */
  readonly date: string
  /** Version of the software. */
  readonly version: string
}

export const direScenario = ({ scenario }: Pick<Tirage, 'scenario'>): string =>
  scenario === null ? 'Règlement tel quel' : `Scénario «${INSECABLE}${scenario}${INSECABLE}»`

/** « Édité le 5 juillet 2023 avec Oriflamme 0.1.0 » */
export const direEdition = ({ date, version }: Pick<Tirage, 'date' | 'version'>): string =>
  `Édité le ${ecrireDate(date)} avec Oriflamme ${version}`

/**
 * A file name that says what it is once downloaded: « Majoration 2023 - annexe 1 - Plafond à 1,5 M€.pdf ».
 * Characters that Windows, macOS or Linux refuse in a name are replaced, and long names are cut.
 */
export function nommerFichier(morceaux: readonly (string | null)[], extension: string): string {
  const nom = morceaux
    .filter((morceau) => morceau !== null)
    .join(' - ')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return `${[...nom].slice(0, 120).join('').trim()}.${extension}`
}
