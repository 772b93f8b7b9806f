import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the instruction desk keeps about the agents who use it, beside the applications themselves. */
export const TRAITEMENT_INSTRUCTION: Traitement = {
  code: 'instruction',
  titre: 'Bureau d’instruction',
  pourquoi:
    'Montrer la file des demandes, prévenir un agent cité, faire un acte sur plusieurs demandes au nom de qui l’a demandé.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires: 'Les agents de la Région.',
  duree: 'Aussi longtemps que les demandes auxquelles ces actes se rapportent.',
  donnees: [
    {
      quoi: 'Agents cités dans un message interne',
      table: 'demande_mention',
      colonnes: ['message', 'personne'],
    },
    {
      quoi: 'Actes sur plusieurs demandes : lequel, par qui, au nom de qui, dans quel rôle, depuis quelle adresse',
      table: 'demande_lot',
      colonnes: [
        ...['id', 'campagne', 'acte', 'agent', 'etat', 'par', 'pour', 'role', 'organisation', 'adresse'],
        ...['cree_le', 'avance_le'],
      ],
    },
    {
      quoi: 'Vues de la file partagées dans l’équipe : leur nom, ce qu’elles montrent, par qui',
      table: 'vue_demandes',
      colonnes: ['id', 'nom', 'recherche', 'par', 'creee_le'],
    },
  ],
}
