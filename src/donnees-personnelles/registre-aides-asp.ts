import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What is kept of the payment of each person, from our request to the answer of the agency. */
export const TRAITEMENT_AIDES_ASP: Traitement = {
  code: 'aides-paiement',
  titre: 'Paiement des aides individuelles',
  pourquoi:
    'Faire verser chaque aide, une fois et une seule, par l’Agence de services et de paiement (ASP) ; savoir ce qu’elle en a fait.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'L’agence qui verse ; les agents qui instruisent et paient, le comptable ; l’organisme de formation, pour ses seuls dossiers. Ce qui est envoyé est chiffré, et le compte bancaire n’est montré en clair que par un acte tracé.',
  duree: 'Aussi longtemps que les comptes que le paiement justifie ; un fichier rendu, jusqu’à sa lecture.',
  donnees: [
    {
      quoi: 'Passages d’un paiement d’un état à l’autre : quand, par qui, pour quel motif, par quel fichier',
      table: 'asp_paiement_etape',
      colonnes: ['id', 'paiement', 'de', 'vers', 'le', 'par', 'motif', 'retour', 'ligne'],
    },
    {
      quoi: 'Paiement : état, montant, motifs, compte et identité envoyés, chiffrés',
      table: 'asp_paiement',
      colonnes: [
        ...[
          'id',
          'dossier',
          'etat',
          'montant',
          'motifs',
          'retenue',
          'chiffre',
          'masque',
          'empreinte',
          'fichier',
        ],
        ...['envoyee_le', 'raison', 'suite', 'verse_le', 'a_reverser', 'remplace', 'maj_le'],
      ],
    },
    {
      quoi: 'Identifiants que l’agence donne au dossier',
      table: 'asp_identifiants',
      colonnes: ['dossier', 'id_dossier', 'id_prestation'],
    },
    {
      quoi: 'Lignes rendues par l’agence, sans compte bancaire',
      table: 'asp_retour_ligne',
      colonnes: [
        ...[
          'retour',
          'ligne',
          'etat',
          'code',
          'message',
          'paiement',
          'empreinte',
          'annonce',
          'contenu',
          'maj_le',
        ],
      ],
    },
    {
      quoi: 'Fichiers envoyés, chiffrés',
      table: 'asp_fichier_morceau',
      colonnes: ['fichier', 'rang', 'chiffre'],
    },
    {
      quoi: 'Fichiers rendus, chiffrés jusqu’à leur lecture',
      table: 'asp_retour_morceau',
      colonnes: ['retour', 'rang', 'chiffre'],
    },
  ],
}
