import { readFileSync } from 'node:fs'

/** Version of the program, as its package says: printed on what it produces. */
export const version: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version
