import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** States of a session of aids, in their order. */
export const ETATS_SESSION = {
  preparation: { libelle: 'En préparation', sens: 'Seule la Région la voit.' },
  ouverte: { libelle: 'Ouverte', sens: 'Les organismes déposent leurs listes.' },
  close: { libelle: 'Close', sens: 'Plus aucun dépôt ; les aides s’accordent et se paient.' },
  soldee: { libelle: 'Soldée', sens: 'Tout est décidé : la liste d’attente n’avance plus.' },
} as const
export type EtatSession = keyof typeof ETATS_SESSION

export type PassageSession = {
  readonly libelle: string
  /** How the journal names the act. */
  readonly trace: string
  readonly de: EtatSession
  readonly vers: EtatSession
  /** A way back: it says why. */
  readonly motive?: true
}

/** From → to, act by act; GLOSSAIRE draws them. */
export const PASSAGES_SESSION = {
  ouvrir: { trace: 'campagneaide.ouvrir', libelle: 'Ouvrir', de: 'preparation', vers: 'ouverte' },
  suspendre: {
    trace: 'campagneaide.suspendre',
    libelle: 'Revenir à la préparation',
    de: 'ouverte',
    vers: 'preparation',
    motive: true,
  },
  clore: { trace: 'campagneaide.clore', libelle: 'Clore', de: 'ouverte', vers: 'close' },
  rouvrir: {
    trace: 'campagneaide.rouvrir',
    libelle: 'Rouvrir',
    de: 'close',
    vers: 'ouverte',
    motive: true,
  },
  solder: { trace: 'campagneaide.solder', libelle: 'Solder', de: 'close', vers: 'soldee' },
} as const satisfies Readonly<Record<string, PassageSession>>
export type ActeSession = keyof typeof PASSAGES_SESSION

/** What the guards look at; instants are UTC ISO strings. */
export type FaitsSession = {
  readonly etat: EtatSession
  readonly fermeLe: string
  /** Whether the text of its scheme is still the one that it froze. */
  readonly regleIntacte: boolean
  readonly listes: number
  /** How many dossiers in each state. */
  readonly dossiers: Readonly<Partial<Record<EtatDossier, number>>>
}

/** States in which something is still to be decided by somebody. */
const A_DECIDER: readonly EtatDossier[] = ['a_verifier', 'incomplet', 'proposable']

/** Says whether an act may move a session, with every reason why not. */
export function deplacerSession(
  acte: ActeSession,
  faits: FaitsSession,
  { maintenant, motif = '' }: { readonly maintenant: string; readonly motif?: string | undefined },
): Decision<EtatSession> {
  const passage: PassageSession = PASSAGES_SESSION[acte]
  if (passage.de !== faits.etat)
    return refus(
      agent(
        'passage-impossible',
        `«${INSECABLE}${passage.libelle}${INSECABLE}» ne se fait pas sur une campagne «${INSECABLE}${ETATS_SESSION[faits.etat].libelle.toLocaleLowerCase('fr')}${INSECABLE}».`,
      ),
    )
  const motifs: Motif[] = [...garder(acte, faits, maintenant)]
  if (passage.motive && motif.trim() === '')
    motifs.push(agent('motif-absent', 'Dites pourquoi : le motif reste dans l’historique.'))
  return motifs.length > 0 ? refus(...motifs) : accord(passage.vers)
}

function* garder(acte: ActeSession, faits: FaitsSession, maintenant: string): Generator<Motif> {
  const { fermeLe, regleIntacte, listes, dossiers } = faits
  const ouvre = acte === 'ouvrir' || acte === 'rouvrir'
  if (ouvre && !regleIntacte) yield REGLE_CHANGEE
  if (ouvre && fermeLe <= maintenant)
    yield agent('deja-fermee', 'La fermeture est déjà passée : changez les dates d’abord.')
  if (acte === 'suspendre' && listes > 0)
    yield agent('listes-deposees', `${compter(listes, 'liste')} y sont déjà : close, elle les garde.`)
  if (acte !== 'solder') return
  const restants = A_DECIDER.reduce((somme, etat) => somme + (dossiers[etat] ?? 0), 0)
  if (restants > 0)
    yield agent(
      'dossiers-a-decider',
      `${compter(restants, 'dossier attend', 'dossiers attendent')} encore une décision : vérifiez-les, complétez-les, accordez-les ou retirez-les.`,
    )
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })

/** The text of the scheme is no longer the one that the session froze: nothing is judged by another. */
export const REGLE_CHANGEE: Motif = {
  code: 'regle-changee',
  message:
    'Le texte de l’aide a changé depuis la création de la campagne : aucun dossier n’est jugé par un autre texte que le sien. Rétablissez le fichier de la règle, ou créez une campagne sur le texte nouveau.',
  correcteur: 'administrateur',
}
