import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Importation } from '#campagnes/importation/importation.ts'
import { fingerprint } from '#platform/tokens.ts'
import { connect, dataFolder, type Essai, startEssai } from './base/essai-serveur.ts'
import { enCsv, tableau } from './importation-fichiers.ts'

const LIGNES = 30_000

const JETON = 'jeton-de-la-responsable'
const entetes = { cookie: `__Host-session=${JETON}` }

/** Somebody of the Région, already signed in. */
async function connecterResponsable(t: TestContext, data: string): Promise<void> {
  const db = connect(t, data)
  await sql`
    with o as (insert into organisation (nature, nom, siret) values ('region', 'Région', '00000001800010') returning id),
      p as (insert into personne (emetteur, sujet, nom, organisation, etat)
        select 'essai', 'essai', 'Essai', id, 'active' from o returning id),
      a as (insert into attribution (personne, role) select id, 'responsable' from p)
    insert into session (empreinte, personne, fournisseur, expire_le)
      select ${fingerprint(JETON)}, id, 'essai', now() + interval '1 hour' from p
  `.execute(db)
  await db.destroy()
}

/** Asks about an import until the answer suits, two minutes at most. */
async function attendre(
  { address }: Essai,
  id: string,
  convient: (i: Importation) => boolean,
): Promise<Importation> {
  for (let essai = 0; essai < 600; essai++) {
    const importation = (await (
      await fetch(`${address}/api/imports/${id}`, { headers: entetes })
    ).json()) as Importation
    if (convient(importation)) return importation
    await wait(200)
  }
  throw new Error('attente trop longue')
}

test('tué net en pleine lecture, le serveur reprend l’import au démarrage suivant, sans rien perdre', async (t) => {
  const data = dataFolder(t)
  const premier = await startEssai(data)
  await connecterResponsable(t, data)
  const envoi = await fetch(`${premier.address}/api/imports?nom=candidatures.csv`, {
    method: 'POST',
    headers: entetes,
    body: enCsv(tableau(LIGNES)),
  })
  assert.equal(envoi.status, 202)
  const { id } = (await envoi.json()) as { id: string }
  const { etat, lignesLues } = await attendre(premier, id, (i) => i.lignesLues > 0)
  premier.process.kill('SIGKILL')
  await premier.exit
  assert.ok(etat === 'en_lecture' && lignesLues < LIGNES, `tué à ${lignesLues} lignes`)

  const second = await startEssai(data)
  const fini = await attendre(second, id, (i) => !['recu', 'en_lecture'].includes(i.etat))
  assert.deepEqual(
    [fini.etat, fini.lignesLues, fini.erreurs, fini.progression],
    ['pret', LIGNES, 0, 1000],
    second.output(),
  )
  const creation = await fetch(`${second.address}/api/imports/${id}/campagne`, {
    method: 'POST',
    headers: { ...entetes, 'content-type': 'application/json' },
    body: JSON.stringify({ libelle: 'Essai', reglement: 'majoration-2023', dotation: 2_014_000_000 }),
  })
  assert.equal(creation.status, 201)
  const campagnes = (await (await fetch(`${second.address}/api/campagnes`, { headers: entetes })).json()) as {
    formations: number
    contrats: number
  }[]
  assert.deepEqual(
    campagnes.map(({ formations, contrats }) => [formations, contrats]),
    [[LIGNES, 24 * LIGNES]],
  )
})
