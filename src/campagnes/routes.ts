import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { autoriserSuppression, type Campagne } from '#campagnes/campagne.ts'
import { importReglements, reglementsFolder } from '#campagnes/import-reglements.ts'
import { schemaReglement } from '#campagnes/import-schema-reglement.ts'
import {
  paramId,
  schemaCampagne,
  schemaFormations,
  schemaResumeCampagne,
} from '#campagnes/schema-campagne.ts'
import {
  findCampagne,
  findVersionFormations,
  listCampagnes,
  listFormations,
  lockCampagne,
  removeCampagne,
} from '#campagnes/store.ts'
import { countDeposees } from '#campagnes/store-appel.ts'
import { encoderFormations, VERSION_TRANSPORT } from '#campagnes/transport.ts'
import { json } from '#platform/contract.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, errorResponses, HttpRefusal, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** Règlements and campaigns: lists, one campaign, its formations, its removal. */
export const campagnesRoutes = (folder = reglementsFolder) =>
  createRoutes()
    .openapi(getReglements, async (c) => {
      const reglements = await importReglements(folder)
      if (reglements.statut === 'accord') return c.json([...reglements.valeur], 200)
      const message = 'Un fichier de règlement est à corriger : le détail suit.'
      throw new HttpRefusal(500, 'reglement_invalide', message, reglements.motifs)
    })
    .openapi(getCampagnes, async (c) => c.json(await listCampagnes(c.var.db), 200))
    .openapi(getCampagne, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const campagne = await findCampagne(db, id)
      if (!campagne) throw campagneAbsente(id)
      return c.json(campagne, 200)
    })
    .openapi(getFormations, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const version = await findVersionFormations(db, id)
      if (!version) throw campagneAbsente(id)
      // Each organisation has its own view: what a browser keeps of one must not answer for another.
      const etag = createEtag(`${version} ${c.var.acteur.organisation?.identifiant}`)
      c.header('ETag', etag)
      c.header('Cache-Control', 'private, no-cache')
      if (c.req.header('If-None-Match')?.includes(etag)) return c.body(null, 304)
      return c.json(encoderFormations(await listFormations(db, id)), 200)
    })
    .openapi(deleteCampagne, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      await transaction(db, async (tx) => {
        const campagne = (await lockCampagne(tx, id)) ? await findCampagne(tx, id) : undefined
        if (!campagne) throw campagneAbsente(id)
        const decision = autoriserSuppression({ ...campagne, deposees: await countDeposees(tx, id) })
        if (decision.statut === 'refus') throw refused('La campagne n’est pas supprimée.', decision.motifs)
        await removeCampagne(tx, id)
        await insertJournal(tx, {
          acte: 'campagne.supprimee',
          objet: `campagne:${id}`,
          avant: resume(campagne),
        })
      })
      return c.body(null, 204)
    })

/** For every route under a campaign: the same words for the same absence. */
export const campagneAbsente = (id: string) => absent(`La campagne « ${id} » n’existe pas, ou n’existe plus.`)

/** Weak, because compression changes the bytes and not the content. */
const createEtag = (version: string) =>
  `W/"${createHash('sha256').update(`${VERSION_TRANSPORT} ${version}`).digest('base64url').slice(0, 22)}"`

const resume = ({ libelle, exercice, dotation, reglement, organismes }: Campagne) => ({
  libelle,
  exercice,
  dotation,
  reglement: reglement.code,
  organismes: organismes.length,
})

const tags = ['Campagnes']

const getReglements = declareRoute({
  droit: 'reglement.lire',
  method: 'get',
  path: '/reglements',
  tags,
  summary: 'Règlements connus, le plus récent d’abord',
  responses: { 200: json('Un règlement par fichier daté', z.array(schemaReglement)) },
})

const getCampagnes = declareRoute({
  droit: 'campagne.lire',
  method: 'get',
  path: '/campagnes',
  tags,
  summary: 'Campagnes, la plus récente d’abord',
  responses: { 200: json('Chaque campagne avec sa taille', z.array(schemaResumeCampagne)) },
})

const getCampagne = declareRoute({
  droit: 'campagne.lire',
  method: 'get',
  path: '/campagnes/{id}',
  tags,
  summary: 'Une campagne, sans ses formations',
  request: { params: paramId },
  responses: { 200: json('La campagne', schemaCampagne), ...errorResponses(404) },
})

const getFormations = declareRoute({
  droit: 'formation.lire',
  method: 'get',
  path: '/campagnes/{id}/formations',
  tags,
  summary: 'Formations d’une campagne, en colonnes',
  description:
    'Les formations ne changent pas après la création de la campagne : l’ETag évite de les renvoyer.',
  request: { params: paramId },
  responses: {
    200: json('Les formations, par identifiant', schemaFormations),
    304: { description: 'Rien n’a changé' },
    ...errorResponses(404),
  },
})

const deleteCampagne = declareRoute({
  droit: 'campagne.supprimer',
  method: 'delete',
  path: '/campagnes/{id}',
  tags,
  summary: 'Supprimer une campagne et ses scénarios',
  description:
    'Refusé pour la campagne de démonstration, une campagne votée, ou dont des demandes sont déposées.',
  request: { params: paramId },
  responses: { 204: { description: 'La campagne n’existe plus' }, ...errorResponses(404, 422) },
})
