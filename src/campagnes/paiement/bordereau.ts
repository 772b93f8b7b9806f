import { ETATS_MANDAT, type Mandat } from '#budget/rules/mandater.ts'
import { montantEnLettres } from '#deliberations/montant-en-lettres.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** A mandat of a bordereau with whom it pays. */
export type LigneBordereau = {
  readonly mandat: Mandat
  readonly beneficiaire: string
  readonly siret: string | null
  readonly libelle: string
  readonly imputation: string
  /** What is owed in all, which several mandats may pay. */
  readonly engage: Centimes
}

/** A numbered list of mandats for the accountant. */
export type BordereauAEnvoyer = {
  readonly exercice: number
  readonly numero: number
  readonly emisLe: string
  readonly campagne: string
  /** Said on the document when what it pays was invented. */
  readonly mention: string | null
  readonly lignes: readonly LigneBordereau[]
}

export const totalDe = ({ lignes }: Pick<BordereauAEnvoyer, 'lignes'>): Centimes =>
  lignes.reduce((total, { mandat }) => total + mandat.montant, 0)

/** « Arrêté le présent bordereau n° 3 de 2023, de 2 mandats, à la somme de mille euros. » */
export function arreter(bordereau: BordereauAEnvoyer): string {
  const { numero, exercice, lignes } = bordereau
  const mandats = `${lignes.length}${INSECABLE}mandat${lignes.length > 1 ? 's' : ''}`
  return `Arrêté le présent bordereau n°${INSECABLE}${numero} de ${exercice}, de ${mandats}, à la somme de ${montantEnLettres(totalDe(bordereau))}.`
}

type Colonne = {
  readonly entete: string
  readonly largeur: number
  readonly valeur: (ligne: LigneBordereau, rang: number) => string | number | null
  /** Cents, to be written as euros. */
  readonly montant?: true
}

/** « 400 € sur 1 000 € : acompte »; nothing when the mandat pays it all. */
function direPartiel({ mandat: { montant, motif }, engage }: LigneBordereau): string | null {
  if (montant >= engage) return null
  const part = `${ecrireMontant(montant)} sur ${ecrireMontant(engage)}`
  return motif ? `${part}${INSECABLE}: ${motif}` : part
}

/** The last three are for the accountant to fill: the file comes back as it is, as a return. */
export const COLONNES_BORDEREAU: readonly Colonne[] = [
  { entete: 'N°', largeur: 6, valeur: (_, rang) => rang },
  { entete: 'Référence', largeur: 24, valeur: ({ mandat }) => mandat.reference },
  { entete: 'Bénéficiaire', largeur: 44, valeur: ({ beneficiaire }) => beneficiaire },
  { entete: 'SIRET', largeur: 17, valeur: ({ siret }) => siret },
  { entete: 'Objet', largeur: 40, valeur: ({ libelle }) => libelle },
  { entete: 'Paiement partiel', largeur: 44, valeur: direPartiel },
  { entete: 'Imputation', largeur: 32, valeur: ({ imputation }) => imputation.replaceAll(INSECABLE, ' ') },
  { entete: 'Émis le', largeur: 12, valeur: ({ mandat }) => mandat.date },
  { entete: 'Montant (€)', largeur: 16, valeur: ({ mandat }) => mandat.montant, montant: true },
  {
    entete: 'État',
    largeur: 10,
    valeur: ({ mandat: { etat } }) => (etat === 'emis' ? null : ETATS_MANDAT[etat]),
  },
  { entete: 'Date', largeur: 12, valeur: ({ mandat }) => mandat.constateLe },
  { entete: 'Motif', largeur: 40, valeur: ({ mandat }) => mandat.motifRejet },
]
