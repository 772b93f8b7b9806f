import { type EtatDossier, VIVANTS } from '#aides/dossiers/cycle.ts'
import type { Enveloppe } from '#aides/sessions/session.ts'
import type { Centimes } from '#socle/montant.ts'

/** Dossiers of one centre, at one level, in one state. */
export type Poste = {
  readonly organisation: string
  readonly organisme: string
  /** As the scheme codes it: « 3 »; empty for a scheme that does not ask for it. */
  readonly niveau: string
  readonly etat: EtatDossier
  readonly nombre: number
  /** Cents; zero for those that have no amount. */
  readonly montant: Centimes
}

/** What to look at: everything when nothing is chosen. */
export type FiltrePostes = {
  readonly organisme?: string | undefined
  readonly niveau?: string | undefined
  readonly etat?: string | undefined
}

export const filtrerPostes = (
  postes: readonly Poste[],
  { organisme, niveau, etat }: FiltrePostes,
): readonly Poste[] =>
  postes.filter(
    (poste) =>
      (organisme === undefined || poste.organisation === organisme) &&
      (niveau === undefined || poste.niveau === niveau) &&
      (etat === undefined || poste.etat === etat),
  )

/** What dossiers amount to, by what they have become. */
export type Compte = {
  readonly nombre: number
  readonly accordes: number
  readonly accorde: Centimes
  readonly proposes: number
  readonly propose: Centimes
  readonly enAttente: number
  /** What those who wait would take. */
  readonly attente: Centimes
}

export function compterPostes(postes: readonly Poste[]): Compte {
  const de = (etat: EtatDossier) => postes.filter((poste) => poste.etat === etat)
  const nombre = (lot: readonly Poste[]) => lot.reduce((somme, poste) => somme + poste.nombre, 0)
  const montant = (lot: readonly Poste[]) => lot.reduce((somme, poste) => somme + poste.montant, 0)
  const [proposes, attente, accordes] = VIVANTS.map(de) as [Poste[], Poste[], Poste[]]
  return {
    nombre: nombre(postes),
    ...{ accordes: nombre(accordes), accorde: montant(accordes) },
    ...{ proposes: nombre(proposes), propose: montant(proposes) },
    ...{ enAttente: nombre(attente), attente: montant(attente) },
  }
}

/** The same, value by value of what they are grouped by, in the order of first appearance. */
export function grouperPostes(
  postes: readonly Poste[],
  par: 'organisation' | 'niveau' | 'etat',
): { readonly cle: string; readonly compte: Compte; readonly poste: Poste }[] {
  const groupes = Map.groupBy(postes, (poste) => poste[par])
  return [...groupes].map(([cle, lot]) => ({ cle, compte: compterPostes(lot), poste: lot[0]! }))
}

/** How many dossiers in each state. */
export function compterEtats(postes: readonly Poste[]): Partial<Record<EtatDossier, number>> {
  const comptes: Partial<Record<EtatDossier, number>> = {}
  for (const { etat, nombre } of postes) comptes[etat] = (comptes[etat] ?? 0) + nombre
  return comptes
}

/** Where the money granted stands, in cents. */
export type Versement = {
  readonly paye: Centimes
  /** In the hands of the agency. */
  readonly enCours: Centimes
}

/** An envelope cut in parts that make it whole, in cents. */
export type PartsEnveloppe = Versement & {
  /** Granted in this session, and not sent yet, or to be sent again. */
  readonly aPayer: Centimes
  /** Granted in the other sessions that share the envelope. */
  readonly ailleurs: Centimes
  readonly reste: Centimes
}

/**
 * Cuts an envelope: paid + in the hands of the agency + granted and not sent + granted elsewhere + left, to the cent.
 *
 * @param accorde by this session, a part of what the envelope bears
 */
export const partagerEnveloppe = (
  enveloppe: Enveloppe,
  accorde: Centimes,
  { paye, enCours }: Versement,
): PartsEnveloppe => ({
  ...{ paye, enCours, aPayer: accorde - paye - enCours },
  ...{ ailleurs: enveloppe.accorde - accorde, reste: enveloppe.reste },
})

/** What is left of an envelope: never negative as long as nothing is granted beyond it. */
export const remplir = (affecte: Centimes, accorde: Centimes): Enveloppe => ({
  ...{ affecte, accorde },
  reste: affecte - accorde,
})
