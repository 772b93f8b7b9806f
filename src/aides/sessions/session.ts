import type { Dispositif } from '#aides/dispositif.ts'
import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import type { Poste, Versement } from '#aides/sessions/consommation.ts'
import type { ActeSession, EtatSession } from '#aides/sessions/cycle-session.ts'
import { type HeureParis, heureLisible } from '#campagnes/horaires.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** A session of an aid, as it is typed; times are read on a clock in Paris, `AAAA-MM-JJTHH:MM:SS`. */
export type SaisieSession = {
  readonly dispositif: string
  readonly libelle: string
  readonly exercice: number
  readonly ouvre: string
  readonly ferme: string
  /** Line of the budget and operation that bear it, both or none. */
  readonly ligne: string | null
  readonly operation: string | null
  /** Whether nobody is paid before their centre has certified their attendance. */
  readonly attestationExigee: boolean
}

/** A session as it is kept. */
export type Session = SaisieSession & {
  readonly id: string
  /** SHA-256 of the text that judges. */
  readonly version: string
  readonly etat: EtatSession
  readonly ouvreLe: string
  readonly fermeLe: string
  readonly fictif: boolean
}

/** An act that grants, where it is and what it did. */
export type Octroi = {
  readonly id: string
  readonly etat: 'en_cours' | 'fini' | 'arrete'
  readonly total: number
  readonly accordes: number
  readonly montant: Centimes
  /** At its end only. */
  readonly enAttente: number | null
  readonly retenus: number | null
  readonly motif: Motif | null
  readonly par: string
  readonly creeLe: string
  readonly finiLe: string | null
}

/** What the envelope of a session holds, in cents; null for those who do not read the budget. */
export type Enveloppe = {
  readonly affecte: Centimes
  /** By every session that shares it. */
  readonly accorde: Centimes
  readonly reste: Centimes
}

/** A session in the list. */
export type SessionResumee = Session & {
  readonly titre: string
  readonly enveloppe: Enveloppe | null
  readonly dossiers: Readonly<Partial<Record<EtatDossier, number>>>
  readonly accorde: Centimes
  /** What its payments have become. */
  readonly versement: Versement
}

/** A session on its page. */
export type SessionLue = SessionResumee & {
  /** Whether the text of the scheme is still the one that it froze. */
  readonly regleIntacte: boolean
  readonly ligneBudgetaire: { readonly imputation: string; readonly suspendueJusquAu: string | null } | null
  readonly postes: readonly Poste[]
  readonly octrois: readonly Octroi[]
  readonly listes: readonly ListeResumee[]
  readonly actes: readonly ActeSession[]
}

/** A list that a centre deposited, or is preparing. */
export type ListeResumee = {
  readonly id: string
  readonly nom: string
  readonly etat: string
  readonly organisme: string
  readonly creeLe: string
  /** None before it is deposited. */
  readonly dossiers: number
}

/** What a session is judged against. */
export type Contexte = {
  readonly dispositif: Dispositif | undefined
  readonly ouvre: HeureParis | null
  readonly ferme: HeureParis | null
  readonly ligne: { readonly exercice: number } | undefined
  /** What may no longer change: its scheme once created, its envelope once something is granted. */
  readonly avant?: { readonly session: Session; readonly accorde: Centimes }
}

/** What cannot be read as a time, before anything is placed. */
export const verifierHeures = ({ ouvre, ferme }: Pick<SaisieSession, 'ouvre' | 'ferme'>): Motif[] =>
  [['L’ouverture', ouvre] as const, ['La fermeture', ferme] as const].flatMap(([quoi, texte]) =>
    heureLisible(texte)
      ? []
      : [
          agent(
            'date-illisible',
            `${quoi} n’est pas une date du calendrier, avec son heure${INSECABLE}: «${INSECABLE}${texte}${INSECABLE}».`,
          ),
        ],
  )

/** Says whether a session may be kept as typed, with every reason why not. */
export function verifierSession(saisie: SaisieSession, contexte: Contexte): Decision<SaisieSession> {
  const motifs = [...listerMotifs(saisie, contexte)]
  const operation = saisie.operation?.trim() || null
  return motifs.length > 0
    ? refus(...motifs)
    : accord({ ...saisie, libelle: saisie.libelle.trim(), operation })
}

function* listerMotifs(saisie: SaisieSession, contexte: Contexte): Generator<Motif> {
  const { dispositif, ouvre, ferme, ligne, avant } = contexte
  if (!dispositif) yield agent('aide-inconnue', `Aucune règle publiée ne porte le code ${saisie.dispositif}.`)
  if (saisie.libelle.trim() === '') yield agent('libelle-vide', 'Donnez un libellé à la campagne.')
  for (const [quoi, heure, tapee] of [
    ['L’ouverture', ouvre, saisie.ouvre],
    ['La fermeture', ferme, saisie.ferme],
  ] as const)
    if (heure && heure.relue !== tapee)
      yield agent('heure-inexistante', `${quoi} tombe dans l’heure que le changement d’heure supprime.`)
  if (ouvre && ferme && ferme.instant <= ouvre.instant)
    yield agent('ferme-avant-d-ouvrir', 'La fermeture doit suivre l’ouverture.')
  if ((saisie.ligne === null) !== ((saisie.operation?.trim() || null) === null))
    yield agent(
      'enveloppe-incomplete',
      'Donnez la ligne budgétaire et l’opération ensemble, ou aucune des deux.',
    )
  if (saisie.ligne !== null && !ligne) yield agent('ligne-inconnue', 'Cette ligne budgétaire n’existe pas.')
  if (!avant) return
  const { session, accorde } = avant
  if (session.etat === 'soldee') yield agent('session-soldee', 'Une campagne soldée ne change plus.')
  if (session.dispositif !== saisie.dispositif)
    yield agent('aide-figee', 'L’aide d’une campagne ne change pas : créez-en une autre.')
  const change = session.ligne !== saisie.ligne || session.operation !== (saisie.operation?.trim() || null)
  if (change && accorde > 0)
    yield agent('enveloppe-engagee', 'Des aides sont accordées sur cette enveloppe : elle ne change plus.')
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
