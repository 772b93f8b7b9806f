import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What double readings keep about the agents who mark and settle. */
export const TRAITEMENT_LECTURES: Traitement = {
  code: 'lectures',
  titre: 'Double lecture des critères qualitatifs',
  pourquoi:
    'Faire noter les critères qui se jugent par deux agents sans qu’ils se voient, départager leurs écarts, en garder la preuve.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'Les agents de la Région, une fois les deux lectures validées ; avant, chaque agent ne voit que la sienne.',
  duree: 'Aussi longtemps que les demandes auxquelles ces lectures se rapportent.',
  donnees: [
    {
      quoi: 'Lectures confiées : à qui, par qui, au nom de qui, quand, et quand elles sont validées',
      table: 'lecture',
      colonnes: ['demande', 'agent', 'rang', 'par', 'pour', 'confiee_le', 'validee_le', 'levee_le'],
    },
    {
      quoi: 'Notes données par un agent, et leur justification',
      table: 'lecture_appreciation',
      colonnes: ['demande', 'agent', 'formation', 'champ', 'note', 'justification'],
    },
    {
      quoi: 'Arbitrages : la note, son motif, par qui, au nom de qui',
      table: 'lecture_arbitrage',
      colonnes: ['demande', 'formation', 'champ', 'note', 'motif', 'par', 'pour', 'le'],
    },
  ],
}
