import type { PersonneDemo } from '#platform/openid-demo.ts'
import type { Nature, Role } from '#socle/acces.ts'

/** Organisations of the demonstration. Their SIRET are invented, with valid check digits. */
export type OrganisationDemo = {
  readonly code: string
  readonly nom: string
  readonly nature: Nature
  readonly siret: string
  /** Name of the body in the campaign of 2023, for a training centre. */
  readonly organisme?: string
  /** Filières of its perimeter, for an OPCO; indicative. */
  readonly filieres?: readonly string[]
}

export const ORGANISATIONS_DEMO: readonly OrganisationDemo[] = [
  { code: 'region', nom: 'Région Île-de-France', nature: 'region', siret: '00000001800010' },
  { code: 'aforpa', nom: 'AFORPA', nature: 'of-cfa', siret: '00000002600013', organisme: 'AFORPA' },
  {
    code: 'stelo',
    nom: 'STELO FORMATION',
    nature: 'of-cfa',
    siret: '00000003400017',
    organisme: 'STELO FORMATION',
  },
  {
    code: 'akto',
    nom: 'OPCO AKTO',
    nature: 'opco',
    siret: '00000004200010',
    filieres: ['Propreté, hygiène et environnement', 'Hôtellerie et restauration'],
  },
  {
    code: 'atlas',
    nom: 'OPCO ATLAS',
    nature: 'opco',
    siret: '00000005900014',
    filieres: ['Numérique', 'Banque, assurance et immobilier'],
  },
  { code: 'paierie', nom: 'Paierie régionale', nature: 'comptable', siret: '00000006700017' },
  { code: 'prefecture', nom: 'Préfecture de région', nature: 'etat', siret: '00000007500010' },
]

type Habitant = {
  sujet: string
  prenom: string
  nom: string
  role: Role
  organisation: string
  fonction: string
}

/** One invented person a role, two in the roles of training centres and of OPCOs. */
export const HABITANTS: readonly Habitant[] = [
  {
    sujet: 'camille-royer',
    prenom: 'Camille',
    nom: 'Royer',
    role: 'instructeur',
    organisation: 'region',
    fonction: 'Instructrice',
  },
  {
    sujet: 'nadia-benali',
    prenom: 'Nadia',
    nom: 'Benali',
    role: 'responsable',
    organisation: 'region',
    fonction: 'Responsable du service',
  },
  {
    sujet: 'hugo-lemaire',
    prenom: 'Hugo',
    nom: 'Lemaire',
    role: 'gestionnaireBudgetaire',
    organisation: 'region',
    fonction: 'Gestionnaire budgétaire',
  },
  {
    sujet: 'ines-carpentier',
    prenom: 'Inès',
    nom: 'Carpentier',
    role: 'administrateur',
    organisation: 'region',
    fonction: 'Administratrice',
  },
  {
    sujet: 'paul-vasseur',
    prenom: 'Paul',
    nom: 'Vasseur',
    role: 'lecteur',
    organisation: 'region',
    fonction: 'Élu, en lecture',
  },
  {
    sujet: 'lea-fontaine',
    prenom: 'Léa',
    nom: 'Fontaine',
    role: 'ofcfaGestionnaire',
    organisation: 'aforpa',
    fonction: 'Gestionnaire d’un OF-CFA',
  },
  {
    sujet: 'omar-diallo',
    prenom: 'Omar',
    nom: 'Diallo',
    role: 'ofcfaLecteur',
    organisation: 'aforpa',
    fonction: 'Lecteur d’un OF-CFA',
  },
  {
    sujet: 'julie-moreau',
    prenom: 'Julie',
    nom: 'Moreau',
    role: 'ofcfaGestionnaire',
    organisation: 'stelo',
    fonction: 'Gestionnaire d’un autre OF-CFA',
  },
  {
    sujet: 'sarah-klein',
    prenom: 'Sarah',
    nom: 'Klein',
    role: 'opco',
    organisation: 'akto',
    fonction: 'Chargée de mission d’un OPCO',
  },
  {
    sujet: 'marc-teixeira',
    prenom: 'Marc',
    nom: 'Teixeira',
    role: 'opco',
    organisation: 'atlas',
    fonction: 'Chargé de mission d’un autre OPCO',
  },
  {
    sujet: 'anne-prevost',
    prenom: 'Anne',
    nom: 'Prévost',
    role: 'comptable',
    organisation: 'paierie',
    fonction: 'Comptable public',
  },
  {
    sujet: 'yves-garnier',
    prenom: 'Yves',
    nom: 'Garnier',
    role: 'etat',
    organisation: 'prefecture',
    fonction: 'Agent de l’État',
  },
]

const organisationDe = (code: string) =>
  ORGANISATIONS_DEMO.find((organisation) => organisation.code === code)!

/** The same people, as the demonstration's provider vouches for them. */
export const PERSONNES_DEMO: readonly PersonneDemo[] = HABITANTS.map(
  ({ sujet, prenom, nom, organisation, fonction }) => ({
    sujet,
    prenom,
    nom,
    courriel: `${sujet.replace('-', '.')}@exemple.fr`,
    fonction,
    organisation: organisationDe(organisation).nom,
    siret: organisationDe(organisation).siret,
  }),
)
