import type { TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import { ecrireImputation, type Imputation } from '#budget/rules/ligne.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { compter, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** States of a dossier of write-offs. GLOSSAIRE tells them in this order. */
export const ETATS_ADMISSION = {
  preparation: 'En préparation',
  proposee: 'Proposée',
  avis_favorable: 'Avis favorable',
  avis_defavorable: 'Avis défavorable',
  votee: 'Votée',
  admise: 'Admise',
  retiree: 'Retirée',
} as const
export type EtatAdmission = keyof typeof ETATS_ADMISSION

export const SUITES_ADMISSION: Readonly<Record<EtatAdmission, readonly EtatAdmission[]>> = {
  preparation: ['proposee', 'retiree'],
  proposee: ['avis_favorable', 'avis_defavorable', 'retiree'],
  avis_favorable: ['votee', 'retiree'],
  avis_defavorable: [],
  votee: ['admise', 'retiree'],
  admise: [],
  retiree: [],
}

/**
 * Why a titre cannot be collected. Annexe 5 of 2023 gives « Liquidation close »; the others are ours, indicative. An end
 * that a court pronounced needs no other proof that collecting was tried.
 */
export const MOTIFS_ADMISSION = {
  liquidation_close: { libelle: 'Liquidation close', diligence: false },
  insuffisance_actif: { libelle: 'Clôture pour insuffisance d’actif', diligence: false },
  debiteur_disparu: { libelle: 'Débiteur disparu ou introuvable', diligence: true },
  poursuites_sans_effet: { libelle: 'Poursuites sans effet', diligence: true },
  sous_le_seuil: { libelle: 'Reste inférieur au seuil de poursuite', diligence: true },
  autre: { libelle: 'Autre motif', diligence: true },
} as const
export type MotifAdmission = keyof typeof MOTIFS_ADMISSION
export const CODES_MOTIF = Object.keys(MOTIFS_ADMISSION) as MotifAdmission[]

/** Where the loss is borne: crédits de paiement, without any affectation. */
export const IMPUTATION_NON_VALEUR: Imputation = {
  ...{ chapitre: '931', codeFonctionnel: '12', programme: null, action: null, nature: '6541' },
}

export type TitrePropose = {
  readonly titre: string
  readonly motif: MotifAdmission
  readonly precision: string | null
}
export type Proposition = TitrePropose & { readonly suivi: TitreSuivi }

/** What the accountant asks for. */
export type SaisieAdmission = {
  readonly objet: string
  /** Day of the letter by which it is asked, which is its reference. */
  readonly courrierLe: string
  /** Which part of the Région it concerns: « PFPA ». */
  readonly pole: string
}
export type Admission = SaisieAdmission & {
  readonly id: string
  readonly etat: EtatAdmission
  readonly avisLe: string | null
  readonly observations: string | null
  readonly deliberation: string | null
  readonly voteeLe: string | null
  readonly motif: string | null
  readonly engagement: string | null
  readonly nombre: number
  readonly montant: Centimes
  /** Mandats of the loss that the accountant did not send back. */
  readonly mandate: Centimes
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
const rendre = <T>(motifs: readonly Motif[], valeur: T): Decision<T> =>
  motifs.length > 0 ? refus(...motifs) : accord(valeur)

function passage(etat: EtatAdmission, vers: EtatAdmission): Motif[] {
  if (SUITES_ADMISSION[etat].includes(vers)) return []
  const dire = (un: EtatAdmission) => `«${INSECABLE}${ETATS_ADMISSION[un]}${INSECABLE}»`
  return [agent('admission-etat', `Ce dossier est ${dire(etat)} : il ne passe pas à ${dire(vers)}.`)]
}

/** Says whether titres can be put in, or taken out of, a dossier. */
export const modifier = (etat: EtatAdmission): Decision<true> =>
  etat === 'preparation'
    ? accord(true)
    : refus(agent('admission-etat', 'Ce dossier n’est plus en préparation : ses titres ne changent plus.'))

/** Says whether a titre can be put in a dossier: still to be collected, waiting in no other, and pursued if need be. */
export function proposerTitre(
  { motif, precision }: Omit<TitrePropose, 'titre'>,
  titre: Pick<TitreSuivi, 'etat' | 'admission' | 'diligences' | 'exercice' | 'numero'>,
  dossier: string,
): Decision<true> {
  const motifs: Motif[] = []
  const nom = `Le titre n°${INSECABLE}${titre.numero} de ${titre.exercice}`
  if (titre.etat !== 'emis')
    motifs.push(agent('titre-clos', `${nom} est clos : il n’y a plus rien à admettre en non-valeur.`))
  else if (titre.admission !== null)
    motifs.push(
      agent(
        'titre-deja-propose',
        titre.admission === dossier
          ? `${nom} est déjà dans ce dossier.`
          : `${nom} attend déjà dans un autre dossier.`,
      ),
    )
  if (MOTIFS_ADMISSION[motif].diligence && titre.diligences.length === 0)
    motifs.push(
      agent(
        'diligence-manquante',
        `${nom} n’a aucune diligence notée : le motif «${INSECABLE}${MOTIFS_ADMISSION[motif].libelle}${INSECABLE}» en demande au moins une.`,
      ),
    )
  if (motif === 'autre' && !precision?.trim())
    motifs.push(agent('precision-manquante', 'Le motif « Autre motif » se précise.'))
  return rendre(motifs, true)
}

/** Says whether a dossier can be sent to the Région: it has titres. */
export function proposer(etat: EtatAdmission, titres: number): Decision<true> {
  const motifs = passage(etat, 'proposee')
  if (titres === 0)
    motifs.push(agent('dossier-vide', 'Ce dossier ne porte aucun titre : ajoutez ceux à proposer.'))
  return rendre(motifs, true)
}

export type Avis = {
  readonly sens: 'favorable' | 'defavorable'
  readonly date: string
  readonly observations: string | null
}

const venue = (date: string, aujourdhui: string): Motif[] =>
  date > aujourdhui ? [agent('date-a-venir', `Le ${ecrireDate(date)} n’est pas encore venu.`)] : []
const apres = (date: string, debut: string, quoi: string): Motif[] =>
  date < debut
    ? [agent('date-anterieure', `Le ${ecrireDate(date)} est avant ${quoi}, du ${ecrireDate(debut)}.`)]
    : []

/** Says whether the avis of the commission can be written. */
export function aviser(
  { etat, courrierLe }: Pick<Admission, 'etat' | 'courrierLe'>,
  avis: Avis,
  aujourdhui: string,
): Decision<Avis> {
  const motifs = [
    ...passage(etat, `avis_${avis.sens}`),
    ...venue(avis.date, aujourdhui),
    ...apres(avis.date, courrierLe, 'la lettre du comptable'),
  ]
  if (avis.sens === 'defavorable' && !avis.observations?.trim())
    motifs.push(agent('motif-manquant', 'Un avis défavorable dit pourquoi.'))
  return rendre(motifs, avis)
}

export type VoteAdmission = { readonly deliberation: string; readonly date: string }

/** Says whether the délibération that follows the avis can be written. */
export const voterAdmission = (
  { etat, avisLe }: Pick<Admission, 'etat' | 'avisLe'>,
  vote: VoteAdmission,
  aujourdhui: string,
): Decision<VoteAdmission> =>
  rendre(
    [
      ...passage(etat, 'votee'),
      ...venue(vote.date, aujourdhui),
      ...(avisLe ? apres(vote.date, avisLe, 'l’avis') : []),
    ],
    vote,
  )

/** Says whether the accountant can take a dossier back: as long as the loss is not mandated. */
export function retirer(etat: EtatAdmission, motif: string): Decision<string> {
  const motifs = passage(etat, 'retiree')
  if (!motif.trim()) motifs.push(agent('motif-manquant', 'Dites pourquoi ce dossier est retiré.'))
  return rendre(motifs, motif.trim())
}

/**
 * Why nothing is noted as received on a titre of this dossier, if any: its sum is before the commission or the assembly, and
 * what they look at does not change under their eyes.
 */
export function retenirEncaissement(dossier: Pick<Admission, 'etat' | 'objet'> | undefined): Motif[] {
  if (!dossier || !(['proposee', 'avis_favorable', 'votee'] as EtatAdmission[]).includes(dossier.etat))
    return []
  return [
    agent(
      'titre-propose',
      `Ce titre est dans le dossier de non-valeur «${INSECABLE}${dossier.objet}${INSECABLE}» (${ETATS_ADMISSION[dossier.etat].toLowerCase()}) : retirez d’abord ce dossier, dont la somme change, puis notez l’encaissement.`,
    ),
  ]
}

/** Says whether the loss can be mandated on this line: every titre still to be collected, the line that of non-valeurs. */
export function admettre(
  { etat }: Pick<Admission, 'etat'>,
  propositions: readonly Proposition[],
  ligne: Imputation,
): Decision<Centimes> {
  const motifs = passage(etat, 'admise')
  const attendue = ecrireImputation(IMPUTATION_NON_VALEUR)
  if (ecrireImputation(ligne) !== attendue)
    motifs.push(
      agent(
        'imputation-autre',
        `Une admission en non-valeur se mandate sur ${attendue}, cette ligne est ${ecrireImputation(ligne)}.`,
      ),
    )
  const clos = propositions.filter(({ suivi }) => suivi.etat !== 'emis')
  if (clos.length > 0)
    motifs.push(
      agent(
        'titre-clos',
        `${compter(clos.length, 'titre du dossier est déjà clos', 'titres du dossier sont déjà clos')} : ${clos.map(({ suivi }) => `n°${INSECABLE}${suivi.numero} de ${suivi.exercice}`).join(', ')}.`,
      ),
    )
  return rendre(motifs, sommer(propositions))
}

export const sommer = (propositions: readonly Proposition[]): Centimes =>
  propositions.reduce((total, { suivi }) => total + suivi.reste, 0)

/** « 12 629 € en 3 titres » */
export const resumer = ({ nombre, montant }: Pick<Admission, 'nombre' | 'montant'>): string =>
  `${ecrireMontant(montant)} en ${compter(nombre, 'titre')}`
