import { z } from '@hono/zod-openapi'
import { type Cle, verifierCle } from '#annuaire/cle.ts'
import { debit, schemaCle, schemaCleCreee } from '#annuaire/schema-cle.ts'
import { schemaAction, schemaRole } from '#annuaire/schema-compte.ts'
import { findCle, insertCle, listCles, revokeCle } from '#annuaire/store-cles.ts'
import { findOrganisation } from '#annuaire/store-organisations.ts'
import type { AppContext } from '#platform/context.ts'
import { json } from '#platform/contract.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import { fingerprint, randomToken } from '#platform/tokens.ts'

/** The keys of partners' programs: created, listed, revoked by an administrator. A secret is shown once. */
export const clesRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getCles, async (c) => c.json((await listCles(c.var.db)).map(publier), 200))
    .openapi(postCle, async (c) => {
      const { organisation: id, ...demande } = c.req.valid('json')
      const secret = randomToken()
      const cle = await transaction(c.var.db, async (tx) => {
        const organisation = await findOrganisation(tx, id)
        if (!organisation) throw absent('Cet organisme n’existe pas.')
        const decision = verifierCle(demande, organisation)
        if (decision.statut === 'refus') throw refused('La clé n’est pas créée.', decision.motifs)
        const nouvelle = { ...decision.valeur, organisation: id, empreinte: fingerprint(secret) }
        const cree = await insertCle(tx, { ...nouvelle, maintenant: clock.now() })
        const apres = { ...decision.valeur, organisation: id }
        await insertJournal(tx, { acte: 'cle.creee', objet: `cle:${cree}`, apres })
        return (await findCle(tx, cree))!
      })
      return c.json({ cle: publier(cle), secret }, 201)
    })
    .openapi(deleteCle, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        if (!(await revokeCle(tx, id, clock.now())))
          throw absent('Cette clé n’existe pas, ou est déjà révoquée.')
        await insertJournal(tx, { acte: 'cle.revoquee', objet: `cle:${id}` })
      })
      return c.body(null, 204)
    })

/** What the API shows of a key: never the fingerprint of its secret. */
const publier = ({ id, nom, organisation, role, portees, debit, creeeLe, servieLe, revoqueeLe }: Cle) => ({
  ...{ id, nom, organisation, role, portees: [...portees], debit, creeeLe, servieLe, revoqueeLe },
})

const tags = ['Clés']
const imprimable = (texte: string) => texte.isWellFormed() && !/\p{Cc}/u.test(texte)
const texte = z.string().max(200).refine(imprimable, 'Caractère non imprimable')

const getCles = declareRoute({
  droit: 'cle.gerer',
  method: 'get',
  path: '/cles',
  tags,
  summary: 'Clés des programmes partenaires, la plus récente d’abord',
  responses: { 200: json('Les clés, révoquées comprises', z.array(schemaCle)) },
})

const postCle = declareRoute({
  droit: 'cle.gerer',
  method: 'post',
  path: '/cles',
  tags,
  summary: 'Créer une clé',
  description: 'Le secret n’est montré que dans cette réponse : nous n’en gardons qu’une empreinte.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            nom: texte,
            organisation: texte,
            role: schemaRole,
            portees: z.array(schemaAction).max(50),
            debit,
          }),
        },
      },
    },
  },
  responses: {
    201: json('La clé et son secret', schemaCleCreee),
    ...errorResponses(400, 404, 422),
  },
})

const deleteCle = declareRoute({
  droit: 'cle.gerer',
  method: 'delete',
  path: '/cles/{id}',
  tags,
  summary: 'Révoquer une clé, et ses jetons avec elle',
  request: { params: z.object({ id: texte }) },
  responses: { 204: { description: 'La clé n’ouvre plus rien' }, ...errorResponses(400, 404) },
})
