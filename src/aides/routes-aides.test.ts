import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Instruction } from '#aides/instruire.ts'
import type { AideLue, AideResumee } from '#aides/presentation.ts'
import { aidesRoutes } from '#aides/routes-aides.ts'
import { fixedClock } from '#platform/clock.ts'
import { acteurDe, createTestApp, openTestDatabase } from '../../test/harness.ts'

const database = await openTestDatabase()
const app = createTestApp(database, {
  routes: [aidesRoutes({ clock: fixedClock('2025-06-01T10:00:00Z') })],
  acteur: acteurDe('public'),
})
const simuler = (code: string, reponses: Record<string, unknown>) =>
  app.request(`/api/aides/${code}/simulation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reponses }),
  })

test('sans compte, on lit les aides, leur règle et ses sources', async () => {
  const liste = (await (await app.request('/api/aides')).json()) as AideResumee[]
  assert.equal(liste.length, 12)
  assert.deepEqual(
    liste.filter(({ calculable }) => !calculable).map(({ code }) => code),
    ['ara-2023', 'pass-sud-2020', 'prime-handicap-2020', 'stagiaires-bfc-2019'],
  )
  const aide = (await (await app.request('/api/aides/ara-2023')).json()) as AideLue
  assert.match(aide.texte, /^# Aide régionale à l’apprentissage, campagne 2023/)
  assert.equal(aide.imputation?.action, '12600302')
  assert.deepEqual(
    aide.sources.map(({ retenue }) => retenue),
    [true, false],
  )
})

test('une simulation pose les questions qui restent, puis conclut au jour de Paris', async () => {
  const debut = (await (await simuler('ara-2025', {})).json()) as Instruction
  assert.ok(debut.statut === 'incomplet')
  assert.equal(debut.questions[0]?.nom, 'niveau')
  const complet = {
    ...{ 'centre francilien': 'oui', 'premiere annee': 'oui', 'contrat en cours': 'oui' },
    ...{ 'deja aide': 'non', absences: 12.5, niveau: '3' },
  }
  const fin = (await (await simuler('ara-2025', complet)).json()) as Instruction
  assert.ok(fin.statut === 'accord')
  assert.deepEqual([fin.montant, fin.jugeLe, fin.periode], [20_000, '2025-06-01', 'ouverte'])
})

test('une simulation n’écrit rien', async () => {
  const compter = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from journal`.execute(database.db)).rows[0]?.n
  const avant = await compter()
  await simuler('ara-2025', { niveau: '3' })
  assert.equal(await compter(), avant)
})

test('une réponse illisible se corrige, une aide inconnue est introuvable', async () => {
  const illisible = await simuler('ara-2025', { absences: 'beaucoup', niveau: '3' })
  assert.equal(illisible.status, 422)
  const { motifs } = (await illisible.json()) as { motifs: { code: string; message: string }[] }
  assert.deepEqual(
    motifs.map(({ code }) => code),
    ['reponse-invalide'],
  )
  for (const reponses of ['oui', { niveau: [] }, { niveau: 'x'.repeat(101) }])
    assert.equal((await simuler('ara-2025', reponses as Record<string, unknown>)).status, 400)
  for (const code of ['ara-1999', '__proto__', '..%2Fara-2025'])
    assert.equal((await simuler(code, {})).status, 404, code)
})
