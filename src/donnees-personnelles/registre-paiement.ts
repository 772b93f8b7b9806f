import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the payment of a campaign keeps about whoever brings back what the accountant did. */
export const TRAITEMENT_PAIEMENT: Traitement = {
  code: 'paiement',
  titre: 'Paiement des campagnes',
  pourquoi: 'Savoir quel fichier a dit qu’un mandat était payé ou rejeté, et qui l’a apporté.',
  base: 'Obligation légale (RGPD, article 6, paragraphe 1, c) : comptabilité publique',
  destinataires: 'Les agents de la Région et le comptable public.',
  duree: 'Aussi longtemps que les mandats auxquels ces retours se rapportent.',
  donnees: [
    {
      quoi: 'Retours du comptable : quel fichier, par qui, au nom de qui, quand',
      table: 'retour_paiement',
      colonnes: ['id', 'campagne', 'nom', 'empreinte', 'par', 'pour', 'recu_le'],
    },
  ],
}
