import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readProviders } from '#platform/openid-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'oriflamme-fournisseurs-'))
after(() => rmSync(folder, { recursive: true }))
const fichier = join(folder, 'fournisseurs.json')
const secret = join(folder, 'secret')
writeFileSync(secret, 'un secret\n')

const agents = {
  code: 'agents',
  libelle: 'Agents de la Région',
  emetteur: 'https://identite.exemple.fr/realms/region',
  client: 'oriflamme',
}

function lire(contenu: unknown, env: Record<string, string> = {}) {
  writeFileSync(fichier, typeof contenu === 'string' ? contenu : JSON.stringify(contenu))
  return readProviders({ ORIFLAMME_FOURNISSEURS: fichier, ...env })
}

test('sans fichier, aucun fournisseur ; en production, le démarrage est refusé', () => {
  assert.deepEqual(readProviders({}), [])
  assert.throws(() => readProviders({ NODE_ENV: 'production' }), {
    name: 'StartupRefusal',
    message: /^En production, déclarez au moins un fournisseur d’identité/,
  })
})

test('un fournisseur se déclare en quatre lignes', () => {
  assert.deepEqual(lire([agents], { NODE_ENV: 'production' }), [
    {
      ...agents,
      portees: 'openid profile email',
      courrielFiable: false,
      secret: undefined,
      acr: undefined,
      userinfoSignee: undefined,
    },
  ])
})

test('le secret vient d’un fichier ou d’une variable, jamais du fichier des fournisseurs', () => {
  assert.equal(lire([{ ...agents, fichierSecret: secret }])[0]?.secret, 'un secret')
  assert.equal(lire([{ ...agents, variableSecret: 'SECRET' }], { SECRET: 'autre' })[0]?.secret, 'autre')
  assert.throws(() => lire([{ ...agents, secret: 'ici' }]), /à corriger/)
})

const fautes: readonly (readonly [string, unknown, RegExp])[] = [
  ['un JSON illisible', '[{', /ne peut pas être lu/],
  ['une liste vide', [], /à corriger/],
  ['un code impossible', [{ ...agents, code: 'Agents !' }], /code/],
  ['un émetteur qui n’est pas une adresse', [{ ...agents, emetteur: 'identite' }], /emetteur/],
  ['un émetteur en http', [{ ...agents, emetteur: 'http://identite.exemple.fr' }], /doit être en https/],
  ['deux fois le même code', [agents, agents], /le même code/],
  ['un champ inconnu', [{ ...agents, porte: 'openid' }], /porte/],
  [
    'une variable de secret absente',
    [{ ...agents, variableSecret: 'ABSENTE' }],
    /ABSENTE est vide ou absente/,
  ],
  ['un fichier de secret absent', [{ ...agents, fichierSecret: join(folder, 'rien') }], /secret .*rien/],
  ['un algorithme de signature faible', [{ ...agents, userinfoSignee: 'none' }], /userinfoSignee/],
]
for (const [nom, contenu, message] of fautes)
  test(`est refusé au démarrage : ${nom}`, () =>
    assert.throws(() => lire(contenu), { name: 'StartupRefusal', message }))

test('un fichier absent est nommé', () =>
  assert.throws(() => readProviders({ ORIFLAMME_FOURNISSEURS: '/absent.json' }), /\/absent\.json/))

test('un secret vide est refusé', () => {
  writeFileSync(join(folder, 'vide'), '\n')
  assert.throws(() => lire([{ ...agents, fichierSecret: join(folder, 'vide') }]), /est vide/)
})
