import type { Invitation } from '#annuaire/accueil.ts'
import type { Compte, Organisation } from '#annuaire/compte.ts'
import { ROLES, type Role } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate } from '#socle/francais.ts'

/** Whole days that an invitation stays open after the day it is sent, Paris time. */
export const DUREE_INVITATION = 14

/** An invitation from its writing to its end. Instants are UTC. */
export type InvitationSuivie = Invitation & {
  readonly creeeLe: string
  /** Last day that it opens the door, Paris time, `AAAA-MM-JJ`. */
  readonly dernierJour: string
  readonly accepteeLe: string | null
  readonly retireeLe: string | null
}

export const ETATS_INVITATION = {
  ouverte: 'ouverte',
  acceptee: 'acceptée',
  expiree: 'expirée',
  retiree: 'retirée',
} as const
export type EtatInvitation = keyof typeof ETATS_INVITATION

/** Where an invitation stands at an instant. */
export function etatInvitation(
  { accepteeLe, retireeLe, expireLe }: Pick<InvitationSuivie, 'accepteeLe' | 'retireeLe' | 'expireLe'>,
  maintenant: string,
): EtatInvitation {
  if (accepteeLe) return 'acceptee'
  if (retireeLe) return 'retiree'
  return expireLe > maintenant ? 'ouverte' : 'expiree'
}

export type DemandeInvitation = {
  readonly courriel: string
  readonly role: Role
  readonly organisation: Organisation
}

/** An account that already goes by the address invited. */
export type CompteInvite = Pick<Compte, 'id' | 'etat' | 'roles'> & { readonly organisation: string | null }

export type ContexteInvitation = {
  /** The other invitations of this address, whatever their state. */
  readonly invitations: readonly InvitationSuivie[]
  readonly comptes: readonly CompteInvite[]
  /** The account that invites, and the one in whose name; none for the program. */
  readonly auteurs: readonly string[]
  readonly maintenant: string
}

/**
 * Says whether somebody can be invited, with every reason why not.
 *
 * @returns the demand, its address as it is written and compared from then on
 */
export function verifierInvitation(
  { courriel: saisi, role, organisation }: DemandeInvitation,
  { invitations, comptes, auteurs, maintenant }: ContexteInvitation,
): Decision<DemandeInvitation> {
  const motifs: Motif[] = []
  const courriel = lireCourriel(saisi)
  if (courriel === undefined)
    motifs.push({
      code: 'courriel-invalide',
      message: `« ${saisi.trim()} » n’est pas une adresse de courriel : écrivez par exemple prenom.nom@organisme.fr.`,
      correcteur: 'demandeur',
    })
  if (role === 'public')
    motifs.push({
      code: 'role-public',
      message: '« Public » n’est pas un rôle que l’on donne : chacun l’a déjà sans compte.',
    })
  else if (ROLES[role].nature !== organisation.nature)
    motifs.push({
      code: 'role-etranger',
      message: `Le rôle « ${ROLES[role].libelle} » n’existe pas dans un organisme de cette nature.`,
    })
  if (organisation.etat !== 'active')
    motifs.push({ code: 'organisme-inactif', message: `${organisation.nom} n’est pas un organisme actif.` })
  const ouverte = invitations.find(
    (une) =>
      une.role === role &&
      une.organisation.id === organisation.id &&
      etatInvitation(une, maintenant) === 'ouverte',
  )
  if (ouverte)
    motifs.push({
      code: 'deja-invitee',
      message: `Cette personne est déjà invitée dans ce rôle, jusqu’au ${ecrireDate(ouverte.dernierJour)} : relancez cette invitation si le message s’est perdu.`,
    })
  return motifs.push(...reproches(comptes, role, organisation, auteurs)) > 0
    ? refus(...motifs)
    : accord({ courriel: courriel!, role, organisation })
}

/** What the accounts of this address forbid: an invitation that could open nothing is not sent. */
function* reproches(
  comptes: readonly CompteInvite[],
  role: Role,
  organisation: Organisation,
  auteurs: readonly string[],
): Generator<Motif> {
  if (comptes.some(({ id }) => auteurs.includes(id)))
    yield {
      code: 'soi-meme',
      message: 'Cette adresse est la vôtre : un autre administrateur doit vous inviter.',
      correcteur: 'administrateur',
    }
  if (comptes.length === 0) return
  if (comptes.every(({ etat }) => etat === 'suspendue'))
    yield {
      code: 'compte-suspendu',
      message: 'Le compte de cette personne est suspendu : rétablissez-le plutôt.',
    }
  // Nobody belongs to two organisations: such an invitation would wait in vain.
  if (comptes.every((compte) => compte.organisation !== null && compte.organisation !== organisation.id))
    yield {
      code: 'autre-organisme',
      message: `Cette personne a déjà un compte, rattaché à un autre organisme que ${organisation.nom}.`,
    }
  const tenu = comptes.some(
    (compte) =>
      compte.etat === 'active' && compte.organisation === organisation.id && compte.roles.includes(role),
  )
  if (tenu)
    yield {
      code: 'role-tenu',
      message: `Cette personne tient déjà le rôle « ${ROLES[role].libelle} » : elle n’a qu’à se connecter.`,
    }
}

/** Says whether an invitation can be sent again for fourteen more days: the same rules as a new one, and it is not over. */
export function verifierRelance(
  invitation: InvitationSuivie,
  contexte: ContexteInvitation,
): Decision<InvitationSuivie> {
  const etat = etatInvitation(invitation, contexte.maintenant)
  if (etat === 'acceptee' || etat === 'retiree') return refus(finie(etat))
  const invitations = contexte.invitations.filter(({ id }) => id !== invitation.id)
  const decision = verifierInvitation(invitation, { ...contexte, invitations })
  return decision.statut === 'accord' ? accord(invitation) : decision
}

/** Only what still opens the door can be withdrawn. */
export function verifierRetrait(
  invitation: InvitationSuivie,
  maintenant: string,
): Decision<InvitationSuivie> {
  const etat = etatInvitation(invitation, maintenant)
  return etat === 'ouverte' ? accord(invitation) : refus(finie(etat))
}

const finie = (etat: Exclude<EtatInvitation, 'ouverte'>): Motif => ({
  code: `invitation-${etat}`,
  message: {
    acceptee: 'Cette invitation a été acceptée : retirez plutôt le rôle à la personne.',
    retiree: 'Cette invitation a été retirée : invitez de nouveau cette personne.',
    expiree: 'Cette invitation a déjà expiré : elle n’ouvre plus rien.',
  }[etat],
})

const ADRESSE =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u

/** An address as providers vouch for it, in lower case; undefined when it is none. */
export function lireCourriel(saisi: string): string | undefined {
  const courriel = saisi.trim().toLowerCase()
  return courriel.length <= 254 && ADRESSE.test(courriel) ? courriel : undefined
}
