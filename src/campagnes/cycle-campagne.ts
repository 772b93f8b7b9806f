import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** States of a campaign, in their order. */
export const ETATS_CAMPAGNE = {
  preparation: {
    libelle: 'En préparation',
    sens: 'L’appel s’écrit ; personne d’autre que la Région ne le voit.',
  },
  ouverte: { libelle: 'Ouverte', sens: 'Les organismes préparent et déposent leur demande.' },
  close: { libelle: 'Close', sens: 'Plus aucun dépôt, sauf réouverture accordée à un organisme.' },
  en_instruction: { libelle: 'En instruction', sens: 'Les agents étudient et valident les demandes.' },
  au_vote: { libelle: 'Au vote', sens: 'La proposition est figée et part à l’assemblée.' },
  votee: { libelle: 'Votée', sens: 'L’assemblée a voté : les montants sont arrêtés.' },
  en_paiement: { libelle: 'En paiement', sens: 'Les majorations sont engagées, puis payées.' },
  soldee: { libelle: 'Soldée', sens: 'Tout est payé ou désengagé.' },
} as const
export type EtatCampagne = keyof typeof ETATS_CAMPAGNE

export type PassageCampagne = {
  readonly libelle: string
  /** How the journal names the act. */
  readonly trace: string
  readonly de: EtatCampagne
  readonly vers: EtatCampagne
  /** A way back: it says why. */
  readonly motive?: true
}

/** From → to, act by act. Those that go back say why. */
export const PASSAGES_CAMPAGNE = {
  ouvrir: { trace: 'campagne.ouvrir', libelle: 'Ouvrir l’appel', de: 'preparation', vers: 'ouverte' },
  suspendre: {
    trace: 'campagne.suspendre',
    libelle: 'Revenir à la préparation',
    de: 'ouverte',
    vers: 'preparation',
    motive: true,
  },
  clore: { trace: 'campagne.clore', libelle: 'Clore l’appel', de: 'ouverte', vers: 'close' },
  prolonger: {
    trace: 'campagne.prolonger',
    libelle: 'Rouvrir l’appel à tous',
    de: 'close',
    vers: 'ouverte',
    motive: true,
  },
  instruire: {
    trace: 'campagne.instruire',
    libelle: 'Passer à l’instruction',
    de: 'close',
    vers: 'en_instruction',
  },
  mettreAuVote: {
    trace: 'campagne.mettreAuVote',
    libelle: 'Mettre au vote',
    de: 'en_instruction',
    vers: 'au_vote',
  },
  reprendre: {
    trace: 'campagne.reprendre',
    libelle: 'Reprendre l’instruction',
    de: 'au_vote',
    vers: 'en_instruction',
    motive: true,
  },
  voter: { trace: 'campagne.voter', libelle: 'Constater le vote', de: 'au_vote', vers: 'votee' },
  reprendreVote: {
    trace: 'campagne.reprendreVote',
    libelle: 'Reprendre un vote antérieur',
    de: 'en_instruction',
    vers: 'votee',
  },
  retirerVote: {
    trace: 'campagne.retirerVote',
    libelle: 'Retirer le vote repris',
    de: 'votee',
    vers: 'en_instruction',
    motive: true,
  },
  payer: { trace: 'campagne.payer', libelle: 'Passer au paiement', de: 'votee', vers: 'en_paiement' },
  solder: { trace: 'campagne.solder', libelle: 'Solder', de: 'en_paiement', vers: 'soldee' },
} as const satisfies Readonly<Record<string, PassageCampagne>>
export type ActeCampagne = keyof typeof PASSAGES_CAMPAGNE

/** What the guards look at. Instants are UTC ISO strings. */
export type FaitsCampagne = {
  readonly etat: EtatCampagne
  readonly ouvreLe: string | null
  readonly fermeLe: string | null
  /** How many applications in each state. */
  readonly demandes: Readonly<Partial<Record<EtatDemande, number>>>
  /** Formations drawn from the validated applications, or brought as a file. */
  readonly formations: number
  /** Whether those formations still are the validated applications; true for a file. */
  readonly listeAJour: boolean
  /** Exceptional majorations asked for by validated applications, neither granted nor refused yet. */
  readonly exceptionnelles: number
  /** Whether a proposition is frozen on the formations and the exceptional majorations as they are. */
  readonly proposition: boolean
  /** Double readings: whether the campaign waits for them, and how many validated applications lack them. */
  readonly lectures: LecturesAttendues
  /** Reference of the délibération that voted it. */
  readonly deliberation: string | null
  /** Bodies for which something was voted and is neither wholly paid nor given up. */
  readonly aPayer: number
  /** What already rests on its vote, when that vote was brought as a file; null when it was not. */
  readonly voteRepris: SuitesDuVote | null
}

/** Acts done here on amounts that were voted elsewhere. */
export type SuitesDuVote = {
  readonly lettres: number
  readonly engagements: number
  readonly rapprochements: number
}

export type LecturesAttendues = { readonly exigee: boolean; readonly inachevees: number }

/** What a campaign that waits for double readings still lacks before a proposition. */
export const lecturesInachevees = ({ exigee, inachevees }: LecturesAttendues): Motif[] =>
  exigee && inachevees > 0
    ? [
        agent(
          'double-lecture-inachevee',
          `${compter(inachevees, 'demande validée attend ses', 'demandes validées attendent leurs')} deux lectures, ou un arbitrage.`,
        ),
      ]
    : []

/** States in which something is still to be done by an agent before the vote. */
const EN_COURS: readonly EtatDemande[] = ['deposee', 'a_completer', 'complete', 'instruite']

type Garde = (faits: FaitsCampagne, maintenant: string) => readonly (Motif | false)[]

const compterDemandes = ({ demandes }: FaitsCampagne, etats: readonly EtatDemande[]): number =>
  etats.reduce((somme, etat) => somme + (demandes[etat] ?? 0), 0)

const GARDES: Partial<Record<ActeCampagne, Garde>> = {
  ouvrir: ({ ouvreLe, fermeLe }, maintenant) => [
    (!ouvreLe || !fermeLe) && agent('dates-absentes', 'Dites quand l’appel ouvre et quand il ferme.'),
    !!fermeLe && fermeLe <= maintenant && agent('fermeture-passee', 'La date de fermeture est déjà passée.'),
  ],
  suspendre: (faits) => {
    const deposees = compterDemandes(faits, EN_COURS)
    return [
      deposees > 0 &&
        agent(
          'demandes-deposees',
          `${compter(deposees, 'demande est déjà déposée', 'demandes sont déjà déposées')}${INSECABLE}: l’appel ne peut plus changer.`,
        ),
    ]
  },
  clore: ({ fermeLe }, maintenant) => [
    !!fermeLe &&
      maintenant <= fermeLe &&
      agent(
        'pas-encore',
        'La date de fermeture n’est pas passée : avancez-la d’abord si l’appel doit finir plus tôt.',
      ),
  ],
  prolonger: ({ fermeLe }, maintenant) => [
    (!fermeLe || fermeLe <= maintenant) &&
      agent('fermeture-passee', 'Repoussez d’abord la date de fermeture.'),
  ],
  mettreAuVote: (faits) => gardesDuVote(faits),
  // What was true when it went to the vote must still be when the vote is recorded.
  voter: (faits) => [
    !faits.deliberation && agent('sans-deliberation', 'Indiquez la délibération qui a voté la proposition.'),
    ...gardesDuVote(faits),
  ],
  reprendreVote: (faits) => {
    const demandes = Object.values(faits.demandes).reduce((somme, nombre) => somme + nombre, 0)
    return [
      !faits.deliberation && agent('sans-deliberation', 'Indiquez la délibération qui a voté ces montants.'),
      demandes > 0 &&
        agent(
          'demandes-presentes',
          `Cette campagne a ${compter(demandes, 'demande')}${INSECABLE}: son vote se constate ici, sur une proposition.`,
        ),
      faits.formations === 0 &&
        agent('liste-vide', 'Apportez d’abord par un fichier les formations de cette campagne.'),
    ]
  },
  retirerVote: ({ voteRepris }) => [
    !voteRepris &&
      agent(
        'vote-d-ici',
        'Ce vote ne vient pas d’un fichier : ses montants sont arrêtés et ne se retirent pas.',
      ),
    ...suitesDuVote(voteRepris),
  ],
  solder: ({ aPayer }) => [
    aPayer > 0 &&
      agent(
        'paiements-en-cours',
        `${compter(aPayer, 'organisme reste', 'organismes restent')} à payer, ou à désengager.`,
      ),
  ],
}

const suitesDuVote = (suites: SuitesDuVote | null): (Motif | false)[] =>
  suites
    ? [
        suites.lettres > 0 &&
          agent(
            'lettres-faites',
            `${compter(suites.lettres, 'lettre repose', 'lettres reposent')} sur ces montants.`,
          ),
        suites.engagements > 0 &&
          agent(
            'montants-engages',
            `${compter(suites.engagements, 'engagement repose', 'engagements reposent')} sur ces montants.`,
          ),
        suites.rapprochements > 0 &&
          agent(
            'contrats-rapproches',
            `${compter(suites.rapprochements, 'fichier de contrats signés repose', 'fichiers de contrats signés reposent')} sur ce vote.`,
          ),
      ]
    : []

function gardesDuVote(faits: FaitsCampagne): readonly (Motif | false)[] {
  const reste = compterDemandes(faits, EN_COURS)
  return [
    reste > 0 &&
      agent(
        'instruction-inachevee',
        `${compter(reste, 'demande reste', 'demandes restent')} à valider ou à déclarer inéligible.`,
      ),
    faits.formations === 0 &&
      agent('liste-vide', 'Aucune formation n’est au classement : arrêtez d’abord la liste.'),
    faits.formations > 0 &&
      !faits.listeAJour &&
      agent(
        'liste-depassee',
        'Des demandes validées ont changé depuis que la liste est arrêtée : arrêtez-la de nouveau.',
      ),
    ...lecturesInachevees(faits.lectures),
    faits.exceptionnelles > 0 &&
      agent(
        'exceptionnelles-a-trancher',
        `${compter(faits.exceptionnelles, 'majoration exceptionnelle reste', 'majorations exceptionnelles restent')} à accorder ou à refuser.`,
      ),
    !faits.proposition &&
      agent(
        'sans-proposition',
        'Figez d’abord, sur la liste et les majorations exceptionnelles d’aujourd’hui, la proposition qui part au vote.',
      ),
  ]
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })

/** The acts that leave a state. */
export const actesDepuis = (etat: EtatCampagne): readonly ActeCampagne[] =>
  (Object.keys(PASSAGES_CAMPAGNE) as ActeCampagne[]).filter((acte) => PASSAGES_CAMPAGNE[acte].de === etat)

/** Says whether a campaign may take this step now, with every reason why not at once. */
export function avancer(
  acte: ActeCampagne,
  faits: FaitsCampagne,
  { maintenant, motif }: { readonly maintenant: string; readonly motif?: string | null },
): Decision<EtatCampagne> {
  const { libelle, de, vers, motive }: PassageCampagne = PASSAGES_CAMPAGNE[acte]
  const motifs: Motif[] = []
  if (faits.etat !== de)
    motifs.push({
      code: 'etat-incompatible',
      message: `«${INSECABLE}${libelle}${INSECABLE}» part de l’état «${INSECABLE}${ETATS_CAMPAGNE[de].libelle}${INSECABLE}»${INSECABLE}; cette campagne est à l’état «${INSECABLE}${ETATS_CAMPAGNE[faits.etat].libelle}${INSECABLE}».`,
    })
  else motifs.push(...(GARDES[acte]?.(faits, maintenant) ?? []).filter((garde) => garde !== false))
  if (motive && !motif?.trim())
    motifs.push(agent('motif-absent', 'Dites pourquoi : ce motif reste au journal.'))
  return motifs.length > 0 ? refus(...motifs) : accord(vers)
}

/** An exception granted to one body after the call closed. */
export type Reouverture = { readonly jusquAu: string }

/**
 * Until when a body may submit, at the second included: the clock of the server decides, never that of a browser.
 *
 * @returns the last instant, or why it may not
 */
export function delaiDeDepot(
  { etat, ouvreLe, fermeLe }: Pick<FaitsCampagne, 'etat' | 'ouvreLe' | 'fermeLe'>,
  reouvertures: readonly Reouverture[],
  maintenant: string,
): Decision<string> {
  const accordee = reouvertures
    .map(({ jusquAu }) => jusquAu)
    .sort()
    .at(-1)
  if (accordee && maintenant <= accordee && etat !== 'preparation') return accord(accordee)
  if (etat === 'preparation' || (etat === 'ouverte' && ouvreLe && maintenant < ouvreLe))
    return refus({ code: 'pas-ouverte', message: 'L’appel n’est pas encore ouvert.', correcteur: 'agent' })
  if (etat !== 'ouverte' || !fermeLe || maintenant > fermeLe)
    return refus({
      code: 'appel-clos',
      message: 'L’appel est clos : la Région peut le rouvrir pour votre organisme, avec un motif.',
      correcteur: 'agent',
    })
  return accord(fermeLe)
}

/** One line an act: « état → acte → état », for GLOSSAIRE. */
export const dessinerCycleCampagne = (): string[] =>
  Object.values(PASSAGES_CAMPAGNE).map(
    ({ libelle, de, vers }) =>
      `${ETATS_CAMPAGNE[de].libelle.toLowerCase()} → ${libelle.toLowerCase()} → ${ETATS_CAMPAGNE[vers].libelle.toLowerCase()}`,
  )
