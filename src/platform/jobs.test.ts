import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { sql } from 'kysely'
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

test('un entretien revient sans se chevaucher, survit à un échec, et l’arrêt attend le tour en cours', {
  timeout: 30_000,
}, async (t) => {
  let jobs: Jobs | undefined
  t.after(() => jobs?.stop())
  const { settings } = await openTestDatabase(t)
  jobs = openJobs(settings, silentLog())
  jobs.define('rien', async () => {})
  const tours: string[] = []
  let dedans = 0
  jobs.every(10, 'entretien', async () => {
    dedans++
    assert.equal(dedans, 1)
    tours.push('début')
    await new Promise((resolve) => setTimeout(resolve, 60))
    dedans--
    if (tours.length === 1) throw new Error('raté')
    tours.push('fin')
  })
  await jobs.start()
  assert.throws(() => jobs?.every(10, 'tard', async () => {}), /tard/)
  await eventually(async () => tours.filter((tour) => tour === 'fin').length >= 2)
  await eventually(async () => dedans === 1)
  await jobs.stop()
  assert.equal(dedans, 0)
  const faits = tours.length
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(tours.length, faits)
})

test('ce qui revient de lui-même est fait une fois pour tous les serveurs, et cesse quand on le demande', {
  timeout: 60_000,
}, async (t) => {
  const opened: Jobs[] = []
  t.after(() => Promise.all(opened.map((jobs) => jobs.stop())))
  const { db, settings } = await openTestDatabase(t)
  const done: number[] = []
  const openServer = async (server: number, cron?: string) => {
    // The clock of the queue is looked at each second rather than each half minute.
    const quick = { ...settings, cronMonitorIntervalSeconds: 1, cronWorkerIntervalSeconds: 1 }
    const jobs = openJobs(quick, silentLog())
    opened.push(jobs)
    jobs.define('menage', async () => void done.push(server), { cron })
    await jobs.start()
  }
  await openServer(1, '* * * * *')
  await openServer(2, '* * * * *')
  // One made up for at the start, one at its minute; another only if the minute has changed since.
  await eventually(async () => done.length >= 2)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const { rows } = await sql<{ fois: number }>`
    select count(*)::int as fois from travaux.job where name = 'menage'
    group by singleton_on is null, date_trunc('minute', created_on)
  `.execute(db)
  assert.deepEqual(new Set(rows.map(({ fois }) => fois)), new Set([1]))
  const planned = () => sql`select cron, timezone from travaux.schedule`.execute(db).then(({ rows }) => rows)
  assert.deepEqual(await planned(), [{ cron: '* * * * *', timezone: 'Europe/Paris' }])
  await openServer(3)
  assert.deepEqual(await planned(), [])
})

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await check()); ) {
    assert.ok(Date.now() < end, 'toujours rien après 20 s')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('arrêtée pendant que la base fait attendre, une file laisse le programme finir', {
  timeout: 60_000,
}, async (t) => {
  const { db, settings } = await openTestDatabase(t)
  const code = `
    const { openJobs } = await import('#platform/jobs.ts')
    const { silentLog } = await import('#platform/logs.ts')
    const jobs = openJobs(${JSON.stringify(settings)}, silentLog())
    for (let i = 0; i < 20; i++) jobs.define('travail-' + i, async () => {})
    await jobs.start()
    console.log('prête')
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    console.log('arrêt')
    await jobs.stop()`
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const fini = new Promise((resolve) => enfant.on('close', (...fin) => resolve(fin)))
  let dit = ''
  enfant.stdout.on('data', (texte) => (dit += texte))
  await eventually(async () => dit.includes('prête'))
  // More workers ask for work than the queue has connections: some have not even been heard when it stops.
  await transaction(db, async (tx) => {
    await sql`lock table travaux.job in access exclusive mode`.execute(tx)
    await eventually(async () => dit.includes('arrêt'))
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
  const limite = setTimeout(() => enfant.kill('SIGKILL'), 20_000)
  assert.deepEqual(await fini, [0, null], 'le programme attend encore vingt secondes après')
  clearTimeout(limite)
})
