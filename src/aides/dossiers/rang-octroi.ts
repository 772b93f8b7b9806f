import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import { ecrireDate } from '#socle/francais.ts'

/** « Sera accordée de nouveau au prochain octroi, rang 3 » */
export const direRangOctroi = (rang: number): string =>
  `Sera accordée de nouveau au prochain octroi, rang ${rang}`

/** What a dossier that was granted, and is no more, waits for; null for any other. */
export function direRetour({
  etat,
  rangOctroi,
  deposeLe,
}: {
  readonly etat: EtatDossier
  readonly rangOctroi: number | null
  readonly deposeLe: string
}): { readonly titre: string; readonly suite: string } | null {
  if (rangOctroi === null) return null
  const place = `Elle garde la place de son dépôt, le ${ecrireDate(deposeLe.slice(0, 10))} ; son montant ne compte plus dans l’enveloppe d’ici là.`
  if (etat === 'proposable')
    return { titre: `Cette aide était accordée. ${direRangOctroi(rangOctroi)}.`, suite: place }
  return {
    titre: 'Cette aide était accordée. Un agent doit d’abord dire qui est la personne.',
    suite: `Le dossier prendra ensuite le rang ${rangOctroi} du prochain octroi. ${place}`,
  }
}
