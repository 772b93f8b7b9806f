import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { AppContext } from '#platform/context.ts'
import { refused } from '#platform/refusals.ts'
import { compter } from '#socle/francais.ts'

/** 5 Mo: a line a body, or a formation. */
const OCTETS_MAXIMUM = 5 * 1_048_576
/** Of what is shown, then of what a refusal cites: whoever has more corrects these first. */
export const ANOMALIES_MONTREES = 500
const ANOMALIES_CITEES = 20

/** A table sent as a file, as it was read. */
export type TableRecue<L> = {
  readonly nom: string
  readonly empreinte: string
  readonly lignes: readonly L[]
}

/**
 * Receives a table that is read at once, and keeps nothing of the file.
 *
 * @throws HttpRefusal 422 when it is no table that this reads
 */
export async function receiveTable<L>(
  files: AppContext['files'],
  body: ReadableStream<Uint8Array> | null,
  nom: string,
  lire: (path: string, nom: string) => Promise<readonly L[]>,
): Promise<TableRecue<L>> {
  const { id, path, sha256 } = await files.receive(body, OCTETS_MAXIMUM)
  try {
    return { nom, empreinte: sha256, lignes: await lire(path, nom) }
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  } finally {
    await files.remove(id)
  }
}

type AnomalieTable = { readonly ligne: number; readonly code: string; readonly message: string }

/** A table is taken whole or not at all. @throws HttpRefusal 422 with the first of what is wrong in it */
export function refuseAnomalies(anomalies: readonly AnomalieTable[], suite: string): void {
  if (anomalies.length === 0) return
  throw refused(
    `Le fichier a ${compter(anomalies.length, 'erreur')} : ${suite}`,
    anomalies
      .slice(0, ANOMALIES_CITEES)
      .map(({ ligne, code, message }) => ({ code, message: `Ligne ${ligne} : ${message}` })),
  )
}
