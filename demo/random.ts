/** A source of chance that always says the same: the demonstration must be identical on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  unit(): number
  /** Whole number, both bounds included. */
  integer(minimum: number, maximum: number): number
  /** Bell-shaped around 0 with deviation 1, never beyond ±3.5. */
  bell(): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
}

/**
 * Mulberry32 on a seed. Only sums, products and square roots are used: they give the same bits everywhere, which
 * logarithms and cosines do not promise.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (minimum: number, maximum: number) => minimum + Math.floor(unit() * (maximum - minimum + 1))
  return {
    unit,
    integer,
    bell: () => (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3),
    chance: (probability) => unit() < probability,
    pick: (items) => items[integer(0, items.length - 1)]!,
    shuffle(items) {
      const mixed = [...items]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = integer(0, i)
        ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
      }
      return mixed
    },
  }
}
