import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { DossierLu, PageDossiers } from '#aides/dossiers/dossier.ts'
import type { SessionLue } from '#aides/sessions/session.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { accorderSession } from '../../../test/aides-octroi-atelier.ts'
import { creerDossier, creerEnveloppe, creerSession, etatsDe } from '../../../test/aides-suivi-atelier.ts'
import { appeler } from '../../../test/espace-atelier.ts'

// An aid granted, verified again, granted again: its money and its place meanwhile.

const { db, personne } = await openApplication({ after })
const nadia = personne('nadia-benali')
const camille = personne('camille-royer')
const lea = personne('lea-fontaine')

const lire = async <T>(chemin: string, qui = nadia) => (await appeler<T>(qui, 'GET', chemin)).corps

const accorder = (session: string) => accorderSession(nadia, session)

test('une aide accordée puis vérifiée de nouveau reprend sa place, se le dit, et ne compte pas d’ici là', async () => {
  const { ligne, operation, affecter } = await creerEnveloppe(db, [30_000])
  const session = await creerSession(db, { ligne, operation })
  const creer = (montant: number, prenom: string) => creerDossier(db, { session, qui: lea, montant, prenom })
  const ids = [(await creer(20_000, 'Ana')).id, (await creer(10_000, 'Bo')).id]
  assert.equal((await accorder(session)).accordes, 2)
  await sql`
    with change as (update aide_dossier set etat = 'a_verifier', verdict = jsonb_set(verdict, '{montant}', '10000')
      where id = ${ids[1]!})
    insert into aide_dossier_etape (dossier, de, vers) values (${ids[1]!}, 'accorde', 'a_verifier')
  `.execute(db)
  const { enveloppe } = await lire<SessionLue>(`/campagnes-aides/${session}`)
  assert.deepEqual(enveloppe, { affecte: 30_000, accorde: 20_000, reste: 10_000 })
  for (const prenom of ['Cy', 'Dé']) ids.push((await creer(10_000, prenom)).id)
  assert.equal((await lire<DossierLu>(`/dossiers-aides/${ids[1]}`)).rangOctroi, 1)
  const dite = await appeler<{ etat: string; rangOctroi: number }>(
    ...([
      camille,
      'POST',
      `/dossiers-aides/${ids[1]}/identite`,
      { personne: null, note: 'Deux pièces' },
    ] as const),
  )
  assert.deepEqual([dite.corps.etat, dite.corps.rangOctroi], ['proposable', 1])
  const liste = async (qui = nadia) =>
    (await lire<PageDossiers>(`/campagnes-aides/${session}/dossiers`, qui)).dossiers.map(
      ({ id, rangOctroi }) => [ids.indexOf(id), rangOctroi],
    )
  // In the order of first names; those who were never granted are not told a turn here.
  const attendue = [
    [0, null],
    [1, 1],
    [2, null],
    [3, null],
  ]
  assert.deepEqual([await liste(), await liste(lea)], [attendue, attendue])
  const octroi = await accorder(session)
  assert.deepEqual([octroi.accordes, octroi.montant, octroi.enAttente], [1, 10_000, 2])
  assert.deepEqual(await etatsDe(db, ids), ['accorde', 'accorde', 'en_attente', 'en_attente'])
  assert.equal((await lire<DossierLu>(`/dossiers-aides/${ids[1]}`)).rangOctroi, null)
  await affecter(20_000)
  assert.equal((await accorder(session)).accordes, 2)
})
