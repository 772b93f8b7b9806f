import { type Acteur, type Action, autoriser } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'

/** States of a dossier of aid, and what each means. GLOSSAIRE draws the passages from here. */
export const ETATS_DOSSIER = {
  a_verifier: {
    libelle: 'À vérifier',
    sens: 'Une personne au même nom existe : un agent dit si c’est la même.',
  },
  incomplet: { libelle: 'Incomplet', sens: 'Des réponses manquent pour juger le dossier.' },
  refuse: {
    libelle: 'Refusé',
    sens: 'Une condition au moins n’est pas remplie ; tous les motifs sont dits.',
  },
  non_calculable: { libelle: 'Non calculable', sens: 'Les textes ne disent pas combien verser.' },
  proposable: { libelle: 'Proposé', sens: 'Les conditions sont remplies : l’aide peut être accordée.' },
  en_attente: { libelle: 'En attente', sens: 'L’enveloppe est consommée : le dossier garde son rang.' },
  accorde: { libelle: 'Accordé', sens: 'L’aide est accordée, et compte dans l’enveloppe.' },
  retire: { libelle: 'Retiré', sens: 'Le dossier ne va pas plus loin ; le motif est dit.' },
} as const
export type EtatDossier = keyof typeof ETATS_DOSSIER

/** Those that count in the envelope, or may yet. */
export const VIVANTS: readonly EtatDossier[] = ['proposable', 'en_attente', 'accorde']

/** Where the judgement of a scheme leads. */
const JUGES: readonly EtatDossier[] = ['proposable', 'incomplet', 'refuse', 'non_calculable']

export type PassageDossier = {
  readonly libelle: string
  readonly de: readonly EtatDossier[]
  readonly vers: readonly EtatDossier[]
  /** The right that it takes. */
  readonly action: Action
  /** Whether it says why. */
  readonly motive?: true
  /** Not once money has left, or is about to. */
  readonly avantPaiement?: true
}

/** From → to, act by act: nothing else moves a dossier. */
export const PASSAGES_DOSSIER = {
  verifier: {
    libelle: 'Dire qui est la personne',
    de: ['a_verifier'],
    vers: [...JUGES, 'retire'],
    action: 'aide.instruire',
  },
  completer: {
    libelle: 'Compléter',
    de: ['incomplet'],
    vers: JUGES,
    action: 'aide.instruire',
  },
  accorder: {
    libelle: 'Accorder',
    de: ['proposable', 'en_attente'],
    vers: ['accorde'],
    action: 'aide.conduire',
  },
  attendre: {
    libelle: 'Mettre en attente',
    de: ['proposable'],
    vers: ['en_attente'],
    action: 'aide.conduire',
  },
  attester: {
    libelle: 'Juger de nouveau après attestation',
    de: ['proposable', 'en_attente', 'accorde'],
    vers: ['proposable', 'en_attente', 'accorde', 'refuse', 'incomplet', 'non_calculable'],
    action: 'aide.deposer',
    avantPaiement: true,
  },
  corriger: {
    libelle: 'Vérifier de nouveau après correction',
    de: ['incomplet', 'non_calculable', 'proposable', 'en_attente', 'accorde'],
    vers: ['a_verifier'],
    action: 'aide.corriger',
    avantPaiement: true,
  },
  retirer: {
    libelle: 'Retirer',
    de: ['a_verifier', 'incomplet', 'non_calculable', 'proposable', 'en_attente', 'accorde'],
    vers: ['retire'],
    action: 'aide.instruire',
    motive: true,
    avantPaiement: true,
  },
} as const satisfies Readonly<Record<string, PassageDossier>>
export type ActeDossier = keyof typeof PASSAGES_DOSSIER

/** What the guards look at. */
export type FaitsDossier = {
  readonly etat: EtatDossier
  /** Paid, or sent to the agency that pays. */
  readonly paye: boolean
}

/** Says whether this act may move a dossier to this state, with every reason why not. */
export function deplacer(
  acte: ActeDossier,
  vers: EtatDossier,
  { etat, paye }: FaitsDossier,
  motif = '',
): Decision<EtatDossier> {
  const passage: PassageDossier = PASSAGES_DOSSIER[acte]
  const motifs: Motif[] = []
  if (!passage.de.includes(etat) || !passage.vers.includes(vers))
    motifs.push({
      code: 'passage-impossible',
      message: `«${INSECABLE}${passage.libelle}${INSECABLE}» ne se fait pas sur un dossier «${INSECABLE}${ETATS_DOSSIER[etat].libelle.toLocaleLowerCase('fr')}${INSECABLE}».`,
      chiffres: { etat },
      correcteur: 'agent',
    })
  if (passage.avantPaiement && paye)
    motifs.push({
      code: 'deja-paye',
      message: 'Le paiement est parti : la somme ne se reprend que par un ordre de reversement.',
      correcteur: 'agent',
    })
  if (passage.motive && motif.trim() === '')
    motifs.push({
      code: 'motif-absent',
      message: 'Dites pourquoi : le motif reste dans l’historique.',
      correcteur: 'agent',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(vers)
}

/** The acts that this actor may do on a dossier in this state: what is not here is not offered. */
export const actesPossibles = (acteur: Acteur, { etat, paye }: FaitsDossier): ActeDossier[] =>
  (Object.keys(PASSAGES_DOSSIER) as ActeDossier[]).filter((acte) => {
    const { de, action, avantPaiement }: PassageDossier = PASSAGES_DOSSIER[acte]
    return (
      de.includes(etat) && !(avantPaiement === true && paye) && autoriser(acteur, action).statut === 'accord'
    )
  })
