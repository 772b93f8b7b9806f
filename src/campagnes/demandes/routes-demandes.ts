import { decisionRoutes } from '#campagnes/demandes/routes-demandes-decision.ts'
import { depotRoutes } from '#campagnes/demandes/routes-demandes-depot.ts'
import { fichierRoutes } from '#campagnes/demandes/routes-demandes-fichier.ts'
import { lectureDemandesRoutes } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { piecesRoutes } from '#campagnes/demandes/routes-demandes-pieces.ts'
import { saisieRoutes } from '#campagnes/demandes/routes-demandes-saisie.ts'
import type { AppContext } from '#platform/context.ts'

/** The space of a training centre: the calls, its application in each, from the first word to the decision. */
export const demandesRoutes = (ctx: Pick<AppContext, 'clock' | 'config' | 'files' | 'mail'>) => [
  lectureDemandesRoutes(ctx),
  saisieRoutes(ctx),
  fichierRoutes(ctx),
  piecesRoutes(ctx),
  depotRoutes(ctx),
  decisionRoutes(),
]
