import { type ChampListe, colonneDe } from '#aides/listes/colonnes-liste.ts'

/** What a correction is about: each has its own rules, and its part of the form. */
export const GROUPES_CORRECTION = {
  identite: 'Identité',
  adresse: 'Adresse postale',
  contact: 'Courriel et téléphone',
  compte: 'Compte bancaire',
} as const
export type GroupeCorrection = keyof typeof GROUPES_CORRECTION

/** The fields of a deposited dossier that may be corrected, in the order of the form, each with its group. */
export const CHAMPS_CORRIGEABLES = {
  ...({ civilite: 'identite', nomNaissance: 'identite', nomUsage: 'identite', prenom: 'identite' } as const),
  ...({ neLe: 'identite', paysNaissance: 'identite', communeNaissance: 'identite' } as const),
  ...({ numeroVoie: 'adresse', extensionVoie: 'adresse', typeVoie: 'adresse' } as const),
  ...({ libelleVoie: 'adresse', complement: 'adresse', codePostal: 'adresse' } as const),
  ...({ commune: 'adresse', libelleCommune: 'adresse', pays: 'adresse' } as const),
  ...({ courriel: 'contact', telephone: 'contact', iban: 'compte', bic: 'compte' } as const),
  ...({ titulaire: 'compte' } as const),
} as const satisfies Partial<Record<ChampListe, GroupeCorrection>>
export type ChampCorrigeable = keyof typeof CHAMPS_CORRIGEABLES

export const CHAMPS = Object.keys(CHAMPS_CORRIGEABLES) as readonly ChampCorrigeable[]
export const groupeDe = (champ: ChampCorrigeable): GroupeCorrection => CHAMPS_CORRIGEABLES[champ]
export const estCorrigeable = (champ: string): champ is ChampCorrigeable =>
  Object.hasOwn(CHAMPS_CORRIGEABLES, champ)

/** Typed whole each time: the present one is never shown. */
export const CHAMPS_COMPTE = ['iban', 'bic', 'titulaire'] as const satisfies readonly ChampCorrigeable[]
/** Written in no file of payments: told to nobody but us. */
export const CHAMPS_NON_ENVOYES = ['courriel', 'telephone'] as const satisfies readonly ChampCorrigeable[]

/** The cell of the form for the field that the payments name: a whole address begins by its street. */
export const caseDe = (champ: string): ChampCorrigeable | undefined =>
  champ === 'adresse' ? 'libelleVoie' : estCorrigeable(champ) ? champ : undefined

/** What a correction changed in a field. */
export type Changement = {
  readonly champ: ChampCorrigeable
  /** Only a mask for an account; null for its BIC and its holder. */
  readonly avant: string | null
  readonly apres: string | null
}

/** « Code postal », « IBAN »: as the columns of a list are called. */
export const nommerChamp = (champ: ChampCorrigeable): string =>
  colonneDe(champ).entete.replace(' (code INSEE)', '')
