import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What a vote brought as a file keeps about whoever brings it, or takes it back. */
export const TRAITEMENT_REPRISE: Traitement = {
  code: 'reprise',
  titre: 'Reprise d’un vote antérieur',
  pourquoi:
    'Savoir de quel fichier viennent des montants votés avant l’arrivée dans l’outil, qui les a apportés, et qui les a retirés.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires: 'Les agents de la Région.',
  duree: 'Aussi longtemps que la campagne à laquelle ce vote se rapporte.',
  donnees: [
    {
      quoi: 'Votes repris : lequel, de quel fichier, par qui, au nom de qui, quand, et leur retrait',
      table: 'vote_repris',
      colonnes: [
        ...['rang', 'campagne', 'deliberation', 'votee_le', 'nom', 'empreinte', 'avant', 'par', 'pour', 'le'],
        ...['retire_par', 'retire_pour', 'retire_le', 'motif'],
      ],
    },
  ],
}
