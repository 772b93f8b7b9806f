import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What is kept of whoever takes away all that was decided about a body. */
export const TRAITEMENT_MEMOIRE: Traitement = {
  code: 'memoire',
  titre: 'Dossiers complets des organismes',
  pourquoi:
    'Remettre en un fichier tout ce qui a été décidé pour un organisme, et savoir qui l’a emporté. Ce fichier contient les noms que portent les pièces, les messages et les actes.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'La seule personne qui l’a demandé ; un responsable et un administrateur voient qu’il existe.',
  duree: `${CONSERVATION.archives} jours une fois établi, arrêté ou en échec (indicatif) ; le journal garde qu’il l’a été.`,
  donnees: [
    {
      quoi: 'Dossier ou document demandé : de quel organisme ou de quelle campagne, par qui, au nom de qui, dans quel rôle, depuis quelle adresse, quand',
      table: 'archive',
      colonnes: [
        ...['id', 'siret', 'campagne', 'scenario', 'document'],
        ...['etat', 'par', 'pour', 'role', 'organisation', 'adresse', 'faites', 'total'],
        ...['taille', 'sha256', 'erreur', 'demandee_le', 'avance_le', 'finie_le'],
      ],
    },
  ],
}
