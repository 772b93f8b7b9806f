import type { Instruction } from '#aides/instruire.ts'
import { type EtatDossierDepose, etatDuVerdict } from '#aides/listes/dossier-depose.ts'
import { INSECABLE } from '#socle/francais.ts'

/** A dossier of somebody already known. */
export type DossierConnu = {
  readonly numero: string
  readonly session: string
  readonly libelle: string
  readonly organisme: string
  readonly etat: string
  /** Whether it is of the same aid, whatever its year. */
  readonly memeAide: boolean
}

/** Who a person is, in full: only agents see it. */
export type IdentiteConnue = {
  readonly civilite: string
  readonly nomNaissance: string
  readonly nomUsage: string | null
  readonly prenom: string
  readonly neLe: string
  readonly paysNaissance: string
  readonly communeNaissance: string | null
}

export type Issue = {
  readonly etat: EtatDossierDepose | 'retire'
  /** The question to answer otherwise before the dossier is judged again; null when its verdict stands. */
  readonly rejuger: 'deja aide' | null
  /** Told beside the note of the agent. */
  readonly consequence: string | null
}

/** Granted, or still able to be. */
const QUI_OUVRENT_DROIT = new Set(['proposable', 'en_attente', 'accorde'])

/**
 * What becomes of a dossier once an agent has said that its person is somebody already known: one aid a session, and an
 * aid already received is told to the rule.
 *
 * @param deLaPersonne the dossiers of whom it is, this one excepted
 * @param questions names of what the scheme asks
 */
export function reconnaitre(
  { session, verdict }: { readonly session: string; readonly verdict: Instruction },
  deLaPersonne: readonly DossierConnu[],
  questions: readonly string[],
): Issue {
  const double = deLaPersonne.find((un) => un.session === session && QUI_OUVRENT_DROIT.has(un.etat))
  if (double)
    return {
      etat: 'retire',
      rejuger: null,
      consequence: `Cette personne a déjà un dossier pour cette campagne${INSECABLE}: ${double.numero}.`,
    }
  const aidee = deLaPersonne.find((un) => un.session !== session && un.memeAide && un.etat === 'accorde')
  if (aidee && questions.includes('deja aide'))
    return {
      etat: 'refuse',
      rejuger: 'deja aide',
      consequence: `Cette personne a déjà reçu cette aide${INSECABLE}: dossier ${aidee.numero}, ${aidee.libelle}.`,
    }
  return distinguer(verdict)
}

/** What becomes of it once an agent has said that these are two different people: what the rule had answered. */
export const distinguer = (verdict: Instruction): Issue => ({
  etat: etatDuVerdict(verdict),
  rejuger: null,
  consequence: null,
})
