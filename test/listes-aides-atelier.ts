import assert from 'node:assert/strict'
import { setTimeout as attendre } from 'node:timers/promises'
import type { Log } from '#platform/logs.ts'
import { type Connecte, openApplication } from './acces/application.ts'
import { listeEnCsv, ouvrirSession, type Personne, type SessionFictive } from './aides-listes-atelier.ts'
import { appeler } from './espace-atelier.ts'

export type ListeRecue = {
  etat: string
  progression: number
  motif: { code: string } | null
  comptes: { lignes: number; enErreur: number; ecartees: number; valides: number; avecAvertissement: number }
  groupes: { gravite: string; champ: string | null; code: string; nombre: number }[]
  dossiers: { etat: string; nombre: number; montant: number }[]
}
export type LigneRecue = {
  ligne: number
  cellules: Personne
  masque: string | null
  anomalies: { code: string; gravite: string; message: string }[]
  ecartee: string | null
}

/** Centres that send lists to the whole application, at the time that `horloge` shows. */
export async function openListes(scope: Parameters<typeof openApplication>[0], autre: { log?: Log } = {}) {
  const horloge = { maintenant: '2025-11-15T10:00:00Z' }
  const clock = { now: () => horloge.maintenant, today: () => horloge.maintenant.slice(0, 10) }
  const application = await openApplication(scope, { clock, ...autre })
  const [lea, julie, camille, sarah] = ['lea-fontaine', 'julie-moreau', 'camille-royer', 'sarah-klein'].map(
    application.personne,
  ) as [Connecte, Connecte, Connecte, Connecte]

  let rang = 0
  const session = (autre: SessionFictive = {}) =>
    ouvrirSession(application.db, { id: `s${++rang}`, ...autre })
  const envoyer = (qui: Connecte, campagne: string, personnes: readonly Personne[]) =>
    appeler<{ id: string; existant: boolean }>(
      qui,
      'POST',
      `/campagnes-aides/${campagne}/listes?nom=liste.csv`,
      listeEnCsv(personnes),
    )
  const lire = async (id: string, qui = lea) =>
    (await appeler<ListeRecue>(qui, 'GET', `/listes-aides/${id}`)).corps
  const lignes = async (id: string, filtre = '', qui = lea) =>
    (
      await appeler<{ lignes: LigneRecue[]; total: number }>(
        qui,
        'GET',
        `/listes-aides/${id}/lignes?${filtre}`,
      )
    ).corps
  async function finir(id: string, qui = lea): Promise<ListeRecue> {
    for (let essai = 0; essai < 800; essai++) {
      const liste = await lire(id, qui)
      if (!['recue', 'en_lecture', 'en_depot'].includes(liste.etat)) return liste
      await attendre(50)
    }
    throw new Error('liste jamais finie')
  }
  /** Sent and read. */
  async function importer(campagne: string, personnes: readonly Personne[], qui = lea): Promise<string> {
    const { statut, corps } = await envoyer(qui, campagne, personnes)
    assert.equal(statut, 202, JSON.stringify(corps))
    await finir(corps.id, qui)
    return corps.id
  }
  const deposer = (id: string, mode = 'toutes', qui = lea) =>
    appeler(qui, 'POST', `/listes-aides/${id}/depot`, { lignes: mode })
  const gens = { lea, julie, camille, sarah }
  return { application, horloge, session, envoyer, lire, lignes, finir, importer, deposer, gens }
}
