import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { acteurDeCle, choisirPortees, DUREE_JETON, finDeCle } from '#annuaire/cle.ts'
import { findCle, findJeton, insertJeton, removeOldJetons, touchCle } from '#annuaire/store-cles.ts'
import type { AppContext } from '#platform/context.ts'
import { json } from '#platform/contract.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { HttpRefusal } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import { fingerprint, matches, randomToken } from '#platform/tokens.ts'
import type { Acteur } from '#socle/acces.ts'

type Ctx = Pick<AppContext, 'systeme' | 'clock'>

/** OAuth 2, client credentials (RFC 6749, § 4.4): a program gives its key and its secret, and receives a token. */
export const jetonRoutes = ({ systeme, clock }: Ctx) =>
  createRoutes().openapi(postJeton, async (c) => {
    const form = c.req.valid('form')
    c.header('Cache-Control', 'no-store')
    const refuser = (status: 400 | 401, error: string, error_description: string) => {
      if (status === 401) c.header('WWW-Authenticate', 'Basic realm="Oriflamme", charset="UTF-8"')
      return c.json({ error, error_description, code: error, message: error_description }, status)
    }
    if (form.grant_type !== 'client_credentials')
      return refuser(400, 'unsupported_grant_type', 'Indiquez grant_type=client_credentials.')
    const basic = readBasic(c.req.header('authorization'))
    if (basic && form.client_secret !== undefined)
      return refuser(
        400,
        'invalid_request',
        'Donnez le secret dans l’en-tête ou dans le corps, pas les deux.',
      )
    const { id, secret } = basic ?? { id: form.client_id ?? '', secret: form.client_secret ?? '' }
    const cle = await findCle(systeme, id)
    // Compared even for a key that does not exist: how long the answer takes says nothing.
    const juste = matches(secret, cle?.empreinte ?? fingerprint(''))
    if (!cle || !juste || finDeCle(cle)) {
      if (cle) await trace(`cle:${cle.id}`, 'jeton.refuse', juste ? finDeCle(cle)!.code : 'secret-faux')
      return refuser(401, 'invalid_client', 'Clé inconnue, secret faux, ou clé révoquée.')
    }
    const portees = choisirPortees(cle, form.scope)
    if (portees.statut === 'refus') return refuser(400, 'invalid_scope', portees.motifs[0]!.message)
    const jeton = randomToken()
    const maintenant = clock.now()
    await transaction(systeme, async (tx) => {
      await removeOldJetons(tx, cle.id, maintenant)
      const nouveau = { empreinte: fingerprint(jeton), cle: cle.id, portees: portees.valeur }
      await insertJeton(tx, { ...nouveau, maintenant, duree: DUREE_JETON })
      await touchCle(tx, cle.id, maintenant)
      const apres = { portees: portees.valeur }
      await insertJournal(tx, { acte: 'jeton.donne', objet: `cle:${cle.id}`, apres })
    })
    const scope = portees.valeur.join(' ')
    return c.json({ access_token: jeton, token_type: 'Bearer' as const, expires_in: DUREE_JETON, scope }, 200)

    async function trace(objet: string, acte: string, motif: string): Promise<void> {
      await transaction(systeme, (tx) => insertJournal(tx, { acte, objet, motif }))
    }
  })

/** Key and secret of an `Authorization: Basic` header, each percent-encoded as OAuth 2 asks. */
function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(header ?? '')?.[1]
  if (!encoded) return undefined
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':')
  try {
    return { id: printable(decodeURIComponent(id)), secret: decodeURIComponent(rest.join(':')) }
  } catch {
    return { id: '', secret: '' }
  }
}

const printable = (text: string): string => (/^[\w-]{1,100}$/.test(text) ? text : '')

/**
 * Whom the bearer token of a request acts as.
 *
 * @returns undefined when the request carries none
 * @throws HttpRefusal 401 `jeton-invalide`, `jeton-expire`, `cle-revoquee` or `organisme-inactif`
 */
export async function findActeurOfJeton({ systeme, clock }: Ctx, c: Context): Promise<Acteur | undefined> {
  const header = c.req.header('authorization')
  if (!header || !/^Bearer\b/i.test(header)) return undefined
  const refuser = (code: string, message: string) => {
    c.header('WWW-Authenticate', 'Bearer realm="Oriflamme", error="invalid_token"')
    return new HttpRefusal(401, code, message)
  }
  const token = /^Bearer +([\w-]{1,200})$/i.exec(header)?.[1]
  const jeton = token ? await findJeton(systeme, fingerprint(token)) : undefined
  if (!jeton) throw refuser('jeton-invalide', 'Ce jeton n’est pas valide : demandez-en un autre.')
  if (clock.now() >= jeton.expireLe)
    throw refuser('jeton-expire', 'Ce jeton a expiré : demandez-en un autre à /api/oauth/jeton.')
  const cle = (await findCle(systeme, jeton.cle))!
  const fin = finDeCle(cle)
  if (fin) throw refuser(fin.code, fin.message)
  return acteurDeCle(cle, jeton.portees)
}

const court = z
  .string()
  .max(100)
  .regex(/^[\w-]*$/)
const schemaErreurOAuth = z
  .object({
    error: z.string().openapi({ example: 'invalid_client' }),
    error_description: z.string(),
    code: z.string(),
    message: z.string(),
  })
  .openapi('ErreurOAuth')

const postJeton = declareRoute({
  droit: 'libre',
  method: 'post',
  path: '/oauth/jeton',
  tags: ['Clés'],
  summary: 'Échanger une clé et son secret contre un jeton d’une heure',
  description:
    'OAuth 2, `client_credentials`. La clé et son secret voyagent dans l’en-tête `Authorization: Basic`, ou dans le corps. ' +
    'Le jeton s’emploie ensuite dans l’en-tête `Authorization: Bearer`.',
  request: {
    body: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: z.object({
            grant_type: z.string().max(100).optional().openapi({ example: 'client_credentials' }),
            client_id: court.optional(),
            client_secret: z.string().max(200).optional(),
            scope: z.string().max(2_000).optional().openapi({ example: 'campagne.lire formation.lire' }),
          }),
        },
      },
    },
  },
  responses: {
    200: json(
      'Le jeton',
      z.object({
        access_token: z.string(),
        token_type: z.literal('Bearer'),
        expires_in: z.int().openapi({ description: 'En secondes' }),
        scope: z.string(),
      }),
    ),
    400: json('Demande invalide', schemaErreurOAuth),
    401: json('Clé refusée', schemaErreurOAuth),
  },
})
