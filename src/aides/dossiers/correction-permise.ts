import type { CorrecteurAsp } from '#aides/asp/correcteur.ts'
import { EN_COURS, type EtatPaiement, VERSES } from '#aides/asp/etats.ts'
import {
  type ChampCorrigeable,
  caseDe,
  type GroupeCorrection,
  groupeDe,
} from '#aides/dossiers/champs-corrigeables.ts'
import { ETATS_DOSSIER, type EtatDossier } from '#aides/dossiers/cycle.ts'
import type { Motif } from '#socle/decision.ts'
import { INSECABLE, minuscule } from '#socle/francais.ts'

/** Why the payment of a dossier is stopped, by the cell to put right and who can. */
export type Blocage = {
  readonly code: string
  readonly champ: string
  readonly libelle: string
  readonly correcteur: CorrecteurAsp
}

/** What a correction is judged against. */
export type FaitsCorrection = {
  /** The training centre that deposited, or an agent of the Région. */
  readonly par: 'organisme' | 'region'
  readonly etat: EtatDossier
  /** Of the payment that counts; null when there is none. */
  readonly paiement: EtatPaiement | null
  /** Another dossier of the same person is being paid. */
  readonly personneEnVol: boolean
  /** Another centre has a dossier of the same person. */
  readonly personneAilleurs: boolean
  readonly blocages: readonly Blocage[]
}

/** A reason of a refusal, on its cell; null when the whole correction is meant. */
export type MotifDeCase = Motif & { readonly champ: ChampCorrigeable | 'motif' | null }

const CLOS: readonly EtatDossier[] = ['refuse', 'retire']
const parmi = (etats: readonly EtatPaiement[], etat: EtatPaiement | null) =>
  etat !== null && etats.includes(etat)

/**
 * Why the fields of a group may not be corrected now, or by this person; null when they may. What was sent and not answered
 * yet must stay what was sent; once paid, only what serves to write to the person still changes.
 */
export function motifContreGroupe(groupe: GroupeCorrection, faits: FaitsCorrection): Motif | null {
  const { etat, paiement, par, blocages } = faits
  if (CLOS.includes(etat))
    return {
      code: 'dossier-clos',
      message: `Un dossier «${INSECABLE}${minuscule(ETATS_DOSSIER[etat].libelle)}${INSECABLE}» ne se corrige pas.`,
    }
  if (groupe === 'contact') return null
  if (parmi(EN_COURS, paiement))
    return {
      code: 'paiement-en-vol',
      message:
        'Un paiement est parti et l’ASP n’y a pas répondu : corriger dirait autre chose que ce qui est envoyé.',
    }
  if (groupe !== 'adresse' && parmi(VERSES, paiement))
    return {
      code: 'deja-paye',
      message: 'L’aide est payée : seuls l’adresse, le courriel et le téléphone se corrigent.',
    }
  if (groupe === 'identite' && faits.personneEnVol)
    return {
      code: 'personne-en-vol',
      message:
        'Un autre dossier de cette personne est en paiement : son identité attend la réponse de l’ASP.',
    }
  if (groupe === 'identite' && faits.personneAilleurs && par === 'organisme')
    return {
      code: 'personne-partagee',
      message:
        'Cette personne a un dossier dans un autre organisme : un agent de la Région corrige son identité.',
      correcteur: 'agent',
    }
  if (groupe === 'compte' && par === 'region' && !compteOuvertAuxAgents(blocages))
    return {
      code: 'compte-par-organisme',
      message:
        'Le compte se corrige par l’organisme qui l’a recueilli ; un agent ne le fait que si la banque ou l’ASP en demandent un autre à l’apprenti.',
      correcteur: 'demandeur',
    }
  return null
}

/** An apprentice whose account was refused gives another one to whoever answers: the centre, or an agent. */
const compteOuvertAuxAgents = (blocages: readonly Blocage[]) =>
  blocages.some(({ champ, correcteur }) => {
    const cellule = caseDe(champ)
    return cellule && groupeDe(cellule) === 'compte' && ['apprenti', 'agent'].includes(correcteur)
  })
