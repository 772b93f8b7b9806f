import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock, toInstant } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'

test('sans rien dire, tout a une valeur', () => {
  const { host, port, databaseUrl, demo } = readConfig({}, 1000)
  assert.deepEqual(
    { host, port, databaseUrl, demo },
    { host: '127.0.0.1', port: 3000, databaseUrl: undefined, demo: true },
  )
})

test('le dossier des données : ORIFLAMME_DATA, puis XDG_DATA_HOME, puis celui du système', () => {
  const folder = (env: Record<string, string>, uid: number) => readConfig(env, uid).dataFolder
  assert.equal(folder({ ORIFLAMME_DATA: '/a', XDG_DATA_HOME: '/b' }, 1000), '/a')
  assert.equal(folder({ XDG_DATA_HOME: '/b' }, 1000), '/b/oriflamme')
  assert.equal(folder({}, 0), '/var/lib/oriflamme')
  assert.match(folder({}, 1000), /oriflamme$/)
})

test('la Région nommée sur les documents se change par ORIFLAMME_REGION', () => {
  assert.equal(readConfig({}, 1000).region, 'Région Île-de-France')
  assert.equal(readConfig({ ORIFLAMME_REGION: ' Région Bretagne ' }, 1000).region, 'Région Bretagne')
})

test('la démonstration et la purge de chaque nuit se refusent', () => {
  const choix = (valeur: string) => {
    const { demo, purge } = readConfig({ ORIFLAMME_DEMO: valeur, ORIFLAMME_PURGE: valeur })
    return [demo, purge]
  }
  for (const non of ['0', 'non', ' NON ', 'false']) assert.deepEqual(choix(non), [false, false])
  for (const oui of ['', '1', 'oui']) assert.deepEqual(choix(oui), [true, true])
})

test('un port impossible est refusé en français', () => {
  for (const PORT of ['trois mille', '-1', '65536', '3000.5'])
    assert.throws(() => readConfig({ PORT }), /PORT vaut « .* » : indiquez un nombre/)
})

test('aujourd’hui est celui de Paris', () => {
  assert.equal(fixedClock('2023-06-21T22:30:00Z').today(), '2023-06-22')
  assert.equal(fixedClock('2023-12-21T22:30:00Z').today(), '2023-12-21')
  assert.equal(fixedClock('2023-06-21T22:30:00Z').now(), '2023-06-21T22:30:00.000Z')
  assert.equal(toInstant('2023-06-21 02:30:00.123456+02'), '2023-06-21T00:30:00.123Z')
})
