import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { insertAttribution } from '#annuaire/store-comptes.ts'
import { listAdministrateurs } from '#annuaire/store-gestion.ts'
import { transaction } from '#platform/db.ts'
import { type Connecte, openApplication } from './application.ts'
import { preparerComptes, siretLibre } from './exemples-comptes.ts'

// Accounts and organisations, changed by their routes on the real database.

const application = await openApplication({ after })
const { db, personne } = application
const objets = preparerComptes(application)
const ines = personne('ines-carpentier')
const nadia = personne('nadia-benali')
const lea = personne('lea-fontaine')

type Refus = { code: string; motifs?: { code: string; message: string }[] }
async function envoyer(chemin: string, methode = 'POST', corps?: object, qui: Connecte = ines) {
  const reponse = await qui.request(`/api${chemin}`, {
    method: methode,
    ...(corps && { body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }),
  })
  const texte = await reponse.text()
  return { statut: reponse.status, corps: (texte ? JSON.parse(texte) : null) as Refus & { id: string } }
}
const lire = async <T>(chemin: string, qui: Connecte = ines) =>
  (await (await qui.request(`/api${chemin}`)).json()) as T
const codes = ({ corps }: { corps: Refus }) => corps.motifs?.map(({ code }) => code)
const traces = async (objet: string) =>
  (
    await sql<{ acte: string; personne: string; avant: unknown; apres: unknown; motif: string | null }>`
      select acte, personne, avant, apres, motif from journal where objet = ${objet} order by id`.execute(db)
  ).rows
type Compte = { etat: string; roles: string[]; organisation: { id: string; nom: string } | null }

test('un compte en attente est approuvé avec un rôle ; le faire deux fois se dit', async () => {
  const id = await objets.compte('en_attente')
  const corps = { role: 'opco' }
  assert.equal((await envoyer(`/personnes/${id}/approbation`, 'POST', corps)).statut, 204)
  const { etat, roles } = await lire<Compte>(`/personnes/${id}`)
  assert.deepEqual([etat, roles], ['active', ['opco']])
  assert.deepEqual(
    (await traces(`personne:${id}`)).map(({ acte, personne, avant, apres }) => [
      acte,
      personne,
      avant,
      apres,
    ]),
    [
      ['compte.approuve', ines.id, { etat: 'en_attente' }, { etat: 'active' }],
      ['role.donne', ines.id, null, { role: 'opco' }],
    ],
  )
  const encore = await envoyer(`/personnes/${id}/approbation`, 'POST', corps)
  assert.deepEqual([encore.statut, encore.corps.code], [409, 'deja-change'])
  assert.equal((await traces(`personne:${id}`)).length, 2)
})

test('deux administrateurs qui approuvent ensemble : un seul le fait, l’autre l’apprend', async () => {
  const id = await objets.compte('en_attente')
  const deux = [1, 2].map(() => envoyer(`/personnes/${id}/approbation`, 'POST', { role: 'opco' }))
  assert.deepEqual((await Promise.all(deux)).map(({ statut }) => statut).sort(), [204, 409])
  assert.equal((await traces(`personne:${id}`)).length, 2)
})

test('un refus de la base laisse tout en place : rôle d’autre nature, organisation qui attend', async () => {
  const id = await objets.compte('en_attente', { organisation: await objets.enAttente() })
  const reponse = await envoyer(`/personnes/${id}/approbation`, 'POST', { role: 'responsable' })
  assert.deepEqual(
    [reponse.statut, codes(reponse)],
    [422, ['organisation-en-attente', 'role-d-autre-nature']],
  )
  assert.equal((await lire<Compte>(`/personnes/${id}`)).etat, 'en_attente')
  assert.deepEqual(await traces(`personne:${id}`), [])
})

test('suspendre demande un motif et ferme les sessions : la demande suivante n’est plus celle de personne', async () => {
  assert.equal((await envoyer(`/personnes/${lea.id}/suspension`, 'POST', {})).statut, 400)
  assert.equal((await lea.request('/api/compte/sessions')).status, 200)
  const corps = { motif: 'Départ de l’organisme' }
  assert.equal((await envoyer(`/personnes/${lea.id}/suspension`, 'POST', corps)).statut, 204)
  assert.equal((await lea.request('/api/compte/sessions')).status, 401)
  const derniere = (await traces(`personne:${lea.id}`)).at(-1)
  const apres = { etat: 'suspendue', sessionsFermees: 1 }
  assert.deepEqual(derniere, {
    ...{ acte: 'compte.suspendu', personne: ines.id, avant: { etat: 'active' }, apres },
    motif: 'Départ de l’organisme',
  })
  assert.equal((await envoyer(`/personnes/${lea.id}/suspension`, 'POST', corps)).statut, 409)
  assert.equal((await envoyer(`/personnes/${lea.id}/retablissement`)).statut, 204)
  const { etat, roles } = await lire<Compte>(`/personnes/${lea.id}`)
  assert.deepEqual([etat, roles], ['active', ['ofcfaGestionnaire']])
  assert.equal((await lea.request('/api/compte/sessions')).status, 401, 'une session fermée ne se rouvre pas')
})

test('un compte se rattache à l’organisation que l’on a choisie, jamais par-dessus un autre choix', async () => {
  const id = await objets.compte('en_attente', { organisation: null })
  const [akto, atlas] = [objets.akto, personne('marc-teixeira').organisation]
  const vers = (organisation: string, organisationVue: string | null) =>
    envoyer(`/personnes/${id}/organisation`, 'PUT', { organisation, organisationVue })
  assert.equal((await vers('inconnue', null)).statut, 404)
  assert.equal((await vers(akto, null)).statut, 204)
  assert.equal((await vers(atlas, null)).statut, 409)
  assert.equal((await vers(atlas, akto)).statut, 204)
  assert.equal((await lire<Compte>(`/personnes/${id}`)).organisation?.id, atlas)
  assert.deepEqual(
    (await traces(`personne:${id}`)).map(({ acte }) => acte),
    ['compte.rattache', 'compte.rattache'],
  )
})

test('une session se ferme chez sa personne, et pas chez une autre', async () => {
  const id = await objets.compte('active')
  const session = await objets.sessionDe(id)
  const ouvertes = () => lire<{ id: string }[]>(`/personnes/${id}/sessions`)
  assert.deepEqual(
    (await ouvertes()).map((une) => une.id),
    [session],
  )
  assert.equal((await envoyer(`/personnes/${nadia.id}/sessions/${session}`, 'DELETE')).statut, 404)
  assert.equal((await envoyer(`/personnes/${id}/sessions/${session}`, 'DELETE')).statut, 204)
  assert.deepEqual(await ouvertes(), [])
  assert.deepEqual((await traces(`session:${session}`)).at(-1)?.avant, { personne: id })
})

test('personne ne change son propre compte', async () => {
  for (const [chemin, methode, corps] of [
    ['suspension', 'POST', { motif: 'Essai' }],
    ['roles/responsable', 'PUT'],
    ['roles/administrateur', 'DELETE'],
    ['organisation', 'PUT', { organisation: objets.akto, organisationVue: ines.organisation }],
  ] as const) {
    const reponse = await envoyer(`/personnes/${ines.id}/${chemin}`, methode, corps)
    assert.equal(reponse.statut, 422, chemin)
    assert.ok(codes(reponse)?.includes('propre-compte'), chemin)
  }
})

/** Makes Nadia an administrator who acts as such. */
async function deuxAdministrateurs(): Promise<void> {
  await sql`update personne set etat = 'active' where id in (${ines.id}, ${nadia.id})`.execute(db)
  for (const { id } of [ines, nadia])
    await transaction(db, (tx) => insertAttribution(tx, id, 'administrateur'))
  await sql`update session set role = 'administrateur', fermee_le = null where personne in (${ines.id}, ${nadia.id})`.execute(
    db,
  )
}

const attaques: readonly (readonly [
  nom: string,
  attaque: (sur: Connecte, par: Connecte) => Promise<unknown>,
])[] = [
  [
    'retirer le rôle',
    (sur, par) => envoyer(`/personnes/${sur.id}/roles/administrateur`, 'DELETE', undefined, par),
  ],
  ['suspendre', (sur, par) => envoyer(`/personnes/${sur.id}/suspension`, 'POST', { motif: 'Essai' }, par)],
]
for (const [nomA, attaqueA] of attaques)
  for (const [nomB, attaqueB] of attaques)
    test(`${nomA} et ${nomB} l’un de l’autre au même instant : il reste un administrateur`, async () => {
      for (let tour = 0; tour < 8; tour++) {
        await deuxAdministrateurs()
        await Promise.all([attaqueA(nadia, ines), attaqueB(ines, nadia)])
        assert.equal((await listAdministrateurs(db)).length, 1, `tour ${tour}`)
      }
      await deuxAdministrateurs()
    })

test('l’un retire le rôle pendant que l’autre efface le premier : il reste un administrateur', async () => {
  await deuxAdministrateurs()
  const [retrait, effacement] = await Promise.all([
    envoyer(`/personnes/${ines.id}/roles/administrateur`, 'DELETE', undefined, nadia),
    envoyer(`/donnees-personnelles/personnes/${nadia.id}/effacement`, 'POST', { motif: 'Demande' }, ines),
  ])
  assert.equal((await listAdministrateurs(db)).length, 1, `${retrait.statut} ${effacement.statut}`)
  // Whatever came first, an administrator in office for what follows.
  await transaction(db, (tx) => insertAttribution(tx, ines.id, 'administrateur'))
  await sql`update session set role = 'administrateur', fermee_le = null where personne = ${ines.id}`.execute(
    db,
  )
})

test('la liste met en tête qui attend, et cherche sans se soucier des accents', async () => {
  type Liste = { total: number; comptes: { id: string; nom: string; etat: string }[] }
  const tous = await lire<Liste>('/personnes')
  const etats = tous.comptes.map(({ etat }) => etat)
  assert.ok(etats.includes('en_attente') && etats.lastIndexOf('en_attente') < etats.indexOf('active'))
  assert.deepEqual(
    (await lire<Liste>('/personnes?q=LEA%20font')).comptes.map(({ nom }) => nom),
    ['Léa Fontaine'],
  )
  const chezAkto = await lire<Liste>('/personnes?q=akto&etat=active')
  assert.ok(chezAkto.total > 0 && chezAkto.comptes.every(({ etat }) => etat === 'active'))
  const { personnes } = await lire<{ personnes: number }>('/administration/attente')
  assert.equal(personnes, (await lire<Liste>('/personnes?etat=en_attente')).total)
  assert.deepEqual((await lire<Liste>('/personnes?page=3')).comptes, [])
})

test('un SIRET inconnu reçoit un nom et une nature, ou un refus motivé qui se reprend', async () => {
  const id = await objets.enAttente()
  const agreer = (etatVu: string, nom = 'CFA des Essais') =>
    envoyer(`/organisations/${id}/agrement`, 'POST', { nom, nature: 'of-cfa', etatVu })
  assert.deepEqual(codes(await agreer('en_attente', ' ')), ['nom-absent'])
  assert.equal((await envoyer(`/organisations/${id}/refus`, 'POST', {})).statut, 400)
  const refus = () => envoyer(`/organisations/${id}/refus`, 'POST', { motif: 'SIRET d’un autre' })
  assert.equal((await refus()).statut, 204)
  assert.equal((await refus()).statut, 409)
  assert.equal((await agreer('en_attente')).statut, 409)
  assert.equal((await agreer('fermee')).statut, 204)
  const actes = await traces(`organisation:${id}`)
  assert.deepEqual(
    actes.map(({ acte, motif }) => [acte, motif]),
    [
      ['organisation.refusee', 'SIRET d’un autre'],
      ['organisation.agreee', null],
    ],
  )
  assert.deepEqual(actes.at(-1)?.apres, { nom: 'CFA des Essais', nature: 'of-cfa', etat: 'active' })
})

test('une organisation se crée à la main, une fois par SIRET, et se retrouve par lui', async () => {
  const siret = siretLibre()
  const espace = siret.replace(/^(.{3})/, '$1 ')
  const corps = { nom: 'CFA de la Main', nature: 'of-cfa', siret: espace }
  const { statut, corps: cree } = await envoyer('/organisations', 'POST', corps)
  assert.equal(statut, 201)
  const encore = await envoyer('/organisations', 'POST', corps)
  assert.equal(encore.statut, 409)
  assert.match(encore.corps.motifs![0]!.message, /« CFA de la Main », active/)
  const faux = `${siret.slice(0, 13)}${(Number(siret[13]) + 1) % 10}`
  assert.deepEqual(codes(await envoyer('/organisations', 'POST', { ...corps, siret: faux })), ['siret-faux'])
  assert.equal((await envoyer('/organisations', 'POST', { ...corps, siret: '12' })).statut, 400)
  type Liste = { organisations: { id: string; siret: string }[] }
  const trouvees = await lire<Liste>(`/organisations?q=${encodeURIComponent(espace)}`)
  assert.deepEqual(
    trouvees.organisations.map((une) => [une.id, une.siret]),
    [[cree.id, siret]],
  )
})

test('le périmètre d’un OPCO se change, et ce qu’il voit avec lui', async () => {
  const sarah = personne('sarah-klein')
  type Liste = { organisations: { id: string; filieres: string[] }[] }
  const { organisations } = await lire<Liste>('/organisations?q=akto')
  const { filieres } = organisations.find(({ id }) => id === objets.akto)!
  const changer = (nouvelles: readonly string[], filieresVues: readonly string[]) =>
    envoyer(`/organisations/${objets.akto}/filieres`, 'PUT', { filieres: nouvelles, filieresVues })
  assert.equal((await sarah.request('/api/campagnes/2023/formations')).status, 200)
  assert.equal((await changer([], filieres)).statut, 204)
  assert.equal((await sarah.request('/api/campagnes/2023')).status, 200, 'publiée, elle reste visible')
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from opco_filiere where opco = ${objets.akto}`.execute(db)
  assert.equal(rows[0]!.n, 0)
  assert.equal((await changer(filieres, filieres)).statut, 409)
  assert.equal((await changer(filieres, [])).statut, 204)
  const aforpa = lea.organisation
  const refus = await envoyer(`/organisations/${aforpa}/filieres`, 'PUT', { filieres: [], filieresVues: [] })
  assert.deepEqual(codes(refus), ['pas-un-opco'])
})
