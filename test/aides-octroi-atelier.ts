import assert from 'node:assert/strict'
import type { Octroi } from '#aides/sessions/session.ts'
import type { Connecte } from './acces/application.ts'
import { appeler } from './espace-atelier.ts'

/** Asks for the aids of a session to be granted, by whoever may, and waits for the report. */
export async function accorderSession(qui: Pick<Connecte, 'request'>, session: string): Promise<Octroi> {
  const chemin = `/campagnes-aides/${session}/octrois`
  assert.equal((await appeler(qui, 'POST', chemin)).statut, 202)
  for (let essais = 0; essais < 200; essais++) {
    const [dernier] = (await appeler<Octroi[]>(qui, 'GET', chemin)).corps
    if (dernier && dernier.etat !== 'en_cours') return dernier
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('octroi jamais fini')
}
