import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate, ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

export const ETATS_TITRE = {
  emis: 'émis',
  recouvre: 'recouvré',
  annule: 'annulé',
  admis_en_non_valeur: 'admis en non-valeur',
} as const
export type EtatTitre = keyof typeof ETATS_TITRE

/** What somebody owes to the Région. */
export type DemandeTitre = {
  readonly exercice: number
  readonly numero: number
  readonly debiteur: string
  readonly siret: string | null
  readonly objet: string
  /** Null when the document that tells of the titre does not say it. */
  readonly date: string | null
  readonly montant: Centimes
}
export type Titre = DemandeTitre & {
  readonly id: string
  readonly etat: EtatTitre
  /** What was received on it, in all. */
  readonly encaisse: Centimes
  /** The engagement that bears a loss. */
  readonly engagement: string | null
}

/** What was not noted as received: still due, or lost once the titre was written off. */
export const resteDu = ({ montant, encaisse }: Pick<Titre, 'montant' | 'encaisse'>): Centimes =>
  montant - encaisse

/** Money received on a titre, once. */
export type Encaissement = {
  readonly date: string
  readonly montant: Centimes
  /** In the accounts: the same one is the same money. */
  readonly reference: string
}

/** Says whether money can be noted as received on a titre: open, never over what remains, each reference once. */
export function encaisser(
  { date, montant, reference }: Encaissement,
  titre: Pick<Titre, 'etat' | 'montant' | 'encaisse' | 'date' | 'exercice'>,
  references: readonly string[],
  aujourdhui: string,
): Decision<{ readonly reste: Centimes }> {
  const motifs: Motif[] = []
  const refuser = (code: string, message: string, correcteur: Motif['correcteur'] = 'demandeur') =>
    motifs.push({ code, message, correcteur })
  if (titre.etat !== 'emis')
    refuser('titre-clos', `Ce titre est déjà ${ETATS_TITRE[titre.etat]} : il ne reçoit plus rien.`, 'agent')
  if (montant <= 0) refuser('montant-nul', 'Le montant reçu doit être supérieur à zéro.')
  const reste = titre.montant - titre.encaisse - montant
  if (reste < 0)
    refuser(
      'au-dela-du-titre',
      `Il ne reste que ${ecrireMontant(titre.montant - titre.encaisse)} à recouvrer sur ce titre : ${ecrireMontant(montant)} est au-delà.`,
    )
  if (references.includes(reference))
    refuser('reference-prise', `L’encaissement ${reference} est déjà noté sur ce titre.`)
  if (date > aujourdhui) refuser('date-a-venir', `Le ${ecrireDate(date)} n’est pas encore venu.`)
  const debut = titre.date ?? `${titre.exercice}-01-01`
  if (date < debut)
    refuser('date-anterieure', `Le titre est du ${ecrireDate(debut)} : le ${ecrireDate(date)} est avant.`)
  return motifs.length > 0 ? refus(...motifs) : accord({ reste })
}

/** How a titre may end: once, and only from « émis ». */
export const SUITES_TITRE: Readonly<Record<EtatTitre, readonly EtatTitre[]>> = {
  emis: ['recouvre', 'annule', 'admis_en_non_valeur'],
  recouvre: [],
  annule: [],
  admis_en_non_valeur: [],
}

export type SuiteTitre = {
  readonly etat: Exclude<EtatTitre, 'emis'>
  readonly date: string
  readonly motif: string | null
}

/** Says whether a titre can end so, with every reason why not. `perte`: the engagement that bears a write-off. */
export function suivreTitre(
  suite: SuiteTitre,
  titre: Titre,
  perte: { readonly montant: Centimes; readonly dejaImpute: Centimes } | undefined,
): Decision<SuiteTitre> {
  const motifs: Motif[] = []
  if (!SUITES_TITRE[titre.etat].includes(suite.etat))
    motifs.push({
      code: 'deja-suivi',
      message: `Ce titre est déjà ${ETATS_TITRE[titre.etat]} : son état ne change plus.`,
      correcteur: 'agent',
    })
  if (suite.etat === 'annule' && !suite.motif?.trim())
    motifs.push({
      code: 'motif-manquant',
      message: 'Une annulation dit pourquoi : écrivez son motif.',
      correcteur: 'demandeur',
    })
  if (suite.etat === 'admis_en_non_valeur' && !perte)
    motifs.push({
      code: 'engagement-manquant',
      message: 'Une admission en non-valeur se fait sur un engagement sans affectation, qui porte la perte.',
      correcteur: 'demandeur',
    })
  if (suite.etat === 'admis_en_non_valeur' && perte && resteDu(titre) > perte.montant - perte.dejaImpute)
    motifs.push({
      code: 'engagement-insuffisant',
      message: `L’engagement ne porte plus que ${ecrireMontant(perte.montant - perte.dejaImpute)} : il reste ${ecrireMontant(resteDu(titre))} sur ce titre.`,
      chiffres: { montant: resteDu(titre), reste: perte.montant - perte.dejaImpute },
      correcteur: 'agent',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(suite)
}
