import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { planPurge } from '#donnees-personnelles/routes-purge.ts'
import { openActors } from '#platform/actors.ts'
import { readConfig } from '#platform/config.ts'
import { type Jobs, openJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/logs.ts'
import { fixedClock, openTestDatabase } from '../../test/harness.ts'

const MAINTENANT = '2026-03-02T09:00:00.000Z'

async function demarrer(t: NonNullable<Parameters<typeof openTestDatabase>[0]>, env: Record<string, string>) {
  let jobs: Jobs | undefined
  t.after(async () => jobs?.stop())
  const { db, settings } = await openTestDatabase(t)
  await sql`
    insert into message (destinataire, sujet, corps, etat, cree_le, envoye_le)
    values ('a@exemple.fr', 's', 'c', 'envoye', '2026-01-01', '2026-01-02')
  `.execute(db)
  const actors = openActors({ ...settings, max: 2 })
  t.after(() => actors.close())
  jobs = openJobs(settings, silentLog())
  const systeme = actors.of({ acteur: 'systeme' })
  planPurge({ jobs, systeme, clock: fixedClock(MAINTENANT), config: readConfig(env) })
  await jobs.start()
  const lire = async <T>(requete: ReturnType<typeof sql<T>>) => (await requete.execute(db)).rows
  return {
    restes: () => lire(sql`select id from message`),
    actes: () => lire(sql`select acte, role, apres from journal`),
    prevues: () => lire(sql`select cron, timezone from travaux.schedule`),
  }
}

test('le serveur purge chaque nuit, rattrape la nuit manquée dès son départ, et le trace', async (t) => {
  const { restes, actes, prevues } = await demarrer(t, {})
  assert.deepEqual(await prevues(), [{ cron: '30 3 * * *', timezone: 'Europe/Paris' }])
  for (const fin = Date.now() + 20_000; (await restes()).length > 0; ) {
    assert.ok(Date.now() < fin, 'rien n’a été purgé')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const apres = { sessions: 0, invitations: 0, messages: 1 }
  assert.deepEqual(await actes(), [{ acte: 'donnees.purgees', role: 'systeme', apres }])
})

test('ORIFLAMME_PURGE=non : rien n’est prévu, rien ne part', async (t) => {
  const { restes, prevues } = await demarrer(t, { ORIFLAMME_PURGE: 'non' })
  assert.deepEqual(await prevues(), [])
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  assert.equal((await restes()).length, 1)
})
