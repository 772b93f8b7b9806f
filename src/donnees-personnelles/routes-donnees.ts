import { z } from '@hono/zod-openapi'
import { listAdministrateurs, lockAdministrateurs } from '#annuaire/store-gestion.ts'
import { effacer } from '#donnees-personnelles/effacement.ts'
import { REGISTRE, type Traitement } from '#donnees-personnelles/registre.ts'
import {
  schemaEffacement,
  schemaPersonneTrouvee,
  schemaTraitement,
} from '#donnees-personnelles/schema-donnees.ts'
import { listDesignations } from '#donnees-personnelles/store-designations.ts'
import {
  endDelegations,
  endPowers,
  forgetInvitations,
  forgetSessions,
  lockEffacement,
  pseudonymise,
  readDossier,
  removeMessages,
  searchPersonnes,
} from '#donnees-personnelles/store-personne.ts'
import type { AppContext } from '#platform/context.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** The rights of people over their data: what is kept, all that is held on one of them, its erasure. */
export const donneesPersonnellesRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getRegistre, (c) => c.json(REGISTRE.map(copier), 200))
    .openapi(getPersonnes, async (c) =>
      c.json(await searchPersonnes(c.var.db, c.req.valid('query').nom), 200),
    )
    .openapi(getDossier, async (c) => {
      const { id } = c.req.valid('param')
      // Handing over all that is known of somebody is an act: its trace is written with the reading.
      const dossier = await transaction(c.var.db, async (tx) => {
        const garde = await readDossier(tx, id)
        if (garde === undefined) throw personneAbsente()
        const lu = { ...(garde as object), designations: await listDesignations(tx, id) }
        await insertJournal(tx, { acte: 'donnees.communiquees', objet: `personne:${id}` })
        return lu
      })
      const texte = JSON.stringify({ releveLe: clock.now(), ...dossier }, null, 2)
      const nom = `données personnelles ${clock.today()}.json`
      return sendFile(c, new TextEncoder().encode(`${texte}\n`), nom, 'application/json')
    })
    .openapi(postEffacement, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, (tx) => erase(tx, id, motif))
      return c.body(null, 204)
    })

const copier = ({ donnees, ...traitement }: Traitement) => ({
  ...traitement,
  donnees: donnees.map(({ colonnes, ...reste }) => ({ ...reste, colonnes: [...colonnes] })),
})

const personneAbsente = () => absent('Ce compte n’existe pas.')

async function erase(tx: Tx, id: string, motif: string): Promise<void> {
  await lockAdministrateurs(tx)
  const compte = await lockEffacement(tx, id)
  if (!compte) throw personneAbsente()
  const decision = effacer({ ...compte, administrateurs: await listAdministrateurs(tx) })
  if (decision.statut === 'refus') throw refused('Le compte n’est pas effacé.', decision.motifs)
  const sessions = await forgetSessions(tx, id)
  await endPowers(tx, id)
  await endDelegations(tx, id)
  await forgetInvitations(tx, id, compte.courriel)
  await removeMessages(tx, compte.courriel)
  await pseudonymise(tx, id, decision.valeur)
  const apres = { etat: 'effacee', sessionsFermees: sessions }
  await insertJournal(tx, {
    acte: 'donnees.effacees',
    objet: `personne:${id}`,
    avant: { etat: compte.etat },
    apres,
    motif,
  })
}

const tags = ['Données personnelles']
const params = z.object({ id: z.string().max(100) })

const getRegistre = declareRoute({
  droit: 'registre.lire',
  method: 'get',
  path: '/donnees-personnelles/registre',
  tags,
  summary: 'Ce que l’on garde sur les personnes, pourquoi, combien de temps',
  responses: { 200: json('Un traitement par finalité', z.array(schemaTraitement)) },
})

const getPersonnes = declareRoute({
  droit: 'donnees.exercer',
  method: 'get',
  path: '/donnees-personnelles/personnes',
  tags,
  summary: 'Trouver la personne qui exerce ses droits',
  request: { query: z.object({ nom: z.string().trim().min(2).max(200).openapi({ example: 'Fontaine' }) }) },
  responses: { 200: json('Cinquante au plus', z.array(schemaPersonneTrouvee)), ...errorResponses(400) },
})

const getDossier = declareRoute({
  droit: 'donnees.exercer',
  method: 'get',
  path: '/donnees-personnelles/personnes/{id}/dossier',
  tags,
  summary: 'Tout ce que l’on garde sur une personne, à lui remettre ; laisse une trace',
  request: { params },
  responses: {
    200: {
      description: 'Un fichier JSON',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 404),
  },
})

const postEffacement = declareRoute({
  droit: 'donnees.exercer',
  method: 'post',
  path: '/donnees-personnelles/personnes/{id}/effacement',
  tags,
  summary: 'Effacer une personne : son compte perd nom et adresse, ses actes restent',
  request: {
    params,
    body: jsonBody(schemaEffacement),
  },
  responses: { 204: { description: 'Le compte est effacé' }, ...errorResponses(400, 404, 422) },
})
