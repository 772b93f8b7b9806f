import type { Dispositif } from '#aides/dispositif.ts'
import { REGLE_CHANGEE } from '#aides/sessions/cycle-session.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'

/** Which text a session froze: its scheme, and the SHA-256 of the file that judges its dossiers. */
export type RegleFigee = { readonly dispositif: string; readonly version: string }

/** The scheme of a session, by the very text that it froze; refused when the file has changed or has gone. */
export function trouverRegle(
  dispositifs: readonly Dispositif[],
  { dispositif, version }: RegleFigee,
): Decision<Dispositif> {
  const trouve = dispositifs.find(({ code }) => code === dispositif)
  return trouve && trouve.version.empreinte === version ? accord(trouve) : refus(REGLE_CHANGEE)
}
