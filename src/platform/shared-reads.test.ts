import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '#platform/db.ts'
import { createSharedReads } from '#platform/shared-reads.ts'

/** A database whose connections are given when the test says so, and a read that ends when the test says so. */
function atelier() {
  const connexions: (() => void)[] = []
  const connection = () => ({
    execute: <T>(work: (db: Db) => Promise<T>) =>
      new Promise<T>((resolve, reject) =>
        connexions.push(() => void work(db as unknown as Db).then(resolve, reject)),
      ),
  })
  const db = { connection } as unknown as Db
  const lectures: PromiseWithResolvers<string>[] = []
  const lire = () => {
    const lecture = Promise.withResolvers<string>()
    lectures.push(lecture)
    return lecture.promise
  }
  const donner = async () => {
    connexions.shift()!()
    await tour()
  }
  return { db, connexions, lectures, lire, donner }
}

const tour = () => new Promise((resolve) => setImmediate(resolve))

test('tous ceux qui demandent avant le départ d’une lecture ont la même réponse, d’une seule lecture', async () => {
  const { db, connexions, lectures, lire, donner } = atelier()
  const partager = createSharedReads()
  const attendues = [1, 2, 3].map(() => partager(db, 'file', lire))
  await tour()
  attendues.push(partager(db, 'file', lire))
  assert.equal(connexions.length, 1)
  await donner()
  lectures[0]!.resolve('lue')
  assert.deepEqual(await Promise.all(attendues), ['lue', 'lue', 'lue', 'lue'])
  assert.equal(lectures.length, 1)
})

test('qui demande pendant une lecture, peut-être après avoir écrit, a la suivante', async () => {
  const { db, connexions, lectures, lire, donner } = atelier()
  const partager = createSharedReads()
  const avant = partager(db, 'file', lire)
  await tour()
  await donner()
  const apres = [partager(db, 'file', lire), partager(db, 'file', lire)]
  await tour()
  assert.equal(connexions.length, 0, 'elle attend que la première revienne')
  lectures[0]!.resolve('avant l’écriture')
  await tour()
  await donner()
  lectures[1]!.resolve('après l’écriture')
  assert.equal(await avant, 'avant l’écriture')
  assert.deepEqual(await Promise.all(apres), ['après l’écriture', 'après l’écriture'])
  const plusTard = partager(db, 'file', lire)
  await tour()
  await donner()
  lectures[2]!.resolve('plus tard')
  assert.equal(await plusTard, 'plus tard', 'rien n’est gardé')
})

test('ce qui ne se demande pas sous la même clé ne se partage pas', async () => {
  const { db, connexions, lire } = atelier()
  const partager = createSharedReads()
  void partager(db, 'de la responsable', lire)
  void partager(db, 'du lecteur', lire)
  await tour()
  assert.equal(connexions.length, 2)
})

test('une lecture qui échoue le dit à ceux qui l’attendaient, pas aux suivants', async () => {
  const { db, lectures, lire, donner } = atelier()
  const partager = createSharedReads()
  const perdues = [partager(db, 'file', lire), partager(db, 'file', lire)]
  await tour()
  await donner()
  const suivante = partager(db, 'file', lire)
  lectures[0]!.reject(new Error('base perdue'))
  for (const perdue of perdues) await assert.rejects(perdue, /base perdue/)
  await tour()
  await donner()
  lectures[1]!.resolve('revenue')
  assert.equal(await suivante, 'revenue')
})

test('sans connexion, l’échec ne retient pas la clé', async () => {
  const partager = createSharedReads()
  const sansConnexion = {
    connection: () => ({ execute: () => Promise.reject(new Error('aucune place')) }),
  } as unknown as Db
  await assert.rejects(
    partager(sansConnexion, 'file', async () => 'jamais'),
    /aucune place/,
  )
  const { db, lectures, lire, donner } = atelier()
  const ensuite = partager(db, 'file', lire)
  await tour()
  await donner()
  lectures[0]!.resolve('lue')
  assert.equal(await ensuite, 'lue')
})
