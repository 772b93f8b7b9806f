import { importDispositifs } from '#aides/import-dispositifs.ts'
import { instruire } from '#aides/instruire.ts'
import { presenter, resumer } from '#aides/presentation.ts'
import { lireDossier } from '#aides/question.ts'
import { getAide, getAides, postSimulation } from '#aides/schema-aides.ts'
import type { AppContext } from '#platform/context.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, refused } from '#platform/refusals.ts'

/** The rules of the individual aids, for anybody to read and to try on their own case. Nothing is kept of it. */
export function aidesRoutes({ clock }: Pick<AppContext, 'clock'>) {
  const dispositifs = new Map(importDispositifs().map((un) => [un.code, un]))
  const find = (code: string) => {
    const dispositif = dispositifs.get(code)
    if (!dispositif) throw absent(`L’aide « ${code} » n’existe pas.`)
    return dispositif
  }
  return createRoutes()
    .openapi(getAides, (c) => c.json([...dispositifs.values()].map(resumer), 200))
    .openapi(getAide, (c) => c.json(presenter(find(c.req.valid('param').code)), 200))
    .openapi(postSimulation, (c) => {
      const dispositif = find(c.req.valid('param').code)
      const dossier = lireDossier(dispositif.questions, c.req.valid('json').reponses)
      if (dossier.statut === 'refus') throw refused('Une réponse ne se lit pas.', dossier.motifs)
      return c.json(instruire(dispositif, dossier.valeur, clock.today()), 200)
    })
}
