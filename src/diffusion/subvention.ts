import type { Echeance, LignePubliee } from '#campagnes/campagne.ts'
import { trouverVote } from '#campagnes/vote.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** The columns of the national schema « SCDL subventions » 2.1, in its order. */
export const COLONNES_SCDL = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'referenceDecision',
  'nomBeneficiaire',
  'idBeneficiaire',
  'rnaBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'idRAE',
  'notificationUE',
  'pourcentageSubvention',
  'dispositifAide',
] as const
export type ColonneScdl = (typeof COLONNES_SCDL)[number]

/** One grant, every column as the schema writes it; what is not known is empty. */
export type Subvention = Readonly<Record<ColonneScdl, string>>

/** Who grants: the Région, by its SIRET. */
export type Attribuant = { readonly nom: string; readonly siret: string | null }

/** What is public of a voted campaign. */
export type CampagneVotee = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  readonly fictif: boolean
  readonly mention: string | null
  readonly calendrier: readonly Echeance[]
  readonly lignes: readonly (Pick<
    LignePubliee,
    'organisme' | 'contrats' | 'majoration' | 'majorationExceptionnelle'
  > & { readonly nom: string; readonly siret: string | null })[]
}

/** What no document says, and that the schema requires: chosen by us, « indicatif » where it shows. */
const INDICATIFS = { conditionsVersement: 'unique', notificationUE: 'non' } as const

/**
 * The grants of a voted campaign, one line each, in the order of the voted table: the majoration of a body, then its
 * exceptional one, which is another decision with another purpose. Nothing granted is no line.
 *
 * @returns refused when the schema could not be held: who grants, or when, is not known
 */
export function dresserSubventions(campagne: CampagneVotee, attribuant: Attribuant): Decision<Subvention[]> {
  const vote = trouverVote(campagne.calendrier)
  const motifs: Motif[] = []
  if (!attribuant.siret)
    motifs.push({
      code: 'siret-region-inconnu',
      message:
        'Le SIRET de la Région n’est pas connu : un administrateur l’inscrit dans la liste des organismes.',
      correcteur: 'administrateur',
    })
  if (!vote)
    motifs.push({
      code: 'vote-inconnu',
      message: `Le calendrier de «${INSECABLE}${campagne.libelle}${INSECABLE}» ne dit ni le jour ni la référence du vote.`,
      correcteur: 'agent',
    })
  if (!vote || !attribuant.siret) return refus(...motifs)
  const commun = {
    nomAttribuant: attribuant.nom,
    idAttribuant: attribuant.siret,
    dateConvention: vote.date,
    referenceDecision: vote.reference,
    rnaBeneficiaire: '',
    nature: 'aide en numéraire',
    datesPeriodeVersement: `${vote.date}/${vote.date.slice(0, 4)}-12-31`,
    idRAE: '',
    pourcentageSubvention: '1.00',
    dispositifAide: '',
    ...INDICATIFS,
  }
  return accord(
    campagne.lignes.flatMap(({ nom, siret, contrats, majoration, majorationExceptionnelle }) => {
      const beneficiaire = { nomBeneficiaire: nom, idBeneficiaire: siret ?? '' }
      const de = (quoi: string, montant: Centimes): Subvention[] =>
        montant === 0
          ? []
          : [{ ...commun, ...beneficiaire, objet: abreger(quoi), montant: ecrireDecimal(montant) }]
      const pour = `des coûts-contrats d’apprentissage ${campagne.exercice}`
      const volume = `${contrats} ${contrats < 2 ? 'contrat' : 'contrats'}`
      return [
        ...de(`Majoration ${pour}, ${volume}`, majoration),
        ...de(`Majoration exceptionnelle ${pour}`, majorationExceptionnelle),
      ]
    }),
  )
}

/** Euros with a point and two decimals: 15 953 € is « 15953.00 ». */
export const ecrireDecimal = (montant: Centimes): string =>
  `${Math.floor(montant / 100)}.${String(montant % 100).padStart(2, '0')}`

/** The schema holds a purpose within 256 characters. */
const abreger = (texte: string): string => (texte.length <= 256 ? texte : `${texte.slice(0, 255)}…`)
