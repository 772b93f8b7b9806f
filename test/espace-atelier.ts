import assert from 'node:assert/strict'
import type { DemandeLue, Enregistrement } from '#campagnes/demandes/espace.ts'
import { type Connecte, openApplication } from './acces/application.ts'
import { ouvrirAppel, SAISIE } from './demandes-atelier.ts'

export type Reponse<T> = { readonly statut: number; readonly corps: T & Refus }
export type Refus = {
  readonly code?: string
  readonly message?: string
  readonly motifs?: { code: string }[]
}

export async function appeler<T = Refus>(
  qui: Pick<Connecte, 'request'>,
  methode: string,
  chemin: string,
  corps?: unknown,
): Promise<Reponse<T>> {
  const binaire = typeof corps === 'string' || corps instanceof Uint8Array
  const init: RequestInit = { method: methode }
  if (corps !== undefined) {
    init.body = (binaire ? corps : JSON.stringify(corps)) as BodyInit
    init.headers = { 'content-type': binaire ? 'application/octet-stream' : 'application/json' }
  }
  const reponse = await qui.request(`/api${chemin}`, init)
  const texte = await reponse.text()
  const json = reponse.headers.get('content-type')?.includes('json')
  return { statut: reponse.status, corps: (json ? JSON.parse(texte) : texte) as T & Refus }
}

export const codes = ({ corps }: { readonly corps: object }) =>
  (corps as Refus).motifs?.map(({ code }) => code)

/** The space of a training centre on the real engine, seen through its wall, at the time that `horloge` shows. */
export async function openEspace(
  scope: Parameters<typeof openApplication>[0],
  horloge: { readonly maintenant: string },
) {
  const clock = { now: () => horloge.maintenant, today: () => horloge.maintenant.slice(0, 10) }
  const { db, app, personne } = await openApplication(scope, { clock })
  const [lea, omar, julie, nadia] = ['lea-fontaine', 'omar-diallo', 'julie-moreau', 'nadia-benali'].map(
    personne,
  ) as [Connecte, Connecte, Connecte, Connecte]

  let rang = 0
  /** A new call with its own draft, opened by Léa. */
  async function brouillon(appel: Parameters<typeof ouvrirAppel>[1] = {}) {
    const campagne = await ouvrirAppel(db, {
      id: `appel-${++rang}`,
      fermeLe: '2024-03-29T22:59:59Z',
      ...appel,
    })
    const { statut, corps } = await appeler<{ id: string }>(lea, 'POST', `/campagnes/${campagne}/demandes`)
    assert.equal(statut, 201)
    return { campagne, id: corps.id, chemin: `/demandes/${corps.id}` }
  }
  const lire = async (chemin: string, qui = lea) => (await appeler<DemandeLue>(qui, 'GET', chemin)).corps
  const enregistrer = (chemin: string, identifiant: string, version: number, saisie = SAISIE) =>
    appeler<Enregistrement>(lea, 'PUT', `${chemin}/formations/${encodeURIComponent(identifiant)}`, {
      version,
      saisie,
    })
  /** A draft in which nothing is missing. @returns its version */
  async function complet(chemin: string): Promise<number> {
    const { version } = (await lire(chemin)).demande
    const effectif = await appeler<Enregistrement>(lea, 'PUT', `${chemin}/effectif`, {
      version,
      effectif: '420',
    })
    const { corps } = await enregistrer(chemin, 'F1', effectif.corps.version)
    assert.deepEqual(corps.completude.manques, [])
    return corps.version
  }
  return { db, app, personne, lea, omar, julie, nadia, brouillon, lire, enregistrer, complet }
}
