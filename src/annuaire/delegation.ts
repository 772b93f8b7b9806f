import { ROLES, type Role } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate } from '#socle/francais.ts'

/** Powers lent by one person to another, between two dates included (`AAAA-MM-JJ`, Paris time). */
export type Delegation = {
  readonly de: string
  readonly a: string
  readonly role: Role
  readonly du: string
  readonly au: string
}

/** A delegation as somebody asks for it. */
export type DemandeDelegation = Delegation & { readonly motif: string }

/** One side of a delegation, as its account stands today. */
export type Partie = {
  readonly nom: string
  readonly etat: string
  readonly organisation: { readonly id: string; readonly etat: string } | null
  /** Held in person. */
  readonly roles: readonly Role[]
  readonly delegations: readonly Delegation[]
}

/** Roles that cannot be lent: who runs the accounts, or keeps public money, answers for it in person. */
const INCESSIBLES: readonly Role[] = ['administrateur', 'comptable', 'public']

/** Among the roles of a person, those that it may lend. */
export const rolesCessibles = (roles: readonly Role[]): Role[] =>
  roles.filter((role) => !INCESSIBLES.includes(role))

type Circonstances = {
  /** Who writes the delegation: the lender, or an administrator in the lender's place. */
  readonly par: string
  readonly donneur: Partie
  readonly receveur: Partie
  /** What was lent already between these two people and not taken back. */
  readonly existantes: readonly Delegation[]
  readonly aujourdhui: string
}

/** Says whether a delegation can be written, with every reason why not. */
export function deleguer(demande: DemandeDelegation, circonstances: Circonstances): Decision<true> {
  const motifs = [...motifsDesPersonnes(demande, circonstances), ...motifsDuRole(demande, circonstances)]
  motifs.push(...motifsDesDates(demande, circonstances))
  if (demande.motif.trim().length < 3) motifs.push(MOTIF_ABSENT)
  return motifs.length > 0 ? refus(...motifs) : accord(true)
}

function* motifsDesPersonnes({ de, a }: Delegation, { par, donneur, receveur }: Circonstances) {
  if (de === a) yield { code: 'a-soi-meme', message: 'On ne se délègue pas à soi-même.' }
  else if (par === a)
    yield {
      code: 'a-son-profit',
      message: 'Nul ne s’attribue les pouvoirs d’un autre : la personne qui les tient doit les prêter.',
    }
  const { organisation } = donneur
  const ensemble = organisation?.etat === 'active' && organisation.id === receveur.organisation?.id
  // Nothing is told of the account of somebody who works elsewhere.
  for (const partie of ensemble && de !== a ? [donneur, receveur] : [donneur])
    if (partie.etat !== 'active')
      yield {
        code: 'compte-inactif',
        message: `Le compte de ${partie.nom} n’est pas actif.`,
        correcteur: 'administrateur' as const,
      }
  if (!ensemble)
    yield {
      code: 'autre-organisme',
      message: 'Les deux personnes doivent travailler pour le même organisme, actif ici.',
    }
}

function* motifsDuRole({ role }: Delegation, { donneur }: Circonstances) {
  const nom = `« ${ROLES[role].libelle} »`
  if (INCESSIBLES.includes(role))
    yield { code: 'role-incessible', message: `Le rôle ${nom} ne se délègue pas.` }
  if (donneur.roles.includes(role)) return
  if (donneur.delegations.some((recue) => recue.role === role))
    yield {
      code: 'role-recu',
      message: `Le rôle ${nom} est lui-même prêté à ${donneur.nom} : il ne se prête pas à son tour.`,
    }
  else
    yield {
      code: 'role-non-tenu',
      message: `Seul un rôle tenu en personne se délègue ; ${donneur.nom} ne tient pas ${nom}.`,
    }
}

function* motifsDesDates(
  { role, du, au }: Delegation,
  { existantes, aujourdhui }: Circonstances,
): Generator<Motif> {
  if (au < du) yield { code: 'dates-inversees', message: 'La fin de la délégation précède son début.' }
  if (du < aujourdhui)
    yield {
      code: 'debut-passe',
      message: 'La délégation commence au plus tôt aujourd’hui : elle ne couvre pas ce qui est déjà fait.',
    }
  if (au < aujourdhui) yield { code: 'deja-finie', message: 'La délégation serait déjà finie.' }
  if (au > finMaximale(du))
    yield {
      code: 'trop-longue',
      message: `Une délégation dure un an au plus : elle finit le ${ecrireDate(finMaximale(du))} au plus tard.`,
    }
  for (const autre of existantes)
    if (autre.role === role && autre.du <= au && du <= autre.au)
      yield {
        code: 'chevauchement',
        message: `Ce rôle est déjà prêté à cette personne du ${ecrireDate(autre.du)} au ${ecrireDate(autre.au)}.`,
      }
}

const MOTIF_ABSENT: Motif = {
  code: 'motif-absent',
  message: 'Dites pourquoi en quelques mots : le journal les garde.',
}

/**
 * Last day that a delegation may reach, one year from its first: the day before the same date of the next year.
 * One year is our choice, no text sets it; the screen says « indicatif ».
 */
export function finMaximale(du: string): string {
  const [annee, mois, jour] = du.split('-').map(Number) as [number, number, number]
  if (jour > 1) return ecrireJour(annee + 1, mois, jour - 1)
  return mois === 1
    ? ecrireJour(annee, 12, 31)
    : ecrireJour(annee + 1, mois - 1, joursDuMois(annee + 1, mois - 1))
}

const ecrireJour = (annee: number, mois: number, jour: number): string =>
  [String(annee).padStart(4, '0'), ...[mois, jour].map((n) => String(n).padStart(2, '0'))].join('-')

function joursDuMois(annee: number, mois: number): number {
  const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
  if (mois === 2) return bissextile ? 29 : 28
  return [4, 6, 9, 11].includes(mois) ? 30 : 31
}

/** Whether a delegation holds on this day. */
export const enCours = ({ du, au }: Delegation, aujourdhui: string): boolean =>
  du <= aujourdhui && aujourdhui <= au

/** What becomes of a delegation; `sans_effet`: its dates hold, but no longer the accounts or the role that it rests on. */
export const ETATS_DELEGATION = {
  a_venir: 'à venir',
  en_cours: 'en cours',
  sans_effet: 'sans effet',
  finie: 'finie',
  retiree: 'retirée',
} as const
export type EtatDelegation = keyof typeof ETATS_DELEGATION

type Suivie = Delegation & {
  readonly retireeLe: string | null
  /** Whether both accounts are active, in one organisation, and the role still held by the lender. */
  readonly fondee: boolean
}

export function etatDe(delegation: Suivie, aujourdhui: string): EtatDelegation {
  if (delegation.retireeLe) return 'retiree'
  if (delegation.au < aujourdhui) return 'finie'
  if (!delegation.fondee) return 'sans_effet'
  return enCours(delegation, aujourdhui) ? 'en_cours' : 'a_venir'
}

/** Whether a state belongs to the past: nothing more will happen to the delegation. */
export const estPassee = (etat: EtatDelegation): boolean => etat === 'finie' || etat === 'retiree'

/** Says whether a delegation can be withdrawn; whoever withdraws in the place of the lender says why. */
export function retirer(
  delegation: Suivie,
  { par, motif, aujourdhui }: { par: string; motif: string; aujourdhui: string },
): Decision<true> {
  const motifs: Motif[] = []
  const etat = etatDe(delegation, aujourdhui)
  if (estPassee(etat))
    motifs.push({
      code: 'deja-passee',
      message: `Cette délégation est déjà ${ETATS_DELEGATION[etat]} : il n’y a rien à retirer.`,
    })
  if (par !== delegation.de && motif.trim().length < 3) motifs.push(MOTIF_ABSENT)
  return motifs.length > 0 ? refus(...motifs) : accord(true)
}
