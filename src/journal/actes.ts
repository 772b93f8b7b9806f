import { ACTES_AIDES_ASP } from '#journal/actes-aides-asp.ts'
import { ACTES_BUDGET } from '#journal/actes-budget.ts'
import { ACTES_COURRIERS } from '#journal/actes-courriers.ts'
import { ACTES_DELIBERATIONS } from '#journal/actes-deliberations.ts'
import { ACTES_DEMANDES } from '#journal/actes-demandes.ts'
import { ACTES_DIFFUSION } from '#journal/actes-diffusion.ts'
import { ACTES_EXCEPTIONNELLES } from '#journal/actes-exceptionnelles.ts'
import { ACTES_INSTRUCTION } from '#journal/actes-instruction.ts'
import { ACTES_LECTURES } from '#journal/actes-lectures.ts'
import { ACTES_LISTES_AIDES } from '#journal/actes-listes-aides.ts'
import { ACTES_MEMOIRE } from '#journal/actes-memoire.ts'
import { ACTES_SCANS } from '#journal/actes-scans.ts'
import { ACTES_NON_VALEURS, ACTES_SOLDES } from '#journal/actes-soldes.ts'
import { ACTES_SUIVI } from '#journal/actes-suivi.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { ROLES, type Role } from '#socle/acces.ts'
import { compter, deNom, ecrireDate, INSECABLE } from '#socle/francais.ts'

/** How an act is named, and how it is told after its author: « Nadia Benali (responsable) » + « a créé … ». */
export type Diction = {
  readonly libelle: string
  readonly dire: (entree: Entree) => string
  /** Written by the program in the name of the account that it bears on: that account is the author to tell. */
  readonly parLaPersonne?: true
}

/** Every act that the program writes: a test refuses one that would not be here. */
export const ACTES: Readonly<Record<string, Diction>> = {
  ...ACTES_AIDES_ASP,
  ...ACTES_BUDGET,
  ...ACTES_COURRIERS,
  ...ACTES_SCANS,
  ...ACTES_DELIBERATIONS,
  ...ACTES_DEMANDES,
  ...ACTES_DIFFUSION,
  ...ACTES_MEMOIRE,
  ...ACTES_EXCEPTIONNELLES,
  ...ACTES_INSTRUCTION,
  ...ACTES_LECTURES,
  ...ACTES_LISTES_AIDES,
  ...ACTES_SUIVI,
  ...ACTES_SOLDES,
  ...ACTES_NON_VALEURS,
  'demonstration.chargee': {
    libelle: 'Démonstration chargée',
    dire: () => 'a chargé les données de démonstration',
  },
  'campagne.creee': {
    libelle: 'Campagne créée',
    dire: (e) => `a créé la campagne ${citer(lire(e.apres, 'libelle') ?? identifiantDe(e))}${taille(e)}`,
  },
  'campagne.supprimee': {
    libelle: 'Campagne supprimée',
    dire: (e) => `a supprimé la campagne ${citer(lire(e.avant, 'libelle') ?? identifiantDe(e))}`,
  },
  'scenario.cree': {
    libelle: 'Scénario créé',
    dire: (e) => `a créé le scénario ${citer(lire(e.apres, 'nom') ?? identifiantDe(e))}`,
  },
  'scenario.modifie': {
    libelle: 'Scénario modifié',
    dire: (e) => {
      const version = lire(e.apres, 'version')
      const ancien = lire(e.avant, 'nom')
      const nom = lire(e.apres, 'nom') ?? identifiantDe(e)
      const renomme = ancien !== undefined && ancien !== nom ? `, auparavant ${citer(ancien)}` : ''
      return `a enregistré le scénario ${citer(nom)}${version ? `, version ${version}` : ''}${renomme}`
    },
  },
  'scenario.supprime': {
    libelle: 'Scénario supprimé',
    dire: (e) => `a supprimé le scénario ${citer(lire(e.avant, 'nom') ?? identifiantDe(e))}`,
  },
  'import.recu': { libelle: 'Fichier reçu', dire: (e) => `a déposé le fichier ${fichier(e)}` },
  'import.lu': { libelle: 'Fichier lu', dire: (e) => `a lu le fichier de l’import ${identifiantDe(e)}` },
  'import.refuse': {
    libelle: 'Fichier refusé',
    dire: (e) => `n’a pas pu lire le fichier de l’import ${identifiantDe(e)}`,
  },
  'import.applique': {
    libelle: 'Fichier devenu une campagne',
    dire: (e) =>
      `a fait de l’import ${identifiantDe(e)} la campagne ${lire(e.apres, 'campagne') ?? ''}`.trim(),
  },
  'import.abandonne': { libelle: 'Fichier abandonné', dire: (e) => `a abandonné le fichier ${fichier(e)}` },
  'session.ouverte': { libelle: 'Connexion', dire: () => 'a ouvert une session', parLaPersonne: true },
  'session.fermee': {
    libelle: 'Session fermée',
    dire: (e) => {
      const autre = e.nomConcerne && lire(e.avant, 'personne') !== e.personne && e.nom
      return autre ? `a fermé une session de ${e.nomConcerne}` : 'a fermé une de ses sessions'
    },
    parLaPersonne: true,
  },
  'role.choisi': {
    libelle: 'Rôle choisi',
    dire: (e) => {
      const pour = lire(e.apres, 'pour') ? `pour ${e.nomDonneur ?? `compte ${lire(e.apres, 'pour')}`}, ` : ''
      return `a choisi d’agir ${pour}comme ${direRole(lire(e.apres, 'role') ?? '')}`
    },
  },
  'role.donne': {
    libelle: 'Rôle donné',
    dire: (e) => {
      const invite = lire(e.apres, 'invitation') ? ', par une invitation' : ''
      return `a donné à ${concerne(e)} le rôle ${citer(direRole(lire(e.apres, 'role') ?? ''))}${invite}`
    },
  },
  'delegation.donnee': {
    libelle: 'Délégation donnée',
    dire: (e) => `a prêté ${pouvoirs(e, e.apres)}${jours(e.apres)}`,
  },
  'delegation.retiree': {
    libelle: 'Délégation retirée',
    dire: (e) => `a retiré ${pouvoirs(e, e.avant)}`,
  },
  'compte.ouvert': { libelle: 'Compte ouvert', dire: (e) => `a ouvert le compte ${deNom(concerne(e))}` },
  'compte.rattache': {
    libelle: 'Compte rattaché à une organisation',
    dire: (e) => {
      const nom = lire(e.apres, 'nom')
      return `a rattaché à ${nom ? citer(nom) : 'une organisation'} le compte ${deNom(concerne(e))}`
    },
  },
  'invitation.envoyee': {
    libelle: 'Invitation envoyée',
    dire: (e) => `a invité une personne${invitee(e.apres)}`,
  },
  'invitation.relancee': {
    libelle: 'Invitation relancée',
    dire: (e) => `a relancé l’invitation d’une personne${invitee(e.apres)}`,
  },
  'invitation.retiree': {
    libelle: 'Invitation retirée',
    dire: (e) => `a retiré l’invitation d’une personne${invitee(e.avant)}`,
  },
  'message.renvoye': {
    libelle: 'Message renvoyé',
    dire: (e) => `a renvoyé le message ${citer(identifiantDe(e))}`,
  },
  'compte.approuve': {
    libelle: 'Compte approuvé',
    dire: (e) => `a approuvé le compte ${deNom(concerne(e))}`,
  },
  'compte.suspendu': {
    libelle: 'Compte suspendu',
    dire: (e) => `a suspendu le compte ${deNom(concerne(e))}`,
  },
  'compte.retabli': { libelle: 'Compte rétabli', dire: (e) => `a rétabli le compte ${deNom(concerne(e))}` },
  'role.retire': {
    libelle: 'Rôle retiré',
    dire: (e) => `a retiré à ${concerne(e)} le rôle ${citer(direRole(lire(e.avant, 'role') ?? ''))}`,
  },
  'organisation.creee': {
    libelle: 'Organisation créée',
    dire: (e) => `a créé l’organisation ${organisation(e)}`,
  },
  'organisation.agreee': {
    libelle: 'Organisation approuvée',
    dire: (e) => `a approuvé l’organisation ${organisation(e)}`,
  },
  'organisation.refusee': {
    libelle: 'Organisation refusée',
    dire: (e) => `a refusé l’organisation ${organisation(e)}`,
  },
  'organisation.delimitee': {
    libelle: 'Périmètre d’un OPCO changé',
    dire: (e) => `a changé les filières que voit ${organisation(e)}`,
  },
  'cle.creee': {
    libelle: 'Clé créée',
    dire: (e) => `a créé la clé ${citer(lire(e.apres, 'nom') ?? identifiantDe(e))}`,
  },
  'cle.revoquee': { libelle: 'Clé révoquée', dire: (e) => `a révoqué la clé ${citer(identifiantDe(e))}` },
  'jeton.donne': {
    libelle: 'Jeton donné à une clé',
    dire: (e) => `a donné un jeton à la clé ${citer(identifiantDe(e))}`,
  },
  'jeton.refuse': {
    libelle: 'Jeton refusé à une clé',
    dire: (e) => `a refusé un jeton à la clé ${citer(identifiantDe(e))}`,
  },
  'acces.refuse': {
    libelle: 'Accès refusé',
    dire: (e) => `a demandé ce que son rôle ne permet pas (${identifiantDe(e)})`,
  },
  'acces.introuvable': {
    libelle: 'Objet introuvable',
    dire: (e) => `a demandé ce qui n’existe pas pour son rôle (${identifiantDe(e)})`,
  },
  'acces.separe': {
    libelle: 'Refus de la séparation des fonctions',
    dire: (e) => `a demandé ce que la séparation des fonctions lui interdit (${identifiantDe(e)})`,
  },
  'journal.exporte': { libelle: 'Journal exporté', dire: () => 'a téléchargé le journal' },
  'donnees.communiquees': {
    libelle: 'Données personnelles communiquées',
    dire: (e) => `a téléchargé les données personnelles ${deNom(concerne(e))}`,
  },
  'donnees.effacees': {
    libelle: 'Compte effacé',
    dire: (e) => `a effacé les données personnelles du compte ${identifiantDe(e)}`,
  },
  'donnees.purgees': {
    libelle: 'Données personnelles purgées',
    dire: (e) => {
      const combien = ['sessions', 'invitations', 'messages'].map((quoi) => Number(lire(e.apres, quoi) ?? 0))
      const mots = ['session', 'invitation', 'message'].map((mot, i) => compter(combien[i]!, mot))
      return `a supprimé ce dont la durée de conservation est passée : ${mots.join(', ')}`
    },
  },
}

/** « responsable », « OF-CFA, gestionnaire »: a role inside a sentence. */
export function direRole(role: string): string {
  if (!Object.hasOwn(ROLES, role)) return role
  const libelle = ROLES[role as Role].libelle.replace(/ \(.*/, '')
  return /^OF|^OPCO|^État/.test(libelle) ? libelle : libelle.toLocaleLowerCase('fr')
}

export const citer = (texte: string): string => `«${INSECABLE}${texte}${INSECABLE}»`

const identifiantDe = ({ objet }: Entree): string => objet.slice(objet.indexOf(':') + 1)
/** « , dans le rôle « opco » chez OPCO AKTO »: never the person, whom the journal does not name. */
function invitee(invitation: unknown): string {
  const [role, chez] = [lire(invitation, 'role'), lire(invitation, 'nomOrganisation')]
  return `${role ? `, dans le rôle ${citer(direRole(role))}` : ''}${chez ? ` chez ${chez}` : ''}`
}

const organisation = (entree: Entree): string => citer(lire(entree.apres, 'nom') ?? identifiantDe(entree))
const concerne = (entree: Entree): string => entree.nomConcerne ?? `compte ${identifiantDe(entree)}`

/** « à Camille Royer le rôle « responsable » », and whose it is when another wrote the act. */
function pouvoirs({ personne, nomConcerne, nomDonneur }: Entree, prete: unknown): string {
  const [de, a] = [lire(prete, 'de'), lire(prete, 'a')]
  const autrui = de !== undefined && de !== personne ? ` ${deNom(nomDonneur ?? `compte ${de}`)}` : ''
  return `à ${nomConcerne ?? `compte ${a}`} le rôle ${citer(direRole(lire(prete, 'role') ?? ''))}${autrui}`
}

function jours(prete: unknown): string {
  const [du, au] = [lire(prete, 'du'), lire(prete, 'au')]
  return du && au ? `, du ${ecrireDate(du)} au ${ecrireDate(au)}` : ''
}

function fichier(entree: Entree): string {
  const nom = lire(entree.apres, 'nom') ?? lire(entree.avant, 'nom')
  return nom ? citer(nom) : `de l’import ${identifiantDe(entree)}`
}

function taille({ apres }: Entree): string {
  const formations = lire(apres, 'formations')
  return formations ? `, ${compter(Number(formations), 'formation')}` : ''
}
