import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the individual aids keep about those who receive them, and about those who asked for them. */
export const TRAITEMENT_AIDES: Traitement = {
  code: 'aides',
  titre: 'Aides individuelles',
  pourquoi:
    'Juger le droit de chaque personne à une aide, la lui verser une fois et une seule, et pouvoir le justifier.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'Les agents qui instruisent et paient ; l’organisme de formation, pour ses seules listes ; l’agence qui verse l’aide. Le compte bancaire est chiffré, et n’est montré en clair qu’à qui paie, par un acte tracé.',
  duree: 'Aussi longtemps que les comptes que le paiement justifie ; le fichier déposé, jusqu’à sa lecture.',
  donnees: [
    {
      quoi: 'Listes déposées par les organismes : fichier, avancement, qui l’a envoyé et déposé',
      table: 'aide_liste',
      colonnes: [
        ...['id', 'session', 'organisation', 'nom', 'sha256', 'taille', 'etat', 'passage', 'progression'],
        ...['lecture', 'colonnes', 'motif', 'cree_par', 'cree_le', 'avance_le', 'deposee_par', 'deposee_le'],
        'depot_le',
      ],
    },
    {
      quoi: 'Lignes telles que saisies : identité, contrat, adresse ; compte bancaire chiffré ; qui a corrigé',
      table: 'aide_ligne',
      colonnes: [
        ...['liste', 'ligne', 'cellules', 'banque', 'masque', 'anomalies', 'erreurs', 'avertissements'],
        ...['ecartee', 'corrigee_par', 'corrigee_le', 'rapprochement', 'ne_le', 'empreinte'],
      ],
    },
    {
      quoi: 'Identité : civilité, noms, prénom, date et lieu de naissance, identifiant à l’agence de paiement',
      table: 'aide_beneficiaire',
      colonnes: [
        ...['id', 'civilite', 'nom_naissance', 'nom_usage', 'prenom', 'ne_le', 'pays_naissance'],
        ...['commune_naissance', 'rapprochement', 'asp_individu', 'cree_le'],
      ],
    },
    {
      quoi: 'Dossier : contrat, réponses, adresse, courriel, téléphone, décision et son explication',
      table: 'aide_dossier',
      colonnes: [
        ...['id', 'numero', 'session', 'liste', 'ligne', 'organisation', 'beneficiaire', 'etat', 'reponses'],
        ...['contrat', 'adresse', 'courriel', 'telephone', 'verdict', 'montant', 'juge_le', 'depose_le'],
        'accorde_le',
      ],
    },
    {
      quoi: 'Compte bancaire chiffré, son empreinte et ce qui peut s’en montrer',
      table: 'aide_coordonnees',
      colonnes: ['dossier', 'chiffre', 'empreinte', 'masque', 'maj_le'],
    },
    {
      quoi: 'Passages d’un dossier d’un état à l’autre : quand, par qui, pour quel motif',
      table: 'aide_dossier_etape',
      colonnes: ['id', 'dossier', 'de', 'vers', 'le', 'par', 'motif'],
    },
    {
      quoi: 'Assiduité certifiée par l’organisme, et par qui',
      table: 'aide_attestation',
      colonnes: ['dossier', 'assidu', 'absences', 'par', 'le'],
    },
  ],
}
