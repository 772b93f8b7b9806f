import { z } from '@hono/zod-openapi'
import { campagneAbsente } from '#campagnes/routes.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { exportRejeuCsv } from '#majoration/documents/export-csv.ts'
import { CSV } from '#majoration/documents/routes-exports-contrat.ts'
import { rejouer } from '#majoration/rejeu.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** A past campaign replayed under the règlement of another, as a file. Nothing is stored. */
export const rejeuRoutes = () =>
  createRoutes().openapi(getRejeu, async (c) => {
    const { db } = c.var
    const { id } = c.req.valid('param')
    const { de } = c.req.valid('query')
    const [regles, passee] = [await findCampagne(db, id), await findCampagne(db, de)]
    if (!regles || !passee) throw campagneAbsente(regles ? de : id)
    const rejeu = rejouer(passee, await listFormations(db, de), regles)
    if (rejeu.statut === 'refus') throw refused('Le rejeu ne peut pas être établi.', rejeu.motifs)
    const nom = nommerFichier([passee.libelle, 'rejouée', regles.libelle], 'csv')
    return sendFile(c, exportRejeuCsv(rejeu.valeur), nom, CSV)
  })

const getRejeu = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: '/campagnes/{id}/rejeu.csv',
  tags: ['Exports'],
  summary: 'Une campagne passée, rejouée sous le règlement et la dotation de celle-ci, en CSV',
  request: {
    params: paramId,
    query: z.object({ de: z.string().openapi({ description: 'La campagne passée', example: '2023' }) }),
  },
  responses: {
    200: {
      description: 'Une ligne par organisme',
      content: { [CSV]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 404, 422),
  },
})
