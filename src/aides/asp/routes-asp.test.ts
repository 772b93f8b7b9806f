import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { PageDePaiements, Tableau } from '#aides/asp/schema-asp.ts'
import type { Connecte } from '../../../test/acces/application.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { creerDossiersAccordes, ibanDEssai, sceller } from '../../../test/aides-asp-atelier.ts'
import { integrations, lireDemandes, paiements, rejets } from '../../../test/asp-agence.ts'

// A session of aids paid by hand, without any server of exchange, by the routes alone.

const { db, ctx, personne } = await openApplication({ after })
const [hugo, lea, julie, camille, paul] = [
  'hugo-lemaire',
  'lea-fontaine',
  'julie-moreau',
  'camille-royer',
  'paul-vasseur',
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte]
const { session, dossiers } = await creerDossiersAccordes(db, ctx.coffre, [375_50, 115_00, 30_00], {
  ...{ organisation: lea.organisation, par: lea.id },
})
await sceller(db, ctx.coffre, dossiers[2]!, {
  iban: 'FR7630006000011234567890188',
  bic: 'AGRIFRPP',
  titulaire: 'X',
})

const demander = async (qui: Connecte, methode: string, suite: string, corps?: object | Buffer) => {
  const octets = Buffer.isBuffer(corps)
  return qui.request(`/api/paiements-aides${suite}`, {
    method: methode,
    ...(corps && {
      headers: { 'content-type': octets ? 'application/octet-stream' : 'application/json' },
      body: octets ? new Uint8Array(corps) : JSON.stringify(corps),
    }),
  })
}
const tableau = async (qui = hugo) =>
  (await (await demander(qui, 'GET', `?session=${session}`)).json()) as Tableau
const liste = async (qui: Connecte, filtre = '') =>
  (await (await demander(qui, 'GET', `/liste?session=${session}${filtre}`)).json()) as PageDePaiements
const laSession = async (qui = hugo) => (await tableau(qui)).sessions.find(({ id }) => id === session)!
const nombres = async () =>
  Object.fromEntries((await laSession()).parts.map(({ etat, nombre }) => [etat, nombre]))
/** The jobs run after the answer. */
async function attendre(voulu: Record<string, number>): Promise<void> {
  for (let essais = 0; essais < 150; essais++) {
    if (
      JSON.stringify(Object.entries(await nombres()).sort()) === JSON.stringify(Object.entries(voulu).sort())
    )
      return
    await wait(100)
  }
  assert.deepEqual(await nombres(), voulu)
}
const actes = async (acte: string) =>
  (
    await sql<{ objet: string; motif: string | null; personne: string }>`
    select objet, motif, personne from journal where acte = ${acte} order by id`.execute(db)
  ).rows

test('préparer, écrire, emporter, déposer à la main ; les soldes se referment à chaque pas', async () => {
  assert.deepEqual(await nombres(), { sans_paiement: 3 })
  assert.equal((await demander(hugo, 'POST', '/preparations', { session })).status, 202)
  await attendre({ prete: 2, incomplete: 1 })
  const { sftp, groupes } = await tableau()
  assert.equal(sftp, false)
  assert.deepEqual(
    groupes.map(({ code, correcteur, champ, nombre }) => [code, correcteur, champ, nombre]),
    [['iban_cle', 'centre', 'iban', 1]],
  )
  assert.equal((await demander(hugo, 'POST', '/envois', { session })).status, 202)
  await attendre({ envoyee: 2, incomplete: 1 })
  const { soldes } = await laSession()
  assert.deepEqual(soldes, {
    consommation: 520_50,
    verse: 0,
    enCours: 490_50,
    aEnvoyer: 30_00,
    aReprendre: 0,
    ecart: 0,
  })
  const [fichier] = (await tableau()).fichiers
  const emporte = await demander(hugo, 'POST', `/fichiers/${fichier!.id}/retrait`)
  assert.match(emporte.headers.get('content-disposition')!, new RegExp(fichier!.nom))
  assert.equal(lireDemandes(await emporte.text()).length, 2)
  assert.equal((await actes('versement.emporte'))[0]!.personne, hugo.id)
  assert.equal((await demander(hugo, 'POST', `/fichiers/${fichier!.id}/depot`)).status, 204)
  assert.equal((await demander(hugo, 'POST', `/fichiers/${fichier!.id}/depot`)).status, 409)
})

test('les retours rapportés à la main avancent une fois ; ce qui est corrigé se redemande d’un geste', async () => {
  const [fichier] = (await tableau()).fichiers
  const xml = await (await demander(hugo, 'POST', `/fichiers/${fichier!.id}/retrait`)).text()
  const [une, deux] = lireDemandes(xml)
  const rapporter = ({ nom, octets }: { nom: string; octets: Buffer }) =>
    demander(hugo, 'POST', `/retours?nom=${nom}`, octets)
  const le = ctx.clock.today().split('-').toReversed().join('/')
  assert.equal((await rapporter(paiements('essai', [{ demande: une!, le }]))).status, 202)
  assert.equal((await rapporter(integrations(fichier!.nom, [une!]))).status, 202)
  assert.equal((await rapporter(rejets(fichier!.nom, [[deux!, 'RIB invalide']]))).status, 202)
  await attendre({ payee: 1, rejetee: 1, incomplete: 1 })
  assert.equal((await rapporter(integrations(fichier!.nom, [une!]))).status, 200)
  const reprendre = async () => (await demander(hugo, 'POST', '/reprises', { session })).json()
  assert.deepEqual(await reprendre(), { reprises: 0, inchanges: 1, incomplets: 0 })
  await sceller(db, ctx.coffre, dossiers[1]!, {
    iban: ibanDEssai(987_654),
    bic: 'AGRIFRPP',
    titulaire: 'Éloïse',
  })
  assert.deepEqual(await reprendre(), { reprises: 1, inchanges: 0, incomplets: 0 })
  await attendre({ payee: 1, prete: 1, incomplete: 1 })
  assert.deepEqual(await reprendre(), { reprises: 0, inchanges: 0, incomplets: 0 })
  const { soldes } = await laSession()
  assert.deepEqual([soldes.verse, soldes.aEnvoyer, soldes.ecart], [375_50, 145_00, 0])
})

test('un fichier au nom inconnu s’emporte, se dit, se lit ; un autre se classe avec sa raison', async () => {
  const [fichier] = (await tableau()).fichiers.toReversed()
  const retourDe = async (nom: string) => (await tableau()).retours.find((un) => un.nom === nom)!
  const { octets } = rejets(fichier!.nom, [])
  assert.equal((await demander(hugo, 'POST', '/retours?nom=bizarre.csv', octets)).status, 202)
  const { id, etat, garde } = await retourDe('bizarre.csv')
  assert.deepEqual([etat, garde], ['inconnu', true])
  assert.equal((await demander(camille, 'POST', `/retours/${id}/retrait`)).status, 403)
  const emporte = await demander(hugo, 'POST', `/retours/${id}/retrait`)
  assert.deepEqual(Buffer.from(await emporte.arrayBuffer()), octets)
  assert.ok((await actes('versement.emporte')).some(({ objet }) => objet === `retourasp:${id}`))
  const nommer = (genre: string) => demander(hugo, 'POST', `/retours/${id}/genre`, { genre })
  const lu = async (voulu: string) => {
    for (let essais = 0; essais < 100 && (await retourDe('bizarre.csv')).etat !== voulu; essais++)
      await wait(50)
    return (await retourDe('bizarre.csv')).etat
  }
  assert.equal((await nommer('integrations')).status, 204)
  assert.equal(await lu('illisible'), 'illisible', 'ce n’est pas ce que l’on croyait : le contenu reste')
  assert.equal((await nommer('rejets')).status, 204)
  assert.equal(await lu('lu'), 'lu')
  assert.equal((await nommer('rejets')).status, 422)
  assert.equal((await demander(hugo, 'POST', `/retours/${id}/retrait`)).status, 404)

  await demander(hugo, 'POST', '/retours?nom=publicite.csv', Buffer.from('bonjour'))
  const autre = await retourDe('publicite.csv')
  const classer = () => demander(hugo, 'POST', `/retours/${autre.id}/classement`, { motif: 'Rien de l’ASP' })
  assert.deepEqual([(await classer()).status, (await classer()).status], [204, 422])
  const classe = await retourDe('publicite.csv')
  assert.deepEqual([classe.etat, classe.motif, classe.garde], ['classe', 'Rien de l’ASP', false])
})

test('une ligne mise de côté s’applique au paiement désigné, avec sa raison ; la même ligne ensuite ne fait rien', async () => {
  const { session: autre } = await creerDossiersAccordes(db, ctx.coffre, [200_00])
  const parts = async () => (await tableau()).sessions.find(({ id }) => id === autre)!.parts
  const jusqua = async (voulu: string) => {
    for (let essais = 0; essais < 150 && (await parts())[0]?.etat !== voulu; essais++) await wait(50)
    assert.equal((await parts())[0]!.etat, voulu)
  }
  await demander(hugo, 'POST', '/preparations', { session: autre })
  await jusqua('prete')
  await demander(hugo, 'POST', '/envois', { session: autre })
  await jusqua('envoyee')
  const lue = await demander(hugo, 'GET', `?session=${autre}`)
  const fichier = ((await lue.json()) as Tableau).fichiers[0]!
  const [demande] = lireDemandes(
    await (await demander(hugo, 'POST', `/fichiers/${fichier.id}/retrait`)).text(),
  )
  const le = ctx.clock.today().split('-').toReversed().join('/')
  const rapporter = ({ octets }: { octets: Buffer }, nom: string) =>
    demander(hugo, 'POST', `/retours?nom=${nom}`, octets)
  const orpheline = paiements('x', [{ demande: { ...demande!, numero: 'ARA25ZZZ00000001' }, le }])
  await rapporter(orpheline, 'renvoi_paiement_ARA_orpheline.xml')
  const cote = async () =>
    (await tableau()).parquees.find(({ nom }) => nom === 'renvoi_paiement_ARA_orpheline.xml')
  for (let essais = 0; essais < 100 && !(await cote()); essais++) await wait(50)
  const { retour, ligne, genre } = (await cote())!
  assert.equal(genre, 'paiements')
  const paiement = Number(demande!.id)
  const appliquer = (corps: object) =>
    demander(hugo, 'POST', `/retours/${retour}/lignes/${ligne}/application`, {
      motif: 'Vu avec l’ASP',
      ...corps,
    })
  assert.equal((await appliquer({ paiement: 999_999 })).status, 404)
  const refuse = await appliquer({ paiement, etat: 'INVALIDE' })
  assert.equal(refuse.status, 422)
  const { motifs } = (await refuse.json()) as { motifs: { code: string }[] }
  assert.deepEqual(
    motifs.map(({ code }) => code),
    ['etat-contredit', 'passage'],
    'pas encore intégré',
  )
  await rapporter(integrations(fichier.nom, [demande!]), integrations(fichier.nom, []).nom)
  await jusqua('integree')
  const fait = await appliquer({ paiement })
  assert.deepEqual([fait.status, await fait.json()], [200, { etat: 'appliquee' }])
  assert.equal((await parts())[0]!.etat, 'payee')
  assert.equal((await appliquer({ paiement })).status, 404, 'elle n’attend plus')
  const { etapes } = (await (await demander(hugo, 'GET', `/liste/${paiement}`)).json()) as {
    etapes: { vers: string; par: string | null; motif: string | null }[]
  }
  const derniere = etapes.at(-1)!
  assert.deepEqual([derniere.vers, derniere.par, derniere.motif], ['payee', 'Hugo Lemaire', 'Vu avec l’ASP'])
  assert.equal((await actes('versement.applique'))[0]!.motif, 'Vu avec l’ASP')

  const encore = Buffer.concat([orpheline.octets, Buffer.from('\n')])
  await rapporter({ octets: encore }, 'renvoi_paiement_ARA_encore.xml')
  const lus = async () =>
    (await tableau()).retours.find(({ nom }) => nom === 'renvoi_paiement_ARA_encore.xml')!
  for (let essais = 0; essais < 100 && (await lus()).etat !== 'lu'; essais++) await wait(50)
  const { deja, parquees, appliquees } = await lus()
  assert.deepEqual([deja, parquees, appliquees], [1, 0, 0])
})

test('un compte se révèle par un acte avec sa raison, à qui paie seulement', async () => {
  const { paiements: payes } = await liste(hugo, '&etat=payee')
  const [paye] = payes
  assert.match(paye!.masque!, /^FR•• •••• \d{4}$/)
  assert.doesNotMatch(JSON.stringify(payes), /FR\d{10}/)
  const suite = `/liste/${paye!.id}/compte`
  assert.equal((await demander(hugo, 'POST', suite, { motif: ' ' })).status, 400)
  assert.equal((await demander(camille, 'POST', suite, { motif: 'Curiosité' })).status, 403)
  const compte = (await (await demander(hugo, 'POST', suite, { motif: 'Appel de la banque' })).json()) as {
    iban: string
  }
  assert.match(compte.iban, /^FR\d{25}$/)
  const [acte] = await actes('versement.revele')
  assert.deepEqual([acte!.objet, acte!.motif], [`versement:${paye!.id}`, 'Appel de la banque'])
})

test('l’organisme voit ses seuls dossiers et aucun fichier ; un élu, rien des personnes', async () => {
  const sien = await tableau(lea)
  assert.equal(sien.sessions.find(({ id }) => id === session)!.soldes.consommation, 520_50)
  assert.deepEqual([sien.fichiers, sien.retours, sien.parquees], [[], [], []])
  assert.equal((await liste(lea, '&correcteur=centre')).total, 1)
  assert.equal((await liste(julie)).total, 0)
  assert.equal((await demander(paul, 'GET', '')).status, 403)
  assert.equal((await demander(camille, 'POST', '/envois', { session })).status, 403)
})

test('les codes de la convention se saisissent, sans ce que le schéma de l’ASP refuse', async () => {
  const [connus] = (await tableau()).parametrages.filter(({ dispositif }) => dispositif === 'ara-2025')
  const { dispositif: _, indicatif: __, ...codes } = connus!
  const saisir = (change: object) => demander(hugo, 'PUT', '/parametrages/ara-2025', { ...codes, ...change })
  assert.equal((await saisir({ codeUtilisateur: 'Jacques' })).status, 400)
  assert.equal((await saisir({ uniteSuivi: 'X'.repeat(14) })).status, 400)
  assert.equal((await demander(hugo, 'PUT', '/parametrages/inconnue', codes)).status, 404)
  assert.equal((await saisir({ codeSite: '77' })).status, 200)
  const saisis = (await tableau()).parametrages.find(({ dispositif }) => dispositif === 'ara-2025')!
  assert.deepEqual([saisis.codeSite, saisis.indicatif], ['77', false])
})
