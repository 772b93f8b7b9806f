import { ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import { saisissable } from '#campagnes/demandes/espace.ts'
import { type Acteur, type Action, autoriser } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { type DossierSepare, type Etape, separer } from '#socle/separation.ts'

/** What a body in financial difficulty asks for beside its application. Amounts in cents. */
export type SaisieExceptionnelle = {
  readonly exercice: number
  /** Forecast deficit of that exercice, as a positive amount. */
  readonly deficit: Centimes
  readonly plan: string
  readonly montant: Centimes
  readonly justification: string
}

/** States of that request, from the first word to the vote; GLOSSAIRE draws the passages from here. */
export const ETATS_EXCEPTIONNELLE = {
  aucune: { libelle: 'Aucune', sens: 'Rien n’est demandé à titre exceptionnel.' },
  demandee: { libelle: 'Demandée', sens: 'La Région l’étudiera avec la demande.' },
  instruite: { libelle: 'Instruite', sens: 'La Région l’a étudiée ; la décision reste à prendre.' },
  accordee: {
    libelle: 'Accordée',
    sens: 'Le montant va au vote de l’assemblée, à part de l’enveloppe ordinaire.',
  },
  refusee: { libelle: 'Refusée', sens: 'La Région a dit non, et pourquoi.' },
  retiree: { libelle: 'Retirée', sens: 'L’organisme y a renoncé, et dit pourquoi.' },
} as const
export type EtatExceptionnelle = keyof typeof ETATS_EXCEPTIONNELLE

export type PassageExceptionnelle = {
  readonly libelle: string
  /** Once done, in the history of the request. */
  readonly fait: string
  /** How the journal names the act. */
  readonly trace: string
  readonly de: readonly EtatExceptionnelle[]
  readonly vers: EtatExceptionnelle
  readonly action: Action
  /** The step that must not meet another in one hand. */
  readonly etape?: Etape
  /** Whether it says why. */
  readonly motive?: true
}

/** From → to, act by act: nothing else moves it. */
export const PASSAGES_EXCEPTIONNELLE = {
  demander: {
    ...{ trace: 'exceptionnelle.demander', libelle: 'Demander', fait: 'Demandée', action: 'demande.deposer' },
    ...{ de: ['aucune', 'demandee', 'retiree'], vers: 'demandee' },
  },
  retirer: {
    ...{
      trace: 'exceptionnelle.retirer',
      libelle: 'Renoncer',
      fait: 'Abandonnée',
      action: 'demande.deposer',
    },
    ...{ de: ['demandee', 'instruite', 'accordee'], vers: 'retiree', motive: true },
  },
  instruire: {
    ...{
      trace: 'exceptionnelle.instruire',
      libelle: 'Proposer un montant',
      fait: 'Montant proposé',
      action: 'demande.instruire',
    },
    ...{ de: ['demandee', 'instruite'], vers: 'instruite', etape: 'instruire' },
  },
  accorder: {
    ...{ trace: 'exceptionnelle.accorder', libelle: 'Accorder', fait: 'Accordée', action: 'demande.valider' },
    ...{ de: ['instruite'], vers: 'accordee', etape: 'valider' },
  },
  refuser: {
    ...{ trace: 'exceptionnelle.refuser', libelle: 'Refuser', fait: 'Refusée', action: 'demande.valider' },
    ...{ de: ['demandee', 'instruite'], vers: 'refusee', etape: 'valider', motive: true },
  },
  rendre: {
    ...{
      trace: 'exceptionnelle.rendre',
      libelle: 'Reprendre la décision',
      fait: 'Remise à l’instruction',
      action: 'demande.valider',
    },
    ...{ de: ['instruite', 'accordee', 'refusee'], vers: 'demandee', motive: true },
  },
} as const satisfies Readonly<Record<string, PassageExceptionnelle>>
export type ActeExceptionnelle = keyof typeof PASSAGES_EXCEPTIONNELLE

/** What an act on it is judged with. */
export type SituationExceptionnelle = {
  readonly etat: EtatExceptionnelle
  readonly campagne: EtatCampagne
  readonly demande: EtatDemande
  readonly dossier: DossierSepare
}

/** From the vote on, nothing moves: what goes to the assembly is frozen. */
const FIGEES: readonly EtatCampagne[] = ['au_vote', 'votee', 'en_paiement', 'soldee']
/** What a body is told of it before the vote: a grant is still the Région's alone, and looks like what is being studied. */
export const direALOrganisme = (etat: EtatExceptionnelle): EtatExceptionnelle =>
  etat === 'accordee' ? 'instruite' : etat

/** An application that left the campaign takes its exceptional request with it. */
const ECARTEES: readonly EtatDemande[] = ['retiree', 'ineligible', 'non_retenue']

/**
 * Says whether this actor may do this act, with every reason why not at once.
 *
 * @param empechements what the act itself asks for and does not find: the bounds of the amount
 * @returns the new state
 */
export function passerExceptionnelle(
  acte: ActeExceptionnelle,
  situation: SituationExceptionnelle,
  acteur: Acteur,
  { motif, empechements = [] }: { readonly motif?: string | null; readonly empechements?: readonly Motif[] },
): Decision<EtatExceptionnelle> {
  const { libelle, de, vers, action, etape, motive }: PassageExceptionnelle = PASSAGES_EXCEPTIONNELLE[acte]
  const motifs: Motif[] = []
  if (!de.includes(situation.etat))
    motifs.push({
      code: 'etat-incompatible',
      message: `${cite(libelle)} part de l’état ${de.map((un) => cite(ETATS_EXCEPTIONNELLE[un].libelle)).join(' ou ')}${INSECABLE}; cette majoration exceptionnelle est à l’état ${cite(ETATS_EXCEPTIONNELLE[action === 'demande.deposer' ? direALOrganisme(situation.etat) : situation.etat].libelle)}.`,
    })
  motifs.push(...motifsDuMoment(acte, situation))
  const droit = autoriser(acteur, action)
  if (droit.statut === 'refus') motifs.push(...droit.motifs)
  const separation = etape && separer(acteur, etape, situation.dossier)
  if (separation?.statut === 'refus') motifs.push(...separation.motifs)
  if (motive && !motif?.trim())
    motifs.push({
      code: 'motif-absent',
      message: 'Dites pourquoi : ce motif reste à la demande.',
      correcteur: action === 'demande.deposer' ? 'demandeur' : 'agent',
    })
  motifs.push(...empechements)
  return motifs.length > 0 ? refus(...motifs) : accord(vers)
}

function* motifsDuMoment(
  acte: ActeExceptionnelle,
  { campagne, demande }: SituationExceptionnelle,
): Generator<Motif> {
  if (FIGEES.includes(campagne))
    yield {
      code: 'exceptionnelle-figee',
      message: `La campagne est à l’état ${cite(ETATS_CAMPAGNE[campagne].libelle)}${INSECABLE}: ses majorations exceptionnelles ne changent plus.`,
    }
  // What was granted to an application that left is taken back all the same: it would otherwise go to the vote.
  if (ECARTEES.includes(demande) && acte !== 'rendre')
    yield {
      code: 'demande-ecartee',
      message: `La demande de l’organisme est à l’état ${cite(ETATS_DEMANDE[demande].libelle)}${INSECABLE}: elle ne porte plus de majoration exceptionnelle.`,
    }
  if (acte === 'demander' && !saisissable(demande))
    yield {
      code: 'demande-deposee',
      message:
        'La majoration exceptionnelle se demande avec la demande : elle ne change plus une fois celle-ci déposée.',
      correcteur: 'agent',
    }
  if (acte !== 'demander' && acte !== 'retirer' && demande === 'brouillon')
    yield { code: 'demande-en-brouillon', message: 'L’organisme prépare encore sa demande.' }
}

/** The acts that this actor could do now, right and state only: what a screen offers. */
export const actesExceptionnels = (
  situation: Omit<SituationExceptionnelle, 'dossier'>,
  peut: (action: Action) => boolean,
): ActeExceptionnelle[] =>
  (Object.keys(PASSAGES_EXCEPTIONNELLE) as ActeExceptionnelle[]).filter((acte) => {
    const { de, action }: PassageExceptionnelle = PASSAGES_EXCEPTIONNELLE[acte]
    const sansDossier = { ...situation, dossier: { organisation: '', actes: [] } }
    return de.includes(situation.etat) && peut(action) && motifsDuMoment(acte, sansDossier).next().done
  })

/**
 * Judges what a body asks for, every reason at once.
 *
 * @returns the request, its texts trimmed
 */
export function verifierSaisieExceptionnelle(saisie: SaisieExceptionnelle): Decision<SaisieExceptionnelle> {
  const { exercice, deficit, montant } = saisie
  const [plan, justification] = [saisie.plan.trim(), saisie.justification.trim()]
  const motifs: Motif[] = []
  if (!Number.isInteger(exercice) || exercice < 2000 || exercice > 2100)
    motifs.push(demandeur('exercice-invalide', 'Écrivez l’année de l’exercice, entre 2000 et 2100.'))
  if (!estPositif(deficit))
    motifs.push(
      demandeur(
        'deficit-invalide',
        'Le déficit prévisionnel s’écrit comme un montant positif, au-dessus de zéro.',
      ),
    )
  if (!estPositif(montant))
    motifs.push(demandeur('montant-invalide', 'Le montant demandé doit être supérieur à zéro.'))
  if (estPositif(deficit) && montant > deficit)
    motifs.push({
      ...demandeur(
        'montant-superieur-au-deficit',
        `Le montant demandé (${ecrireMontant(montant)}) dépasse le déficit prévisionnel (${ecrireMontant(deficit)}).`,
      ),
      chiffres: { montant, deficit },
    })
  if (!plan) motifs.push(demandeur('plan-absent', 'Décrivez le plan de redressement.'))
  if (!justification) motifs.push(demandeur('justification-absente', 'Justifiez le montant demandé.'))
  return motifs.length > 0 ? refus(...motifs) : accord({ exercice, deficit, plan, montant, justification })
}

const estPositif = (montant: Centimes): boolean => Number.isSafeInteger(montant) && montant > 0
const demandeur = (code: string, message: string): Motif => ({ code, message, correcteur: 'demandeur' })
const cite = (mot: string): string => `«${INSECABLE}${mot}${INSECABLE}»`

/** One line an act: « état → acte → état », for GLOSSAIRE. */
export const dessinerCycleExceptionnelle = (): string[] =>
  Object.values(PASSAGES_EXCEPTIONNELLE).map(({ libelle, de, vers }: PassageExceptionnelle) => {
    const depart = de.map((etat) => ETATS_EXCEPTIONNELLE[etat].libelle.toLowerCase()).join(', ')
    return `${depart} → ${libelle.toLowerCase()} → ${ETATS_EXCEPTIONNELLE[vers].libelle.toLowerCase()}`
  })
