import type { ChampCorrigeable, Changement } from '#aides/dossiers/champs-corrigeables.ts'
import type { MotifDeCase } from '#aides/dossiers/correction-permise.ts'
import type { Saisies } from '#aides/listes/colonnes-liste.ts'
import { cleDeRapprochement, comparerCles } from '#aides/listes/rapprochement.ts'

type IdentiteCorrigee = {
  readonly avant: Saisies
  readonly apres: Saisies
  readonly changements: readonly Changement[]
  readonly motif: string
}

/** Names and birth date say who the person is: a spelling changes, with a reason; a person never becomes another one. */
export function controlerIdentite(
  { avant, apres, changements, motif }: IdentiteCorrigee,
  par: 'organisme' | 'region',
): MotifDeCase[] {
  const change = (...champs: readonly ChampCorrigeable[]) =>
    changements.find(({ champ }) => champs.includes(champ))?.champ
  const motifs: MotifDeCase[] = []
  const nom = change('nomNaissance', 'prenom')
  const qui = nom ?? change('nomUsage', 'neLe')
  if ((qui !== undefined || (par === 'region' && changements.length > 0)) && motif.trim() === '')
    motifs.push({
      code: 'motif-absent',
      champ: 'motif',
      message: 'Dites pourquoi : le motif reste dans l’histoire du dossier.',
    })
  const [ancien, nouveau] = [avant, apres].map(cleDe)
  if (nom === undefined || !ancien || !nouveau || par === 'region') return motifs
  const ressemblance = comparerCles(ancien, nouveau)
  if (ressemblance === null)
    motifs.push({
      code: 'autre-personne',
      champ: nom,
      correcteur: 'agent',
      message: 'Ce nom n’est plus le même, à une faute près : demandez à la Région de le corriger.',
    })
  else if (ressemblance === 'proche' && change('neLe'))
    motifs.push({
      code: 'autre-personne',
      champ: 'neLe',
      correcteur: 'agent',
      message: 'Le nom et la date de naissance changent ensemble : demandez à la Région de les corriger.',
    })
  return motifs
}

const cleDe = ({ nomNaissance, prenom }: Saisies): string | undefined =>
  nomNaissance && prenom && cleDeRapprochement(nomNaissance, prenom)

/** Somebody known, born on the day that a correction gives. */
export type PersonneProche = { readonly id: string; readonly cle: string; readonly neLe: string }
type Reperes = { readonly cle: string; readonly neLe: string }

/** Those whom a corrected person looks like and did not before, or less: somebody must say again who it is. */
export const nouveauxHomonymes = <P extends PersonneProche>(
  avant: Reperes,
  apres: Reperes,
  connus: readonly P[],
): P[] =>
  connus.filter((connu) => {
    if (connu.neLe !== apres.neLe) return false
    const ressemblance = comparerCles(connu.cle, apres.cle)
    if (ressemblance === null) return false
    return connu.neLe !== avant.neLe || comparerCles(connu.cle, avant.cle) !== ressemblance
  })

export const motifHomonyme =
  'Corrigée, la personne ressemble à une autre déjà connue : un agent dit si c’est la même.'
