import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What granting an aid, telling it and following it add to what is kept of the people aided. */
export const TRAITEMENT_AIDES_SUIVI: Traitement = {
  code: 'aides-suivi',
  titre: 'Aides individuelles : octroi, courriers, suivi',
  pourquoi:
    'Accorder chaque aide une fois, dans l’enveloppe et dans l’ordre ; dire à chacun ce qui est décidé, et lui permettre de le suivre sans compte.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'Les agents qui instruisent, accordent et paient ; la personne elle-même, par un lien signé qui expire et se révoque, où elle ne lit que son prénom et son initiale.',
  duree: 'Aussi longtemps que le dossier ; un lien de suivi, un an.',
  donnees: [
    {
      quoi: 'Octrois : qui les a demandés, quand, ce qu’ils ont accordé',
      table: 'aide_octroi',
      colonnes: [
        ...['id', 'session', 'etat', 'total', 'accordes', 'montant', 'en_attente', 'retenus', 'par', 'pour'],
        ...['role', 'adresse', 'motif', 'cree_le', 'fini_le'],
      ],
    },
    {
      quoi: 'Doubles bénéfices écartés : entre quels dossiers, par qui, pourquoi',
      table: 'aide_levee',
      colonnes: ['dossier', 'autre', 'nature', 'motif', 'par', 'pour', 'le'],
    },
    {
      quoi: 'Cases corrigées après le dépôt : avant, après, par qui, pourquoi ; d’un compte, seul un masque',
      table: 'aide_correction',
      colonnes: ['id', 'dossier', 'champ', 'avant', 'apres', 'par', 'le', 'motif'],
    },
    {
      quoi: 'Courriers d’une campagne : qui les a envoyés, combien',
      table: 'aide_courrier',
      colonnes: [
        ...['id', 'session', 'etat', 'total', 'faits', 'courriels', 'par', 'pour', 'role', 'adresse'],
        ...['motif', 'cree_le', 'fini_le'],
      ],
    },
    {
      quoi: 'Ce qui a été dit à chaque personne, quand, et si ce fut aussi par courriel',
      table: 'aide_notification',
      colonnes: ['courrier', 'dossier', 'decision', 'empreinte', 'courriel', 'le'],
    },
  ],
}
