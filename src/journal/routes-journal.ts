import { Readable } from 'node:stream'
import { z } from '@hono/zod-openapi'
import { ORIGINE } from '#journal/chaine.ts'
import { comparerEtats } from '#journal/changements.ts'
import type { Entree, Recherche } from '#journal/entree.ts'
import { exportJournal } from '#journal/export-journal.ts'
import { direEntree } from '#journal/phrases.ts'
import {
  type EntreeLue,
  type EntreesLues,
  schemaEntrees,
  schemaPage,
  schemaRecherche,
  schemaTete,
} from '#journal/schema-journal.ts'
import { findTete, listEntrees, listHistoire } from '#journal/store-journal.ts'
import type { AppContext } from '#platform/context.ts'
import { json } from '#platform/contract.ts'
import { type Db, transaction } from '#platform/db.ts'
import { contentDisposition, sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const PAGE = 50
const LOT = 1_000

/** The trace of everything done: searched, exported, and told object by object. */
export const journalRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getJournal, async (c) =>
      c.json(paginer(await listEntrees(c.var.db, c.req.valid('query'), PAGE + 1)), 200),
    )
    .openapi(getHistorique, async (c) =>
      c.json(paginer(await listHistoire(c.var.db, c.req.valid('query'), PAGE + 1)), 200),
    )
    .openapi(getExport, async (c) => {
      const { db } = c.var
      const recherche = c.req.valid('query')
      // Taking the names of everybody away is an act: it is written before the first byte leaves.
      await transaction(db, (tx) =>
        insertJournal(tx, { acte: 'journal.exporte', objet: 'journal:export', apres: recherche }),
      )
      const lignes = Readable.toWeb(Readable.from(exportJournal(listLots(db, recherche))))
      return sendFile(
        c,
        lignes as ReadableStream<Uint8Array>,
        `journal ${clock.today()}.csv`,
        'text/csv; charset=utf-8',
      )
    })
    .openapi(getTete, async (c) => {
      const tete = (await findTete(c.var.db)) ?? { ...ORIGINE, instant: null }
      c.header('content-disposition', contentDisposition(`tête du journal ${clock.today()}.json`))
      c.header('cache-control', 'private, no-cache')
      return c.json({ ...tete, releveeLe: clock.now() }, 200)
    })

function paginer(lues: readonly Entree[]): EntreesLues {
  const entrees = lues.slice(0, PAGE).map(presenter)
  return { entrees, suivante: lues.length > PAGE ? entrees.at(-1)!.id : null }
}

function presenter(entree: Entree): EntreeLue {
  const { id, instant, acte, objet, personne, pour, role, adresse, logiciel, reglement, motif } = entree
  return {
    ...{ id, instant, acte, objet, personne, pour, role, adresse, logiciel, reglement, motif },
    phrase: direEntree(entree),
    ...comparerEtats(entree.avant, entree.apres),
  }
}

/** Batches, each its own query: an export of years holds neither a connection nor the memory. */
async function* listLots(db: Db, recherche: Recherche): AsyncGenerator<readonly Entree[]> {
  let avant: number | undefined
  do {
    const lot = await listEntrees(db, { ...recherche, avant }, LOT)
    if (lot.length > 0) yield lot
    avant = lot.length === LOT ? lot.at(-1)!.id : undefined
  } while (avant)
}

const tags = ['Journal']

const getJournal = declareRoute({
  droit: 'journal.lire',
  method: 'get',
  path: '/journal',
  tags,
  summary: 'Chercher dans le journal, le plus récent d’abord',
  request: { query: schemaRecherche.extend(schemaPage.shape) },
  responses: { 200: json('Cinquante entrées au plus', schemaEntrees), ...errorResponses(400) },
})

const getHistorique = declareRoute({
  droit: 'historique.lire',
  method: 'get',
  path: '/historique',
  tags,
  summary: 'Histoire d’une campagne, scénarios compris, ou d’un scénario',
  request: {
    query: schemaPage.extend({
      objet: z
        .string()
        .max(200)
        .regex(/^(campagne|scenario):./, 'attendu : campagne:IDENTIFIANT ou scenario:IDENTIFIANT')
        .openapi({ example: 'campagne:2023' }),
    }),
  },
  responses: { 200: json('Cinquante entrées au plus', schemaEntrees), ...errorResponses(400) },
})

const getExport = declareRoute({
  droit: 'journal.lire',
  method: 'get',
  path: '/journal/export',
  tags,
  summary: 'Le résultat d’une recherche, en CSV ; le téléchargement laisse une trace',
  request: { query: schemaRecherche },
  responses: {
    200: {
      description: 'Une ligne par entrée, la plus récente d’abord',
      content: { 'text/csv': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400),
  },
})

const getTete = declareRoute({
  droit: 'journal.lire',
  method: 'get',
  path: '/journal/tete',
  tags,
  summary: 'Tête de la chaîne, à garder ailleurs',
  description:
    'Gardée hors du serveur, elle prouve plus tard que rien n’a été réécrit : `oriflamme journal verifier --tete EMPREINTE`.',
  responses: { 200: json('Le dernier maillon', schemaTete) },
})
