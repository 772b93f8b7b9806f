import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Lot } from '#campagnes/demandes/instruction-lot.ts'
import type { LettresLues } from '#courriers/lettre.ts'
import { lireScans } from '#courriers/scans/routes-scans-travail.ts'
import type { ScansLus } from '#courriers/scans/scans.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { voterCampagne } from '../../../test/campagne-votee.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { type Feuille, lirePages, numeriser, rasteriser } from '../../../test/scan-atelier.ts'

// Letters printed, signed, scanned in a heap, and back on their own, by the routes, on the real engine.

const application = await openApplication({ after })
const { db, ctx, personne } = application
const [nadia, camille] = [personne('nadia-benali'), personne('camille-royer')]
const SIGNATURE = { signataire: 'Claire Martin, directrice générale adjointe', signeeLe: '2026-07-06' }

const attendre = async (fini: () => Promise<boolean>) => {
  for (let essai = 0; essai < 600; essai++) {
    if (await fini()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail('le travail ne finit pas')
}
async function generer(campagne: string, demandes: readonly string[]): Promise<void> {
  const { corps } = await appeler<Lot>(nadia, 'POST', `/campagnes/${campagne}/lettres/lot`, {
    acte: 'genererLettre',
    demandes,
  })
  await attendre(async () => {
    const lot = (await appeler<Lot>(nadia, 'GET', `/instruction/lots/${corps.id}`)).corps
    return lot.etat !== 'en_cours'
  })
}
const etats = async (campagne: string) =>
  (await appeler<LettresLues>(nadia, 'GET', `/campagnes/${campagne}/lettres`)).corps.lettres.map(
    ({ etat, numerisee }) => (numerisee ? `${etat}+` : etat),
  )
/** Each page of a generated letter, as a picture. */
async function imprimer(demande: string): Promise<Uint8Array[]> {
  const reponse = await nadia.request(`/api/demandes/${demande}/lettre?exemplaire=generee`)
  return rasteriser(new Uint8Array(await reponse.arrayBuffer()))
}
const scans = async (campagne: string) =>
  (await appeler<ScansLus>(nadia, 'GET', `/campagnes/${campagne}/scans`)).corps

async function envoyer(campagne: string, fichiers: readonly Uint8Array[]): Promise<string> {
  const { statut, corps } = await appeler<{ id: string }>(
    nadia,
    'POST',
    `/campagnes/${campagne}/scans`,
    SIGNATURE,
  )
  assert.equal(statut, 201, JSON.stringify(corps))
  for (const fichier of fichiers) {
    const recu = await appeler(nadia, 'POST', `/scans/${corps.id}/fichiers?nom=sign%C3%A9es.pdf`, fichier)
    assert.equal(recu.statut, 201, JSON.stringify(recu.corps))
  }
  return corps.id
}
async function lire(campagne: string, id: string): Promise<ScansLus> {
  assert.equal((await appeler(nadia, 'POST', `/scans/${id}/lecture`)).statut, 202)
  await attendre(async () => (await scans(campagne)).lots.find((lot) => lot.id === id)?.etat === 'fini')
  return scans(campagne)
}
const compte = async (acte: string, campagne: string) =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from journal j join demande d on j.objet = 'demande:' || d.id
      where j.acte = ${acte} and d.campagne = ${campagne}`.execute(db)
  ).rows[0]!.n
const motifs = ({ aVoir }: ScansLus) => aVoir.map(({ rang, motif }) => [rang, motif.code])

test('un lot mêlé : trois lettres jointes, cinq pages à voir, chacune avec son motif', async () => {
  const autre = await voterCampagne(application, 0)
  await generer(autre.campagne, [autre.aforpa])
  const { campagne, demandes } = await voterCampagne(application, 3)
  // Long enough for two pages at least.
  await appeler(nadia, 'PUT', `/campagnes/${campagne}/lettres/recours`, { texte: 'Deux mois.\n'.repeat(60) })
  await generer(campagne, demandes)
  const [a, s, u, d, t] = await Promise.all(demandes.map(imprimer))
  const [etrangere] = await imprimer(autre.aforpa)
  assert.deepEqual(
    [a!.length, s!.length, u!.length, d!.length, t!.length],
    [3, 2, 3, 3, 2],
    'pages de chaque lettre',
  )
  const feuilles: Feuille[] = [
    { image: u![1]!, tourne: 180 },
    { image: a![2]! },
    null,
    { image: s![0]!, penche: 1.5 },
    { image: a![0]!, tourne: 90 },
    // The second page of the fourth letter was left on the desk.
    { image: d![2]! },
    { image: d![0]! },
    { image: etrangere! },
    { image: s![1]!, tourne: 270 },
    null,
    { image: a![1]!, penche: -2 },
    { image: u![0]! },
    { image: u![2]!, tourne: 180 },
    { image: t![0]! },
    { image: t![1]!, masquee: true },
  ]
  const id = await envoyer(campagne, [await numeriser(feuilles)])
  const fini = await lire(campagne, id)
  const [lot] = fini.lots
  assert.deepEqual(
    [lot!.lettres, lot!.rattachees, lot!.blanches, lot!.aVoir, lot!.fichiers[0]!.lues],
    [3, 8, 2, 5, 15],
    JSON.stringify(fini, null, 1),
  )
  assert.deepEqual(motifs(fini), [
    [6, 'page-manquante'],
    [7, 'page-manquante'],
    [8, 'autre-campagne'],
    [14, 'page-manquante'],
    [15, 'page-illisible'],
  ])
  assert.deepEqual(await etats(campagne), [
    'a_notifier+',
    'a_notifier+',
    'a_notifier+',
    'a_signer',
    'a_signer',
  ])
  assert.equal(await compte('lettre.signee', campagne), 3)
  assert.equal(await compte('lettre.numerisee', campagne), 3)
  assert.deepEqual(await etats(autre.campagne), ['a_signer', 'a_generer'])

  // The original is made of the pictures themselves, in order and upright.
  const signee = new Uint8Array(
    await (await nadia.request(`/api/demandes/${demandes[0]}/lettre?exemplaire=signee`)).arrayBuffer(),
  )
  assert.deepEqual(await lirePages(signee), { pages: 3, texte: '', angles: [0, 0, 0] })

  // The hidden page is recognised by eye: its letter is whole, and leaves.
  const cachee = fini.aVoir.at(-1)!
  const vignette = await nadia.request(`/api/scans/pages/${cachee.id}/vignette`)
  assert.equal(vignette.headers.get('content-type'), 'image/png')
  const choisir = (corps: object) => appeler(nadia, 'POST', `/scans/pages/${cachee.id}/rattachement`, corps)
  assert.equal((await choisir({ demande: demandes[4], page: 3 })).corps.code, 'page-hors-lettre')
  assert.equal((await choisir({ demande: demandes[0], page: 2 })).corps.code, 'lettre-non-attendue')
  assert.deepEqual((await choisir({ demande: demandes[4], page: 2 })).corps, { rattachee: true })
  assert.equal((await choisir({ demande: demandes[4], page: 2 })).statut, 404, 'elle n’est plus à voir')
  const ecart = `/scans/pages/${fini.aVoir[2]!.id}/ecart`
  assert.equal((await appeler(nadia, 'POST', ecart, { motif: ' ' })).statut, 400)
  assert.equal((await appeler(nadia, 'POST', ecart, { motif: 'Autre campagne' })).statut, 200)

  // The missing page comes in another sending, as a picture of its own.
  const suite = await lire(campagne, await envoyer(campagne, [d![1]!]))
  assert.deepEqual([suite.lots[0]!.lettres, suite.lots[1]!.ecartees, suite.aVoir.length], [1, 1, 0])
  assert.deepEqual(suite.lettres, [])
  assert.equal(await compte('lettre.numerisee', campagne), 5)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from scan_page where octets is not null or vignette is not null`.execute(db)
  assert.equal(rows[0]!.n, 0, 'aucune image ne reste')
  assert.equal((await sql`select from scan_morceau`.execute(db)).rows.length, 0)
})

test('une lecture coupée et reprise par trois serveurs à la fois : chaque page une fois, chaque lettre une fois', async () => {
  const { campagne, demandes } = await voterCampagne(application, 1)
  await generer(campagne, demandes)
  const feuilles = (await Promise.all(demandes.map(imprimer))).flat().map((image) => ({ image }))
  assert.equal(feuilles.length, 5)
  const id = await envoyer(campagne, [await numeriser([...feuilles, null, null, null])])
  // Planned without the queue: the test is the worker, then its death.
  await sql`update scan_lot set etat = 'en_cours' where id = ${id}`.execute(db)
  const lues = async () => (await scans(campagne)).lots[0]!.fichiers[0]!.lues
  const premiere = lireScans(ctx, id)
  await attendre(async () => (await lues()) > 0)
  assert.equal((await appeler(nadia, 'POST', `/scans/${id}/annulation`)).statut, 204)
  await premiere
  const arretees = await lues()
  assert.ok(arretees > 0 && arretees < 8, `${arretees} pages lues`)
  assert.deepEqual(await etats(campagne), ['a_signer', 'a_signer', 'a_signer'])

  await sql`update scan_lot set etat = 'en_cours' where id = ${id}`.execute(db)
  let jours = 0
  const clock = {
    ...ctx.clock,
    today: () => {
      if (++jours > 2) throw new Error('serveur arrêté')
      return ctx.clock.today()
    },
  }
  await assert.rejects(lireScans({ ...ctx, clock }, id), /serveur arrêté/)
  assert.deepEqual(await etats(campagne), ['a_notifier+', 'a_signer', 'a_signer'])
  await Promise.all([1, 2, 3].map(() => lireScans(ctx, id)))
  const [lot] = (await scans(campagne)).lots
  assert.deepEqual(
    [lot!.etat, lot!.lettres, lot!.rattachees, lot!.blanches, lot!.aVoir],
    ['fini', 3, 5, 3, 0],
  )
  assert.equal(await compte('lettre.signee', campagne), 3)
  assert.equal(await compte('lettre.numerisee', campagne), 3)
  assert.deepEqual(await etats(campagne), ['a_notifier+', 'a_notifier+', 'a_notifier+'])
})

test('ce qui ne peut pas être lu ou joint est refusé, en disant pourquoi', async () => {
  const { campagne, aforpa, stelo } = await voterCampagne(application, 0)
  const chemin = `/campagnes/${campagne}/scans`
  const refuse = (corps: object) => appeler(nadia, 'POST', chemin, { ...SIGNATURE, ...corps })
  assert.deepEqual(await refuse({ signeeLe: '2026-07-01' }).then(codes), ['signature-avant-vote'])
  assert.equal((await appeler(camille, 'POST', chemin, SIGNATURE)).statut, 403)
  const id = await envoyer(campagne, [])
  const fichiers = `/scans/${id}/fichiers`
  assert.equal((await appeler(nadia, 'POST', fichiers, 'un texte')).corps.code, 'format_inconnu')
  assert.equal((await appeler(nadia, 'POST', `/scans/${id}/lecture`)).corps.code, 'sans-fichier')
  await generer(campagne, [aforpa, stelo])
  const ancienne = await imprimer(aforpa)
  await appeler(nadia, 'PUT', `/campagnes/${campagne}/lettres/recours`, { texte: 'Écrivez au tribunal.' })
  await generer(campagne, [aforpa])
  const [double] = await imprimer(stelo)
  const pdf = await numeriser([{ image: ancienne[0]! }, { image: double! }, { image: double! }])
  assert.deepEqual((await appeler(nadia, 'POST', fichiers, pdf)).corps, { existant: false })
  assert.deepEqual((await appeler(nadia, 'POST', fichiers, pdf)).corps, { existant: true })
  assert.equal((await appeler(nadia, 'POST', fichiers, '%PDF-1.7 abîmé')).statut, 201)
  const lus = await lire(campagne, id)
  assert.deepEqual(motifs(lus), [
    [1, 'lettre-refaite'],
    [2, 'page-double'],
    [3, 'page-double'],
  ])
  assert.equal(lus.lots[0]!.fichiers[1]!.anomalie, 'illisible')
  // The page of one body never goes to another by hand, nor under a text that is not the one that was signed.
  const choisir = (demande: string) =>
    appeler(nadia, 'POST', `/scans/pages/${lus.aVoir[0]!.id}/rattachement`, { demande, page: 1 })
  assert.equal((await choisir(stelo)).corps.code, 'page-d-une-autre-lettre')
  assert.equal((await choisir(aforpa)).corps.code, 'lettre-refaite')
  assert.equal((await appeler(nadia, 'POST', `/scans/${id}/lecture`)).corps.code, 'deja-lu')
  assert.equal((await appeler(nadia, 'POST', `/scans/${id}/annulation`)).corps.code, 'envoi-etat')
})
