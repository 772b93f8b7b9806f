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
