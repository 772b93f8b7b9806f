import { accord, type Decision, refus } from '#socle/decision.ts'

/**
 * Who may do what: the one table of rights. Routes ask it before they answer, pages before they offer, the page
 * `/droits` draws it. The database holds a second wall, which does not trust this one (row-level security, `sql/`).
 */

/** What an organisation is; a role is held in an organisation of its nature. */
export const NATURES = {
  region: 'Région',
  'of-cfa': 'OF-CFA',
  opco: 'OPCO',
  comptable: 'Comptable public',
  etat: 'État',
} as const
export type Nature = keyof typeof NATURES

export const ROLES = {
  administrateur: { libelle: 'Administrateur', nature: 'region' },
  instructeur: { libelle: 'Instructeur', nature: 'region' },
  responsable: { libelle: 'Responsable', nature: 'region' },
  gestionnaireBudgetaire: { libelle: 'Gestionnaire budgétaire', nature: 'region' },
  lecteur: { libelle: 'Lecteur (élu, auditeur)', nature: 'region' },
  ofcfaGestionnaire: { libelle: 'OF-CFA, gestionnaire', nature: 'of-cfa' },
  ofcfaLecteur: { libelle: 'OF-CFA, lecteur', nature: 'of-cfa' },
  opco: { libelle: 'OPCO', nature: 'opco' },
  comptable: { libelle: 'Comptable', nature: 'comptable' },
  etat: { libelle: 'État', nature: 'etat' },
  public: { libelle: 'Public', nature: null },
} as const satisfies Readonly<Record<string, { libelle: string; nature: Nature | null }>>
export type Role = keyof typeof ROLES

/** How far a right reaches. */
export const PERIMETRES = {
  region: 'toute la Région',
  opco: 'le périmètre de son OPCO',
  organisation: 'son organisme',
  soi: 'ce qui le concerne',
  publie: 'ce qui est publié',
} as const
export type Perimetre = keyof typeof PERIMETRES

type Droits = Readonly<Partial<Record<Role, Perimetre>>>

const agents = { instructeur: 'region', responsable: 'region', gestionnaireBudgetaire: 'region' } as const
const consultants = { lecteur: 'region', comptable: 'region', etat: 'region' } as const
const administration = { administrateur: 'region' } as const
const ofcfa = { ofcfaGestionnaire: 'organisation', ofcfaLecteur: 'organisation' } as const
const tous = (perimetre: Perimetre): Droits =>
  Object.fromEntries(Object.keys(ROLES).map((role) => [role, perimetre]))
const { public: _, ...connectes } = tous('soi')

/**
 * One line per act. An administrator runs the accounts and not the campaigns: both in one hand would let that hand
 * give itself what it decides.
 */
export const ACTIONS = {
  'droit.lire': { libelle: 'Lire ce tableau', droits: tous('region') },
  'reglement.lire': { libelle: 'Lire les règlements', droits: tous('region') },
  'campagne.lire': {
    libelle: 'Voir les campagnes',
    droits: { ...administration, ...agents, ...consultants, ...ofcfa, opco: 'opco', public: 'publie' },
  },
  'publication.lire': { libelle: 'Voir les montants publiés', droits: tous('publie') },
  'formation.lire': {
    libelle: 'Voir les formations demandées',
    droits: { ...agents, ...consultants, ...ofcfa, opco: 'opco' },
  },
  'classement.lire': {
    libelle: 'Voir le classement, les simulations et la répartition',
    droits: { ...agents, ...consultants },
  },
  'transmission.lire': {
    libelle: 'Voir ce qui est transmis à chaque OPCO',
    droits: { ...agents, ...consultants, opco: 'opco' },
  },
  'rapprochement.lire': {
    libelle: 'Voir les contrats signés à côté des contrats votés',
    droits: { ...agents, ...consultants, ...ofcfa },
  },
  'rapprochement.ecrire': {
    libelle: 'Déposer les contrats signés d’une campagne votée',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'document.exporter': {
    libelle: 'Télécharger l’annexe et les tableaux',
    droits: { ...agents, ...consultants },
  },
  'document.preparer': {
    libelle: 'Faire préparer un long document en arrière-plan',
    droits: { ...agents, lecteur: 'region' },
  },
  'scenario.ecrire': {
    libelle: 'Enregistrer et supprimer des scénarios',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'import.deposer': {
    libelle: 'Déposer un fichier de demandes',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'campagne.conduire': {
    libelle: 'Préparer un appel, l’ouvrir, le clore, le mener au vote',
    droits: { responsable: 'region' },
  },
  'demande.lire': {
    libelle: 'Voir les demandes des organismes',
    droits: { ...agents, ...consultants, ...ofcfa },
  },
  'instruction.lire': {
    libelle: 'Voir la file des demandes et leur instruction : contrôles, avis, notes',
    droits: { ...agents, ...consultants },
  },
  'memoire.lire': {
    libelle: 'Voir tout ce qui a été décidé pour un organisme',
    droits: { ...agents, ...consultants, ...ofcfa },
  },
  'memoire.emporter': {
    libelle: 'Télécharger le dossier complet d’un organisme',
    droits: { ...agents, lecteur: 'region', ...ofcfa },
  },
  'travail.lire': {
    libelle: 'Suivre les travaux en arrière-plan : les siens, ou tous',
    droits: {
      ...{ administrateur: 'region', responsable: 'region' },
      ...{ instructeur: 'soi', gestionnaireBudgetaire: 'soi', lecteur: 'soi' },
      ...{ ofcfaGestionnaire: 'soi', ofcfaLecteur: 'soi' },
    },
  },
  'demande.deposer': {
    libelle: 'Préparer et déposer la demande de son organisme',
    droits: { ofcfaGestionnaire: 'organisation' },
  },
  'demande.instruire': {
    libelle: 'Instruire une demande, demander un complément',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'demande.valider': {
    libelle: 'Valider une demande, la déclarer inéligible',
    droits: { responsable: 'region' },
  },
  'lecture.noter': {
    libelle: 'Lire une demande à deux : noter ses critères, seul',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'lecture.conduire': {
    libelle: 'Confier les doubles lectures, arbitrer leurs écarts',
    droits: { responsable: 'region' },
  },
  'demande.engager': {
    libelle: 'Engager la majoration d’un organisme',
    droits: { gestionnaireBudgetaire: 'region' },
  },
  'demande.payer': { libelle: 'Constater un paiement', droits: { comptable: 'region' } },
  'aide.lire': {
    libelle: 'Voir les campagnes d’aides individuelles et leur consommation',
    droits: { ...agents, ...consultants, ...ofcfa },
  },
  'aide.traiter': {
    libelle: 'Voir les listes et les dossiers d’aides, avec les noms',
    droits: { ...agents, comptable: 'region', ...ofcfa },
  },
  'aide.deposer': {
    libelle: 'Déposer et corriger les listes de son organisme, attester l’assiduité',
    droits: { ofcfaGestionnaire: 'organisation' },
  },
  'aide.corriger': {
    libelle: 'Corriger l’identité, les adresses ou le compte d’un dossier d’aide déposé',
    droits: { instructeur: 'region', responsable: 'region', ofcfaGestionnaire: 'organisation' },
  },
  'aide.instruire': {
    libelle: 'Instruire les dossiers d’aides : homonymes, compléments, retraits',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'aide.conduire': {
    libelle: 'Ouvrir et clore une campagne d’aides, accorder les aides proposées',
    droits: { responsable: 'region' },
  },
  'aide.payer': {
    libelle: 'Préparer et envoyer les paiements d’aides, lire les retours',
    droits: { gestionnaireBudgetaire: 'region' },
  },
  'aide.reveler': {
    libelle: 'Voir en clair un compte bancaire, par un acte tracé',
    droits: { gestionnaireBudgetaire: 'region' },
  },
  'budget.lire': {
    libelle: 'Voir le budget : crédits, engagements, paiements',
    droits: { ...administration, ...agents, ...consultants },
  },
  'budget.ecrire': {
    libelle: 'Inscrire des crédits, affecter, engager',
    droits: { gestionnaireBudgetaire: 'region' },
  },
  'mandat.emettre': { libelle: 'Émettre un mandat', droits: { gestionnaireBudgetaire: 'region' } },
  'paiement.constater': {
    libelle: 'Constater un mandat payé, ou le rejeter',
    droits: { comptable: 'region' },
  },
  'paiement.lire': {
    libelle: 'Voir la liquidation d’une campagne : engagé, mandaté, payé',
    droits: { ...agents, ...consultants },
  },
  'ligne.suspendre': {
    libelle: 'Suspendre une ligne budgétaire',
    droits: { responsable: 'region', gestionnaireBudgetaire: 'region' },
  },
  'solde.lire': {
    libelle: 'Voir les soldes des aides avancées aux organismes',
    droits: { ...agents, ...consultants, ...ofcfa },
  },
  'solde.exporter': {
    libelle: 'Télécharger l’annexe des soldes et leurs lignes comptables',
    droits: { ...agents, ...consultants },
  },
  'solde.preparer': {
    libelle: 'Ouvrir un solde, apporter sa liste nominative, le constater',
    droits: { instructeur: 'region', responsable: 'region' },
  },
  'solde.voter': {
    libelle: 'Inscrire le vote des soldes, ne pas poursuivre un petit reversement',
    droits: { responsable: 'region' },
  },
  'nonvaleur.lire': {
    libelle: 'Voir les titres de recettes, leurs diligences et les non-valeurs',
    droits: { ...agents, ...consultants },
  },
  'nonvaleur.proposer': {
    libelle: 'Noter une diligence, proposer une admission en non-valeur',
    droits: { comptable: 'region' },
  },
  'nonvaleur.aviser': {
    libelle: 'Inscrire l’avis et le vote d’une admission en non-valeur',
    droits: { responsable: 'region' },
  },
  'campagne.creer': { libelle: 'Créer une campagne', droits: { responsable: 'region' } },
  'campagne.supprimer': { libelle: 'Supprimer une campagne', droits: { responsable: 'region' } },
  'compte.gerer': { libelle: 'Voir son compte, changer de rôle, fermer ses sessions', droits: connectes },
  'personne.gerer': { libelle: 'Gérer les comptes, les rôles, les invitations', droits: administration },
  'cle.gerer': { libelle: 'Gérer les clés des programmes partenaires', droits: administration },
  'delegation.gerer': {
    libelle: 'Donner et retirer une délégation',
    droits: { administrateur: 'region', responsable: 'soi', instructeur: 'soi' },
  },
  'journal.lire': {
    libelle: 'Chercher dans le journal et l’exporter',
    droits: { administrateur: 'region', responsable: 'region', lecteur: 'region' },
  },
  'historique.lire': {
    libelle: 'Voir l’histoire d’une campagne ou d’un scénario',
    droits: { ...administration, ...agents, ...consultants },
  },
  'registre.lire': { libelle: 'Lire le registre des données personnelles', droits: tous('region') },
  'donnees.exercer': {
    libelle: 'Donner accès aux données d’une personne, les effacer',
    droits: administration,
  },
} as const satisfies Readonly<Record<string, { libelle: string; droits: Droits }>>
export type Action = keyof typeof ACTIONS

/** Who acts, in one role at a time: a person with several chooses. A program acts through its key, within its scopes. */
export type Acteur = {
  readonly role: Role
  /** The person, or the key; null for the public. */
  readonly identifiant: string | null
  readonly organisation: { readonly identifiant: string; readonly nature: Nature } | null
  /** Whose powers are used, when they were delegated. */
  readonly pour?: string
  /** Whom one chose to act for, by name, once what was lent is over: nothing is written until one chooses again. */
  readonly delegationFinie?: string
  /** The only actions of a key; absent for a person, who has those of the role. */
  readonly portees?: readonly Action[]
  /** Requests a minute granted to a key; people have the common rate. */
  readonly debit?: number
}

/** Everybody who has not said who they are. */
export const PUBLIC: Acteur = { role: 'public', identifiant: null, organisation: null }

/** @returns how far the role reaches for this action; undefined when it has no right to it */
export function perimetreDe(role: Role, action: Action): Perimetre | undefined {
  return (ACTIONS[action].droits as Droits)[role]
}

/**
 * Says whether an actor may do an action, and how far. The objects themselves are then filtered by that reach.
 *
 * @returns the reach, or why not: `connexion-requise` (nobody is known yet), `sans-role` (known, and nothing given yet),
 * `action-interdite`, or `portee-absente` for a key
 */
export function autoriser(acteur: Acteur, action: Action): Decision<Perimetre> {
  const perimetre = perimetreDe(acteur.role, action)
  const libelle = ACTIONS[action].libelle
  if (perimetre && acteur.portees && !acteur.portees.includes(action))
    return refus({
      code: 'portee-absente',
      message: `Cette clé ne donne pas le droit « ${libelle} » : demandez-le à l’administrateur de la Région.`,
      correcteur: 'administrateur',
    })
  if (perimetre) return accord(perimetre)
  if (acteur.role === 'public' && acteur.identifiant !== null)
    return refus({
      code: 'sans-role',
      message: 'Votre compte n’a pas de rôle ici aujourd’hui : demandez-le à l’administrateur de la Région.',
      correcteur: 'administrateur',
    })
  if (acteur.role === 'public')
    return refus({
      code: 'connexion-requise',
      message: 'Connectez-vous pour continuer.',
      correcteur: 'demandeur',
    })
  return refus({
    code: 'action-interdite',
    message: `Le rôle « ${ROLES[acteur.role].libelle} » ne donne pas le droit « ${libelle} ».`,
    correcteur: 'administrateur',
  })
}
