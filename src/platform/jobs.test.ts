import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transaction } from '#platform/db.ts'
import { openJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/logs.ts'
import { openTestDatabase } from '../../test/harness.ts'

test('un travail demandé est fait, sauf si sa transaction est annulée', { timeout: 30_000 }, async (t) => {
  const { db, settings } = await openTestDatabase(t)
  const jobs = openJobs(settings, silentLog())
  t.after(() => jobs.stop())
  const done: string[] = []
  const finished = new Promise<void>((resolve) => {
    jobs.define<{ fichier: string }>('import', async ({ fichier }) => {
      done.push(fichier)
      if (fichier === 'dernier') resolve()
    })
  })
  await jobs.start()
  const abandoned = transaction(db, async (tx) => {
    await jobs.enqueue('import', { fichier: 'annulé' }, { db: tx })
    throw new Error('renoncement')
  })
  await assert.rejects(abandoned, /renoncement/)
  await transaction(db, (tx) => jobs.enqueue('import', { fichier: 'premier' }, { db: tx }))
  await jobs.enqueue('import', { fichier: 'dernier' })
  await finished
  assert.deepEqual(done, ['premier', 'dernier'])
})

test('un travail que personne ne sait faire est refusé tout de suite', async (t) => {
  const { settings } = await openTestDatabase(t)
  await assert.rejects(openJobs(settings, silentLog()).enqueue('inconnu', {}), /inconnu/)
})
