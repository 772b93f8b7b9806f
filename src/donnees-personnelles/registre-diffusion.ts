import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the reconciliation of signed contracts keeps about whoever brings their number. */
export const TRAITEMENT_RAPPROCHEMENT: Traitement = {
  code: 'rapprochement',
  titre: 'Rapprochement des contrats',
  pourquoi:
    'Savoir quel fichier a dit combien de contrats sont signés, et qui l’a apporté. Les contrats y sont comptés, jamais nominatifs.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'Les agents de la Région ; un organisme lit ses chiffres, sans le nom de qui les a apportés.',
  duree: 'Aussi longtemps que la campagne à laquelle ces fichiers se rapportent.',
  donnees: [
    {
      quoi: 'Fichiers de contrats signés : lequel, par qui, au nom de qui, quand',
      table: 'rapprochement',
      colonnes: ['rang', 'campagne', 'nom', 'empreinte', 'par', 'pour', 'applique_le'],
    },
  ],
}
