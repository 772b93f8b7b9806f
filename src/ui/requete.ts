import type { Motif } from '#socle/decision.ts'
import { reglerHorloge } from '#ui/horloge.ts'

/** A refusal of the server: its stable code, its French message, its reasons, and the whole body for the rare rest. */
export class ErreurApi extends Error {
  readonly statut: number
  readonly code: string
  readonly motifs: readonly Motif[]
  readonly corps: unknown

  constructor(statut: number, corps: unknown) {
    const { code, message, motifs } = (corps ?? {}) as { code?: string; message?: string; motifs?: Motif[] }
    super(message ?? `Le serveur a répondu par une erreur (${statut}). Réessayez dans un instant.`)
    this.name = 'ErreurApi'
    this.statut = statut
    this.code = code ?? 'erreur_serveur'
    this.motifs = motifs ?? []
    this.corps = corps
  }
}

/** Says `requise` when the server no longer knows who asks: the frame around the pages listens. */
export const connexion = new EventTarget()

/** What the server refused, whoever called it; tells the frame when somebody must sign in. */
export function lireRefus(statut: number, corps: unknown): ErreurApi {
  if (statut === 401) connexion.dispatchEvent(new Event('requise'))
  return new ErreurApi(statut, corps)
}

/**
 * Calls the API and reads its JSON.
 *
 * @param chemin path under /api, `/campagnes`
 * @param corps sent as JSON when given; a file is sent as it is
 * @throws ErreurApi when the server refuses or cannot be reached
 */
export async function requete<T>(
  chemin: string,
  methode = 'GET',
  corps?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  let reponse: Response
  try {
    reponse = await fetch(`/api${chemin}`, {
      method: methode,
      // What one person saw is never shown again to the next without the server's word.
      cache: 'no-cache',
      ...(signal ? { signal } : {}),
      ...(corps === undefined ? {} : ecrireCorps(corps)),
    })
  } catch (erreur) {
    if (signal?.aborted) throw erreur
    throw new ErreurApi(0, {
      code: 'serveur_injoignable',
      message: 'Le serveur ne répond pas. Vérifiez qu’il est démarré, puis réessayez.',
    })
  }
  reglerHorloge(reponse)
  const contenu = await reponse.json().catch(() => undefined)
  if (!reponse.ok) throw lireRefus(reponse.status, contenu)
  return contenu as T
}

const ecrireCorps = (corps: unknown) =>
  corps instanceof Blob || corps instanceof ArrayBuffer
    ? { body: corps, headers: { 'content-type': 'application/octet-stream' } }
    : { body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }
