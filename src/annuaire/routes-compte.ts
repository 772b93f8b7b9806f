import { z } from '@hono/zod-openapi'
import { casquettes } from '#annuaire/compte.ts'
import { findLiveSession } from '#annuaire/routes-identification.ts'
import { schemaCompteCourant, schemaSession } from '#annuaire/schema-compte.ts'
import { findCompte } from '#annuaire/store-comptes.ts'
import { closeSession, listSessions, updateCasquette } from '#annuaire/store-sessions.ts'
import type { AppContext } from '#platform/context.ts'
import { json } from '#platform/contract.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, errorResponses, HttpRefusal } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import { ACTIONS, type Action, autoriser, type Role } from '#socle/acces.ts'

/** What a person sees and does of their own account: who they are here, in which role, on which browsers. */
export const compteRoutes = (ctx: AppContext) =>
  createRoutes()
    .openapi(getCompte, async (c) => {
      const { acteur } = c.var
      const compte = acteur.identifiant ? await findCompte(ctx.systeme, acteur.identifiant) : undefined
      return c.json(
        {
          acteur: compte
            ? {
                id: compte.id,
                nom: compte.nom,
                courriel: compte.courriel,
                etat: compte.etat,
                organisation: compte.organisation,
                role: acteur.role,
                pour: acteur.pour ?? null,
                delegationFinie: acteur.delegationFinie ?? null,
                casquettes: casquettes(compte, ctx.clock.today()),
              }
            : null,
          droits: (Object.keys(ACTIONS) as Action[]).filter(
            (action) => autoriser(acteur, action).statut === 'accord',
          ),
          fournisseurs: ctx.fournisseurs.map(({ code, libelle }) => ({ code, libelle })),
          demonstration: ctx.fournisseurs.some(({ code }) => code === 'demonstration'),
        },
        200,
      )
    })
    .openapi(putCasquette, async (c) => {
      const { role, pour } = c.req.valid('json')
      const session = await findLiveSession(ctx, c)
      if (!session) throw new HttpRefusal(401, 'connexion-requise', 'Connectez-vous pour continuer.')
      const possible = casquettes(session.compte, ctx.clock.today()).some(
        (une) => une.role === role && une.pour === pour,
      )
      if (!possible) throw new HttpRefusal(403, 'role-non-tenu', 'Ce rôle ne vous est pas donné aujourd’hui.')
      await transaction(c.var.db, async (tx) => {
        await updateCasquette(tx, session.id, { role: role as Role, pour })
        const avant = { role: session.role, pour: session.pour }
        await insertJournal(tx, {
          acte: 'role.choisi',
          objet: `session:${session.id}`,
          avant,
          apres: { role, pour },
        })
      })
      return c.body(null, 204)
    })
    .openapi(getSessions, async (c) => {
      const courante = await findLiveSession(ctx, c)
      const sessions = await listSessions(c.var.db, c.var.acteur.identifiant!)
      return c.json(
        sessions.map(({ id, fournisseur, ouverteLe, vueLe, expireLe, adresse, navigateur }) => ({
          ...{ id, fournisseur, ouverteLe, vueLe, expireLe, adresse, navigateur },
          courante: id === courante?.id,
        })),
        200,
      )
    })
    .openapi(deleteSession, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const fermee = await closeSession(tx, id)
        if (!fermee) throw absent('Cette session n’existe pas, ou est déjà fermée.')
        await insertJournal(tx, {
          acte: 'session.fermee',
          objet: `session:${id}`,
          avant: { personne: fermee.personne },
        })
      })
      return c.body(null, 204)
    })

const tags = ['Compte']

const getCompte = declareRoute({
  droit: 'libre',
  method: 'get',
  path: '/compte',
  tags,
  summary: 'Qui je suis ici, et ce que je peux faire',
  responses: { 200: json('Le compte, ou personne', schemaCompteCourant) },
})

const putCasquette = declareRoute({
  droit: 'compte.gerer',
  method: 'put',
  path: '/compte/role',
  tags,
  summary: 'Choisir en quel rôle agir',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({ role: z.string().max(40), pour: z.string().max(100).nullable() }),
        },
      },
    },
  },
  responses: { 204: { description: 'Le rôle est pris' }, ...errorResponses(400) },
})

const getSessions = declareRoute({
  droit: 'compte.gerer',
  method: 'get',
  path: '/compte/sessions',
  tags,
  summary: 'Navigateurs où je suis connecté',
  responses: { 200: json('Les sessions ouvertes, la plus récente d’abord', z.array(schemaSession)) },
})

const deleteSession = declareRoute({
  droit: 'compte.gerer',
  method: 'delete',
  path: '/compte/sessions/{id}',
  tags,
  summary: 'Fermer une de mes sessions',
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 204: { description: 'La session est fermée' }, ...errorResponses(400, 404) },
})
