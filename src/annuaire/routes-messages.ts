import { z } from '@hono/zod-openapi'
import { renvoyer } from '#annuaire/message.ts'
import { schemaMessage, schemaMessages, schemaRechercheMessages } from '#annuaire/schema-invitations.ts'
import { listMessages, lockMessage, updateEtatMessage } from '#annuaire/store-messages.ts'
import type { AppContext } from '#platform/context.ts'
import { json } from '#platform/contract.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { publicAddress } from '#platform/public-address.ts'
import { absent, errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const PAGE = 50

/** Messages to people, as they were or would be sent; those that failed are sent again. */
export const messagesRoutes = ({ mail, config }: Pick<AppContext, 'mail' | 'config'>) =>
  createRoutes()
    .openapi(getMessages, async (c) => {
      const { page = 1, ...recherche } = c.req.valid('query')
      const lus = await listMessages(c.var.db, recherche, { decalage: (page - 1) * PAGE, limite: PAGE })
      return c.json({ ...lus, partent: mail.partent, entree: publicAddress(config, c, '/entrer') }, 200)
    })
    .openapi(postRenvoi, async (c) => {
      const { id } = c.req.valid('param')
      const message = await transaction(c.var.db, async (tx) => {
        const connu = await lockMessage(tx, id)
        if (!connu) throw absent('Ce message n’existe pas, ou a été purgé.')
        const decision = renvoyer(connu.etat, mail.partent)
        if (decision.statut === 'refus') throw refused('Le message n’est pas renvoyé.', decision.motifs)
        const etat = decision.valeur
        await updateEtatMessage(tx, id, etat)
        const trace = { avant: { etat: connu.etat }, apres: { etat } }
        await insertJournal(tx, { acte: 'message.renvoye', objet: `message:${id}`, ...trace })
        return { ...connu, etat, erreur: null }
      })
      await mail.send()
      return c.json(message, 200)
    })

const tags = ['Messages']

const getMessages = declareRoute({
  droit: 'personne.gerer',
  method: 'get',
  path: '/messages',
  tags,
  summary: 'Messages adressés à des personnes, le plus récent d’abord',
  request: { query: schemaRechercheMessages },
  responses: { 200: json('Cinquante messages au plus', schemaMessages), ...errorResponses(400) },
})

const postRenvoi = declareRoute({
  droit: 'personne.gerer',
  method: 'post',
  path: '/messages/{id}/renvoi',
  tags,
  summary: 'Renvoyer un message que le serveur de courrier a refusé',
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 200: json('Le message', schemaMessage), ...errorResponses(400, 404, 422) },
})
