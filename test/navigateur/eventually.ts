import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

/**
 * Reads something until it is what is expected, thirty seconds at most: a page needs a moment to follow what is done to
 * it, and no test may guess how long.
 */
export async function eventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const end = performance.now() + 30_000
  let last = await read()
  while (!isDeepStrictEqual(last, expected) && performance.now() < end) {
    await wait(25)
    last = await read()
  }
  assert.deepEqual(last, expected)
}
