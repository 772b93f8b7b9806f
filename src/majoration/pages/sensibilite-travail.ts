import type { Formation } from '#campagnes/formation.ts'
import { eprouver, type Sensibilite } from '#majoration/sensibilite.ts'
import { classerFormations, type Parametres } from '#majoration/simulation.ts'

/** What the page asks of its worker, and what the worker answers: progress from 0 to 1, then the result. */
export type DemandeEpreuve = {
  readonly formations: readonly Formation[]
  readonly parametres: Parametres
  readonly amplitudes: Readonly<Record<string, number>>
}
export type ReponseEpreuve =
  | { readonly nature: 'avancement'; readonly part: number }
  | { readonly nature: 'resultat'; readonly sensibilite: Sensibilite }

const repondre = (reponse: ReponseEpreuve) => self.postMessage(reponse)

/** The proof compares formations two by two: done aside, the page stays alive. */
self.onmessage = ({ data }: MessageEvent<DemandeEpreuve>) => {
  const { formations, parametres, amplitudes } = data
  const lignes = classerFormations(formations, parametres)
  const sensibilite = eprouver(lignes, parametres.grille, parametres.coupure, amplitudes, (part) =>
    repondre({ nature: 'avancement', part }),
  )
  repondre({ nature: 'resultat', sensibilite })
}
