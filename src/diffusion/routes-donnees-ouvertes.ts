import { type ExerciceOuvert, ouvrirExercices } from '#diffusion/exercice.ts'
import {
  exportDatapackage,
  exportSubventionsCsv,
  exportSubventionsJson,
} from '#diffusion/export-subventions.ts'
import { getDatapackage, getExercicesOuverts, getSubventions } from '#diffusion/schema-donnees-ouvertes.ts'
import { findSiretRegion, listVotees } from '#diffusion/store-diffusion.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, refused } from '#platform/refusals.ts'
import { fingerprint } from '#platform/tokens.ts'

type Context = Pick<AppContext, 'systeme' | 'config'>

/** What the assembly granted, for everybody and their programs: nothing is stored, the voted amounts never change. */
export const donneesOuvertesRoutes = (ctx: Context) =>
  createRoutes()
    .openapi(getExercicesOuverts, async (c) => {
      const ouverts = await load(ctx, c.var.db)
      return c.json(
        ouverts.map((un) => ({ ...un, subventions: un.subventions.length })),
        200,
      )
    })
    .openapi(getDatapackage, async (c) =>
      c.json(
        exportDatapackage(await load(ctx, c.var.db), ctx.config.region) as { resources: { path: string }[] },
        200,
      ),
    )
    .openapi(getSubventions, async (c) => {
      const [exercice, format] = c.req.valid('param').fichier.split('.') as [string, 'csv' | 'json']
      const ouvert = (await load(ctx, c.var.db)).find((un) => un.exercice === Number(exercice))
      if (!ouvert) throw absent(`Aucune subvention votée n’est publiée pour l’exercice ${exercice}.`)
      if (ouvert.motifs.length > 0)
        throw refused('Les subventions de cet exercice ne sont pas encore publiables.', ouvert.motifs)
      const texte = format === 'csv' ? exportSubventionsCsv(ouvert) : exportSubventionsJson(ouvert)
      // Weak, because compression changes the bytes and not the content.
      const etag = `W/"${fingerprint(texte).slice(0, 32)}"`
      c.header('ETag', etag)
      c.header('Link', '</api/donnees-ouvertes/datapackage.json>; rel="describedby"')
      if (c.req.header('If-None-Match')?.includes(etag)) return c.body(null, 304)
      return sendFile(c, [texte], nameFile(ouvert, format), TYPES[format])
    })

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

async function load({ systeme, config }: Context, db: Db): Promise<ExerciceOuvert[]> {
  const attribuant = { nom: config.region, siret: (await findSiretRegion(systeme)) ?? null }
  return ouvrirExercices(await listVotees(db), attribuant)
}

/** A file of the demonstration carries it in its very name. */
const nameFile = ({ exercice, fictif }: ExerciceOuvert, format: string) =>
  `subventions-${exercice}${fictif ? '-demonstration' : ''}.${format}`
