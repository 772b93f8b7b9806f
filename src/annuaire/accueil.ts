import type { Compte, Organisation } from '#annuaire/compte.ts'
import type { Role } from '#socle/acces.ts'
import { ROLES } from '#socle/acces.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'

/** What a provider vouches for. */
export type Identite = {
  readonly emetteur: string
  readonly sujet: string
  readonly nom: string
  /** Lower case; null unless the provider says that it checked it. */
  readonly courriel: string | null
  readonly siret: string | null
}

export type Invitation = {
  readonly id: string
  readonly courriel: string
  readonly role: Role
  readonly organisation: Organisation
  readonly expireLe: string
}

/** What is to be written when somebody comes in. */
export type Accueil =
  | {
      readonly geste: 'reconnaitre'
      /** The organisation that an invitation attaches to, when the account had none; null changes nothing. */
      readonly organisation: Organisation | null
      /** Whether an invitation ends the wait for an administrator. */
      readonly activer: boolean
      readonly invitations: readonly Invitation[]
    }
  | {
      readonly geste: 'inscrire'
      readonly etat: 'active' | 'en_attente'
      /** The organisation to attach to; `aDeclarer` is a SIRET that nobody knows yet. */
      readonly organisation: Organisation | null
      readonly aDeclarer: string | null
      readonly invitations: readonly Invitation[]
    }

/**
 * Decides what happens to somebody whom a provider vouches for. An invitation opens the door; without one, a new
 * account waits for an administrator, attached by its SIRET when the provider gives it.
 *
 * @param connu the account of this subject, when there is one
 * @param organisation the organisation of the SIRET, when it is known
 */
export function accueillir(
  identite: Identite,
  contexte: {
    readonly connu: Pick<Compte, 'etat' | 'organisation'> | undefined
    readonly organisation: Organisation | undefined
    readonly invitations: readonly Invitation[]
    readonly maintenant: string
  },
): Decision<Accueil> {
  const { connu, organisation, maintenant } = contexte
  if (connu?.etat === 'suspendue')
    return refus({
      code: 'compte-suspendu',
      message: 'Ce compte est suspendu : adressez-vous à l’administrateur de la Région.',
      correcteur: 'administrateur',
    })
  const recevables = contexte.invitations.filter(
    (invitation) =>
      invitation.courriel === identite.courriel &&
      invitation.expireLe > maintenant &&
      ROLES[invitation.role].nature === invitation.organisation.nature,
  )
  // Nobody belongs to two organisations: invitations of another one than theirs are left where they are, whether they
  // come alone or several at once.
  const sienne = connu ? connu.organisation : (organisation ?? null)
  const chez = sienne ?? recevables[0]?.organisation ?? null
  const invitations = recevables.filter((invitation) => invitation.organisation.id === chez?.id)
  if (connu)
    return accord({
      geste: 'reconnaitre',
      organisation: sienne ? null : chez,
      activer: connu.etat === 'en_attente' && invitations.length > 0,
      invitations,
    })
  return accord({
    geste: 'inscrire',
    etat: invitations.length > 0 ? 'active' : 'en_attente',
    organisation: chez,
    aDeclarer: chez ? null : identite.siret,
    invitations,
  })
}
