import type { AnomalieListe } from '#aides/listes/controle-ligne.ts'
import { signaler } from '#aides/listes/controle-ligne.ts'
import { enumerer } from '#aides/listes/enumeration.ts'
import { comparerCles } from '#aides/listes/rapprochement.ts'

/** A line of the list as it is compared with others. */
export type LigneComparee = {
  readonly ligne: number
  /** Names without accents nor order; with the birth date, who the person is. */
  readonly cle: string
  readonly neLe: string
}

/** Somebody already known, born on the same day as a line. */
export type Connu = {
  readonly cle: string
  readonly neLe: string
  /** The same body has deposited them in this very session, on this line of that list. */
  readonly dejaDepose: { readonly liste: string; readonly ligne: number } | null
  /** An aid of another session was granted to them. */
  readonly dejaAide: boolean
}

/** The codes of what is found by comparing lines: they are made again as a whole each time. */
export const CODES_PERSONNES = ['doublon', 'proche_liste', 'deja_depose', 'deja_connu'] as const
export const CODES_COMPTES = ['compte_partage'] as const

/**
 * What people born on one day say of each other: the same person twice in the list, close spellings, somebody whom we
 * know. A centre is never told by which other body, nor in which list of another.
 */
export function croiserPersonnes(
  lignes: readonly LigneComparee[],
  connus: readonly Connu[],
): Map<number, AnomalieListe[]> {
  const dites = new Map<number, AnomalieListe[]>()
  const parJour = Map.groupBy(lignes, ({ neLe }) => neLe)
  const connusParJour = Map.groupBy(connus, ({ neLe }) => neLe)
  for (const [jour, memes] of parJour) {
    const triees = memes.toSorted((a, b) => a.ligne - b.ligne)
    for (const ligne of triees) {
      const trouvees = [...entreLignes(ligne, triees), ...avecConnus(ligne, connusParJour.get(jour) ?? [])]
      if (trouvees.length > 0) dites.set(ligne.ligne, trouvees)
    }
  }
  return dites
}

function* entreLignes(ligne: LigneComparee, memes: readonly LigneComparee[]): Generator<AnomalieListe> {
  const autres = memes.filter((autre) => autre !== ligne)
  const identiques = autres.filter(({ cle }) => cle === ligne.cle)
  const premiere = identiques[0]
  if (premiere && premiere.ligne < ligne.ligne)
    yield dire(
      'erreur',
      'nomNaissance',
      'doublon',
      `La même personne est déjà ligne ${premiere.ligne} : écartez l’une des deux lignes.`,
    )
  else if (premiere)
    yield dire(
      'avertissement',
      'nomNaissance',
      'doublon',
      `La même personne revient ${enLignes(identiques)}.`,
    )
  const proches = autres.filter(({ cle }) => comparerCles(cle, ligne.cle) === 'proche')
  if (proches.length > 0)
    yield dire(
      'avertissement',
      'nomNaissance',
      'proche_liste',
      `Un nom très proche, né le même jour, est ${enLignes(proches)} : est-ce la même personne ?`,
    )
}

function* avecConnus({ cle }: LigneComparee, connus: readonly Connu[]): Generator<AnomalieListe> {
  const compares = connus.map((connu) => ({ ...connu, ressemblance: comparerCles(connu.cle, cle) }))
  const depose = compares.find(({ ressemblance, dejaDepose }) => ressemblance === 'identique' && dejaDepose)
  if (depose?.dejaDepose)
    yield dire(
      'erreur',
      'nomNaissance',
      'deja_depose',
      `Vous avez déjà déposé cette personne pour cette campagne (ligne ${depose.dejaDepose.ligne} d’une liste déposée) : écartez la ligne.`,
    )
  const semblables = compares.filter(
    ({ ressemblance, dejaDepose }) => ressemblance && !(ressemblance === 'identique' && dejaDepose),
  )
  if (semblables.length === 0) return
  const identique = semblables.some(({ ressemblance }) => ressemblance === 'identique')
  const aidee = semblables.some(({ dejaAide }) => dejaAide)
  const qui = identique
    ? 'Une personne de mêmes nom et date de naissance'
    : 'Une personne de nom très proche, née le même jour,'
  const quoi = aidee ? 'a déjà été aidée' : 'est déjà connue'
  yield dire(
    'avertissement',
    'nomNaissance',
    'deja_connu',
    `${qui} ${quoi} : la Région vérifiera s’il s’agit de la même.`,
  )
}

const enLignes = (lignes: readonly LigneComparee[]) =>
  `${lignes.length === 1 ? 'ligne' : 'lignes'} ${enumerer(lignes.map(({ ligne }) => String(ligne)))}`

/**
 * Lines paid on one account for several people.
 *
 * @param comptes the lines of each account, with who they are for
 */
export function croiserComptes(
  comptes: readonly { readonly lignes: readonly { readonly ligne: number; readonly personne: string }[] }[],
): Map<number, AnomalieListe[]> {
  const dites = new Map<number, AnomalieListe[]>()
  for (const { lignes } of comptes) {
    if (new Set(lignes.map(({ personne }) => personne)).size < 2) continue
    for (const { ligne } of lignes) {
      const autres = lignes.filter((autre) => autre.ligne !== ligne).map((autre) => String(autre.ligne))
      const message = `Ce compte est aussi celui d’une autre personne, ligne${autres.length > 1 ? 's' : ''} ${enumerer(autres)}.`
      dites.set(ligne, [dire('avertissement', 'iban', 'compte_partage', message)])
    }
  }
  return dites
}

/** Nothing is expected of the cell itself: it is the two people that are compared. */
const dire = (...args: Parameters<typeof signaler>): AnomalieListe => ({
  ...signaler(...args),
  attendu: null,
})
