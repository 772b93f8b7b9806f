import { nommerFichier } from '#aides/asp/fichier.ts'

/** Seconds looked at after the present one before giving up: ten files a day never need more. */
const SECONDES = 60

/**
 * The first name that no file bears, from this second on: the agency tells files by their second.
 *
 * @param mur wall clock of Paris, `AAAA-MM-JJTHH:MM:SS`
 */
export function nommerLibre(application: string, mur: string, pris: readonly string[]): string {
  const [jour = '', heure = ''] = mur.split('T')
  const [h = 0, m = 0, s = 0] = heure.slice(0, 8).split(':').map(Number)
  for (let i = 0; i < SECONDES; i++) {
    // The last second of a day is the last one: a file never bears the name of the next day.
    const total = Math.min(h * 3_600 + m * 60 + s + i, 86_399)
    const parts = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60]
    const nom = nommerFichier(
      application,
      `${jour}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}`,
    )
    if (!pris.includes(nom)) return nom
  }
  throw new RangeError('aucun nom de fichier libre')
}
