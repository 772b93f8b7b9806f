import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the applications of training centres keep about the people who write, judge and answer. */
export const TRAITEMENT_DEMANDES: Traitement = {
  code: 'demandes',
  titre: 'Demandes des organismes',
  pourquoi: 'Recevoir les demandes, savoir qui les a instruites et validées, et l’expliquer après le vote.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires:
    'L’organisme qui demande, pour sa seule demande ; les agents de la Région ; l’organisme ne lit ni les avis ni les messages internes.',
  duree:
    'Aussi longtemps que les comptes que la demande justifie. Les personnes y sont désignées par leur compte, qu’un effacement rend muet.',
  donnees: [
    {
      quoi: 'Demande : organisme, état, dates, qui l’a ouverte, qui l’instruit, empreinte du dépôt',
      table: 'demande',
      colonnes: [
        ...['id', 'campagne', 'numero', 'organisation', 'etat', 'version', 'effectif', 'instructeur'],
        ...['deposee_le', 'empreinte', 'creee_par', 'creee_le', 'modifiee_le'],
      ],
    },
    {
      quoi: 'Identifiants déclarés par un organisme : UAI, NDA, qui les a dits, quand',
      table: 'organisation_identifiant',
      colonnes: ['organisation', 'uai', 'nda', 'par', 'le'],
    },
    {
      quoi: 'Étapes : quel acte, par qui, au nom de qui, pourquoi, quand',
      table: 'demande_etape',
      colonnes: ['id', 'demande', 'acte', 'de', 'vers', 'par', 'pour', 'motif', 'le'],
    },
    {
      quoi: 'Étapes d’une majoration exceptionnelle : quel acte, quel montant, par qui, au nom de qui, pourquoi, quand',
      table: 'exceptionnelle_etape',
      colonnes: ['id', 'demande', 'acte', 'de', 'vers', 'montant', 'motif', 'par', 'pour', 'le'],
    },
    {
      quoi: 'Corrections d’une valeur déclarée : les deux valeurs, par qui, pourquoi',
      table: 'demande_correction',
      colonnes: ['id', 'demande', 'formation', 'champ', 'avant', 'apres', 'motif', 'par', 'pour', 'le'],
    },
    {
      quoi: 'Pièces jointes : nom du fichier, empreinte, qui l’a déposée',
      table: 'demande_piece',
      colonnes: [
        ...['id', 'demande', 'code', 'nom', 'type', 'taille', 'sha256'],
        ...['deposee_par', 'deposee_le', 'retiree_le'],
      ],
    },
    {
      quoi: 'Compléments demandés : texte, échéance, par qui',
      table: 'demande_complement',
      colonnes: [
        ...['id', 'demande', 'texte', 'echeance', 'demande_par', 'demande_le', 'repondu_le', 'rappele_le'],
      ],
    },
    {
      quoi: 'Messages entre l’organisme et la Région, ou entre agents',
      table: 'demande_message',
      colonnes: ['id', 'demande', 'sens', 'texte', 'auteur', 'le', 'lu_le'],
    },
    {
      quoi: 'Avis des agents',
      table: 'demande_avis',
      colonnes: ['id', 'demande', 'nature', 'sens', 'texte', 'par', 'pour', 'le'],
    },
    {
      quoi: 'Alertes levées : par qui, pourquoi',
      table: 'demande_alerte_levee',
      colonnes: ['demande', 'code', 'cible', 'motif', 'par', 'le'],
    },
    {
      quoi: 'Réouvertures accordées : à quel organisme, par qui, pourquoi, jusqu’à quand',
      table: 'reouverture',
      colonnes: ['id', 'campagne', 'organisation', 'jusqu_au', 'motif', 'accordee_par', 'accordee_le'],
    },
    {
      quoi: 'Propositions mises au vote : montants par organisme, qui les a figées, pourquoi',
      table: 'proposition',
      colonnes: [
        ...['campagne', 'numero', 'scenario', 'parametres', 'liste', 'lignes', 'retenues', 'totaux'],
        ...['reglement', 'empreinte_reglement', 'logiciel', 'empreinte', 'etat', 'motif'],
        ...['deliberation', 'votee_le', 'par', 'pour', 'le'],
      ],
    },
    {
      quoi: 'Texte de la délibération d’une campagne : qui l’a préparé, quand il a été arrêté',
      table: 'deliberation',
      colonnes: [
        ...['campagne', 'titre', 'visas', 'expose', 'articles', 'contrats_depuis', 'affectations'],
        ...['version', 'par', 'pour', 'modifiee_le', 'reference', 'votee_le', 'contenu', 'empreinte'],
        'arretee_le',
      ],
    },
  ],
}
