import { z } from '@hono/zod-openapi'
import { deleguer, estPassee, etatDe, retirer, rolesCessibles } from '#annuaire/delegation.ts'
import {
  schemaDelegation,
  schemaDemandeDelegation,
  schemaFiltre,
  schemaPersonnes,
  schemaRetrait,
} from '#annuaire/schema-delegation.ts'
import { findCompte } from '#annuaire/store-comptes.ts'
import {
  type DelegationEcrite,
  insertDelegation,
  listDelegations,
  listEntre,
  listPersonnesActives,
  lockDelegation,
  lockDonneur,
  withdrawDelegation,
} from '#annuaire/store-delegations.ts'
import type { AppContext } from '#platform/context.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { type Db, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, errorResponses, HttpRefusal, refused } from '#platform/refusals.ts'
import { declareRoute, type RequestVariables } from '#platform/rights.ts'

/** Powers lent for a time: one's own by whoever holds them, anybody's by an administrator. */
export const delegationsRoutes = ({ clock }: Pick<AppContext, 'clock'>) => {
  const publier = ({ fondee, ...delegation }: DelegationEcrite) => ({
    ...delegation,
    etat: etatDe({ ...delegation, fondee }, clock.today()),
  })
  return createRoutes()
    .openapi(getDelegations, async (c) => {
      const { etat } = c.req.valid('query')
      const lues = await listDelegations(c.var.db, portee(c.var))
      const voulue = (passee: boolean) => etat === undefined || passee === (etat === 'passees')
      return c.json(
        lues.map(publier).filter((une) => voulue(estPassee(une.etat))),
        200,
      )
    })
    .openapi(getPersonnes, async (c) => {
      const de = donneurVise(c.var, c.req.valid('query').de)
      const aujourdhui = clock.today()
      return c.json({ aujourdhui, ...(await listParties(c.var.db, de, portee(c.var))) }, 200)
    })
    .openapi(postDelegation, async (c) => {
      const par = c.var.acteur.identifiant!
      const corps = c.req.valid('json')
      const demande = { ...corps, de: donneurVise(c.var, corps.de) ?? par }
      const { motif, ...prete } = demande
      const ecrite = await transaction(c.var.db, async (tx) => {
        await lockDonneur(tx, demande.de)
        const [donneur, receveur] = [await findCompte(tx, demande.de), await findCompte(tx, demande.a)]
        if (!donneur || !receveur) throw absent('Cette personne n’existe pas ici.')
        const existantes = await listEntre(tx, demande)
        const aujourdhui = clock.today()
        const decision = deleguer(demande, { par, donneur, receveur, existantes, aujourdhui })
        if (decision.statut === 'refus') throw refused('La délégation n’est pas donnée.', decision.motifs)
        const id = await insertDelegation(tx, { ...demande, maintenant: clock.now() })
        const trace = { acte: 'delegation.donnee', objet: `delegation:${id}` }
        await insertJournal(tx, { ...trace, apres: prete, motif })
        return (await lockDelegation(tx, id))!
      })
      return c.json(publier(ecrite), 201)
    })
    .openapi(deleteDelegation, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      const par = c.var.acteur.identifiant!
      await transaction(c.var.db, async (tx) => {
        const lue = await lockDelegation(tx, id)
        const sienne = portee(c.var)
        if (!lue || (sienne !== undefined && ![lue.de, lue.a].includes(sienne)))
          throw absent('Cette délégation n’existe pas.')
        if (sienne !== undefined && lue.de !== sienne) throw nonDonnee()
        const decision = retirer(lue, { par, motif, aujourdhui: clock.today() })
        if (decision.statut === 'refus') throw refused('La délégation n’est pas retirée.', decision.motifs)
        await withdrawDelegation(tx, id, clock.now())
        const { de, a, role, du, au } = lue
        const acte = { acte: 'delegation.retiree', objet: `delegation:${id}` }
        await insertJournal(tx, {
          ...acte,
          avant: { de, a, role, du, au },
          ...(motif && { motif }),
        })
      })
      return c.body(null, 204)
    })
}

type Qui = Pick<RequestVariables, 'acteur' | 'perimetre'>

/** The only person whose delegations are within reach; undefined for an administrator, who reaches everybody's. */
const portee = ({ acteur, perimetre }: Qui): string | undefined =>
  perimetre === 'region' ? undefined : acteur.identifiant!

/** Whose powers are lent. A right over oneself does not reach those of another. */
function donneurVise(qui: Qui, de: string | undefined): string | undefined {
  const sienne = portee(qui)
  if (sienne === undefined) return de
  if (de !== undefined && de !== sienne)
    throw new HttpRefusal(
      403,
      'action-interdite',
      'Vous ne prêtez que vos propres pouvoirs : pour ceux d’un autre, écrivez à l’administrateur de la Région.',
    )
  return sienne
}

const nonDonnee = () =>
  new HttpRefusal(
    403,
    'action-interdite',
    'Cette délégation vous est donnée : seuls la personne qui la donne et l’administrateur la retirent.',
  )

/** Who may lend, and to whom the person designated may. */
async function listParties(db: Db, de: string | undefined, sienne: string | undefined) {
  const actives = await listPersonnesActives(db)
  const donneurs = actives
    .filter(({ id }) => sienne === undefined || id === sienne)
    .map(({ id, nom, nomOrganisation, roles }) => ({
      ...{ id, nom, organisation: nomOrganisation },
      roles: rolesCessibles(roles),
    }))
    .filter(({ roles }) => roles.length > 0)
  const organisation = actives.find(({ id }) => id === de)?.organisation
  const receveurs = actives
    .filter((une) => organisation !== undefined && une.organisation === organisation && une.id !== de)
    .map(({ id, nom }) => ({ id, nom }))
  return { donneurs, receveurs }
}

const tags = ['Délégations']

const getDelegations = declareRoute({
  droit: 'delegation.gerer',
  method: 'get',
  path: '/delegations',
  tags,
  summary: 'Délégations que je donne et que je reçois ; toutes pour l’administrateur',
  request: { query: schemaFiltre },
  responses: {
    200: json('La dernière à commencer d’abord', z.array(schemaDelegation)),
    ...errorResponses(400),
  },
})

const getPersonnes = declareRoute({
  droit: 'delegation.gerer',
  method: 'get',
  path: '/delegations/personnes',
  tags,
  summary: 'Qui peut prêter quels rôles, et à qui',
  request: { query: z.object({ de: z.string().max(100).optional() }) },
  responses: { 200: json('Des noms, et les rôles à prêter', schemaPersonnes), ...errorResponses(400) },
})

const postDelegation = declareRoute({
  droit: 'delegation.gerer',
  method: 'post',
  path: '/delegations',
  tags,
  summary: 'Prêter un rôle à quelqu’un du même organisme, entre deux dates',
  request: { body: jsonBody(schemaDemandeDelegation) },
  responses: { 201: json('La délégation', schemaDelegation), ...errorResponses(400, 404, 422) },
})

const deleteDelegation = declareRoute({
  droit: 'delegation.gerer',
  method: 'delete',
  path: '/delegations/{id}',
  tags,
  summary: 'Retirer une délégation : elle cesse à la demande suivante de qui s’en sert',
  request: { params: z.object({ id: z.string().max(100) }), body: jsonBody(schemaRetrait) },
  responses: { 204: { description: 'La délégation est retirée' }, ...errorResponses(400, 404, 422) },
})
