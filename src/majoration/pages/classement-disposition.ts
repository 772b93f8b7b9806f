import { useMemo } from 'react'
import { CODES, type CodeColonne, presentation } from '#majoration/pages/classement-colonnes.tsx'
import { useMedia } from '#ui/media.ts'

/**
 * How the lines are drawn: in columns, or on a phone as cards of two lines of text each. Heights are in px and the same
 * for every line, so that the place of a line is a product.
 */
export type Disposition = {
  readonly forme: 'colonnes' | 'fiches'
  readonly colonnes: readonly CodeColonne[]
  /** Tracks of the grid, the same for every line. */
  readonly gabarit: string
  readonly hauteurLigne: number
  readonly hauteurEntete: number
}

const FICHE: readonly CodeColonne[] = ['rang', 'intitule', 'organisme', 'contrats', 'points']
const LARGES: readonly CodeColonne[] = [
  'rang',
  'intitule',
  'organisme',
  'filiere',
  'niveau',
  'departement',
  'contrats',
  'cumul',
  'points',
]
const USUELLES = LARGES.filter((code) => code !== 'filiere')

/**
 * The columns that the address asks for, else those that the screen has room for.
 *
 * @param enOrdre false when the lines are not in the order of the ranking: each then says its own decision
 */
export function useDisposition(choisies: readonly string[] | undefined, enOrdre: boolean): Disposition {
  const etroit = useMedia('(width < 48rem)')
  const large = useMedia('(width >= 90rem)')
  return useMemo(() => {
    const connues = CODES.filter((code) => choisies?.includes(code))
    if (etroit && connues.length === 0) {
      const colonnes = enOrdre ? FICHE : FICHE.map((code) => (code === 'contrats' ? 'retenue' : code))
      return { forme: 'fiches', colonnes, gabarit: '', hauteurLigne: 52, hauteurEntete: 52 }
    }
    const voulues: readonly CodeColonne[] = connues.length > 0 ? connues : large ? LARGES : USUELLES
    const colonnes = CODES.filter((code) => voulues.includes(code) || (code === 'retenue' && !enOrdre))
    const gabarit = colonnes.map((code) => presentation(code).largeur).join(' ')
    return { forme: 'colonnes', colonnes, gabarit, hauteurLigne: 30, hauteurEntete: 36 }
  }, [choisies, etroit, large, enOrdre])
}
