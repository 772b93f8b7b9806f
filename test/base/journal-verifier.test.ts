import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { openTestDatabase } from '../harness.ts'
import { connect, dataFolder, postgresOf, root, startEssai } from './essai-serveur.ts'

// The proof of the journal as a maintainer runs it, on every base that the server may have.

/** Runs `oriflamme` as a user would. */
function oriflamme(args: string[], env: Record<string, string>) {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/cli.ts', ...args], {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lu = { sortie: '', erreur: '' }
  child.stdout.on('data', (texte) => {
    lu.sortie += texte
  })
  child.stderr.on('data', (texte) => {
    lu.erreur += texte
  })
  return new Promise<{ code: number | null; sortie: string; erreur: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, ...lu })),
  )
}
const verifier = (env: Record<string, string>, ...options: string[]) =>
  oriflamme(['journal', 'verifier', ...options], env)

test('sur la base embarquée, que le serveur fonctionne ou non', async (t) => {
  const data = dataFolder(t)
  const serveur = await startEssai(data, { ORIFLAMME_DEMO: '1' })
  assert.ok(serveur.address, serveur.output())
  const pendant = await verifier({ ORIFLAMME_DATA: data })
  assert.deepEqual([pendant.code, pendant.erreur], [0, ''])
  assert.match(pendant.sortie, /^Le journal est intact : \d+\u00a0maillons\.\nTête : [0-9a-f]{64}\n$/)
  // The server was not disturbed.
  assert.equal((await fetch(`${serveur.address}/sante/pret`)).status, 200)

  serveur.process.kill('SIGTERM')
  await serveur.exit
  const tete = /Tête : (\w+)/.exec(pendant.sortie)![1]!
  const arrete = await verifier({ ORIFLAMME_DATA: data }, '--tete', tete.toUpperCase())
  assert.deepEqual([arrete.code, arrete.erreur], [0, ''])
  assert.deepEqual(postgresOf(data), [], 'la base que la commande a démarrée est arrêtée')

  const relance = await startEssai(data)
  assert.ok(relance.address, relance.output())
  await connect(t, data)
    .connection()
    .execute(async (seule) => {
      await sql.raw('set session_replication_role = replica').execute(seule)
      await sql.raw(`update journal set objet = 'campagne:autre' where id = 1`).execute(seule)
    })
  const rompu = await verifier({ ORIFLAMME_DATA: data })
  assert.deepEqual([rompu.code, rompu.sortie], [1, ''])
  assert.match(rompu.erreur, /^Le journal est rompu \(entrée 1\) : L’entrée 1 ne dit plus/)
})

test('sur la base de DATABASE_URL, et la tête gardée ailleurs dénonce une réécriture', async (t) => {
  const { db, url } = await openTestDatabase(t)
  await transaction(db, (tx) => insertJournal(tx, { acte: 'essai.ecrit', objet: 'objet:1' }))
  const intact = await verifier({ DATABASE_URL: url })
  assert.deepEqual([intact.code, intact.erreur], [0, ''])
  const { code, erreur } = await verifier({ DATABASE_URL: url }, `--tete=${'ab'.repeat(32)}`)
  assert.equal(code, 1)
  assert.match(erreur, /La tête attendue n’est pas dans la chaîne/)
})

test('sans base, ou mal écrite, la commande le dit et finit par 2', async (t) => {
  const data = dataFolder(t)
  mkdirSync(data, { recursive: true })
  const vide = await verifier({ ORIFLAMME_DATA: data })
  assert.deepEqual([vide.code, vide.sortie], [2, ''])
  assert.match(vide.erreur, /Il n’y a pas de base de données dans/)
  const injoignable = await verifier({ DATABASE_URL: 'postgres://personne@127.0.0.1:1/rien' })
  assert.deepEqual([injoignable.code, injoignable.sortie], [2, ''])
  assert.match(injoignable.erreur, /^La base de données ne répond pas/)
  for (const [options, raison] of [
    [['--tete', 'abc'], /64 chiffres/],
    [['--tete'], /64 chiffres/],
    [['--fin'], /« --fin » n’existe pas/],
    [['tout'], /« tout » est de trop/],
  ] as const) {
    const { code, sortie, erreur } = await verifier({}, ...options)
    assert.deepEqual([code, sortie], [2, ''])
    assert.match(erreur, raison)
    assert.match(erreur, /Aide : oriflamme journal verifier --help\n$/)
  }
  const aide = await verifier({}, '--help')
  assert.equal(aide.code, 0)
  assert.match(aide.sortie, /Usage : oriflamme journal verifier/)
})
