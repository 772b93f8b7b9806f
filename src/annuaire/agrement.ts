import type { Organisation } from '#annuaire/compte.ts'
import { DEJA_CHANGE } from '#annuaire/gestion.ts'
import type { Nature } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { comparerTextes } from '#socle/ordre.ts'
import { cleValide } from '#socle/siret.ts'

/** What an administrator vouches for when an organisation is let in. */
export type Identification = { readonly nom: string; readonly nature: Nature }

const motif = (code: string, message: string): Motif => ({ code, message, correcteur: 'administrateur' })

/**
 * Lets in an organisation that waits, or that was refused by mistake.
 *
 * @param etatVu the state that the administrator had under their eyes
 */
export function agreer(
  { siret, etat }: Organisation,
  { nom, nature }: Identification,
  etatVu: Organisation['etat'],
): Decision<Identification> {
  const motifs = [...changee(etat, etatVu), ...identifier(nom, siret)]
  if (etat === etatVu && etat === 'active')
    motifs.push(motif('deja-active', 'Cette organisation a déjà accès à Oriflamme.'))
  return motifs.length > 0 ? refus(...motifs) : accord({ nom: nom.trim(), nature })
}

/** Refuses an organisation that waits: nobody of it comes in. The reason is the route's to ask. */
export const refuser = ({ etat }: Organisation): Decision<'fermee'> =>
  etat === 'en_attente' ? accord('fermee') : refus(...changee(etat, 'en_attente'))

/** @param connue the organisation that already has this SIRET */
export function creer(
  { nom, nature, siret }: Identification & { readonly siret: string },
  connue: Organisation | undefined,
): Decision<Identification & { readonly siret: string }> {
  const motifs = identifier(nom, siret)
  if (connue)
    motifs.push(
      motif(
        DEJA_CHANGE,
        `Ce SIRET est déjà celui de « ${connue.nom} », ${ETATS[connue.etat]} : cherchez-la dans la liste.`,
      ),
    )
  return motifs.length > 0 ? refus(...motifs) : accord({ nom: nom.trim(), nature, siret })
}

/**
 * Changes what an OPCO may see.
 *
 * @param actuelles the filières that it may see now
 * @returns the new ones, each once, in a fixed order
 */
export function delimiter(
  { nature, etat }: Organisation,
  filieres: readonly string[],
  vues: readonly string[],
  actuelles: readonly string[],
): Decision<readonly string[]> {
  const motifs: Motif[] = []
  if (nature !== 'opco') motifs.push(motif('pas-un-opco', 'Seul un OPCO a un périmètre de filières.'))
  if (etat !== 'active') motifs.push(motif('pas-active', 'Cette organisation n’a pas accès à Oriflamme.'))
  if (ranger(vues).join('\n') !== ranger(actuelles).join('\n'))
    motifs.push(
      motif(DEJA_CHANGE, 'Ce périmètre a changé depuis que vous l’avez lu : relisez-le avant de changer.'),
    )
  return motifs.length > 0 ? refus(...motifs) : accord(ranger(filieres))
}

const ranger = (filieres: readonly string[]): string[] =>
  [...new Set(filieres.map((filiere) => filiere.trim()))].filter(Boolean).sort(comparerTextes)

const ETATS = { en_attente: 'en attente', active: 'active', fermee: 'fermée' } as const

const changee = (etat: Organisation['etat'], vu: Organisation['etat']): Motif[] =>
  etat === vu
    ? []
    : [motif(DEJA_CHANGE, `Cette organisation est maintenant ${ETATS[etat]} : relisez-la avant de changer.`)]

function identifier(nom: string, siret: string): Motif[] {
  const motifs: Motif[] = []
  if (!nom.trim()) motifs.push(motif('nom-absent', 'Donnez le nom de l’organisation.'))
  // What an unknown organisation is called before anybody looked at it.
  else if (nom.replace(/\D/g, '') === siret)
    motifs.push(motif('nom-siret', 'Son SIRET n’est pas un nom : écrivez celui de l’organisation.'))
  if (!cleValide(siret))
    motifs.push(
      motif(
        'siret-faux',
        'La clé de contrôle de ce SIRET est fausse : aucune organisation ne peut le porter.',
      ),
    )
  return motifs
}
