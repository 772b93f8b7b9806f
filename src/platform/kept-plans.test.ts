import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientBase } from 'pg'
import { createKeptPlans } from '#platform/kept-plans.ts'

type Envoi = string | { readonly name: string; readonly text: string; readonly values: unknown[] }

/** Connections that note what they are sent. */
function ouvrir(nombre = 1) {
  const garder = createKeptPlans()
  return Array.from({ length: nombre }, () => {
    const envois: Envoi[] = []
    const client = { query: (envoi: Envoi) => envois.push(envoi) }
    garder(client as unknown as ClientBase)
    return { envois, demander: (text: string) => client.query(...([text, ['v']] as unknown as [Envoi])) }
  })
}

const gardees = (envois: readonly Envoi[]) => envois.filter((envoi) => typeof envoi === 'object')

test('une lecture demandée dix fois devient une requête préparée, sous le même nom sur chaque connexion', () => {
  const [une, autre] = ouvrir(2)
  for (let fois = 0; fois < 12; fois++) une!.demander('select nom from organisation where id = $1')
  assert.equal(gardees(une!.envois).length, 3)
  autre!.demander('select nom from organisation where id = $1')
  assert.deepEqual(autre!.envois, [une!.envois.at(-1)])
  assert.deepEqual(gardees(une!.envois)[0]!.values, ['v'])
})

test('ce qui écrit part comme c’est écrit', () => {
  const [une] = ouvrir()
  for (let fois = 0; fois < 30; fois++) une!.demander('update session set vue_le = $1')
  assert.equal(gardees(une!.envois).length, 0)
})

test('le nombre de plans gardés est borné, quel que soit le nombre de textes', () => {
  const [une] = ouvrir()
  for (let texte = 0; texte < 300; texte++)
    for (let fois = 0; fois < 10; fois++) une!.demander(`select ${texte} where $1`)
  assert.equal(gardees(une!.envois).length, 40)
})
