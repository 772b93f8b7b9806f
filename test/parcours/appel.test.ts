import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { FormationsCompactes } from '#campagnes/transport.ts'
import { type Connecte, openApplication } from '../acces/application.ts'
import { creerAppel, creerDemande, saisieSaine } from '../demandes-validees.ts'

// A call from its first draft to its list, by the routes, on the real engine, with a clock that the story moves.

let maintenant = '2026-12-01T08:00:00.000Z'
const clock = { now: () => maintenant, today: () => maintenant.slice(0, 10) }
const application = await openApplication({ after }, { clock })
const { db, personne } = application
const nadia = personne('nadia-benali')
const lea = personne('lea-fontaine')
const julie = personne('julie-moreau')

type Reponse = { status: number; corps: Record<string, unknown> & { motifs?: { code: string }[] } }
async function demander(
  qui: Connecte | null,
  methode: string,
  chemin: string,
  corps?: object,
): Promise<Reponse> {
  const init: RequestInit = {
    method: methode,
    ...(corps && { body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }),
  }
  const reponse = await (qui
    ? qui.request(`/api${chemin}`, init)
    : application.app.request(`/api${chemin}`, init))
  return { status: reponse.status, corps: await reponse.json() } as Reponse
}
const codes = ({ status, corps }: Reponse) => [
  status,
  ...(corps.motifs ?? [{ code: corps.code }]).map(({ code }) => code),
]

const APPEL = {
  ...{
    libelle: 'Majoration 2027',
    dotation: 1_000_000_00,
    enveloppeExceptionnelle: 0,
    ecartContrats: 20,
    ouvre: '2027-01-04T09:00',
    ferme: '2027-03-31T23:59:59',
  },
  ...{ voteLe: '2027-07-05', contacts: [], questions: [{ question: 'Quand ?', reponse: 'Bientôt.' }] },
  pieces: [{ code: '', libelle: 'Bilan', aide: 'Signé', obligatoire: true }],
}
const nouvel = async () => {
  const nouveau = { libelle: 'Appel', exercice: 2027, reglement: 'majoration-2023', dotation: 1_000_00 }
  const { status, corps } = await demander(nadia, 'POST', '/campagnes', nouveau)
  assert.equal(status, 201)
  return String(corps.id)
}
const etat = (id: string, acte: string, motif: string | null = null) =>
  demander(nadia, 'POST', `/campagnes/${id}/etat`, { acte, motif })

test('un appel se prépare, s’ouvre, se clôt et passe à l’instruction, chaque pas tracé', async () => {
  const id = await nouvel()
  const adresse = `/campagnes/${id}/appel`
  assert.equal((await demander(lea, 'GET', adresse)).status, 404)
  assert.deepEqual(codes(await etat(id, 'ouvrir')), [422, 'dates-absentes'])
  const enregistre = await demander(nadia, 'PUT', adresse, { ...APPEL, version: 1 })
  assert.equal(enregistre.status, 200)
  const { ouvreLe, fermeLe, ferme, version } = enregistre.corps
  // Winter at the opening, summer at the closing.
  assert.deepEqual([ouvreLe, fermeLe], ['2027-01-04T08:00:00.000Z', '2027-03-31T21:59:59.000Z'])
  assert.deepEqual([ferme, version], ['2027-03-31T23:59:59', 2])
  assert.deepEqual((await demander(nadia, 'GET', adresse)).corps, enregistre.corps)
  assert.deepEqual(codes(await demander(nadia, 'PUT', adresse, { ...APPEL, version: 1 })), [
    409,
    'version_perimee',
  ])

  assert.equal((await etat(id, 'ouvrir')).corps.etat, 'ouverte')
  const vu = await demander(lea, 'GET', adresse)
  assert.equal(vu.status, 200)
  assert.equal((await demander(null, 'GET', adresse)).status, 200, 'un appel ouvert est public')
  assert.deepEqual(codes(await etat(id, 'suspendre')), [422, 'motif-absent'])
  // The very last second still belongs to the call; the next does not.
  maintenant = '2027-03-31T21:59:59.000Z'
  assert.deepEqual(codes(await etat(id, 'clore')), [422, 'pas-encore'])
  maintenant = '2027-03-31T22:00:00.000Z'
  assert.equal((await etat(id, 'clore')).corps.etat, 'close')
  assert.equal((await etat(id, 'instruire')).corps.etat, 'en_instruction')
  assert.deepEqual(codes(await etat(id, 'mettreAuVote')), [422, 'liste-vide', 'sans-proposition'])
  const { rows } = await sql<{ acte: string }>`
    select acte from journal where objet = ${`campagne:${id}`} order by id`.execute(db)
  assert.deepEqual(
    rows.map(({ acte }) => acte),
    ['campagne.creee', 'appel.modifie', 'campagne.ouvrir', 'campagne.clore', 'campagne.instruire'],
  )
})

test('les heures de Paris sont placées en hiver, en été, au passage de l’une à l’autre et à la fin de l’année', async () => {
  const id = await nouvel()
  const ferme = async (heure: string) => {
    const { corps } = await demander(nadia, 'GET', `/campagnes/${id}/appel`)
    const envoi = { ...APPEL, voteLe: '', ouvre: '2026-06-01T08:00', ferme: heure, version: corps.version }
    const reponse = await demander(nadia, 'PUT', `/campagnes/${id}/appel`, envoi)
    return reponse.status === 200 ? reponse.corps.fermeLe : codes(reponse)
  }
  assert.equal(await ferme('2026-12-31T23:59:59'), '2026-12-31T22:59:59.000Z')
  assert.equal(await ferme('2027-01-01T00:00:00'), '2026-12-31T23:00:00.000Z')
  assert.equal(await ferme('2027-07-14T12:00'), '2027-07-14T10:00:00.000Z')
  assert.deepEqual(await ferme('2027-03-28T02:30:00'), [422, 'heure-inexistante'])
  assert.equal(await ferme('2027-03-28T03:00:00'), '2027-03-28T01:00:00.000Z')
  assert.deepEqual(await ferme('2027-02-30T10:00:00'), [422, 'date-illisible'])
})

test('deux personnes qui font avancer une campagne à la fois : une seule le fait', async () => {
  const id = await creerAppel(db, 'close')
  const reponses = await Promise.all(Array.from({ length: 8 }, () => etat(id, 'instruire')))
  assert.equal(reponses.filter(({ status }) => status === 200).length, 1)
  for (const reponse of reponses.filter(({ status }) => status !== 200))
    assert.deepEqual(codes(reponse), [422, 'etat-incompatible'])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from journal where acte = 'campagne.instruire' and objet = ${`campagne:${id}`}`.execute(
    db,
  )
  assert.equal(rows[0]!.n, 1)
})

test('deux enregistrements de la même version : un seul passe', async () => {
  const id = await nouvel()
  const envois = ['Un', 'Deux', 'Trois'].map((libelle) =>
    demander(nadia, 'PUT', `/campagnes/${id}/appel`, { ...APPEL, libelle, version: 1 }),
  )
  const statuts = (await Promise.all(envois)).map(({ status }) => status).sort()
  assert.deepEqual(statuts, [200, 409, 409])
})

test('un organisme à qui l’appel est rouvert le voit ; les autres non', async () => {
  const id = await creerAppel(db, 'close')
  const adresse = `/campagnes/${id}/reouvertures`
  assert.equal((await demander(lea, 'GET', `/campagnes/${id}/appel`)).status, 404)
  const demande = { organisation: lea.organisation, jusquAu: '2027-04-10T12:00', motif: 'Panne du dépôt' }
  assert.deepEqual(codes(await demander(nadia, 'POST', adresse, { ...demande, motif: '' })), [
    422,
    'motif-absent',
  ])
  assert.deepEqual(
    codes(await demander(nadia, 'POST', adresse, { ...demande, organisation: nadia.organisation })),
    [...[422, 'organisme-inconnu']],
  )
  assert.equal((await demander(nadia, 'POST', adresse, demande)).status, 201)
  const { corps } = await demander(nadia, 'GET', adresse)
  const [accordee] = corps.accordees as Record<string, string>[]
  assert.deepEqual(
    [accordee!.organisme, accordee!.jusquAu, accordee!.motif, accordee!.accordeePar],
    ['AFORPA', '2027-04-10T10:00:00.000Z', 'Panne du dépôt', 'Nadia Benali'],
  )
  assert.deepEqual(
    (corps.organismes as { nom: string }[]).map(({ nom }) => nom),
    ['AFORPA', 'STELO FORMATION'],
  )
  assert.equal((await demander(lea, 'GET', `/campagnes/${id}/appel`)).status, 200)
  assert.equal((await demander(julie, 'GET', `/campagnes/${id}/appel`)).status, 404)
})

const formations = async (id: string) => {
  const reponse = await nadia.request(`/api/campagnes/${id}/formations`)
  const etag = reponse.headers.get('etag')
  return { etag, ...((await reponse.json()) as FormationsCompactes) }
}

test('la liste réunit les demandes validées, corrections comprises, et se refait', async () => {
  const id = await creerAppel(db, 'en_instruction')
  const adresse = `/campagnes/${id}/liste`
  assert.deepEqual(codes(await demander(nadia, 'POST', adresse)), [422, 'sans-demande-validee'])
  const deposer = (qui: Connecte, contrats: string) =>
    creerDemande(db, {
      ...{ campagne: id, organisation: qui.organisation, par: qui.id },
      formations: [{ identifiant: 'F1', saisie: saisieSaine({ contrats }) }],
    })
  const aforpa = await deposer(lea, '12')
  await sql`
    insert into demande_correction (demande, formation, champ, avant, apres, motif, par)
    values (${aforpa}, 'F1', 'contrats', '12', '10', 'Relu', ${personne('camille-royer').id}),
      (${aforpa}, 'F1', 'contrats', '10', '9', 'Relu encore', ${personne('camille-royer').id})`.execute(db)
  const { id: scenario } = (
    await demander(nadia, 'POST', `/campagnes/${id}/scenarios`, {
      nom: 'Gardé',
      parametres: await parametresDe(id),
    })
  ).corps
  const premiere = await demander(nadia, 'POST', adresse)
  const { listeLe, ...bilan } = premiere.corps
  assert.deepEqual(bilan, { demandes: 1, organismes: 1, formations: 1, contrats: 9, organismesSortis: 0 })
  const avant = await formations(id)
  assert.deepEqual([avant.identifiant, avant.contrats], [['0001-F1'], [9]])
  assert.equal((await demander(nadia, 'GET', `/campagnes/${id}`)).corps.listeLe, listeLe)

  await deposer(julie, '30')
  const depassee = await demander(nadia, 'GET', `/campagnes/${id}/conduite`)
  assert.equal(depassee.corps.listeAJour, false)
  const seconde = await demander(nadia, 'POST', adresse)
  assert.deepEqual([seconde.corps.demandes, seconde.corps.contrats], [2, 39])
  const apres = await formations(id)
  assert.deepEqual(
    [apres.identifiant, apres.contrats],
    [
      ['0001-F1', '0002-F1'],
      [9, 30],
    ],
  )
  assert.notEqual(apres.etag, avant.etag)
  const scenarios = (await demander(nadia, 'GET', `/campagnes/${id}/scenarios`)).corps as unknown as {
    id: string
  }[]
  assert.deepEqual(
    scenarios.map((un) => un.id),
    [scenario],
  )
  await sql`update demande set etat = 'complete' where id = ${aforpa}`.execute(db)
  const troisieme = await demander(nadia, 'POST', adresse)
  assert.deepEqual([troisieme.corps.demandes, troisieme.corps.organismesSortis], [1, 1])
})

test('une liste ne se fait ni d’une formation illisible, ni hors de l’instruction, ni par-dessus un fichier', async () => {
  const id = await creerAppel(db, 'en_instruction')
  await creerDemande(db, {
    ...{ campagne: id, organisation: lea.organisation, par: lea.id },
    formations: [
      { identifiant: 'F1', saisie: saisieSaine({ contrats: 'douze' }) },
      { identifiant: 'F2', saisie: saisieSaine({ niveau: '' }) },
    ],
  })
  const { status, corps } = await demander(nadia, 'POST', `/campagnes/${id}/liste`)
  assert.equal(status, 422)
  assert.deepEqual(
    (corps.motifs as unknown as { message: string }[]).map(({ message }) => message),
    [
      'Demande n°\u00a01 (AFORPA), formation «\u00a0F1\u00a0»\u00a0: Cette valeur n’est pas un nombre entier.',
      'Demande n°\u00a01 (AFORPA), formation «\u00a0F2\u00a0»\u00a0: La cellule est vide.',
    ],
  )
  const close = await creerAppel(db, 'close')
  assert.deepEqual(codes(await demander(nadia, 'POST', `/campagnes/${close}/liste`)), [
    422,
    'etat-incompatible',
  ])
  assert.deepEqual(codes(await demander(nadia, 'POST', '/campagnes/2023/liste')), [
    ...[422, 'etat-incompatible', 'formations-du-fichier'],
  ])
})

test('une campagne votée, ou dont une demande est déposée, ne se supprime pas', async () => {
  assert.deepEqual(codes(await demander(nadia, 'DELETE', '/campagnes/2023')), [
    ...[422, 'campagne_de_demonstration', 'campagne-votee'],
  ])
  const id = await creerAppel(db, 'en_instruction')
  await creerDemande(db, { campagne: id, organisation: lea.organisation, par: lea.id, formations: [] })
  assert.deepEqual(codes(await demander(nadia, 'DELETE', `/campagnes/${id}`)), [422, 'demandes-deposees'])
  const vide = await nouvel()
  assert.equal((await nadia.request(`/api/campagnes/${vide}`, { method: 'DELETE' })).status, 204)
})

async function parametresDe(id: string) {
  const { corps } = await demander(nadia, 'GET', `/campagnes/${id}`)
  const { grille, departage, coupure, repartition } = corps.reglement as Record<string, object>
  return { dotation: corps.dotation, grille, departage, coupure, repartition }
}
