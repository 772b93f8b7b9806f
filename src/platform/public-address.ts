import type { Context } from 'hono'
import type { Config } from '#platform/config.ts'

/** A page of ours as people reach it: under the address declared to us, else the one that this request came by. */
export const publicAddress = (
  { adressePublique }: Pick<Config, 'adressePublique'>,
  c: Context,
  path: string,
): string => new URL(path, adressePublique ?? new URL(c.req.url).origin).href
