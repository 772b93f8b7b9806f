import { z } from '@hono/zod-openapi'
import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isUnreachable } from '#platform/db.ts'
import type { Log } from '#platform/logs.ts'
import type { Decision } from '#socle/decision.ts'

/** One reason of a refusal over HTTP; a `Motif` of the rules fits, its figures included. */
export type MotifHttp = {
  readonly code: string
  readonly message: string
  readonly [detail: string]: unknown
}

/** Thrown by a route to answer something else than what was asked, in words that the person can act on. */
export class HttpRefusal extends Error {
  override name = 'HttpRefusal'
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly motifs: readonly MotifHttp[] | undefined

  constructor(status: ContentfulStatusCode, code: string, message: string, motifs?: readonly MotifHttp[]) {
    super(message)
    this.status = status
    this.code = code
    this.motifs = motifs
  }
}

/** 400: what was sent cannot be read. */
export const malformed = (message: string, motifs?: readonly MotifHttp[]) =>
  new HttpRefusal(400, 'requete-invalide', message, motifs)

/** 404: `absent('La campagne 2031 n’existe pas.')` */
export const absent = (message: string) => new HttpRefusal(404, 'absent', message)

/** 409: someone else changed it meanwhile, or the name is taken. */
export const conflict = (message: string, code = 'conflit') => new HttpRefusal(409, code, message)

/** 413: more bytes than we accept. */
export const tooLarge = (message: string) => new HttpRefusal(413, 'trop-volumineux', message)

/** 422: well-formed, and refused by the rules, with every reason at once. */
export const refused = (message: string, motifs: readonly MotifHttp[] = [], code = 'refus') =>
  new HttpRefusal(422, code, message, motifs)

/**
 * What the rules accepted.
 *
 * @throws a 422 with every reason of their refusal, which undoes the transaction under way
 */
export function accepted<T>(decision: Decision<T>, message: string): T {
  if (decision.statut === 'refus') throw refused(message, decision.motifs)
  return decision.valeur
}

const schemaMotif = z.looseObject({ code: z.string(), message: z.string() })

/** The body of every answer that is not a success. */
export const schemaErreur = z
  .object({ code: z.string(), message: z.string(), motifs: z.array(schemaMotif).optional() })
  .openapi('Erreur')

/** What a route declares beside its success: `responses: { 200: …, ...errorResponses(404, 422) }`. */
export function errorResponses<S extends 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429>(
  ...statuses: S[]
) {
  const response = {
    description: 'Refus expliqué',
    content: { 'application/json': { schema: schemaErreur } },
  }
  return Object.fromEntries(statuses.map((status) => [status, response])) as Record<S, typeof response>
}

/** Answers a failed validation: 400, one reason per field. */
export function refuseInvalid(
  result: { success: boolean; error?: z.ZodError; target?: string },
  c: Context,
): Response | undefined {
  if (result.success || !result.error) return undefined
  const motifs = result.error.issues.map(({ path, message }) => {
    const champ = path.map(String).join('.')
    return { code: 'champ-invalide', champ, message: champ ? `${champ} : ${message}` : message }
  })
  const message = `La requête n’est pas valide : ${motifs.map((motif) => motif.message).join(' ; ')}`
  return c.json({ code: 'requete-invalide', message, motifs }, 400)
}

/** Turns what a route throws into an answer; what nobody foresaw is logged and told without detail. */
export const handleErrors =
  (log: Log): ErrorHandler =>
  (error, c) => {
    if (error instanceof HttpRefusal) {
      const { status, code, message, motifs } = error
      return c.json({ code, message, ...(motifs && { motifs }) }, status)
    }
    if (error instanceof HTTPException && error.status < 500) {
      const message = frenchMessages.get(error.status) ?? 'La requête n’est pas acceptée.'
      return c.json({ code: 'requete-invalide', message }, error.status)
    }
    // A null character, which PostgreSQL keeps in no text: whatever the route, nothing can bear that name.
    if (['22021', '22P05'].includes((error as { code?: string }).code ?? '')) {
      const message = 'La demande contient un caractère qui n’existe dans aucun texte.'
      return c.json({ code: 'requete-invalide', message }, 400)
    }
    const id = c.res.headers.get('x-request-id')
    if (isUnreachable(error)) {
      log.error({ err: error, requete: id }, 'base injoignable')
      const message = 'La base de données ne répond pas. Réessayez dans un instant.'
      return c.json({ code: 'base-injoignable', message }, 503)
    }
    log.error({ err: error, requete: id }, 'erreur imprévue')
    const message = `Une erreur imprévue s’est produite. Rien n’a été enregistré. Référence : ${id}.`
    return c.json({ code: 'erreur-interne', message }, 500)
  }

const frenchMessages = new Map<number, string>([
  [400, 'Le corps de la requête ne peut pas être lu : vérifiez que c’est du JSON valide.'],
  [413, 'La requête est trop volumineuse.'],
  [415, 'Le type du contenu envoyé n’est pas accepté.'],
])
