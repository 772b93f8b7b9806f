import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Lot } from '#campagnes/demandes/instruction-lot.ts'
import { resumeLots, SILENCE_SECONDES } from '#campagnes/demandes/routes-instruction-menage.ts'
import { faireLot } from '#campagnes/demandes/routes-instruction-travail.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { creerAppel } from '../../../test/demandes-validees.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../../../test/instruction-atelier.ts'

// One act on many applications, on the real engine: each in its own transaction, each with its reason.

const application = await openApplication({ after })
const { db, ctx, personne } = application
const nadia = personne('nadia-benali')
const camille = personne('camille-royer')
const lea = personne('lea-fontaine')

/** A campaign in instruction with applications in these states. */
async function ouvrir(etats: readonly ('complete' | 'deposee' | 'instruite')[]) {
  const campagne = await creerAppel(db, 'en_instruction')
  const demandes: string[] = []
  for (const etat of etats) {
    const organisation = await creerOrganisme(db, `CFA Lot ${++rang}`, siretDEssai(rang))
    demandes.push(await creerDemande(db, { campagne, organisation, par: lea.id, etat }))
  }
  return { campagne, demandes }
}
let rang = 0

const lancer = (campagne: string, acte: string, demandes: readonly string[], qui = nadia, agent?: string) =>
  appeler<Lot>(qui, 'POST', `/campagnes/${campagne}/demandes/lot`, { acte, demandes, agent: agent ?? null })
const lire = async (id: string) => (await appeler<Lot>(nadia, 'GET', `/instruction/lots/${id}`)).corps
async function finir(id: string): Promise<Lot> {
  for (let essai = 0; essai < 200; essai++) {
    const lot = await lire(id)
    if (lot.etat !== 'en_cours') return lot
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('le travail ne finit pas')
}
const etats = async (campagne: string) =>
  (
    await sql<{
      etat: string
    }>`select etat from demande where campagne = ${campagne} order by numero`.execute(db)
  ).rows.map(({ etat }) => etat)

test('valider plusieurs demandes : chacune selon ses raisons, et qui a instruit laisse une trace de son essai', async () => {
  const { campagne, demandes } = await ouvrir(['instruite', 'complete', 'complete'])
  const [bonne, sienne, incomplete] = demandes as [string, string, string]
  const avis = { nature: 'final', sens: 'favorable', texte: 'Rien à redire.' }
  assert.ok((await appeler(nadia, 'POST', `/demandes/${sienne}/avis`, avis)).statut < 300)
  const instruite = await appeler(nadia, 'POST', `/demandes/${sienne}/instruction`)
  assert.ok(instruite.statut < 300, JSON.stringify(instruite.corps))
  const ailleurs = (await ouvrir(['instruite'])).demandes
  const { statut, corps } = await lancer(campagne, 'valider', [...demandes, ...ailleurs])
  assert.equal(statut, 202, JSON.stringify(corps))
  const lot = await finir(corps.id)
  assert.deepEqual([lot.total, lot.faites, lot.refusees], [3, 1, 2])
  const motifs = Object.fromEntries(
    lot.lignes.map((ligne) => [ligne.demande, ligne.motifs.map(({ code }) => code)]),
  )
  assert.deepEqual(motifs, { [bonne]: [], [sienne]: ['deja-instruit'], [incomplete]: ['etat-incompatible'] })
  assert.deepEqual(await etats(campagne), ['validee', 'instruite', 'complete'])
  const { rows } = await sql<{ objet: string }>`
    select objet from journal where acte = 'acces.separe' and objet like 'demande:%'`.execute(db)
  assert.deepEqual(
    rows.map(({ objet }) => objet),
    [`demande:${sienne}`],
  )
})

test('valider plusieurs demandes : un avertissement ouvert en retient une, et le compte rendu dit combien', async () => {
  const { campagne, demandes } = await ouvrir(['instruite', 'instruite'])
  const [saine, avertie] = demandes as [string, string]
  // More contracts than apprentices: in the formation, and in all.
  await sql`update demande set effectif = '5' where id = ${avertie}`.execute(db)
  const { corps } = await lancer(campagne, 'valider', demandes)
  const lot = await finir(corps.id)
  assert.deepEqual([lot.faites, lot.refusees], [1, 1])
  const { etat, motifs } = lot.lignes.find(({ demande }) => demande === avertie)!
  assert.equal(etat, 'refusee')
  assert.deepEqual(
    motifs.map(({ code, message }) => [code, message.replace(/\s/g, ' ')]),
    [['alertes-ouvertes', '2 avertissements restent à lever avec un motif, ou à corriger.']],
  )
  assert.equal(lot.lignes.find(({ demande }) => demande === saine)!.etat, 'faite')
  assert.deepEqual(await etats(campagne), ['validee', 'instruite'])
})

test('un travail repris par trois serveurs à la fois ne fait rien deux fois', async () => {
  const { campagne, demandes } = await ouvrir(['deposee', 'deposee', 'deposee', 'deposee', 'deposee'])
  const { corps } = await lancer(campagne, 'constaterComplete', demandes, camille)
  await Promise.all([1, 2, 3].map(() => faireLot(ctx, corps.id)))
  const lot = await finir(corps.id)
  assert.deepEqual([lot.faites, lot.refusees], [5, 0])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from demande_etape e join demande d on d.id = e.demande
    where d.campagne = ${campagne} and e.acte = 'constaterComplete'`.execute(db)
  assert.equal(rows[0]!.n, 5)
})

test('un travail muet est repris ; arrêté, il garde ce qui est fait et ne fait plus rien', async () => {
  const { campagne, demandes } = await ouvrir(['deposee', 'deposee'])
  const { corps } = await lancer(campagne, 'constaterComplete', demandes, camille)
  await finir(corps.id)
  // As a server killed after the first would have left it.
  await sql`update demande_lot_ligne set etat = 'a_faire' where lot = ${corps.id} and rang = 2`.execute(db)
  await sql`update demande set etat = 'deposee' where id = ${demandes[1]!}`.execute(db)
  await sql`update demande_lot set etat = 'en_cours',
    avance_le = now() - make_interval(secs => ${SILENCE_SECONDES + 1}) where id = ${corps.id}`.execute(db)
  await resumeLots(ctx)
  const lot = await finir(corps.id)
  assert.deepEqual([lot.etat, lot.faites], ['fini', 2])
  const annule = await appeler(camille, 'POST', `/instruction/lots/${corps.id}/annulation`)
  assert.deepEqual(codes(annule), ['lot-fini'])
})

test('qui a perdu son rôle entre-temps ne finit pas son travail', async () => {
  const { campagne, demandes } = await ouvrir(['deposee'])
  const { rows } = await sql<{ id: string }>`
    insert into demande_lot (campagne, acte, par, role, organisation)
    values (${campagne}, 'valider', ${camille.id}, 'responsable', ${camille.organisation}) returning id`.execute(
    db,
  )
  const { id } = rows[0]!
  await sql`insert into demande_lot_ligne (lot, rang, demande) values (${id}, 1, ${demandes[0]!})`.execute(db)
  await faireLot(ctx, id)
  const lot = await lire(id)
  assert.deepEqual([lot.etat, lot.lignes[0]!.motifs.map(({ code }) => code)], ['fini', ['droit-perdu']])
  assert.deepEqual(await etats(campagne), ['deposee'])
})
