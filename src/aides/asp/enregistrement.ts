import type { Centimes } from '#socle/montant.ts'

/** Codes that the agency allots to a scheme by convention. */
export type Parametrage = {
  readonly dispositif: string
  readonly codeSite: string
  readonly codeUtilisateur: string
  readonly codeDispositif: string
  readonly codePrestation: string
  readonly codeObjet: string
  readonly uniteSuivi: string
  /** Names our files: `nps_ficimport_idp_<APPLICATION>_…`. */
  readonly application: string
  /** The département said for people who live abroad. */
  readonly departementDefaut: string
  /** Codes of the demonstration, which no convention gave. */
  readonly indicatif: boolean
}

/** What the agency calls the person, the dossier and the payment, once it has told us. */
export type Identifiants = {
  readonly individu: string | null
  readonly dossier: string | null
  readonly prestation: string | null
}

/** A French address, or one abroad, with the length and the signs of the agency's schema. */
export type AdresseAsp =
  | {
      readonly pays: '99100'
      readonly complement?: string
      readonly numero?: string
      readonly extension?: string
      readonly typeVoie?: string
      readonly libelleVoie: string
      readonly commune: string
      readonly codePostal: string
    }
  | { readonly pays: string; readonly voie: string; readonly localite: string }

/** One payment, every field as it will be written in the file. */
export type Enregistrement = {
  readonly numero: string
  readonly numeroPrestation: string
  readonly identifiants: Identifiants
  readonly civilite: 'M' | 'MME'
  readonly prenom: string
  readonly nomUsage: string
  readonly nomNaissance: string
  /** AAAA-MM-JJ, as every date here. */
  readonly neLe: string
  readonly paysNaissance: string
  readonly communeNaissance?: string
  readonly adresse: AdresseAsp
  readonly departement: string
  readonly completLe: string
  readonly recuLe: string
  readonly montant: Centimes
  readonly titulaire: string
  readonly bic: string
  readonly iban: { readonly pays: string; readonly cle: string; readonly bban: string }
}
