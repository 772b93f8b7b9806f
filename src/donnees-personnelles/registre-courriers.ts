import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the letters that tell a decision keep about those who made, signed and sent them. */
export const TRAITEMENT_COURRIERS: Traitement = {
  code: 'courriers',
  titre: 'Lettres de notification',
  pourquoi:
    'Dire à chaque organisme ce qui a été voté pour lui, et pouvoir prouver qui l’a signé et notifié.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires: 'Les agents de la Région ; l’organisme, pour sa seule lettre, une fois notifiée.',
  duree: `Aussi longtemps que les comptes que la décision justifie ; les fichiers d’un envoi arrêté, ${CONSERVATION.scansArretes} jours (indicatif).`,
  donnees: [
    {
      quoi: 'Lettre : montant, état, qui l’a générée, qui l’a signée et quand, qui l’a notifiée',
      table: 'lettre',
      colonnes: [
        ...['demande', 'campagne', 'etat', 'decision', 'montant', 'sha256', 'generee_par', 'generee_le'],
        ...['signataire', 'signee_le', 'signee_par', 'signee_pour'],
        ...['notifiee_par', 'notifiee_pour', 'notifiee_le'],
      ],
    },
    {
      quoi: 'Voies de recours imprimées sur les lettres d’une campagne, et qui les a écrites',
      table: 'lettre_recours',
      colonnes: ['campagne', 'texte', 'par', 'le'],
    },
    {
      quoi: 'Envois de lettres numérisées : qui les a envoyées, dans quel rôle, et qui a signé les lettres',
      table: 'scan_lot',
      colonnes: [
        ...['id', 'campagne', 'etat', 'signataire', 'signee_le', 'par', 'pour', 'role', 'adresse'],
        ...['cree_le', 'avance_le'],
      ],
    },
    {
      quoi: 'Pages numérisées : image tant qu’aucune lettre ne l’a prise, effacée ensuite ; qui l’a rattachée ou écartée',
      table: 'scan_page',
      colonnes: [
        ...['id', 'lot', 'fichier', 'rang', 'etat', 'defaut', 'tirage', 'page', 'demande', 'octets'],
        ...['vignette', 'motif', 'traitee_par', 'traitee_le'],
      ],
    },
  ],
}
