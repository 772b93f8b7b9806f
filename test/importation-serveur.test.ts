import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Importation } from '#campagnes/importation/importation.ts'
import { dataFolder, type Essai, startEssai } from './base/essai-serveur.ts'
import { enCsv, tableau } from './importation-fichiers.ts'

const LIGNES = 30_000

/** Asks about an import until the answer suits, two minutes at most. */
async function attendre(
  { address }: Essai,
  id: string,
  convient: (i: Importation) => boolean,
): Promise<Importation> {
  for (let essai = 0; essai < 600; essai++) {
    const importation = (await (await fetch(`${address}/api/imports/${id}`)).json()) as Importation
    if (convient(importation)) return importation
    await wait(200)
  }
  throw new Error('attente trop longue')
}

test('tué net en pleine lecture, le serveur reprend l’import au démarrage suivant, sans rien perdre', async (t) => {
  const data = dataFolder(t)
  const premier = await startEssai(data)
  const envoi = await fetch(`${premier.address}/api/imports?nom=candidatures.csv`, {
    method: 'POST',
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
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ libelle: 'Essai', reglement: 'majoration-2023', dotation: 2_014_000_000 }),
  })
  assert.equal(creation.status, 201)
  const campagnes = (await (await fetch(`${second.address}/api/campagnes`)).json()) as {
    formations: number
    contrats: number
  }[]
  assert.deepEqual(
    campagnes.map(({ formations, contrats }) => [formations, contrats]),
    [[LIGNES, 24 * LIGNES]],
  )
})
