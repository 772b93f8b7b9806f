/** Durations of one thing measured several times, in milliseconds. */
export type Serie = { readonly min: number; readonly mediane: number; readonly max: number }

export function resumer(durees: readonly number[]): Serie {
  const triees = durees.toSorted((a, b) => a - b)
  return { min: triees[0]!, mediane: triees[Math.floor(triees.length / 2)]!, max: triees.at(-1)! }
}

/**
 * Runs things in turn, A B C A B C…, so that a machine that slows down slows them all; a first round is not counted.
 * @returns one series for each, in the order given
 */
export async function alterner(tours: number, ...actes: (() => unknown)[]): Promise<Serie[]> {
  const durees: number[][] = actes.map(() => [])
  for (let tour = 0; tour <= tours; tour++) {
    for (const [i, acte] of actes.entries()) {
      globalThis.gc?.()
      const debut = performance.now()
      await acte()
      if (tour > 0) durees[i]!.push(performance.now() - debut)
    }
  }
  return durees.map(resumer)
}

/** One measure as the report shows it. `objectif` says what was aimed at, `tenu` whether it was reached. */
export type Mesure = {
  readonly quoi: string
  readonly nous: string
  readonly face: string
  readonly rapport: string
  readonly objectif: string
  readonly tenu: boolean | undefined
}

export const ms = (duree: number) => (duree < 10 ? duree.toFixed(2) : duree.toFixed(0))
/** `median (min–max) ms` */
export const ecrireSerie = ({ min, mediane, max }: Serie) => `${ms(mediane)} ms (${ms(min)}–${ms(max)})`

/** Our series against the other's: the ratio of medians, and whether it is under the goal. */
export function comparerSeries(quoi: string, nous: Serie, face: Serie, maximum?: number): Mesure {
  const rapport = nous.mediane / face.mediane
  return {
    quoi,
    nous: ecrireSerie(nous),
    face: ecrireSerie(face),
    rapport: `${rapport.toFixed(2)} ×`,
    objectif: maximum === undefined ? '' : `≤ ${maximum} ×`,
    tenu: maximum === undefined ? undefined : rapport <= maximum,
  }
}

type Objectif = { readonly valeur: number; readonly unite: string }

/** What was measured against a goal of ours rather than against another program. */
export const comparerObjectif = (quoi: string, nous: string, valeur: number, objectif: Objectif): Mesure => ({
  quoi,
  nous,
  face: `${objectif.valeur} ${objectif.unite}`,
  rapport: `${(valeur / objectif.valeur).toFixed(2)} ×`,
  objectif: '< 1 ×',
  tenu: valeur < objectif.valeur,
})
