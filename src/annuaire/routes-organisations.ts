import { z } from '@hono/zod-openapi'
import { agreer, creer, delimiter, refuser } from '#annuaire/agrement.ts'
import { refuseManagement } from '#annuaire/routes-jugement.ts'
import {
  PAR_PAGE,
  params,
  rechercheOrganisations,
  schemaAgrement,
  schemaMotif,
  schemaNouvelleOrganisation,
  schemaOrganisations,
  schemaPerimetre,
} from '#annuaire/schema-gestion.ts'
import {
  countOrganisations,
  deleteFilieres,
  listFilieres,
  listOrganisationsPage,
} from '#annuaire/store-agrement.ts'
import { lockArrivals } from '#annuaire/store-comptes.ts'
import {
  findOrganisationBySiret,
  insertFilieres,
  insertOrganisationActive,
  lockOrganisation,
  updateOrganisation,
} from '#annuaire/store-organisations.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** The organisations that people act for: found, let in, refused, written by hand. */
export const organisationsRoutes = () =>
  createRoutes()
    .openapi(getOrganisations, async (c) => {
      const { page, ...recherche } = c.req.valid('query')
      const total = await countOrganisations(c.var.db, recherche)
      const plage = { limite: PAR_PAGE, apres: (page - 1) * PAR_PAGE }
      const organisations = await listOrganisationsPage(c.var.db, recherche, plage)
      return c.json({ total, parPage: PAR_PAGE, organisations }, 200)
    })
    .openapi(postOrganisation, async (c) => {
      const demande = c.req.valid('json')
      const id = await transaction(c.var.db, async (tx) => {
        // Somebody may be signing in with this very SIRET.
        await lockArrivals(tx, `siret ${demande.siret}`)
        const decision = creer(demande, await findOrganisationBySiret(tx, demande.siret))
        if (decision.statut === 'refus')
          throw refuseManagement('L’organisation n’est pas créée.', decision.motifs)
        const cree = await insertOrganisationActive(tx, decision.valeur)
        const apres = decision.valeur
        await insertJournal(tx, { acte: 'organisation.creee', objet: `organisation:${cree}`, apres })
        return cree
      })
      return c.json({ id }, 201)
    })
    .openapi(postAgrement, async (c) => {
      const { id } = c.req.valid('param')
      const { etatVu, ...identification } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const organisation = await lockOrganisation(tx, id)
        if (!organisation) throw organisationAbsente()
        const decision = agreer(organisation, identification, etatVu)
        if (decision.statut === 'refus')
          throw refuseManagement('L’organisation n’est pas approuvée.', decision.motifs)
        const apres = { ...decision.valeur, etat: 'active' } as const
        await updateOrganisation(tx, id, apres)
        const { nom, nature, etat } = organisation
        const avant = { nom, nature, etat }
        await insertJournal(tx, { acte: 'organisation.agreee', objet: `organisation:${id}`, avant, apres })
      })
      return c.body(null, 204)
    })
    .openapi(postRefus, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const organisation = await lockOrganisation(tx, id)
        if (!organisation) throw organisationAbsente()
        const decision = refuser(organisation)
        if (decision.statut === 'refus')
          throw refuseManagement('L’organisation n’est pas refusée.', decision.motifs)
        const { nom, nature, etat } = organisation
        await updateOrganisation(tx, id, { nom, nature, etat: decision.valeur })
        const change = { avant: { nom, etat }, apres: { nom, etat: decision.valeur } }
        await insertJournal(tx, {
          acte: 'organisation.refusee',
          objet: `organisation:${id}`,
          ...change,
          motif,
        })
      })
      return c.body(null, 204)
    })
    .openapi(putPerimetre, async (c) => {
      const { id } = c.req.valid('param')
      const { filieres, filieresVues } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const organisation = await lockOrganisation(tx, id)
        if (!organisation) throw organisationAbsente()
        const actuelles = await listFilieres(tx, id)
        const decision = delimiter(organisation, filieres, filieresVues, actuelles)
        if (decision.statut === 'refus')
          throw refuseManagement('Le périmètre n’est pas changé.', decision.motifs)
        await deleteFilieres(tx, id)
        await insertFilieres(tx, id, decision.valeur)
        const { nom } = organisation
        const change = { avant: { nom, filieres: actuelles }, apres: { nom, filieres: decision.valeur } }
        await insertJournal(tx, { acte: 'organisation.delimitee', objet: `organisation:${id}`, ...change })
      })
      return c.body(null, 204)
    })

const organisationAbsente = () => absent('Cette organisation n’existe pas.')

const tags = ['Administration']
const droit = 'personne.gerer'
const fait = (description: string) => ({ 204: { description }, ...errorResponses(400, 404, 409, 422) })

const getOrganisations = declareRoute({
  droit,
  method: 'get',
  path: '/organisations',
  tags,
  summary: 'Organisations, celles qui attendent d’abord, cinquante par page',
  request: { query: rechercheOrganisations },
  responses: { 200: json('Une page d’organisations', schemaOrganisations), ...errorResponses(400) },
})

const postOrganisation = declareRoute({
  droit,
  method: 'post',
  path: '/organisations',
  tags,
  summary: 'Créer une organisation, pour y inviter quelqu’un',
  request: { body: jsonBody(schemaNouvelleOrganisation) },
  responses: {
    201: json('Son identifiant', z.object({ id: z.string() })),
    ...errorResponses(400, 409, 422),
  },
})

const postAgrement = declareRoute({
  droit,
  method: 'post',
  path: '/organisations/{id}/agrement',
  tags,
  summary: 'Approuver une organisation : lui donner son nom et sa nature',
  request: { params, body: jsonBody(schemaAgrement) },
  responses: fait('L’organisation est active'),
})

const postRefus = declareRoute({
  droit,
  method: 'post',
  path: '/organisations/{id}/refus',
  tags,
  summary: 'Refuser une organisation qui attend',
  request: { params, body: jsonBody(schemaMotif) },
  responses: fait('L’organisation est fermée'),
})

const putPerimetre = declareRoute({
  droit,
  method: 'put',
  path: '/organisations/{id}/filieres',
  tags,
  summary: 'Changer les filières qu’un OPCO peut voir',
  request: { params, body: jsonBody(schemaPerimetre) },
  responses: fait('Le périmètre est changé'),
})
