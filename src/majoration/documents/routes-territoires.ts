import { z } from '@hono/zod-openapi'
import type { Campagne } from '#campagnes/campagne.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { exportTerritoiresCsv } from '#majoration/documents/export-csv.ts'
import { CSV } from '#majoration/documents/routes-exports-contrat.ts'
import { SCENARIO_REGLEMENT } from '#majoration/scenario.ts'
import { type Parametres, parametresDe, simuler } from '#majoration/simulation.ts'
import { findScenario } from '#majoration/store.ts'
import { findProposition } from '#majoration/store-proposition.ts'
import { BASES, type Base, lireSeuil, observerTerritoires, SEUIL_INDICATIF } from '#majoration/territoires.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** Where the money of a scenario or of a frozen proposition goes, as a file. Nothing is stored. */
export const territoiresRoutes = () =>
  createRoutes().openapi(getTerritoires, async (c) => {
    const { db } = c.var
    const { id } = c.req.valid('param')
    const { seuil, base, ...choix } = c.req.valid('query')
    const campagne = await findCampagne(db, id)
    if (!campagne) throw campagneAbsente(id)
    const { nom, parametres } = await loadParametres(db, campagne, choix)
    const simulation = simuler(await listFormations(db, id), parametres)
    const { repartition } = simulation
    if (repartition.statut === 'refus') throw refused(REFUS, repartition.motifs, 'repartition_refusee')
    const vue = observerTerritoires(
      { parametres, simulation, repartition: repartition.valeur },
      { base, seuil: lireSeuil(seuil) ?? SEUIL_INDICATIF },
    )
    const fichier = nommerFichier([campagne.libelle, 'territoires', nom], 'csv')
    return sendFile(c, exportTerritoiresCsv(vue, base), fichier, CSV)
  })

const REFUS = 'Les territoires ne peuvent pas être établis : la répartition est refusée.'

type Choix = { readonly scenario: string; readonly proposition?: number | undefined }

/** What computes the amounts: a proposition when one is named, a scenario or the règlement otherwise. */
async function loadParametres(
  db: Db,
  { id, reglement, dotation }: Campagne,
  { scenario, proposition }: Choix,
): Promise<{ nom: string | null; parametres: Parametres }> {
  if (proposition !== undefined) {
    const figee = await findProposition(db, id, proposition)
    if (!figee) throw absent(`La proposition n° ${proposition} de cette campagne n’existe pas.`)
    if (!figee.aJour)
      throw refused('Les territoires de cette proposition ne peuvent plus être établis.', [
        {
          code: 'liste-changee',
          message:
            'Les formations de la campagne ont changé depuis que cette proposition est figée : figez-en une autre.',
          correcteur: 'agent',
        },
      ])
    return { nom: `proposition ${proposition}`, parametres: figee.parametres }
  }
  if (scenario === SCENARIO_REGLEMENT) return { nom: null, parametres: parametresDe(reglement, dotation) }
  const choisi = await findScenario(db, scenario)
  if (choisi?.campagne !== id) throw absent('Ce scénario n’existe pas dans cette campagne, ou n’existe plus.')
  return choisi
}

const getTerritoires = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: '/campagnes/{id}/territoires.csv',
  tags: ['Exports'],
  summary: 'Équité entre départements d’un scénario ou d’une proposition, en CSV',
  request: {
    params: paramId,
    query: z.object({
      scenario: z
        .string()
        .default(SCENARIO_REGLEMENT)
        .openapi({ description: 'Identifiant, ou « reglement »', example: SCENARIO_REGLEMENT }),
      proposition: z.coerce
        .number()
        .int()
        .positive()
        .optional()
        .openapi({ description: 'Numéro d’une proposition figée ; elle l’emporte sur le scénario' }),
      base: z
        .enum(Object.keys(BASES) as [Base, ...Base[]])
        .default('demandes')
        .openapi({ description: 'Les contrats auxquels la part du montant est comparée' }),
      seuil: z
        .string()
        .refine((texte) => lireSeuil(texte) !== undefined, 'un nombre de points, de 0 à 100')
        .default('2')
        .openapi({ description: 'Points d’écart au-delà desquels un département est signalé', example: '2' }),
    }),
  },
  responses: {
    200: {
      description: 'Une ligne par département',
      content: { [CSV]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 404, 422),
  },
})
