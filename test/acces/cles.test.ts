import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { porteesPossibles } from '#annuaire/cle.ts'
import { decoderFormations } from '#campagnes/transport.ts'
import { openApplication } from './application.ts'

let decalage = 0
const now = () => new Date(Date.now() + decalage).toISOString()
const application = await openApplication({ after }, { clock: { now, today: () => now().slice(0, 10) } })
const { app, db, personne } = application
const ines = personne('ines-carpentier')
const akto = personne('sarah-klein').organisation
const aforpa = personne('lea-fontaine').organisation

const json = (method: string, corps: object) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})
const demande = {
  ...{ nom: 'Entrepôt de données', organisation: akto, role: 'opco', debit: 120 },
  portees: ['campagne.lire', 'formation.lire'],
}
async function creer(changes: object = {}) {
  const reponse = await ines.request('/api/cles', json('POST', { ...demande, ...changes }))
  const corps = (await reponse.json()) as { cle: { id: string }; secret: string; motifs?: { code: string }[] }
  return { statut: reponse.status, ...corps, motifs: corps.motifs?.map(({ code }) => code) }
}
type Reponse = { access_token: string; expires_in: number; scope: string; error?: string }
async function echanger(champs: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...champs })
  const reponse = await app.request('/api/oauth/jeton', { method: 'POST', body, headers })
  return { statut: reponse.status, headers: reponse.headers, corps: (await reponse.json()) as Reponse }
}
const jetonDe = async ({ cle, secret }: { cle: { id: string }; secret: string }, scope = '') =>
  (await echanger({ client_id: cle.id, client_secret: secret, ...(scope && { scope }) })).corps.access_token
async function lire(jeton: string, chemin = '/api/campagnes/2023/formations') {
  const reponse = await app.request(chemin, { headers: { authorization: `Bearer ${jeton}` } })
  return { statut: reponse.status, headers: reponse.headers, corps: await reponse.json().catch(() => null) }
}
const code = ({ corps }: { corps: unknown }) => (corps as { code: string }).code
const actes = async (objet: string) =>
  (
    await sql<{ acte: string; personne: string; motif: string | null }>`
      select acte, personne, motif from journal where objet = ${objet} order by id`.execute(db)
  ).rows

test('un programme agit avec sa clé, dans le périmètre de son organisme, et sous son nom au journal', async () => {
  const nouvelle = await creer()
  assert.equal(nouvelle.statut, 201)
  const { statut, corps, headers } = await echanger({
    client_id: nouvelle.cle.id,
    client_secret: nouvelle.secret,
  })
  assert.equal(statut, 200)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.deepEqual([corps.expires_in, corps.scope], [3600, 'campagne.lire formation.lire'])
  const lues = await lire(corps.access_token)
  assert.equal(lues.statut, 200)
  assert.equal(decoderFormations(lues.corps as never).length, 63)
  const refusee = await lire(corps.access_token, '/api/imports')
  assert.deepEqual([refusee.statut, code(refusee)], [403, 'action-interdite'])
  assert.deepEqual(await actes(`cle:${nouvelle.cle.id}`), [
    { acte: 'cle.creee', personne: ines.id, motif: null },
    { acte: 'jeton.donne', personne: 'oriflamme', motif: null },
  ])
  const [refus] = await actes('route:GET /api/imports')
  assert.deepEqual(refus, { acte: 'acces.refuse', personne: nouvelle.cle.id, motif: null })
})

test('le secret se donne aussi en en-tête Basic, jamais aux deux endroits', async () => {
  const { cle, secret } = await creer()
  const authorization = `Basic ${Buffer.from(`${cle.id}:${secret}`).toString('base64')}`
  assert.equal((await echanger({}, { authorization })).statut, 200)
  const deux = await echanger({ client_secret: secret }, { authorization })
  assert.deepEqual([deux.statut, deux.corps.error], [400, 'invalid_request'])
})

test('le secret n’est montré qu’une fois, et n’est gardé nulle part en clair', async () => {
  const { cle, secret } = await creer()
  const jeton = await jetonDe({ cle, secret })
  const liste = await (await ines.request('/api/cles')).text()
  assert.ok(liste.includes(cle.id))
  assert.ok(!liste.includes(secret) && !liste.includes('empreinte'))
  const { rows } = await sql<{ tout: string }>`
    select concat((select json_agg(c) from cle c), (select json_agg(j) from jeton j), (select json_agg(l) from journal l))
      as tout`.execute(db)
  assert.ok(rows[0]!.tout.includes(cle.id))
  assert.ok(!rows[0]!.tout.includes(secret) && !rows[0]!.tout.includes(jeton))
})

test('un secret faux, une clé inconnue, un autre mode : refusé, et tracé quand la clé existe', async () => {
  const { cle, secret } = await creer()
  for (const champs of [
    { client_id: cle.id, client_secret: `${secret}x` },
    { client_id: cle.id, client_secret: '' },
    { client_id: cle.id },
    { client_id: 'inconnue', client_secret: secret },
    { client_id: '', client_secret: '' },
  ]) {
    const { statut, corps, headers } = await echanger(champs as Record<string, string>)
    assert.deepEqual([statut, corps.error], [401, 'invalid_client'])
    assert.match(headers.get('www-authenticate') ?? '', /^Basic /)
  }
  assert.deepEqual(
    (await actes(`cle:${cle.id}`)).slice(1),
    Array.from({ length: 3 }, () => ({ acte: 'jeton.refuse', personne: 'oriflamme', motif: 'secret-faux' })),
  )
  const mode = await echanger({ grant_type: 'password', client_id: cle.id, client_secret: secret })
  assert.deepEqual([mode.statut, mode.corps.error], [400, 'unsupported_grant_type'])
})

test('un jeton n’a que les portées demandées, et jamais plus que la clé', async () => {
  const nouvelle = await creer()
  const etroit = await jetonDe(nouvelle, 'campagne.lire')
  assert.equal((await lire(etroit, '/api/campagnes')).statut, 200)
  const hors = await lire(etroit)
  assert.deepEqual([hors.statut, code(hors)], [403, 'portee-absente'])
  const large = await echanger({
    ...{ client_id: nouvelle.cle.id, client_secret: nouvelle.secret, scope: 'campagne.lire scenario.ecrire' },
  })
  assert.deepEqual([large.statut, large.corps.error], [400, 'invalid_scope'])
})

test('un jeton sert une heure, puis se redemande', async () => {
  const nouvelle = await creer()
  const jeton = await jetonDe(nouvelle)
  decalage += 3_599_000
  try {
    assert.equal((await lire(jeton)).statut, 200)
    decalage += 2_000
    const expire = await lire(jeton)
    assert.deepEqual([expire.statut, code(expire)], [401, 'jeton-expire'])
    assert.match(expire.headers.get('www-authenticate') ?? '', /invalid_token/)
    assert.equal((await lire(await jetonDe(nouvelle))).statut, 200)
  } finally {
    decalage = 0
  }
})

test('une clé révoquée n’ouvre plus rien aussitôt, jetons en cours compris', async () => {
  const nouvelle = await creer()
  const jeton = await jetonDe(nouvelle)
  assert.equal((await lire(jeton)).statut, 200)
  const revoquer = () => ines.request(`/api/cles/${nouvelle.cle.id}`, { method: 'DELETE' })
  assert.equal((await revoquer()).status, 204)
  const apres = await lire(jeton)
  assert.deepEqual([apres.statut, code(apres)], [401, 'cle-revoquee'])
  const encore = await echanger({ client_id: nouvelle.cle.id, client_secret: nouvelle.secret })
  assert.deepEqual([encore.statut, encore.corps.error], [401, 'invalid_client'])
  assert.equal((await revoquer()).status, 404)
  assert.deepEqual(
    (await actes(`cle:${nouvelle.cle.id}`)).map(({ acte }) => acte),
    [...['cle.creee', 'jeton.donne', 'cle.revoquee', 'jeton.refuse']],
  )
})

test('un organisme fermé ferme ses clés', async () => {
  const nouvelle = await creer()
  const jeton = await jetonDe(nouvelle)
  await sql`update organisation set etat = 'fermee' where id = ${akto}`.execute(db)
  try {
    assert.equal(code(await lire(jeton)), 'organisme-inactif')
  } finally {
    await sql`update organisation set etat = 'active' where id = ${akto}`.execute(db)
  }
})

test('un jeton forgé, tronqué ou vide est refusé, et ne redevient pas un visiteur', async () => {
  const jeton = await jetonDe(await creer())
  for (const faux of [`${jeton}x`, jeton.slice(1), '', 'é', `${jeton} ${jeton}`, "' or 1=1"]) {
    const reponse = await app.request('/api/campagnes', {
      headers: { authorization: `Bearer ${encodeURI(faux)}` },
    })
    assert.deepEqual([reponse.status, code({ corps: await reponse.json() })], [401, 'jeton-invalide'], faux)
  }
})

test('une clé impossible est refusée avec tous ses motifs', async () => {
  assert.deepEqual((await creer({ nom: ' ', debit: 0, portees: [] })).motifs, [
    ...['nom-invalide', 'portees-vides', 'debit-invalide'],
  ])
  assert.deepEqual((await creer({ organisation: aforpa })).motifs, ['role-etranger'])
  assert.deepEqual((await creer({ portees: ['scenario.ecrire', 'compte.gerer'] })).motifs, [
    ...['portee-impossible', 'portee-impossible'],
  ])
  assert.deepEqual((await creer({ debit: 6_001 })).motifs, ['debit-invalide'])
  assert.equal((await creer({ organisation: 'inconnue' })).statut, 404)
  assert.equal((await creer({ portees: ['tout'] })).statut, 400)
})

test('aucune clé ne reçoit ce qui se fait en personne', async () => {
  const region = ines.organisation
  for (const portee of ['cle.gerer', 'personne.gerer', 'donnees.exercer', 'delegation.gerer', 'compte.gerer'])
    assert.deepEqual(
      (await creer({ organisation: region, role: 'administrateur', portees: [portee] })).motifs,
      ['portee-impossible'],
      portee,
    )
})

test('un programme lit et dépose : ce qui décide, signe ou paie reste à une personne', async () => {
  const region = ines.organisation
  for (const [role, portees] of [
    ['responsable', ['campagne.conduire', 'demande.instruire', 'demande.valider', 'campagne.supprimer']],
    ['gestionnaireBudgetaire', ['budget.ecrire', 'mandat.emettre', 'demande.engager', 'ligne.suspendre']],
  ] as const)
    for (const portee of portees)
      assert.deepEqual(
        (await creer({ organisation: region, role, portees: [portee] })).motifs,
        ['portee-impossible'],
        portee,
      )
  assert.deepEqual(porteesPossibles('opco'), [
    ...['campagne.lire', 'publication.lire', 'formation.lire', 'transmission.lire'],
  ])
  assert.ok(porteesPossibles('instructeur').includes('import.deposer'))
})
