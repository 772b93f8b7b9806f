import type { Motif } from '#socle/decision.ts'

/** Who can put right what prevents a payment. */
export const CORRECTEURS = {
  centre: 'L’organisme de formation',
  agent: 'L’agent instructeur',
  gestionnaire: 'Le gestionnaire budgétaire',
  apprenti: 'L’apprenti',
  asp: 'L’agence de paiement (ASP)',
} as const
export type CorrecteurAsp = keyof typeof CORRECTEURS

/** The fields that may have to be put right, as the screens name them. */
export const CHAMPS = {
  etat: 'Décision du dossier',
  attestation: 'Attestation d’assiduité',
  montant: 'Montant',
  civilite: 'Civilité',
  prenom: 'Prénom',
  nomNaissance: 'Nom de naissance',
  nomUsage: 'Nom d’usage',
  neLe: 'Date de naissance',
  paysNaissance: 'Pays de naissance',
  communeNaissance: 'Commune de naissance',
  adresse: 'Adresse',
  numeroVoie: 'Numéro de voie',
  libelleVoie: 'Libellé de la voie',
  complement: 'Complément d’adresse',
  codePostal: 'Code postal',
  commune: 'Commune',
  pays: 'Pays',
  iban: 'IBAN',
  bic: 'BIC',
  titulaire: 'Titulaire du compte',
  codes: 'Codes de l’ASP',
  numero: 'Numéro administratif',
  suivi: 'Suivi par l’ASP',
} as const
export type ChampAsp = keyof typeof CHAMPS

/** A reason why a payment cannot go on, with who puts it right and where. */
export type MotifPaiement = Pick<Motif, 'code' | 'message'> & {
  readonly correcteur: CorrecteurAsp
  readonly champ: ChampAsp
}
