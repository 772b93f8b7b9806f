import {
  type ContexteInvitation,
  type DemandeInvitation,
  DUREE_INVITATION,
  type InvitationSuivie,
  lireCourriel,
} from '#annuaire/invitation.ts'
import { ecrireInvitation, type Occasion } from '#annuaire/lettre-invitation.ts'
import { lockArrivals } from '#annuaire/store-comptes.ts'
import {
  extendInvitation,
  insertInvitation,
  listComptesInvites,
  listInvitationsOf,
  lockInvitation,
} from '#annuaire/store-invitations.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Mail } from '#platform/mail.ts'

// An invitation, its letter and its trace are one: written together, by the screens and by the command line.

type Envoi = { readonly mail: Mail; readonly maintenant: string; readonly occasion: Occasion }

/**
 * What is known of an address, for the rules that decide whether it may be invited. Others that look at the same
 * address wait until the end of the transaction: two administrators never invite somebody twice.
 */
export async function readContexte(
  tx: Tx,
  saisi: string,
  { auteurs, maintenant }: Pick<ContexteInvitation, 'auteurs' | 'maintenant'>,
): Promise<ContexteInvitation> {
  const courriel = lireCourriel(saisi)
  if (courriel === undefined) return { invitations: [], comptes: [], auteurs, maintenant }
  await lockArrivals(tx, `invitation ${courriel}`)
  return {
    invitations: await listInvitationsOf(tx, courriel),
    comptes: await listComptesInvites(tx, courriel),
    ...{ auteurs, maintenant },
  }
}

/** Writes an invitation that the rules accepted, with its letter and its trace. */
export async function insertEnvoi(
  tx: Tx,
  demande: DemandeInvitation,
  envoi: Envoi,
): Promise<InvitationSuivie> {
  const id = await insertInvitation(tx, demande, { maintenant: envoi.maintenant, jours: DUREE_INVITATION })
  return announce(tx, id, 'invitation.envoyee', envoi)
}

/** Opens an invitation for longer, and sends its letter again. */
export async function updateEnvoi(tx: Tx, id: string, envoi: Envoi): Promise<InvitationSuivie> {
  await extendInvitation(tx, id, { maintenant: envoi.maintenant, jours: DUREE_INVITATION })
  return announce(tx, id, 'invitation.relancee', envoi)
}

async function announce(
  tx: Tx,
  id: string,
  acte: 'invitation.envoyee' | 'invitation.relancee',
  { mail, occasion }: Envoi,
): Promise<InvitationSuivie> {
  const invitation = (await lockInvitation(tx, id))!
  const message = await mail.insert(tx, ecrireInvitation(invitation, occasion))
  const apres = { ...tracerInvitation(invitation), dernierJour: invitation.dernierJour, message }
  await insertJournal(tx, { acte, objet: `invitation:${id}`, apres })
  return invitation
}

/** What the journal keeps of an invitation: it names no person. */
export const tracerInvitation = ({ role, organisation }: InvitationSuivie) => ({
  role,
  organisation: organisation.id,
  nomOrganisation: organisation.nom,
})
