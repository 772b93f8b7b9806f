import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCommunes } from '#aides/listes/import-communes.ts'

const communes = await readCommunes()

const CODES: readonly (readonly [string, string, boolean, string?])[] = [
  ['Melun', '77288', true],
  ['Paris entier', '75056', true],
  ['un arrondissement de Marseille', '13201', true],
  ['Bastia', '2B033', true],
  ['Bastia avant 1976', '20033', true, '2B033'],
  ['Saint-Denis de La Réunion', '97411', true],
  ['Mamoudzou', '97611', true],
  ['Saint-Pierre-et-Miquelon', '97502', true],
  ['Saint-Martin', '97801', true],
  ['Saint-Martin avant 2007', '97127', true, '97801'],
  ['Papeete', '98735', true],
  ['Nouméa', '98818', true],
  ['un village détruit, sans habitants', '55039', true],
  ['Lomme, associée à Lille', '59355', true, '59350'],
  ['Bellegarde-sur-Valserine, réunie en 2019', '01033', true],
  ['Châtillon-en-Michaille, réunie en 2019', '01091', true, '01033'],
  ['un numéro que le département n’a pas', '77999', false],
  ['un code postal', '77000', false],
  ['un pays', '99100', false],
]
for (const [quoi, code, connue, actuelle] of CODES)
  test(`${quoi} (${code}) : ${connue ? 'commune' : 'pas une commune'}${actuelle ? `, aujourd’hui ${actuelle}` : ''}`, () =>
    assert.deepEqual([communes.connue(code), communes.actuelle(code)], [connue, actuelle]))

test('la géographie officielle se lit une fois, en entier', async () => {
  assert.equal(await readCommunes(), communes)
  const nombre = (departement: string) =>
    Array.from({ length: 1_000 }, (_, n) => departement + String(n).padStart(3, '0')).filter(
      (code) => communes.connue(code) && communes.actuelle(code) === undefined,
    ).length
  // Paris is itself and its twenty arrondissements; no commune of Hauts-de-Seine was merged.
  assert.equal(nombre('75'), 21)
  assert.equal(nombre('92'), 36)
})
