import type { InvitationSuivie } from '#annuaire/invitation.ts'
import { ROLES } from '#socle/acces.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'

/** What heads and fills a letter of invitation. */
export type Occasion = {
  /** Who invites; null when it is the person who installs the program, from the command line. */
  readonly auteur: string | null
  /** Name of the Région. */
  readonly region: string
  /** Where to sign in, `https://oriflamme.region.fr/entrer`. */
  readonly entree: string
}

/** The letter that goes with an invitation: who invites, for what, where to go, until when, and what if it is a mistake. */
export function ecrireInvitation(
  invitation: Pick<InvitationSuivie, 'courriel' | 'role' | 'organisation' | 'dernierJour'>,
  { auteur, region, entree }: Occasion,
) {
  const { courriel, role, organisation, dernierJour } = invitation
  const qui = auteur ? `${auteur} (${region})` : `La personne qui installe Oriflamme pour ${region}`
  return {
    destinataire: courriel,
    sujet: `Invitation à Oriflamme${INSECABLE}: ${organisation.nom}`,
    corps: [
      'Bonjour,',
      `${qui} vous invite à entrer dans Oriflamme, l’outil de la Région pour l’apprentissage.`,
      `Organisme${INSECABLE}: ${organisation.nom}\nRôle${INSECABLE}: ${ROLES[role].libelle}`,
      `Pour entrer, ouvrez cette adresse et connectez-vous${INSECABLE}:\n${entree}`,
      `Aucun mot de passe ne vous sera demandé ici${INSECABLE}: votre fournisseur d’identité dit qui vous êtes. Il doit vous reconnaître sous l’adresse ${courriel}.`,
      `L’invitation est ouverte jusqu’au ${ecrireDate(dernierJour)} inclus. Ce jour passé, demandez-en une autre.`,
      `Ce message n’était pas pour vous${INSECABLE}? N’en faites rien${INSECABLE}: sans connexion de votre part, aucun compte ne s’ouvre et l’invitation s’éteint seule. Vous pouvez aussi prévenir la personne qui vous invite.`,
      'Ce message est automatique.',
    ].join('\n\n'),
  }
}
