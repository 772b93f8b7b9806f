import type { ChampListe } from '#aides/listes/colonnes-liste.ts'
import type { Motif } from '#socle/decision.ts'
import { compter, ecrireDate } from '#socle/francais.ts'

/**
 * Life of a list: recue → en_lecture → a_corriger ⇄ prete → en_depot → deposee; en_lecture → refusee. Everything before
 * en_depot → abandonnee. A server stopped in en_lecture or en_depot is taken up again.
 */
export type EtatListe =
  | 'recue'
  | 'en_lecture'
  | 'a_corriger'
  | 'prete'
  | 'en_depot'
  | 'deposee'
  | 'refusee'
  | 'abandonnee'

/** A header of the file and the field that it holds; null when it is not read. */
export type ColonneDeListe = { readonly entete: string; readonly champ: ChampListe | null }

export type SessionOuverte = {
  readonly id: string
  readonly etat: 'preparation' | 'ouverte' | 'close' | 'soldee'
  /** Instants, UTC. */
  readonly ouvreLe: string
  readonly fermeLe: string
}

/** How many lines of a list are in which case. */
export type ComptesListe = {
  readonly lignes: number
  /** Lines with an error, not left out. */
  readonly enErreur: number
  readonly avecAvertissement: number
  readonly ecartees: number
  /** What a deposit would take now. */
  readonly valides: number
}

/** Why nothing may be sent nor deposited in a session at an instant; empty when it is open. */
export function motifsContreSession({ etat, ouvreLe, fermeLe }: SessionOuverte, maintenant: string): Motif[] {
  if (etat !== 'ouverte')
    return [
      {
        code: 'session_fermee',
        message: 'Cette campagne d’aides n’est pas ouverte : rien ne peut y être déposé.',
        correcteur: 'agent',
      },
    ]
  if (maintenant < ouvreLe)
    return [
      { code: 'session_a_venir', message: `Cette campagne d’aides ouvre le ${ecrireInstantParis(ouvreLe)}.` },
    ]
  // The closing second is the last one in which something is received, down to its end.
  if (maintenant.slice(0, 19) > fermeLe.slice(0, 19))
    return [
      {
        code: 'session_close',
        message: `Cette campagne d’aides a fermé le ${ecrireInstantParis(fermeLe)}, heure de Paris.`,
        correcteur: 'agent',
      },
    ]
  return []
}

const PARIS = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** « 29 mars 2026 à 23 h 59 min 59 s ». */
export function ecrireInstantParis(instant: string): string {
  const [jour = '', heure = ''] = PARIS.format(Date.parse(instant)).split(' ')
  const [heures, minutes, secondes] = heure.split(':')
  return `${ecrireDate(jour)} à ${Number(heures)} h ${minutes}${secondes === '00' ? '' : ` min ${secondes} s`}`
}

export type ModeDepot = 'toutes' | 'valides'

/** Why a list may not be deposited now; empty when it may. `toutes`: not one line with an error may remain. */
export function motifsContreDepot(
  { etat, comptes }: { readonly etat: EtatListe; readonly comptes: ComptesListe },
  mode: ModeDepot,
): Motif[] {
  if (etat === 'deposee' || etat === 'en_depot')
    return [{ code: 'liste_deposee', message: 'Cette liste est déjà déposée.' }]
  if (etat !== 'prete' && etat !== 'a_corriger')
    return [
      {
        code: 'liste_pas_lue',
        message: 'Cette liste n’est pas lue : attendez la fin de la lecture, ou renvoyez-la.',
      },
    ]
  if (comptes.valides === 0)
    return [
      {
        code: 'aucune_ligne',
        message: 'Aucune ligne de cette liste ne peut être déposée.',
        correcteur: 'demandeur',
      },
    ]
  if (mode === 'toutes' && comptes.enErreur > 0)
    return [
      {
        code: 'lignes_en_erreur',
        message: `${compter(comptes.enErreur, 'ligne')} en erreur : corrigez-les, écartez-les, ou déposez les seules lignes valides.`,
        chiffres: { lignes: comptes.enErreur },
        correcteur: 'demandeur',
      },
    ]
  return []
}

/** Why a cell may not be corrected, nor a line left out; null when it may. */
export const motifContreCorrection = (etat: EtatListe): Motif | null =>
  etat === 'prete' || etat === 'a_corriger'
    ? null
    : {
        code: 'liste_figee',
        message: 'Cette liste ne se corrige pas : elle est en lecture, déposée ou abandonnée.',
      }
