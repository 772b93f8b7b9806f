import type { CritereApprecie } from '#campagnes/lectures/lecture.ts'
import { type Fraction, fois, fraction, lireFraction } from '#socle/fraction.ts'
import { ecrireDecimale, ecrireNombre, ecrirePourcentage, FINE } from '#socle/francais.ts'

type Unite = Pick<CritereApprecie, 'unite'>

/** A mark as one reads it: « oui », « 2 », « 12,5 % ». */
export function ecrireNote(note: number, { unite }: Unite): string {
  if (unite === 'ouiNon') return note === 1 ? 'oui' : 'non'
  return unite === 'pourcentage' ? ecrirePourcentage(note) : ecrireNombre(note)
}

/** An exact mean, `n/d`, with as many decimals as it has: « 2,5 », « 10,255 % ». */
export function ecrireMoyenne(moyenne: string, { unite }: Unite): string {
  const valeur: Fraction = fraction(...(moyenne.split('/').map(BigInt) as [bigint, bigint]))
  if (unite === 'pourcentage')
    return `${ecrireDecimale(fois(valeur, fraction(1, 100)), 3).replace(/,?0+$/, '')}${FINE}%`
  return ecrireDecimale(valeur, 1).replace(/,0$/, '')
}

/** A mark as it is typed; a percentage without its sign. */
export const saisirNote = (note: number, { unite }: Unite): string =>
  unite === 'pourcentage' ? String(note / 100).replace('.', ',') : String(note)

/** What was typed, in the unit of the field; undefined when it is not a mark of the scale. */
export function lireNote(texte: string, critere: CritereApprecie): number | undefined {
  const lue = lireFraction(texte.trim().replace(/\s*%$/, ''))
  if (!lue) return undefined
  const valeur = critere.unite === 'pourcentage' ? fois(lue, fraction(100)) : lue
  const note = Number(valeur.n)
  return valeur.d === 1n && critere.minimum <= note && note <= critere.maximum ? note : undefined
}

/** « de 0 % à 20 % » */
export const ecrireBornes = (critere: CritereApprecie): string =>
  `de ${ecrireNote(critere.minimum, critere)} à ${ecrireNote(critere.maximum, critere)}`
