import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transaction } from '#platform/db.ts'
import { type Jobs, openJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/logs.ts'
import { openTestDatabase } from '../../test/harness.ts'

test('un travail demandé est fait, sauf si sa transaction est annulée', { timeout: 30_000 }, async (t) => {
  let jobs: Jobs | undefined
  // Before the database goes away, hence before it is opened: what is registered first is undone first.
  t.after(() => jobs?.stop())
  const { db, settings } = await openTestDatabase(t)
  jobs = openJobs(settings, silentLog())
  const { define, start, enqueue } = jobs
  const done: string[] = []
  const finished = new Promise<void>((resolve) => {
    define<{ fichier: string }>('import', async ({ fichier }) => {
      done.push(fichier)
      if (fichier === 'dernier') resolve()
    })
  })
  await start()
  const abandoned = transaction(db, async (tx) => {
    await enqueue('import', { fichier: 'annulé' }, { db: tx })
    throw new Error('renoncement')
  })
  await assert.rejects(abandoned, /renoncement/)
  await transaction(db, (tx) => enqueue('import', { fichier: 'premier' }, { db: tx }))
  await enqueue('import', { fichier: 'dernier' })
  await finished
  assert.deepEqual(done, ['premier', 'dernier'])
})

test('un travail que personne ne sait faire est refusé tout de suite', async (t) => {
  const { settings } = await openTestDatabase(t)
  await assert.rejects(openJobs(settings, silentLog()).enqueue('inconnu', {}), /inconnu/)
})
