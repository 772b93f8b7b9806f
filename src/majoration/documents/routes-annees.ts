import { z } from '@hono/zod-openapi'
import { campagneAbsente } from '#campagnes/routes.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { comparerAnnees } from '#majoration/annees.ts'
import { exportAnneesCsv } from '#majoration/documents/export-csv.ts'
import { CSV } from '#majoration/documents/routes-exports-contrat.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** A campaign held against an earlier one, as a file. Nothing is stored. */
export const anneesRoutes = () =>
  createRoutes().openapi(getAnnees, async (c) => {
    const { db } = c.var
    const { id } = c.req.valid('param')
    const { avec } = c.req.valid('query')
    const [apres, avant] = [await findCampagne(db, id), await findCampagne(db, avec)]
    if (!apres || !avant) throw campagneAbsente(apres ? avec : id)
    const annees = comparerAnnees(
      { campagne: avant, formations: await listFormations(db, avec) },
      { campagne: apres, formations: await listFormations(db, id) },
    )
    const nom = nommerFichier([apres.libelle, 'face à', avant.libelle], 'csv')
    return sendFile(c, exportAnneesCsv(annees, [avant.exercice, apres.exercice]), nom, CSV)
  })

const getAnnees = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: '/campagnes/{id}/annees.csv',
  tags: ['Exports'],
  summary: 'Ce que chaque organisme reçut dans une campagne et dans une campagne antérieure, en CSV',
  request: {
    params: paramId,
    query: z.object({
      avec: z.string().openapi({ description: 'La campagne antérieure', example: '2022' }),
    }),
  },
  responses: {
    200: {
      description: 'Une ligne par organisme',
      content: { [CSV]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 404),
  },
})
