import { accord, type Decision, refus } from '#socle/decision.ts'

/** Where a message to a person stands. */
export const ETATS_MESSAGE = {
  a_lire: 'à transmettre',
  a_envoyer: 'en route',
  envoye: 'envoyé',
  echec: 'refusé',
} as const
export type EtatMessage = keyof typeof ETATS_MESSAGE

/**
 * Says whether a message can be sent again.
 *
 * @param partent whether a mail server is configured
 * @returns the state that it takes
 */
export function renvoyer(etat: EtatMessage, partent: boolean): Decision<'a_envoyer' | 'a_lire'> {
  if (etat === 'envoye')
    return refus({
      code: 'message-envoye',
      message: 'Ce message est parti. Pour en envoyer un autre, relancez l’invitation.',
    })
  if (etat === 'a_envoyer')
    return refus({ code: 'message-en-route', message: 'Ce message est déjà en route.' })
  if (partent) return accord('a_envoyer')
  if (etat === 'echec') return accord('a_lire')
  return refus({
    code: 'sans-courrier',
    message: 'Aucun serveur de courrier n’est configuré : transmettez ce message vous-même.',
  })
}
