import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { decoderFormations } from '#campagnes/transport.ts'
import { parametres2023 } from '../tirage-2023.ts'
import { type Connecte, openApplication } from './application.ts'
import { CAMPAGNE_INTERNE, preparer } from './exemples.ts'

// Each organisation tries what belongs to another, by every way there is: the answer is « no » or « nothing here », and
// the journal keeps who asked.

const application = await openApplication({ after })
const { db, personne } = application
const objets = await preparer(application)
const lea = personne('lea-fontaine')
const julie = personne('julie-moreau')
const sarah = personne('sarah-klein')
const marc = personne('marc-teixeira')
const camille = personne('camille-royer')

async function formationsDe(qui: Connecte, campagne = '2023') {
  const reponse = await qui.request(`/api/campagnes/${campagne}/formations`)
  assert.equal(reponse.status, 200)
  return decoderFormations((await reponse.json()) as never)
}
const contrats = (formations: readonly { contrats: number }[]) =>
  formations.reduce((somme, une) => somme + une.contrats, 0)

test('AFORPA voit ses 21 formations et 722 contrats, STELO les siennes, la Région les 1 167', async () => {
  const [aforpa, stelo, region] = await Promise.all([lea, julie, camille].map((qui) => formationsDe(qui)))
  assert.deepEqual([aforpa!.length, contrats(aforpa!)], [21, 722])
  assert.deepEqual([...new Set(aforpa!.map(({ organisme }) => organisme))], ['AFORPA'])
  assert.deepEqual([...new Set(stelo!.map(({ organisme }) => organisme))], ['STELO FORMATION'])
  assert.equal(region!.length, 1167)
  assert.equal(contrats(region!), 39_723)
  assert.deepEqual(
    region!.filter(({ organisme }) => organisme === 'STELO FORMATION').map(({ identifiant }) => identifiant),
    stelo!.map(({ identifiant }) => identifiant),
  )
})

test('chaque OPCO voit ses filières et aucune de l’autre', async () => {
  const filieres = async (qui: Connecte) =>
    [...new Set((await formationsDe(qui)).map(({ filiere }) => filiere))].sort()
  assert.deepEqual(await filieres(sarah), [
    'Hôtellerie et restauration',
    'Propreté, hygiène et environnement',
  ])
  assert.deepEqual(await filieres(marc), ['Banque, assurance et immobilier', 'Numérique'])
})

test('une étiquette de cache prise chez l’un n’ouvre rien chez l’autre', async () => {
  const etag = (await lea.request('/api/campagnes/2023/formations')).headers.get('etag')!
  const chezJulie = await julie.request('/api/campagnes/2023/formations', {
    headers: { 'if-none-match': etag },
  })
  assert.equal(chezJulie.status, 200)
  const formations = decoderFormations((await chezJulie.json()) as never)
  assert.ok(formations.every(({ organisme }) => organisme === 'STELO FORMATION'))
  const chezLea = await lea.request('/api/campagnes/2023/formations', { headers: { 'if-none-match': etag } })
  assert.equal(chezLea.status, 304)
  assert.match(chezJulie.headers.get('cache-control') ?? '', /private/)
})

type Tentative = readonly [methode: string, chemin: string, corps?: object]

/** Tries, and checks that it was refused, said nothing, changed nothing, and was traced. */
async function tenter(qui: Connecte, [method, chemin, corps]: Tentative): Promise<void> {
  const init = corps
    ? { method, body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }
    : { method }
  const avant = await journalDe(qui)
  const reponse = await qui.request(chemin, init)
  const texte = await reponse.text()
  const nom = `${qui.role} ${method} ${chemin}`
  assert.ok(reponse.status === 403 || reponse.status === 404, `${nom} : ${reponse.status} ${texte}`)
  const { code, message, ...reste } = JSON.parse(texte) as Record<string, string>
  assert.ok(['action-interdite', 'absent'].includes(code!), `${nom} : ${code}`)
  assert.deepEqual(reste, {}, nom)
  assert.doesNotMatch(message!, /Essai \d|STELO|AFORPA/, nom)
  const [trace, ...autres] = (await journalDe(qui)).slice(avant.length)
  assert.deepEqual(autres, [], nom)
  assert.deepEqual(trace, {
    acte: reponse.status === 403 ? 'acces.refuse' : 'acces.introuvable',
    objet: `route:${method} ${chemin.split('?')[0]}`,
    organisation: qui.organisation,
    role: qui.role,
  })
}

const journalDe = async ({ id }: Connecte) =>
  (
    await sql<{ acte: string }>`
      select acte, objet, organisation, role from journal where personne = ${id} order by id`.execute(db)
  ).rows

const parametres = parametres2023

test('un OF-CFA et un OPCO n’atteignent ni scénario, ni import, ni document, ni campagne interne', async () => {
  const tentatives: Tentative[] = [
    ['GET', `/api/campagnes/${CAMPAGNE_INTERNE}`],
    ['GET', `/api/campagnes/${CAMPAGNE_INTERNE}/formations`],
    ['GET', '/api/campagnes/2023/scenarios'],
    ['POST', '/api/campagnes/2023/scenarios', { nom: 'Intrus', parametres }],
    ['PUT', `/api/scenarios/${objets.fixe}`, { nom: 'Intrus', parametres, version: 1 }],
    ['POST', `/api/scenarios/${objets.fixe}/dupliquer`, { nom: 'Intrus' }],
    ['DELETE', `/api/scenarios/${objets.fixe}?version=1`],
    ['GET', '/api/imports'],
    ['GET', `/api/imports/${objets.lu}`],
    ['GET', `/api/imports/${objets.lu}/anomalies`],
    ['GET', `/api/imports/${objets.lu}/apercu`],
    ['GET', `/api/imports/${objets.lu}/corrige.xlsx`],
    [
      'POST',
      `/api/imports/${objets.lu}/campagne`,
      { libelle: 'x', reglement: 'majoration-2023', dotation: 100 },
    ],
    ['DELETE', `/api/imports/${objets.lu}`],
    ['GET', '/api/campagnes/2023/scenarios/reglement/annexe.pdf'],
    ['GET', '/api/campagnes/2023/scenarios/reglement/repartition.csv'],
    ['GET', `/api/campagnes/2023/comparaison.pdf?apres=${objets.fixe}`],
    ['DELETE', '/api/campagnes/2023'],
    ['GET', '/api/historique?objet=campagne:2023'],
    ['GET', '/api/journal'],
  ]
  for (const qui of [lea, julie, sarah, marc])
    for (const tentative of tentatives) await tenter(qui, tentative)
  const { rows } = await sql<{ nom: string; version: number }>`
    select nom, version from scenario where id = ${objets.fixe} or nom like '%Intrus%'`.execute(db)
  assert.equal(rows.length, 1)
  assert.equal(rows[0]!.version, 1)
  assert.equal((await camille.request(`/api/imports/${objets.lu}`)).status, 200)
})

test('nul ne ferme ni ne voit la session d’un autre, pas même d’un collègue', async () => {
  for (const [qui, autre] of [
    [lea, julie],
    [lea, personne('omar-diallo')],
    [camille, personne('nadia-benali')],
    [marc, sarah],
  ] as const) {
    const { id } = await autre.openSession()
    await tenter(qui, ['DELETE', `/api/compte/sessions/${id}`])
    const miennes = (await (await qui.request('/api/compte/sessions')).json()) as { id: string }[]
    assert.ok(miennes.every((une) => une.id !== id))
    const siennes = (await (await autre.request('/api/compte/sessions')).json()) as { id: string }[]
    assert.ok(siennes.some((une) => une.id === id))
  }
})

test('la liste des campagnes ne dit pas celle dont on n’est pas', async () => {
  for (const qui of [lea, julie, sarah, marc]) {
    const campagnes = (await (await qui.request('/api/campagnes')).json()) as { id: string }[]
    assert.deepEqual(
      campagnes.map(({ id }) => id),
      ['2023'],
      qui.id,
    )
  }
  const anonyme = (await (await application.app.request('/api/campagnes')).json()) as { id: string }[]
  assert.deepEqual(
    anonyme.map(({ id }) => id),
    ['2023'],
  )
})
