import { type Acteur, type Action, autoriser } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import { type DossierSepare, type Etape, separer } from '#socle/separation.ts'

/** States of an application, and what each means for the body that waits. GLOSSAIRE draws the passages from here. */
export const ETATS_DEMANDE = {
  brouillon: { libelle: 'Brouillon', sens: 'Vous préparez votre demande ; la Région n’en lit rien.' },
  deposee: { libelle: 'Déposée', sens: 'La Région a reçu votre demande et vérifie qu’elle est complète.' },
  a_completer: { libelle: 'À compléter', sens: 'La Région vous demande un complément, avant une date.' },
  complete: { libelle: 'Complète', sens: 'Rien ne manque : votre demande attend son instruction.' },
  instruite: { libelle: 'Instruite', sens: 'Un agent l’a étudiée ; un autre doit encore la valider.' },
  validee: { libelle: 'Validée', sens: 'Vos formations entrent au classement, avant le vote.' },
  retenue: { libelle: 'Retenue', sens: 'L’assemblée a voté une majoration pour votre organisme.' },
  non_retenue: { libelle: 'Non retenue', sens: 'Aucune de vos formations n’a été retenue au classement.' },
  notifiee: { libelle: 'Notifiée', sens: 'La décision vous a été envoyée.' },
  engagee: { libelle: 'Engagée', sens: 'Les crédits sont réservés : le paiement se prépare.' },
  payee: { libelle: 'Payée', sens: 'Le paiement est fait.' },
  ineligible: {
    libelle: 'Inéligible',
    sens: 'Votre demande ne remplit pas les conditions ; les motifs sont dits.',
  },
  retiree: { libelle: 'Retirée', sens: 'Vous avez retiré votre demande.' },
} as const
export type EtatDemande = keyof typeof ETATS_DEMANDE

export type Passage = {
  readonly libelle: string
  /** How the journal names the act. */
  readonly trace: string
  readonly de: readonly EtatDemande[]
  readonly vers: EtatDemande
  /** The right that it takes. */
  readonly action: Action
  /** The step that must not meet another in one hand. */
  readonly etape?: Etape
  /** Whether it says why. */
  readonly motive?: true
}

/** From → to, act by act: nothing else moves an application. */
export const PASSAGES = {
  deposer: {
    trace: 'demande.deposer',
    libelle: 'Déposer',
    de: ['brouillon'],
    vers: 'deposee',
    action: 'demande.deposer',
  },
  reprendre: {
    trace: 'demande.reprendre',
    libelle: 'Reprendre',
    de: ['deposee'],
    vers: 'brouillon',
    action: 'demande.deposer',
  },
  retirer: {
    trace: 'demande.retirer',
    ...{ libelle: 'Retirer', de: ['brouillon', 'deposee', 'a_completer', 'complete'], vers: 'retiree' },
    action: 'demande.deposer',
  },
  demanderComplement: {
    trace: 'demande.demanderComplement',
    ...{ libelle: 'Demander un complément', de: ['deposee', 'complete'], vers: 'a_completer' },
    ...{ action: 'demande.instruire', motive: true },
  },
  repondre: {
    trace: 'demande.repondre',
    libelle: 'Répondre',
    de: ['a_completer'],
    vers: 'complete',
    action: 'demande.deposer',
  },
  constaterComplete: {
    trace: 'demande.constaterComplete',
    ...{ libelle: 'Constater complète', de: ['deposee'], vers: 'complete', action: 'demande.instruire' },
  },
  instruire: {
    trace: 'demande.instruire',
    ...{ libelle: 'Conclure l’instruction', de: ['complete'], vers: 'instruite' },
    ...{ action: 'demande.instruire', etape: 'instruire' },
  },
  rendre: {
    trace: 'demande.rendre',
    ...{ libelle: 'Rendre à l’instruction', de: ['instruite', 'validee'], vers: 'complete' },
    ...{ action: 'demande.valider', motive: true },
  },
  valider: {
    trace: 'demande.valider',
    ...{
      libelle: 'Valider',
      de: ['instruite'],
      vers: 'validee',
      action: 'demande.valider',
      etape: 'valider',
    },
  },
  rejeter: {
    trace: 'demande.rejeter',
    ...{ libelle: 'Déclarer inéligible', de: ['deposee', 'complete', 'instruite'], vers: 'ineligible' },
    ...{ action: 'demande.valider', etape: 'valider', motive: true },
  },
  retablir: {
    trace: 'demande.retablir',
    ...{ libelle: 'Rétablir', de: ['ineligible'], vers: 'complete', action: 'demande.valider', motive: true },
  },
  retenir: {
    trace: 'demande.retenir',
    libelle: 'Retenir',
    de: ['validee'],
    vers: 'retenue',
    action: 'campagne.conduire',
  },
  ecarter: {
    trace: 'demande.ecarter',
    libelle: 'Ne pas retenir',
    de: ['validee'],
    vers: 'non_retenue',
    action: 'campagne.conduire',
  },
  notifier: {
    trace: 'demande.notifier',
    ...{ libelle: 'Notifier', de: ['retenue', 'non_retenue'], vers: 'notifiee', action: 'campagne.conduire' },
  },
  engager: {
    trace: 'demande.engager',
    libelle: 'Engager',
    de: ['notifiee'],
    vers: 'engagee',
    action: 'demande.engager',
  },
  desengager: {
    trace: 'demande.desengager',
    ...{ libelle: 'Rendre ses crédits', de: ['engagee'], vers: 'notifiee', action: 'demande.engager' },
  },
  finirDePayer: {
    trace: 'demande.finirDePayer',
    ...{ libelle: 'Renoncer au reste', de: ['engagee'], vers: 'payee', action: 'demande.engager' },
    ...{ etape: 'payer' },
  },
  payer: {
    trace: 'demande.payer',
    ...{ libelle: 'Payer', de: ['engagee'], vers: 'payee', action: 'demande.payer', etape: 'payer' },
  },
} as const satisfies Readonly<Record<string, Passage>>
export type ActeDemande = keyof typeof PASSAGES

const passageDe = (acte: ActeDemande): Passage => PASSAGES[acte]

/**
 * Says whether this actor may move this application, with every reason why not at once.
 *
 * @param dossier whose it is and what was done on it, for the separation of duties
 * @param empechements what the act itself asks for and does not find (`depot.ts`, `completude.ts`)
 * @returns the new state
 */
export function passer(
  acte: ActeDemande,
  demande: { readonly etat: EtatDemande },
  acteur: Acteur,
  {
    dossier,
    motif,
    empechements = [],
  }: {
    readonly dossier: DossierSepare
    readonly motif?: string | null
    readonly empechements?: readonly Motif[]
  },
): Decision<EtatDemande> {
  const { libelle, de, vers, action, etape, motive } = passageDe(acte)
  const motifs: Motif[] = []
  if (!de.includes(demande.etat)) motifs.push(etatIncompatible(libelle, demande.etat, de))
  const droit = autoriser(acteur, action)
  if (droit.statut === 'refus') motifs.push(...droit.motifs)
  if (etape) {
    const separation = separer(acteur, etape, dossier)
    if (separation.statut === 'refus') motifs.push(...separation.motifs)
  }
  if (motive && !motif?.trim())
    motifs.push({
      code: 'motif-absent',
      message: 'Dites pourquoi : ce motif reste au dossier.',
      correcteur: 'agent',
    })
  motifs.push(...empechements)
  return motifs.length > 0 ? refus(...motifs) : accord(vers)
}

const etatIncompatible = (libelle: string, etat: EtatDemande, de: readonly EtatDemande[]): Motif => {
  const attendus = de.map((un) => `«${INSECABLE}${ETATS_DEMANDE[un].libelle}${INSECABLE}»`).join(' ou ')
  return {
    code: 'etat-incompatible',
    message: `«${INSECABLE}${libelle}${INSECABLE}» part de l’état ${attendus}${INSECABLE}; cette demande est à l’état «${INSECABLE}${ETATS_DEMANDE[etat].libelle}${INSECABLE}».`,
  }
}

/** The acts that this actor could do now, right and state only: what a screen offers. */
export function passagesPossibles(
  etat: EtatDemande,
  peut: (action: Action) => boolean,
): readonly ActeDemande[] {
  return (Object.keys(PASSAGES) as ActeDemande[]).filter((acte) => {
    const { de, action } = passageDe(acte)
    return de.includes(etat) && peut(action)
  })
}

/** One line a state: « état → acte → état », for GLOSSAIRE. */
export const dessinerCycle = (): string[] =>
  (Object.keys(PASSAGES) as ActeDemande[]).map((acte) => {
    const { libelle, de, vers } = passageDe(acte)
    const depart = de.map((etat) => ETATS_DEMANDE[etat].libelle.toLowerCase()).join(', ')
    return `${depart} → ${libelle.toLowerCase()} → ${ETATS_DEMANDE[vers].libelle.toLowerCase()}`
  })
