import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import type { DelegationLue, PersonnesDelegation } from '#annuaire/schema-delegation.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Clock, fixedClock } from '#platform/clock.ts'
import { transaction } from '#platform/db.ts'
import { campagne2023 } from '../tirage-2023.ts'
import { openApplication } from './application.ts'

// Powers lent, used and taken back on the whole application, with a clock that the tests move.

let instant = '2026-07-01T08:00:00Z'
const clock: Clock = { now: () => fixedClock(instant).now(), today: () => fixedClock(instant).today() }
const { app, db, personne } = await openApplication({ after }, { clock })
const id = (sujet: string) => personne(sujet).id
const [nadia, camille, paul, ines] = ['nadia-benali', 'camille-royer', 'paul-vasseur', 'ines-carpentier'].map(
  id,
)

beforeEach(async () => {
  instant = '2026-07-01T08:00:00Z'
  await sql`delete from delegation`.execute(db)
})

type Appel = (chemin: string, methode?: string, corps?: object) => Promise<Response>

/** Somebody on a browser just opened: earlier sessions are over when the clock has moved. */
async function entrer(sujet: string): Promise<Appel> {
  const { token } = await personne(sujet).openSession()
  return async (chemin, method = 'GET', corps) =>
    app.request(`/api${chemin}`, {
      method,
      headers: { cookie: `${COOKIE_SESSION}=${token}`, 'content-type': 'application/json' },
      ...(corps && { body: JSON.stringify(corps) }),
    })
}

const demande = (changes: object = {}) => ({
  ...{ a: camille, role: 'responsable', du: '2026-07-01', au: '2026-07-14', motif: 'Congés d’été' },
  ...changes,
})
const lire = async <T>(reponse: Promise<Response>): Promise<T> => (await (await reponse).json()) as T
const refus = async (reponse: Promise<Response>) => {
  const { status } = await reponse
  const { code, motifs } = await lire<{ code: string; motifs?: { code: string }[] }>(reponse)
  return [status, code, ...(motifs ?? []).map((motif) => motif.code)]
}
async function preter(qui: Appel, changes: object = {}): Promise<DelegationLue> {
  const reponse = await qui('/delegations', 'POST', demande(changes))
  assert.equal(reponse.status, 201, await reponse.clone().text())
  return (await reponse.json()) as DelegationLue
}
const agirPourNadia = (qui: Appel) => qui('/compte/role', 'PUT', { role: 'responsable', pour: nadia })
const acteur = async (qui: Appel) => (await lire<CompteCourant>(qui('/compte'))).acteur!

let rang = 0
/** A campaign to remove: only a responsable may. */
async function campagne(): Promise<string> {
  const vide = {
    ...campagne2023,
    id: `essai-${++rang}`,
    publication: [],
    exceptionnelles: [],
    organismes: [],
  }
  await transaction(db, (tx) => createCampagne(tx, { ...vide, fictif: false, mention: null }, []))
  return `/campagnes/${vide.id}`
}
const dernier = async (acte: string) =>
  (
    await sql<{ personne: string; pour: string | null; objet: string; motif: string | null }>`
      select personne, pour, objet, motif from journal where acte = ${acte} order by id desc limit 1`.execute(
      db,
    )
  ).rows[0]

test('un rôle se prête, se prend, sert, et chaque acte porte les deux noms', async () => {
  const [chezNadia, chezCamille] = [await entrer('nadia-benali'), await entrer('camille-royer')]
  const { id, etat, nomA, nomDe } = await preter(chezNadia)
  assert.deepEqual([etat, nomDe, nomA], ['en_cours', 'Nadia Benali', 'Camille Royer'])
  assert.deepEqual(await dernier('delegation.donnee'), {
    ...{ personne: nadia, pour: null, objet: `delegation:${id}`, motif: 'Congés d’été' },
  })
  assert.equal((await agirPourNadia(chezCamille)).status, 204)
  const { role, pour, casquettes } = await acteur(chezCamille)
  assert.deepEqual([role, pour, casquettes.at(-1)!.au], ['responsable', nadia, '2026-07-14'])
  assert.equal((await chezCamille(await campagne(), 'DELETE')).status, 204)
  const { personne, pour: nom } = (await dernier('campagne.supprimee'))!
  assert.deepEqual([personne, nom], [camille, nadia])
  const { entrees } = await lire<{ entrees: { phrase: string }[] }>(
    chezNadia('/journal?acte=campagne.supprimee'),
  )
  assert.match(
    entrees[0]!.phrase,
    /^Camille Royer, pour Nadia Benali \(responsable\), a supprimé la campagne/,
  )
})

test('retirée pendant que l’on s’en sert, elle cesse à la demande suivante, sur chaque navigateur', async () => {
  const chezNadia = await entrer('nadia-benali')
  const navigateurs = [await entrer('camille-royer'), await entrer('camille-royer')]
  const { id } = await preter(chezNadia)
  for (const qui of navigateurs) await agirPourNadia(qui)
  const restante = await campagne()
  assert.equal((await chezNadia(`/delegations/${id}`, 'DELETE', { motif: '' })).status, 204)
  for (const qui of navigateurs) {
    const reponse = await qui(restante, 'DELETE')
    const { code, message } = await lire<{ code: string; message: string }>(Promise.resolve(reponse))
    assert.deepEqual([reponse.status, code], [403, 'delegation-finie'])
    assert.match(message, /^La délégation de Nadia Benali a pris fin : vous n’agissez plus en son nom/)
    // Not even what her own role allows: it would be done in another name than she believes.
    const scenario = qui('/campagnes/2023/scenarios', 'POST', { nom: 'x', parametres: {} })
    assert.equal((await scenario).status, 403)
    // What is read is read in her own role.
    const { role, pour, delegationFinie } = await acteur(qui)
    assert.deepEqual([role, pour, delegationFinie], ['instructeur', null, 'Nadia Benali'])
    assert.equal((await agirPourNadia(qui)).status, 403)
  }
  assert.equal((await personne('camille-royer').request(`/api${restante}`)).status, 200)
  // Choosing her own role again, she acts.
  const [qui] = navigateurs as [Appel]
  assert.equal((await qui('/compte/role', 'PUT', { role: 'instructeur', pour: null })).status, 204)
  assert.equal((await acteur(qui)).delegationFinie, null)
  assert.deepEqual(await refus(qui(restante, 'DELETE')), [403, 'action-interdite'])
})

test('elle commence et finit à minuit, heure de Paris', async () => {
  await preter(await entrer('nadia-benali'), { du: '2026-07-02' })
  for (const [quand, role] of [
    ['2026-07-01T21:59:59Z', 'instructeur'],
    ['2026-07-01T22:00:00Z', 'responsable'],
    ['2026-07-14T21:59:59Z', 'responsable'],
    ['2026-07-14T22:00:00Z', 'instructeur'],
  ] as const) {
    instant = quand
    const qui = await entrer('camille-royer')
    await agirPourNadia(qui)
    assert.equal((await acteur(qui)).role, role, quand)
  }
})

test('au passage de l’année aussi, et une session ouverte la veille ne la prolonge pas', async () => {
  instant = '2026-12-31T22:30:00Z'
  const [chezNadia, qui] = [await entrer('nadia-benali'), await entrer('camille-royer')]
  await preter(chezNadia, { du: '2026-12-31', au: '2026-12-31' })
  assert.equal((await agirPourNadia(qui)).status, 204)
  // 23:30 in Paris, then midnight: 2027 there, 2026 still in Greenwich.
  instant = '2026-12-31T22:59:59Z'
  assert.equal((await qui(await campagne(), 'DELETE')).status, 204)
  instant = '2026-12-31T23:00:00Z'
  assert.deepEqual(await refus(qui(await campagne(), 'DELETE')), [403, 'delegation-finie'])
  const tardive = chezNadia('/delegations', 'POST', demande({ du: '2026-12-31', au: '2026-12-31' }))
  assert.deepEqual(await refus(tardive), [422, 'refus', 'debut-passe', 'deja-finie', 'chevauchement'])
  await preter(chezNadia, { du: '2027-01-01', au: '2027-12-31' })
  const { au } = (await lire<DelegationLue[]>(chezNadia('/delegations?etat=actuelles')))[0]!
  assert.equal(au, '2027-12-31')
})

test('donnée deux fois au même instant par deux onglets, elle n’est écrite qu’une fois ; retirée, de même', async () => {
  const onglets = [await entrer('nadia-benali'), await entrer('nadia-benali')]
  const donnees = await Promise.all(onglets.map((qui) => qui('/delegations', 'POST', demande())))
  assert.deepEqual(donnees.map(({ status }) => status).sort(), [201, 422])
  const perdue = donnees.find(({ status }) => status === 422)!
  assert.deepEqual(await refus(Promise.resolve(perdue)), [422, 'refus', 'chevauchement'])
  const { id } = (await lire<DelegationLue[]>(onglets[0]!('/delegations')))[0]!
  const retraits = await Promise.all(onglets.map((qui) => qui(`/delegations/${id}`, 'DELETE', { motif: '' })))
  assert.deepEqual(retraits.map(({ status }) => status).sort(), [204, 422])
  // Withdrawn, it no longer stands in the way.
  await preter(onglets[0]!)
})

test('tous les motifs d’un refus viennent ensemble', async () => {
  const qui = await entrer('nadia-benali')
  const absurde = demande({ a: nadia, role: 'administrateur', du: '2026-06-30', au: '2028-01-01', motif: '' })
  assert.deepEqual(await refus(qui('/delegations', 'POST', absurde)), [
    ...[422, 'refus', 'a-soi-meme', 'role-incessible', 'role-non-tenu'],
    ...['debut-passe', 'trop-longue', 'motif-absent'],
  ])
  const chezCamille = await entrer('camille-royer')
  await preter(qui)
  await agirPourNadia(chezCamille)
  const plusLoin = chezCamille('/delegations', 'POST', demande({ a: paul }))
  assert.deepEqual(await refus(plusLoin), [422, 'refus', 'role-recu'])
  const inconnu = qui('/delegations', 'POST', demande({ a: 'personne' }))
  assert.deepEqual(await refus(inconnu), [404, 'absent'])
})

test('on ne prête qu’à son organisme, et l’on ne voit que ses délégations', async () => {
  const [chezNadia, chezCamille] = [await entrer('nadia-benali'), await entrer('camille-royer')]
  const ailleurs = chezNadia('/delegations', 'POST', demande({ a: id('sarah-klein') }))
  assert.deepEqual(await refus(ailleurs), [422, 'refus', 'autre-organisme'])
  const { donneurs, receveurs, aujourdhui } = await lire<PersonnesDelegation>(
    chezNadia('/delegations/personnes'),
  )
  assert.equal(aujourdhui, '2026-07-01')
  assert.deepEqual(
    donneurs.map(({ nom, roles }) => [nom, ...roles]),
    [['Nadia Benali', 'responsable']],
  )
  assert.deepEqual(
    receveurs.map(({ nom }) => nom),
    ['Camille Royer', 'Hugo Lemaire', 'Inès Carpentier', 'Paul Vasseur'],
  )
  assert.deepEqual(Object.keys(receveurs[0]!), ['id', 'nom'])
  const pour = (de: string | undefined) => chezNadia(`/delegations/personnes?de=${de}`)
  assert.deepEqual(await refus(pour(camille)), [403, 'action-interdite'])
  const { id: autre } = await preter(chezNadia, { a: paul })
  assert.deepEqual(await lire(chezCamille('/delegations')), [])
  assert.deepEqual(await refus(chezCamille(`/delegations/${autre}`, 'DELETE', { motif: 'x' })), [
    404,
    'absent',
  ])
  const { id: recue } = await preter(chezNadia)
  assert.equal((await lire<DelegationLue[]>(chezCamille('/delegations'))).length, 1)
  // Received: seen, and not withdrawn.
  const retrait = chezCamille(`/delegations/${recue}`, 'DELETE', { motif: 'x' })
  assert.deepEqual(await refus(retrait), [403, 'action-interdite'])
  const enSonNom = chezCamille('/delegations', 'POST', demande({ de: nadia, a: paul }))
  assert.deepEqual(await refus(enSonNom), [403, 'action-interdite'])
})

test('l’administratrice écrit et retire pour un autre, en disant pourquoi, et jamais à son profit', async () => {
  const qui = await entrer('ines-carpentier')
  const { id: donnee } = await preter(qui, { de: nadia, motif: 'Absence imprévue' })
  assert.equal((await dernier('delegation.donnee'))!.personne, ines)
  const aSonProfit = qui('/delegations', 'POST', demande({ de: nadia, a: ines }))
  assert.deepEqual(await refus(aSonProfit), [422, 'refus', 'a-son-profit'])
  const lesSiens = qui('/delegations', 'POST', demande({ role: 'administrateur' }))
  assert.deepEqual(await refus(lesSiens), [422, 'refus', 'role-incessible'])
  const { donneurs, receveurs } = await lire<PersonnesDelegation>(
    qui(`/delegations/personnes?de=${id('sarah-klein')}`),
  )
  assert.ok(donneurs.some(({ nom }) => nom === 'Léa Fontaine'))
  assert.ok(!donneurs.some(({ nom }) => ['Inès Carpentier', 'Anne Prévost'].includes(nom)))
  assert.deepEqual(receveurs, [])
  const sansMotif = qui(`/delegations/${donnee}`, 'DELETE', { motif: '' })
  assert.deepEqual(await refus(sansMotif), [422, 'refus', 'motif-absent'])
  assert.equal((await qui(`/delegations/${donnee}`, 'DELETE', { motif: 'Retour de Nadia' })).status, 204)
  assert.equal((await dernier('delegation.retiree'))!.motif, 'Retour de Nadia')
  const etats = async (etat: string) =>
    (await lire<DelegationLue[]>(qui(`/delegations?etat=${etat}`))).map((une) => une.etat)
  assert.deepEqual([await etats('actuelles'), await etats('passees')], [[], ['retiree']])
})

test('elle est sans effet dès que l’un des deux n’est plus actif, plus du même organisme, ou sans le rôle', async () => {
  const chezNadia = await entrer('nadia-benali')
  await preter(chezNadia)
  const qui = await entrer('camille-royer')
  await agirPourNadia(qui)
  const chezInes = await entrer('ines-carpentier')
  const region = personne('nadia-benali').organisation
  const essayer = async (nom: string, casser: () => Promise<unknown>, reparer: () => Promise<unknown>) => {
    assert.equal((await acteur(qui)).pour, nadia, nom)
    await casser()
    assert.equal((await acteur(qui)).pour, null, nom)
    assert.equal((await lire<DelegationLue[]>(chezInes('/delegations')))[0]!.etat, 'sans_effet', nom)
    await reparer()
  }
  const modifier = (quoi: ReturnType<typeof sql>) => () =>
    sql`update personne set ${quoi} where id = ${nadia}`.execute(db)
  await essayer('suspendue', modifier(sql`etat = 'suspendue'`), modifier(sql`etat = 'active'`))
  await essayer(
    'ailleurs',
    modifier(sql`organisation = ${personne('sarah-klein').organisation}`),
    modifier(sql`organisation = ${region}`),
  )
  const attribution = (fin: ReturnType<typeof sql>) => () =>
    sql`update attribution set retiree_le = ${fin} where personne = ${nadia}`.execute(db)
  await essayer('sans le rôle', attribution(sql`now()`), attribution(sql`null`))
})
