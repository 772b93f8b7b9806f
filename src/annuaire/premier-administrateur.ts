import type { Organisation } from '#annuaire/compte.ts'
import { lireCourriel } from '#annuaire/invitation.ts'
import { NATURES } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { compter } from '#socle/francais.ts'
import { cleValide, ecrireSiret } from '#socle/siret.ts'

/** What the command line asks: an administrator, where none can let them in by the screens. */
export type DemandeAdministrateur = {
  readonly courriel: string
  /** Fourteen digits, spaces removed. */
  readonly siret: string
  readonly nom: string | undefined
  /** Although an administrator is already there. */
  readonly encore: boolean
}

/** What becomes of the organisation of the Région before its administrator is invited. */
export type Accueillante =
  | { readonly geste: 'creer'; readonly nom: string }
  /** Somebody came with its SIRET before any administrator, or it was closed: it gets its access, and its name. */
  | { readonly geste: 'ouvrir'; readonly organisation: Organisation; readonly nom: string }
  | { readonly geste: 'garder'; readonly organisation: Organisation }

/**
 * Decides where the administrator is invited. It is also the way back when the last one is gone: nothing is refused
 * but what could not work, or what the screens do better.
 *
 * @param administrateurs how many accounts can administer today
 */
export function accueillirAdministrateur(
  { courriel, siret, nom = '', encore }: DemandeAdministrateur,
  organisation: Organisation | undefined,
  administrateurs: number,
): Decision<Accueillante> {
  const motifs: Motif[] = []
  if (lireCourriel(courriel) === undefined)
    motifs.push({
      code: 'courriel-invalide',
      message: `« ${courriel} » n’est pas une adresse de courriel : écrivez par exemple prenom.nom@region.fr.`,
    })
  if (!cleValide(siret))
    motifs.push({
      code: 'siret-invalide',
      message: `« ${siret} » n’est pas un SIRET : il en faut les 14 chiffres, clé de contrôle juste.`,
    })
  if (organisation && organisation.nature !== 'region' && organisation.etat !== 'en_attente')
    motifs.push({
      code: 'autre-nature',
      message: `Le SIRET ${ecrireSiret(siret)} est celui de « ${organisation.nom} », de nature « ${NATURES[organisation.nature]} » : un administrateur travaille pour la Région.`,
    })
  // A SIRET that somebody came with has no other name than itself yet.
  if (nom.trim() === '' && (!organisation || organisation.etat === 'en_attente'))
    motifs.push({
      code: 'nom-absent',
      message: 'Cette organisation n’a pas encore de nom ici : donnez-le, --nom "Région …".',
    })
  if (administrateurs > 0 && !encore)
    motifs.push({
      code: 'administrateur-present',
      message: `${compter(administrateurs, 'administrateur')} ${administrateurs > 1 ? 'peuvent' : 'peut'} déjà inviter les autres, à l’écran « Invitations ». Pour inviter d’ici quand même : --encore.`,
    })
  if (motifs.length > 0) return refus(...motifs)
  if (!organisation) return accord({ geste: 'creer', nom: nom.trim() })
  if (organisation.etat === 'active') return accord({ geste: 'garder', organisation })
  return accord({ geste: 'ouvrir', organisation, nom: nom.trim() || organisation.nom })
}
