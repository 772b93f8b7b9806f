import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { openTestDatabase } from '../harness.ts'
import { connect, dataFolder, postgresOf, startEssai, until } from './essai-serveur.ts'

// The real program, in its own process, killed, doubled, interrupted.

const unix = process.platform === 'win32' ? { skip: 'les signaux de Windows sont d’une autre nature' } : {}

const trace = (db: Db, objet: string) =>
  transaction(db, (tx) => insertJournal(tx, { acte: 'essai.ecrit', objet }))

async function objets(db: Db): Promise<string[]> {
  const { rows } = await sql<{ objet: string }>`select objet from journal order by id`.execute(db)
  return rows.map(({ objet }) => objet)
}

const postmaster = (data: string) =>
  Number.parseInt(readFileSync(join(data, 'postgres', '18', 'postmaster.pid'), 'utf8'), 10)

test('tué net, le serveur retrouve toutes ses données au démarrage suivant', unix, async (t) => {
  const data = dataFolder(t)
  const premier = await startEssai(data)
  assert.ok(premier.address, premier.output())
  await trace(connect(t, data), 'un')
  premier.process.kill('SIGKILL')
  await premier.exit

  // PostgreSQL has lost its owner and still runs.
  const deuxieme = await startEssai(data)
  assert.ok(deuxieme.address, deuxieme.output())
  const db = connect(t, data)
  await trace(db, 'deux')
  deuxieme.process.kill('SIGKILL')
  process.kill(postmaster(data), 'SIGKILL')
  await deuxieme.exit

  // PostgreSQL too was killed: its lock file is stale, its log must be replayed.
  const troisieme = await startEssai(data)
  assert.ok(troisieme.address, troisieme.output())
  assert.deepEqual(await objets(connect(t, data)), ['un', 'deux'])
})

test('Ctrl-C et SIGTERM arrêtent le serveur et sa base, sans rien laisser', unix, async (t) => {
  const data = dataFolder(t)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const essai = await startEssai(data)
    assert.equal((await fetch(`${essai.address}/sante/pret`)).status, 200)
    assert.notEqual(postgresOf(data).length, 0)
    essai.process.kill(signal)
    essai.process.kill(signal) // a hurried person
    assert.equal(await essai.exit, 0, essai.output())
    assert.deepEqual(postgresOf(data), [])
  }
})

test(
  'deux serveurs sur le même dossier : le second le dit et se retire, le premier continue',
  unix,
  async (t) => {
    const data = dataFolder(t)
    const ensemble = await Promise.all([startEssai(data), startEssai(data)])
    const [gagnant, ...autres] = ensemble.filter(({ address }) => address)
    assert.ok(gagnant, ensemble.map(({ output }) => output()).join('\n'))
    assert.deepEqual(autres, [])
    const perdants = [ensemble.find((essai) => essai !== gagnant)!, await startEssai(data)]
    for (const perdant of perdants) {
      assert.equal(await perdant.exit, 1)
      assert.match(perdant.output(), /Oriflamme fonctionne déjà avec le dossier de données/)
    }
    assert.equal((await fetch(`${gagnant.address}/sante/pret`)).status, 200)
  },
)

test('quand npm seul reçoit le signal, le serveur s’arrête avec lui', unix, async (t) => {
  const data = dataFolder(t)
  // As npm runs a script: a shell in between, which the signal kills and which tells us nothing.
  const essai = await startEssai(data, { npm_lifecycle_event: 'start' }, {}, 'underShell')
  assert.ok(essai.address, essai.output())
  assert.notEqual(postgresOf(data).length, 0)
  essai.process.kill('SIGTERM')
  await until(() => postgresOf(data).length === 0)
  await assert.rejects(fetch(`${essai.address}/sante`))
})

test('un port déjà pris est dit en français, et la base est refermée', unix, async (t) => {
  const data = dataFolder(t)
  const occupant = createServer()
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve))
  t.after(() => occupant.close())
  const { port } = occupant.address() as AddressInfo
  const essai = await startEssai(data, { PORT: String(port) })
  assert.equal(await essai.exit, 1)
  assert.match(essai.output(), new RegExp(`Le port ${port} est déjà utilisé.*\n.*PORT=${port + 1}`))
  assert.deepEqual(postgresOf(data), [])
})

test('quand PostgreSQL disparaît, le serveur s’arrête et le suivant reprend', unix, async (t) => {
  const data = dataFolder(t)
  const essai = await startEssai(data)
  process.kill(postmaster(data), 'SIGKILL')
  assert.equal(await essai.exit, 1)
  const suivant = await startEssai(data)
  assert.ok(suivant.address, suivant.output())
})

test('un dossier de données inutilisable est dit en français, avec la raison', async (t) => {
  const data = dataFolder(t)
  writeFileSync(data, 'un fichier, pas un dossier')
  for (const place of [data, join(data, 'dessous')]) {
    const essai = await startEssai(place)
    assert.equal(await essai.exit, 1)
    assert.match(
      essai.output(),
      /^\nLe dossier de données .* : un fichier porte ce nom .*\n.*ORIFLAMME_DATA=/,
    )
  }
})

test('un fichier de verrou d’un autre âge n’empêche pas de démarrer', unix, async (t) => {
  const data = dataFolder(t)
  const premier = await startEssai(data)
  premier.process.kill('SIGINT')
  await premier.exit
  // The number of a process that lives and is no PostgreSQL: ours.
  const cluster = join(data, 'postgres', '18')
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n1\n5432\n/nulle/part\n\n  1 1\nready   \n`,
  )
  const suivant = await startEssai(data)
  assert.ok(suivant.address, suivant.output())
})

test('avec DATABASE_URL, deux serveurs partagent la base et rien n’est embarqué', async (t) => {
  const { url } = await openTestDatabase(t)
  const data = dataFolder(t)
  const ensemble = await Promise.all([1, 2].map(() => startEssai(data, { DATABASE_URL: url })))
  for (const { address, output } of ensemble) {
    assert.ok(address, output())
    assert.equal((await fetch(`${address}/sante/pret`)).status, 200)
  }
  assert.deepEqual(postgresOf(data), [])
})

test('un dossier de données au chemin trop long pour un socket convient quand même', unix, async (t) => {
  const data = join(dataFolder(t), 'l'.repeat(100))
  mkdirSync(data, { recursive: true })
  const essai = await startEssai(data)
  assert.ok(essai.address, essai.output())
  essai.process.kill('SIGINT')
  assert.equal(await essai.exit, 0)
})
