import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import { TRAITEMENT_AIDES } from '#donnees-personnelles/registre-aides.ts'
import { TRAITEMENT_AIDES_ASP } from '#donnees-personnelles/registre-aides-asp.ts'
import { TRAITEMENT_AIDES_SUIVI } from '#donnees-personnelles/registre-aides-suivi.ts'
import { TRAITEMENT_COURRIERS } from '#donnees-personnelles/registre-courriers.ts'
import { TRAITEMENT_DEMANDES } from '#donnees-personnelles/registre-demandes.ts'
import { TRAITEMENT_RAPPROCHEMENT } from '#donnees-personnelles/registre-diffusion.ts'
import { TRAITEMENT_INSTRUCTION } from '#donnees-personnelles/registre-instruction.ts'
import { TRAITEMENT_LECTURES } from '#donnees-personnelles/registre-lectures.ts'
import { TRAITEMENT_MEMOIRE } from '#donnees-personnelles/registre-memoire.ts'
import { TRAITEMENT_PAIEMENT } from '#donnees-personnelles/registre-paiement.ts'
import { TRAITEMENT_REPRISE } from '#donnees-personnelles/registre-reprise.ts'
import { TRAITEMENT_SOLDES } from '#donnees-personnelles/registre-soldes.ts'

/** What is kept about people, and why: the register that article 30 of the GDPR asks for, as data. */
export type Traitement = {
  readonly code: string
  readonly titre: string
  readonly pourquoi: string
  readonly base: string
  /** Who reads it. */
  readonly destinataires: string
  readonly duree: string
  readonly donnees: readonly Donnees[]
}

export type Donnees = {
  readonly quoi: string
  readonly table: string
  readonly colonnes: readonly string[]
}

const MISSION = 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)'

/** A test compares it with the database: a column about people that is not here fails it. */
export const REGISTRE: readonly Traitement[] = [
  {
    code: 'comptes',
    titre: 'Comptes',
    pourquoi:
      'Reconnaître chaque personne, et ne lui ouvrir que ce que son rôle et son organisme permettent.',
    base: MISSION,
    destinataires: 'Les administrateurs de la Région ; le nom, aussi ceux qui lisent le journal.',
    duree: 'Tant que le compte sert. Effacé à la demande : nom, adresse et identifiant sont remplacés.',
    donnees: [
      { quoi: 'Nom et adresse de courriel', table: 'personne', colonnes: ['nom', 'courriel'] },
      {
        quoi: 'Identifiant chez le fournisseur d’identité',
        table: 'personne',
        colonnes: ['emetteur', 'sujet'],
      },
      {
        quoi: 'Organisme, état du compte, date d’ouverture et de dernière visite',
        table: 'personne',
        colonnes: ['id', 'organisation', 'etat', 'cree_le', 'vue_le'],
      },
    ],
  },
  {
    code: 'pouvoirs',
    titre: 'Rôles et délégations',
    pourquoi: 'Savoir qui pouvait faire quoi, à quelle date, et au nom de qui.',
    base: MISSION,
    destinataires: 'La personne elle-même, celle à qui elle délègue, les agents de la Région.',
    duree:
      'Aussi longtemps que les actes du journal qu’ils expliquent. Un effacement y met fin et retire le motif des délégations.',
    donnees: [
      {
        quoi: 'Rôles donnés et retirés, avec leurs dates',
        table: 'attribution',
        colonnes: ['id', 'personne', 'role', 'donnee_le', 'retiree_le'],
      },
      {
        quoi: 'Pouvoirs prêtés : de qui, à qui, quel rôle, pour quel motif, de quand à quand',
        table: 'delegation',
        colonnes: ['id', 'de', 'a', 'role', 'motif', 'du', 'au', 'donnee_le', 'retiree_le'],
      },
    ],
  },
  {
    code: 'sessions',
    titre: 'Connexions',
    pourquoi: 'Garder une personne connectée, lui montrer où elle l’est, fermer à distance un accès perdu.',
    base: MISSION,
    destinataires: 'La personne elle-même, les administrateurs.',
    duree: `${CONSERVATION.sessions} jours après la fermeture.`,
    donnees: [
      {
        quoi: 'Adresse réseau et navigateur',
        table: 'session',
        colonnes: ['adresse', 'navigateur'],
      },
      {
        quoi: 'Rôle choisi, délégation, dates',
        table: 'session',
        colonnes: ['id', 'personne', 'role', 'pour', 'ouverte_le', 'vue_le', 'expire_le', 'fermee_le'],
      },
      {
        quoi: 'Empreinte du témoin, fournisseur et jeton de sortie',
        table: 'session',
        colonnes: ['empreinte', 'fournisseur', 'jeton_identite'],
      },
    ],
  },
  {
    code: 'invitations',
    titre: 'Invitations',
    pourquoi: 'Faire entrer une personne attendue dans le rôle qui l’attend.',
    base: MISSION,
    destinataires: 'Les administrateurs.',
    duree: `Jusqu’à l’expiration si elle n’a pas servi ; ${CONSERVATION.invitationsServies} jours après, sinon.`,
    donnees: [
      {
        quoi: 'Adresse de courriel, rôle et organisme promis, dates, compte qui l’a acceptée',
        table: 'invitation',
        colonnes: [
          ...['id', 'courriel', 'role', 'organisation', 'creee_le', 'expire_le'],
          ...['acceptee_le', 'acceptee_par', 'retiree_le'],
        ],
      },
    ],
  },
  {
    code: 'cles',
    titre: 'Clés des programmes partenaires',
    pourquoi: 'Reconnaître le programme d’un partenaire, borner ce qu’il lit, couper une clé perdue.',
    base: MISSION,
    destinataires: 'Les administrateurs.',
    duree:
      'Aussi longtemps que les actes du journal faits avec elles. Elles désignent un programme : leur nom ne devrait nommer personne.',
    donnees: [
      {
        quoi: 'Nom donné à la clé, organisme, rôle, portées, débit, dates, empreinte du secret',
        table: 'cle',
        colonnes: [
          ...['id', 'nom', 'organisation', 'role', 'portees', 'debit'],
          ...['empreinte', 'creee_le', 'servie_le', 'revoquee_le'],
        ],
      },
    ],
  },
  {
    code: 'messages',
    titre: 'Messages envoyés',
    pourquoi: 'Prévenir les personnes, et savoir si le message est parti.',
    base: MISSION,
    destinataires: 'Le destinataire, les administrateurs.',
    duree: `${CONSERVATION.messagesEnvoyes} jours après l’envoi ; ${CONSERVATION.messagesNonEnvoyes} jours s’il n’est pas parti.`,
    donnees: [
      {
        quoi: 'Adresse du destinataire, sujet, texte, état de l’envoi',
        table: 'message',
        colonnes: ['id', 'destinataire', 'sujet', 'corps', 'html', 'etat', 'erreur', 'cree_le', 'envoye_le'],
      },
    ],
  },
  TRAITEMENT_DEMANDES,
  TRAITEMENT_INSTRUCTION,
  TRAITEMENT_LECTURES,
  TRAITEMENT_COURRIERS,
  TRAITEMENT_PAIEMENT,
  TRAITEMENT_RAPPROCHEMENT,
  TRAITEMENT_REPRISE,
  TRAITEMENT_MEMOIRE,
  TRAITEMENT_AIDES,
  TRAITEMENT_AIDES_SUIVI,
  TRAITEMENT_SOLDES,
  TRAITEMENT_AIDES_ASP,
  {
    code: 'journal',
    titre: 'Journal des actes',
    pourquoi: 'Prouver qui a décidé quoi, et que rien n’a été réécrit depuis.',
    base: 'Obligation légale (RGPD, article 6, paragraphe 1, c) : justifier l’emploi des fonds publics',
    destinataires: 'Responsables, administrateurs et auditeurs de la Région.',
    duree:
      'Aussi longtemps que les comptes qu’il justifie. Il ne porte aucun nom : seulement l’identifiant du compte, qu’un effacement rend muet.',
    donnees: [
      {
        quoi: 'Identifiant du compte, de celui pour qui il agit, rôle et organisme',
        table: 'journal',
        colonnes: ['personne', 'pour', 'role', 'organisation'],
      },
      { quoi: 'Adresse réseau', table: 'journal', colonnes: ['adresse'] },
      {
        quoi: 'Acte, objet, état d’avant et d’après, motif, règlement, version du logiciel, instant',
        table: 'journal',
        colonnes: [
          ...['id', 'instant', 'acte', 'objet', 'avant', 'apres'],
          ...['motif', 'reglement', 'logiciel'],
        ],
      },
      {
        quoi: 'Sceau de chaque entrée, qui en garde le texte',
        table: 'maillon',
        colonnes: ['numero', 'entree', 'contenu', 'precedente', 'empreinte'],
      },
    ],
  },
]
