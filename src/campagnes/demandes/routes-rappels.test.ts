import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { remindAll } from '#campagnes/demandes/routes-rappels.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { creerAppel } from '../../../test/demandes-validees.ts'
import { appeler } from '../../../test/espace-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../../../test/instruction-atelier.ts'

// What a body is reminded of, and when, on the real engine, with a clock that is moved day by day.

const horloge = { jour: '2024-03-20' }
const clock = { now: () => `${horloge.jour}T07:00:00.000Z`, today: () => horloge.jour }
const { db, ctx, personne } = await openApplication({ after }, { clock })
const [nadia, lea] = [personne('nadia-benali'), personne('lea-fontaine')]

/** An application of Léa's body, or of one that nobody looks after, of which a complement is asked on 20 March. */
async function demander(echeance: string, organisation = lea.organisation): Promise<string> {
  horloge.jour = '2024-03-20'
  const id = await creerDemande(db, {
    campagne: await creerAppel(db, 'en_instruction'),
    organisation,
    par: lea.id,
  })
  const complement = { texte: 'Les comptes <signés>', echeance }
  assert.equal((await appeler(nadia, 'POST', `/demandes/${id}/complements`, complement)).statut, 204)
  await sql`update demande_complement set demande_le = ${clock.now()} where demande = ${id}`.execute(db)
  return id
}
async function rappelsLe(jour: string): Promise<number> {
  horloge.jour = jour
  const avant = (await rappels()).length
  await remindAll(ctx)
  return (await rappels()).length - avant
}
const rappels = async () =>
  (
    await sql<{ destinataire: string; sujet: string; corps: string }>`
      select destinataire, sujet, corps from message where sujet like 'Rappel%' order by cree_le`.execute(db)
  ).rows
const traces = async (demande: string) =>
  (
    await sql<{ personne: string }>`
      select personne from journal where acte = 'complement.rappele' and objet = ${`demande:${demande}`}`.execute(
      db,
    )
  ).rows

test('trois jours avant l’échéance, une fois, tracé ; jamais avant, jamais deux fois, jamais après', async () => {
  const demande = await demander('2024-03-29')
  assert.equal(await rappelsLe('2024-03-25'), 0, 'quatre jours avant')
  assert.equal(await rappelsLe('2024-03-26'), 1)
  assert.equal(await rappelsLe('2024-03-26'), 0)
  assert.equal(await rappelsLe('2024-03-28'), 0)
  const { sujet, corps } = (await rappels()).at(-1)!
  assert.match(sujet, /^Rappel\s: complément attendu pour le 29\smars\s2024 \(demande n°\s\d+\)$/)
  assert.match(corps, /la demande n°\s\d+ d’AFORPA .*\n\nLes comptes <signés>\n\n/)
  assert.deepEqual(await traces(demande), [{ personne: 'oriflamme' }])
  const etude = await appeler<{ complements: { rappeleLe: string | null }[] }>(
    nadia,
    'GET',
    `/demandes/${demande}/instruction`,
  )
  assert.deepEqual(
    etude.corps.complements.map(({ rappeleLe }) => rappeleLe),
    ['2024-03-26T07:00:00.000Z'],
  )
  const perdu = await demander('2024-03-22')
  assert.equal(await rappelsLe('2024-03-23'), 0, 'l’échéance est passée')
  assert.deepEqual(await traces(perdu), [])
})

test('le dernier jour compte encore, le jour de la demande non', async () => {
  const demande = await demander('2024-03-21')
  await rappelsLe('2024-03-20')
  assert.equal((await traces(demande)).length, 0, 'demandé ce matin')
  await rappelsLe('2024-03-21')
  assert.equal((await traces(demande)).length, 1)
})

test('ni à qui a répondu, ni pour une demande retirée, ni sans personne à qui écrire', async () => {
  const repondu = await demander('2024-03-29')
  await sql`update demande_complement set repondu_le = now() where demande = ${repondu}`.execute(db)
  const retiree = await demander('2024-03-29')
  await sql`update demande set etat = 'retiree' where id = ${retiree}`.execute(db)
  const seul = await demander('2024-03-29', await creerOrganisme(db, 'CFA Seul', siretDEssai(1)))
  assert.equal(await rappelsLe('2024-03-27'), 0)
  // Somebody arrives: the reminder was not spent on nobody.
  await sql`
    with p as (insert into personne (emetteur, sujet, nom, courriel, organisation, etat)
      select 'essai', 'seule', 'Seule', 'seule@cfa.exemple', organisation, 'active' from demande where id = ${seul}
      returning id)
    insert into attribution (personne, role) select id, 'ofcfaGestionnaire' from p`.execute(db)
  assert.equal(await rappelsLe('2024-03-28'), 1)
  assert.equal((await rappels()).at(-1)!.destinataire, 'seule@cfa.exemple')
  assert.deepEqual([(await traces(repondu)).length, (await traces(retiree)).length], [0, 0])
})

test('dix serveurs au même instant : un seul rappel par organisme', async () => {
  const demandes = [await demander('2024-03-29'), await demander('2024-03-28'), await demander('2024-03-27')]
  horloge.jour = '2024-03-26'
  const avant = (await rappels()).length
  await Promise.all(Array.from({ length: 10 }, () => remindAll(ctx)))
  assert.equal((await rappels()).length - avant, 3)
  for (const demande of demandes) assert.equal((await traces(demande)).length, 1)
})
