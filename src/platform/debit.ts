import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '#platform/clock.ts'
import { HttpRefusal } from '#platform/refusals.ts'
import type { RequestEnv } from '#platform/rights.ts'

/** Requests a minute, by what they are counted for. A whole office may stand behind one address. */
export const DEBITS = { adresse: 6_000, entree: 120, personne: 600, visiteur: 600 } as const

/** How many callers are remembered: beyond, the one unseen for longest is forgotten. */
const RETENUS = 20_000

/**
 * Counts requests in the memory of this server: each caller has a bucket of one minute of requests, which fills again
 * as time passes. Several servers count apart: the limit protects each of them.
 */
export class Debit {
  readonly #seaux = new Map<string, { reste: number; vu: number }>()
  readonly #clock: Pick<Clock, 'now'>
  readonly #retenus: number

  constructor(clock: Pick<Clock, 'now'>, retenus: number = RETENUS) {
    this.#clock = clock
    this.#retenus = retenus
  }

  /** Takes one request from a caller. @returns 0, or the whole seconds to wait before the next one can be taken */
  take(caller: string, parMinute: number): number {
    const now = Date.parse(this.#clock.now())
    const seau = this.#seaux.get(caller)
    const gagne = seau ? (Math.max(0, now - seau.vu) * parMinute) / 60_000 : 0
    const reste = Math.min(parMinute, seau ? seau.reste + gagne : parMinute)
    // Set again, it becomes the last of the map: the first one is then the one unseen for longest.
    this.#seaux.delete(caller)
    this.#seaux.set(caller, { reste: reste >= 1 ? reste - 1 : reste, vu: now })
    if (this.#seaux.size > this.#retenus) this.#seaux.delete(this.#seaux.keys().next().value!)
    return reste >= 1 ? 0 : Math.ceil(((1 - reste) * 60) / parMinute)
  }

  get size(): number {
    return this.#seaux.size
  }
}

/** Before anybody is recognised: by address, and far less at the doors where secrets could be tried. */
export const limitAddress =
  (debit: Debit, addressOf: (c: Context) => string | undefined): MiddlewareHandler =>
  async (c, next) => {
    const adresse = addressOf(c) ?? 'inconnue'
    refuseBeyond(c, debit.take(`adresse ${adresse}`, DEBITS.adresse))
    if (/^\/api\/(connexion\/|oauth\/|suivi-aide$)/.test(c.req.path))
      refuseBeyond(c, debit.take(`entree ${adresse}`, DEBITS.entree))
    await next()
  }

/** Once known: each person by what people may do, each key by what it was granted, visitors by address. */
export const limitActeur =
  (debit: Debit): MiddlewareHandler<RequestEnv> =>
  async (c, next) => {
    const { acteur, adresse = 'inconnue' } = c.var
    const attente = acteur.identifiant
      ? debit.take(`acteur ${acteur.identifiant}`, acteur.debit ?? DEBITS.personne)
      : debit.take(`visiteur ${adresse}`, DEBITS.visiteur)
    refuseBeyond(c, attente)
    await next()
  }

function refuseBeyond(c: Context, secondes: number): void {
  if (secondes === 0) return
  c.header('Retry-After', String(secondes))
  const delai = secondes === 1 ? 'une seconde' : `${secondes}\u00a0secondes`
  throw new HttpRefusal(
    429,
    'trop-de-demandes',
    `Trop de demandes en peu de temps\u00a0: recommencez dans ${delai}.`,
  )
}
