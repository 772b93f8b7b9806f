import type { z } from '@hono/zod-openapi'

// How a route declares what it takes and answers: written once, so that every capability's contract has one shape.

/** What a route answers as JSON: `responses: { 200: json('La campagne', schemaCampagne) }`. */
export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})

/** What a route takes as JSON, never optional: `request: { body: jsonBody(schemaDemande) }`. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})
