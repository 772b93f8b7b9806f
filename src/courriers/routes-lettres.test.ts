import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Lot } from '#campagnes/demandes/instruction-lot.ts'
import type { LettresLues } from '#courriers/lettre.ts'
import { faireLettres } from '#courriers/routes-lettres-travail.ts'
import { openApplication } from '../../test/acces/application.ts'
import { voterCampagne } from '../../test/campagne-votee.ts'
import { PDF_MINUSCULE } from '../../test/demandes-atelier.ts'
import { appeler, codes } from '../../test/espace-atelier.ts'
import { lirePdf } from '../../test/pdf.ts'

// Letters from the vote to the body that reads its own, by the routes, on the real engine, seen through its wall.

const application = await openApplication({ after })
const { db, ctx, personne } = application
const [nadia, camille, lea, julie] = [
  ...['nadia-benali', 'camille-royer', 'lea-fontaine', 'julie-moreau'].map(personne),
] as const

const lire = async (campagne: string) =>
  (await appeler<LettresLues>(nadia!, 'GET', `/campagnes/${campagne}/lettres`)).corps
const etats = async (campagne: string) => (await lire(campagne)).lettres.map(({ etat }) => etat)
const lot = async (id: string) => (await appeler<Lot>(nadia!, 'GET', `/instruction/lots/${id}`)).corps
/** Plans a work and waits until it is over. */
async function faire(campagne: string, acte: string, demandes: readonly string[]): Promise<Lot> {
  const { statut, corps } = await appeler<Lot>(nadia!, 'POST', `/campagnes/${campagne}/lettres/lot`, {
    acte,
    demandes,
  })
  assert.equal(statut, 202, JSON.stringify(corps))
  for (;;) {
    const vu = await lot(corps.id)
    if (vu.etat !== 'en_cours') return vu
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const SIGNATURE = { signataire: 'Claire Martin, directrice générale adjointe', signeeLe: '2026-07-06' }
const signer = (campagne: string, demandes: readonly string[], signature = SIGNATURE) =>
  appeler(nadia!, 'POST', `/campagnes/${campagne}/lettres/signature`, { demandes, ...signature })
const messages = async () =>
  (
    await sql<{ destinataire: string; sujet: string; corps: string; html: string; etat: string }>`
      select destinataire, sujet, corps, html, etat from message where sujet like '%notifiée' order by cree_le
    `.execute(db)
  ).rows

test('une lettre se génère, se signe, se notifie ; l’organisme lit la sienne, et elle seule', async () => {
  const { campagne, aforpa, stelo, demandes } = await voterCampagne(application)
  const avant = await lire(campagne)
  assert.deepEqual(
    avant.lettres.map(({ etat }) => etat),
    ['a_generer', 'a_generer', 'a_generer'],
  )
  assert.deepEqual(
    avant.lettres.map(({ decision }) => decision),
    ['retenue', 'non_retenue', 'retenue'],
  )
  // 36 and 8 contracts share 100 000 € whole.
  assert.equal(
    avant.lettres.reduce((somme, { montant }) => somme + montant, 0),
    100_000_00,
  )
  assert.equal((await appeler(lea!, 'GET', `/campagnes/${campagne}/lettres`)).statut, 403)

  assert.deepEqual(await signer(campagne, [aforpa]).then(codes), ['lettre-etat'])
  const fait = await faire(campagne, 'genererLettre', demandes)
  assert.deepEqual([fait.faites, fait.refusees, fait.etat], [3, 0, 'fini'], JSON.stringify(fait.lignes))
  assert.equal(
    (await appeler(lea!, 'GET', `/demandes/${aforpa}/lettre`)).statut,
    404,
    'pas avant la notification',
  )
  const reponse = await nadia!.request(`/api/demandes/${aforpa}/lettre`)
  assert.equal(reponse.headers.get('content-type'), 'application/pdf')
  const octets = new Uint8Array(await reponse.arrayBuffer())
  assert.equal(Buffer.from(octets.subarray(0, 5)).toString(), '%PDF-')
  assert.ok(lirePdf(octets).contient('pdfuaid'), 'PDF/UA')

  assert.deepEqual(
    await signer(campagne, [aforpa], { signataire: ' ', signeeLe: '2026-07-01' }).then(codes),
    [...['signataire-absent', 'signature-avant-vote']],
  )
  assert.equal((await signer(campagne, demandes)).statut, 200)
  const scan = `/demandes/${aforpa}/lettre/scan`
  assert.equal((await appeler(nadia!, 'PUT', scan, 'pas un PDF du tout')).corps.code, 'format_inconnu')
  assert.equal((await appeler(camille!, 'PUT', scan, PDF_MINUSCULE)).statut, 403)
  assert.equal((await appeler(nadia!, 'PUT', scan, PDF_MINUSCULE)).statut, 204)

  const notifie = await faire(campagne, 'notifierLettre', demandes)
  assert.deepEqual([notifie.faites, notifie.refusees], [3, 0])
  assert.deepEqual(await etats(campagne), ['notifiee', 'notifiee', 'notifiee'])
  const { rows } = await sql<{
    etat: string
  }>`select distinct etat from demande where campagne = ${campagne}`.execute(db)
  assert.deepEqual(rows, [{ etat: 'notifiee' }])
  const lue = await lea!.request(`/api/demandes/${aforpa}/lettre`)
  assert.equal(await lue.text(), PDF_MINUSCULE, 'la lettre signée, numérisée')
  assert.equal((await lea!.request(`/api/demandes/${aforpa}/lettre?exemplaire=generee`)).status, 200)
  assert.equal((await appeler(julie!, 'GET', `/demandes/${aforpa}/lettre`)).statut, 404)
  assert.equal((await appeler(julie!, 'GET', `/demandes/${stelo}/lettre`)).statut, 200)
  assert.deepEqual(await appeler(nadia!, 'PUT', scan, PDF_MINUSCULE).then(codes), ['lettre-etat'])

  const ecrits = await messages()
  assert.deepEqual(
    [...new Set(ecrits.map(({ etat }) => etat))],
    ['a_lire'],
    'sans serveur de courrier, rien ne part',
  )
  const aLea = ecrits.find(({ corps }) => corps.includes('AFORPA'))!
  assert.match(aLea.corps, /Une majoration de [\d\u202f]+\u202f€ lui est attribuée\./)
  assert.match(aLea.html, /<p>L’assemblée régionale s’est prononcée/)
})

test('un travail coupé au milieu et repris par plusieurs à la fois : chaque organisme une lettre, un message', async () => {
  const { campagne, demandes } = await voterCampagne(application, 8)
  await sql`delete from message`.execute(db)
  const lance = async (acte: string) => {
    // Planned without the queue: the test is the worker, and its death.
    const { rows } = await sql<{ id: string }>`
      insert into demande_lot (campagne, acte, par, role, organisation)
      values (${campagne}, ${acte}, ${nadia!.id}, 'responsable', ${nadia!.organisation}) returning id`.execute(
      db,
    )
    const { id } = rows[0]!
    await sql`insert into demande_lot_ligne (lot, rang, demande)
      select ${id}, row_number() over (order by numero), id from demande where campagne = ${campagne}`.execute(
      db,
    )
    return id
  }
  const mourir = async (id: string) => {
    // A server that dies: its transaction under way is lost, what is before stays.
    let rendus = 0
    const clock = {
      ...ctx.clock,
      today: () => {
        if (++rendus > 4) throw new Error('serveur arrêté')
        return ctx.clock.today()
      },
    }
    await assert.rejects(faireLettres({ ...ctx, clock }, id), /serveur arrêté/)
  }
  const generation = await lance('genererLettre')
  await mourir(generation)
  const moitie = (await etats(campagne)).filter((etat) => etat === 'a_signer').length
  assert.ok(moitie > 0 && moitie < demandes.length, `${moitie} lettres`)
  await Promise.all([1, 2, 3].map(() => faireLettres(ctx, generation)))
  assert.deepEqual([(await lot(generation)).faites, (await lot(generation)).etat], [demandes.length, 'fini'])
  const { rows: traces } = await sql<{ n: number }>`
    select count(*)::int as n from journal where acte = 'lettre.generee' and objet = any (${demandes.map((id) => `demande:${id}`)})
  `.execute(db)
  assert.equal(traces[0]!.n, demandes.length)

  assert.equal((await signer(campagne, demandes)).statut, 200)
  const notification = await lance('notifierLettre')
  await mourir(notification)
  await Promise.all([1, 2, 3].map(() => faireLettres(ctx, notification)))
  assert.equal((await lot(notification)).faites, demandes.length)
  const { rows: passages } = await sql<{ n: number }>`
    select count(*)::int as n from demande_etape where acte = 'notifier' and demande = any (${demandes})`.execute(
    db,
  )
  assert.equal(passages[0]!.n, demandes.length)
  // Only AFORPA and STELO have people: one message each.
  const ecrits = await messages()
  assert.equal(ecrits.length, new Set(ecrits.map(({ destinataire }) => destinataire)).size)
  assert.ok(ecrits.length >= 2)
  await assert.rejects(
    sql`update lettre set montant = 1 where campagne = ${campagne}`.execute(db),
    /ne change plus/,
  )
  await assert.rejects(
    sql`delete from lettre_fichier where demande = ${demandes[0]}`.execute(db),
    /ne change plus/,
  )
})

test('ce qui est refusé est dit ligne par ligne, et se reprend', async () => {
  const { campagne, demandes, aforpa } = await voterCampagne(application, 1)
  await faire(campagne, 'genererLettre', [aforpa])
  await signer(campagne, [aforpa])
  const tout = await faire(campagne, 'genererLettre', demandes)
  assert.deepEqual([tout.faites, tout.refusees], [2, 1])
  const refusee = tout.lignes.find(({ demande }) => demande === aforpa)!
  assert.equal(refusee.motifs[0]!.code, 'lettre-etat')
  const relance = await appeler<Lot>(nadia!, 'POST', `/instruction/lots/${tout.id}/relance`)
  assert.equal(relance.statut, 202)
  assert.equal(relance.corps.etat, 'en_cours')
  assert.equal((await appeler(camille!, 'POST', `/instruction/lots/${tout.id}/annulation`)).statut, 403)
  assert.equal((await appeler(nadia!, 'POST', `/instruction/lots/${tout.id}/annulation`)).statut, 200)
})

test('les voies de recours s’écrivent, et les lettres suivantes les impriment', async () => {
  const { campagne, aforpa } = await voterCampagne(application, 1)
  assert.equal((await lire(campagne)).recoursPropose, true)
  const chemin = `/campagnes/${campagne}/lettres/recours`
  assert.equal((await appeler(camille!, 'PUT', chemin, { texte: 'x' })).statut, 403)
  assert.equal((await appeler(nadia!, 'PUT', chemin, { texte: 'Écrivez au tribunal.' })).statut, 204)
  const { recours, recoursPropose } = await lire(campagne)
  assert.deepEqual([recours, recoursPropose], ['Écrivez au tribunal.', false])
  assert.equal((await faire(campagne, 'genererLettre', [aforpa])).faites, 1)
})
