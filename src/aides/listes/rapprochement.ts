import { enMots } from '#socle/texte.ts'

/**
 * Two people or one? Names are compared as words, without accents, capitals nor order: « Le Goff Élodie » and « Elodie
 * LE GOFF » are the same words. A birth date must be the same; the caller only compares people born on one day.
 */
export const cleDeRapprochement = (nomNaissance: string, prenom: string): string =>
  enMots(`${nomNaissance} ${prenom}`).split(' ').sort().join(' ')

/**
 * How two keys look alike: the same words; close (one letter apart in one word, a first name more, a compound name
 * written in one word); or not.
 */
export function comparerCles(a: string, b: string): 'identique' | 'proche' | null {
  if (a === b) return 'identique'
  const [seulsDeA, seulsDeB, communs] = separer(a.split(' '), b.split(' '))
  if (seulsDeA.length === 0 || seulsDeB.length === 0) return communs >= 2 ? 'proche' : null
  if (colles(seulsDeA, seulsDeB) || colles(seulsDeB, seulsDeA)) return 'proche'
  if (seulsDeA.length > 1 || seulsDeB.length > 1 || communs === 0) return null
  return uneLettreEcart(seulsDeA[0]!, seulsDeB[0]!) ? 'proche' : null
}

function separer(motsA: readonly string[], motsB: readonly string[]): [string[], string[], number] {
  const restesB = [...motsB]
  const seulsDeA = motsA.filter((mot) => {
    const place = restesB.indexOf(mot)
    if (place >= 0) restesB.splice(place, 1)
    return place < 0
  })
  return [seulsDeA, restesB, motsA.length - seulsDeA.length]
}

/** « jeanpierre » for « jean » and « pierre », in one order or the other. */
const colles = ([mot, ...autres]: readonly string[], deux: readonly string[]): boolean =>
  mot !== undefined &&
  autres.length === 0 &&
  deux.length === 2 &&
  (mot === deux.join('') || mot === deux.toReversed().join(''))

/** One letter changed, added, removed, or two neighbours swapped. */
export function uneLettreEcart(a: string, b: string): boolean {
  const [court, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - court.length > 1 || long.length < 3) return false
  let i = 0
  while (i < court.length && court[i] === long[i]) i++
  if (court.length < long.length) return court.slice(i) === long.slice(i + 1)
  if (court.slice(i + 1) === long.slice(i + 1)) return true
  return court[i] === long[i + 1] && court[i + 1] === long[i] && court.slice(i + 2) === long.slice(i + 2)
}
