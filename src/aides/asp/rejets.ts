import type { ChampAsp, CorrecteurAsp } from '#aides/asp/correcteur.ts'
import { sansAccents } from '#socle/texte.ts'

/** Why the agency does not pay, said plainly: the code groups what is put right by the same gesture. */
export type Raison = {
  readonly code: string
  readonly libelle: string
  readonly correcteur: CorrecteurAsp
  readonly champ: ChampAsp
}

const raison = (code: string, correcteur: CorrecteurAsp, champ: ChampAsp, libelle: string): Raison => ({
  ...{ code, correcteur, champ, libelle },
})

/** Words found in the reasons that the agency writes, without accents; the first that fits wins. */
const REJETS: readonly (readonly [RegExp, Raison])[] = [
  [
    /coordonnees?.*(bloquee|bloque)/,
    raison(
      'compte-bloque',
      'apprenti',
      'iban',
      'L’ASP a bloqué ce compte après un virement revenu : un autre est nécessaire.',
    ),
  ],
  [
    /numero administratif.*unique/,
    raison(
      'numero-connu',
      'asp',
      'numero',
      'L’ASP connaît déjà ce numéro : lui demander ce qu’elle en a fait avant tout renvoi.',
    ),
  ],
  [
    /commune.*(naissance|inexistante)|naissance.*commune/,
    raison(
      'commune-naissance',
      'centre',
      'communeNaissance',
      'La commune de naissance n’existait pas à la date de naissance.',
    ),
  ],
  [
    /code insee.*perime|perime.*insee/,
    raison(
      'commune-perimee',
      'centre',
      'commune',
      'Le code INSEE de la commune n’a plus cours : choisir celui d’aujourd’hui.',
    ),
  ],
  [
    /localisationgeographique/,
    raison('commune-inconnue', 'centre', 'commune', 'La commune de l’adresse est inconnue de l’ASP.'),
  ],
  [/refinseepays/, raison('pays-inconnu', 'centre', 'pays', 'Le code du pays est inconnu de l’ASP.')],
  [
    /refdombancaire/,
    raison(
      'agence-inconnue',
      'centre',
      'iban',
      'L’agence bancaire est inconnue de l’ASP : vérifier l’IBAN sur le relevé.',
    ),
  ],
  [
    /bic.*(non|hors).*sepa/,
    raison('bic-sepa', 'centre', 'bic', 'Le BIC n’est pas d’une banque de la zone SEPA.'),
  ],
  [
    /iban.*hors.*sepa/,
    raison('iban-sepa', 'apprenti', 'iban', 'Le compte est hors de la zone SEPA : un autre est nécessaire.'),
  ],
  [
    /longueur.*bic|bic.*longueur|begin 4, end 6, length 5/,
    raison('bic-longueur', 'centre', 'bic', 'Le BIC n’a pas la bonne longueur.'),
  ],
  [
    /rib invalide|iban invalide/,
    raison('rib-invalide', 'centre', 'iban', 'Le compte bancaire est mal recopié.'),
  ],
  [
    /caracteres?.*(interdit|non autorise).*|intitule.*caractere/,
    raison('titulaire', 'centre', 'titulaire', 'Le nom du titulaire porte un signe que l’ASP refuse.'),
  ],
  [
    /coordonnees?.*invalide/,
    raison('coordonnees', 'centre', 'iban', 'Les coordonnées de paiement sont invalides.'),
  ],
  [
    /refhexaposte|lieu-dit/,
    raison('lieu-dit', 'centre', 'libelleVoie', 'Le lieu-dit ou la voie est inconnu de La Poste.'),
  ],
  [
    /dictionnaire|referentiel/,
    raison(
      'code-inconnu',
      'gestionnaire',
      'codes',
      'Un code du fichier est inconnu de l’ASP : vérifier ceux de la convention.',
    ),
  ],
]

/** What the agency wrote and nobody taught us: told as it is. */
const INCONNUE = raison('autre', 'asp', 'suivi', 'Motif que l’ASP seule peut expliquer.')

/** @param motif as the agency wrote it in `rejets_integ…` */
export const expliquerRejet = (motif: string): Raison => {
  const mots = sansAccents(motif)
  return REJETS.find(([forme]) => forme.test(mots))?.[1] ?? INCONNUE
}

/** Codes of payments that did not arrive. Those that are not here are told by the label that the agency gives. */
const IMPAYES: Readonly<Record<string, Raison>> = {
  ICO: raison(
    'compte-refuse',
    'apprenti',
    'iban',
    'La banque a refusé un virement sur ce compte : un autre est nécessaire.',
  ),
  IDR: raison('anomalie', 'asp', 'suivi', 'L’ASP a relevé une anomalie et l’examine.'),
  INR: raison('controle-en-cours', 'asp', 'suivi', 'L’ASP contrôle ce paiement : attendre sa réponse.'),
  IPR: raison('anomalie-controle', 'asp', 'suivi', 'Le contrôle de l’ASP a trouvé une anomalie.'),
  RJT: raison('technique', 'asp', 'suivi', 'Difficulté technique du paiement à l’ASP.'),
  SFR: raison('soupcon', 'agent', 'suivi', 'L’ASP soupçonne une fraude : reprendre les pièces du dossier.'),
}

export const expliquerImpaye = (code: string): Raison =>
  Object.hasOwn(IMPAYES, code)
    ? IMPAYES[code]!
    : { ...INCONNUE, code: `impaye-${code.toLowerCase() || 'sans-code'}` }

const TOUTES = [...REJETS.map(([, une]) => une), ...Object.values(IMPAYES), INCONNUE]
/** A reason by its code, as the database keeps it. */
export const raisonDe = (code: string): Raison =>
  TOUTES.find((une) => une.code === code) ?? { ...INCONNUE, code }

/** The codes of what is put right in one of these fields. */
export const raisonsDesChamps = (garder: (champ: ChampAsp) => boolean): string[] =>
  TOUTES.filter(({ champ }) => garder(champ)).map(({ code }) => code)

/** The codes of what somebody can put right. */
export const raisonsDe = (correcteur: CorrecteurAsp): string[] =>
  TOUTES.filter((une) => une.correcteur === correcteur).map(({ code }) => code)
