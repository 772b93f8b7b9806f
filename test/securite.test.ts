import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  autresSystemes,
  estCompatible,
  licencesARevoir,
  lireAvis,
  verrouARevoir,
} from '../scripts/securite.mjs'

const read = (file: string) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))

test('une licence se lit avec ses choix et ses cumuls', () => {
  const compatibles = [
    'MIT',
    '(MIT OR GPL-3.0-only)',
    'GPL-3.0-only OR ISC',
    '(MIT AND Zlib) OR GPL-3.0-only',
  ]
  for (const expression of compatibles) assert.equal(estCompatible(expression), true, expression)
  const autres: readonly string[] = [
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    '(MIT OR ISC) AND SSPL-1.0',
    'UNLICENSED',
    '',
    '(MIT',
    'mit ish',
  ]
  for (const expression of autres) assert.equal(estCompatible(expression), false, expression)
})

test('un paquet sans licence, ou sous une autre, est nommé', () => {
  const components = [
    { name: 'a', version: '1.0.0', licenses: [{ license: { id: 'MIT' } }] },
    { name: 'b', version: '2.0.0', licenses: [{ license: { name: 'Commerciale' } }] },
    { name: 'c', version: '3.0.0' },
    { name: 'd', version: '4.0.0', licenses: [{ expression: '(MIT OR CC0-1.0)' }] },
  ]
  assert.deepEqual(licencesARevoir({ components }), [
    'b@2.0.0 : Commerciale',
    'c@3.0.0 : aucune licence déclarée',
  ])
})

test('une version libre ou un paquet sans empreinte est nommé', () =>
  assert.deepEqual(
    verrouARevoir(
      { dependencies: { a: '1.0.0', b: '^1.0.0' }, devDependencies: { c: 'latest' } },
      { packages: { '': {}, 'node_modules/a': { integrity: 'sha512-x' }, 'node_modules/b': {} } },
    ),
    [
      'b : « ^1.0.0 » n’est pas une version exacte',
      'c : « latest » n’est pas une version exacte',
      'node_modules/b : sans empreinte dans package-lock.json',
    ],
  ))

test('un binaire d’un autre système sans empreinte est compté à part', () => {
  const packages = {
    'node_modules/x-darwin': { os: ['darwin'] },
    'node_modules/y': { integrity: 'sha512-x' },
  }
  assert.deepEqual(verrouARevoir({}, { packages }), [])
  assert.deepEqual(autresSystemes({ packages }), ['node_modules/x-darwin'])
})

test('les avis se lisent, et leur absence se dit', () => {
  const via = [{ title: 'Corps illimité' }, 'autre']
  const reponse = { vulnerabilities: { a: { name: 'a', severity: 'high', via } } }
  assert.deepEqual(lireAvis(JSON.stringify(reponse)), { avis: ['a : high, Corps illimité ; par autre'] })
  assert.deepEqual(lireAvis('{"vulnerabilities":{}}'), { avis: [] })
  assert.match(lireAvis('{"statusCode":405,"message":"non"}').empechement ?? '', /n’offre pas d’avis/)
  assert.match(lireAvis('{"message":"ENOTFOUND"}').empechement ?? '', /injoignable \(ENOTFOUND\)/)
  assert.match(lireAvis('').empechement ?? '', /rien répondu de lisible/)
})

test('les versions de ce projet sont exactes, et chaque paquet a son empreinte', () =>
  assert.deepEqual(verrouARevoir(read('package.json'), read('package-lock.json')), []))
