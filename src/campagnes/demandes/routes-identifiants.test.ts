import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import { refreshControle } from '#campagnes/demandes/routes-instruction-etude.ts'
import { appeler, codes, openEspace } from '../../../test/espace-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../../../test/instruction-atelier.ts'

// What a body is known by, and the checks that come of it, from its space to the validation.

const horloge = { maintenant: '2024-03-20T10:00:00Z' }
const { db, lea, omar, julie, nadia, personne, brouillon, lire, complet } = await openEspace(
  { after },
  horloge,
)
const camille = personne('camille-royer')

const etudier = async (demande: string) =>
  (await appeler<Etude>(camille, 'GET', `/demandes/${demande}/instruction`)).corps
const alertes = ({ alertes }: Etude) => alertes.map(({ code }) => code)

test('un organisme dit son UAI et son NDA : faux, chacun est refusé ; justes, ils restent', async () => {
  const { chemin, id } = await brouillon()
  const version = await complet(chemin)
  const dire = (corps: object, qui = lea) => appeler(qui, 'PUT', `${chemin}/identifiants`, corps)
  const faux = await dire({ version, uai: '0750655F', nda: '12' })
  assert.deepEqual([faux.statut, codes(faux)], [422, ['uai-lettre', 'nda-forme']])
  assert.equal((await dire({ version: version - 1, uai: '', nda: '' })).statut, 409)
  assert.equal((await dire({ version, uai: '', nda: '' }, omar)).statut, 403)
  assert.equal((await dire({ version, uai: '', nda: '' }, julie)).statut, 404)
  assert.equal((await dire({ version, uai: ' 075 0655e', nda: '11 75 47818 75' })).statut, 200)
  const connus = { uai: '0750655E', nda: '11754781875' }
  assert.deepEqual((await lire(chemin)).identifiants, connus)
  const { rows } = await sql<{ apres: object }>`
    select apres from journal where acte = 'demande.identifier' and objet = ${`demande:${id}`}`.execute(db)
  assert.equal(rows.length, 1)
  assert.deepEqual({ ...rows[0]!.apres, ...connus }, rows[0]!.apres)

  // Submitted, nobody types any more; agents read them.
  const depot = await appeler(lea, 'POST', `${chemin}/depot`, { version: version + 1 })
  assert.equal(depot.statut, 204)
  assert.equal((await dire({ version: version + 2, uai: '', nda: '' })).statut, 422)
  assert.deepEqual((await etudier(id)).identifiants, connus)
  const recepisse = await lea.request(`/api${chemin}/recepisse.pdf`)
  assert.equal(recepisse.status, 200)
})

test('le même UAI, un autre niveau : des avertissements qu’il faut lever pour valider, un par un', async () => {
  const { campagne, chemin, id } = await brouillon()
  const version = await complet(chemin)
  assert.ok((await appeler(lea, 'POST', `${chemin}/depot`, { version })).statut < 300)
  const organisation = await creerOrganisme(db, 'CFA Identifiants', siretDEssai(5_001))
  const autre = await creerDemande(db, {
    ...{ campagne, organisation, par: lea.id, etat: 'instruite' },
    formations: { F1: { ...(await lire(chemin)).formations[0]!.saisie, niveau: '6', commune: 'Lens' } },
  })
  await sql`insert into organisation_identifiant (organisation, uai, par)
    values (${organisation}, '0750655E', ${lea.id})`.execute(db)
  // Its line of the queue is read again, so that what it says is known of others.
  await refreshControle(db, id)
  const vues = alertes(await etudier(autre))
  for (const code of ['uai-en-double', 'rncp-niveau-ailleurs']) assert.ok(vues.includes(code), vues.join())

  const valider = () => appeler(nadia, 'POST', `/demandes/${autre}/validation`)
  const refus = await valider()
  assert.deepEqual([refus.statut, codes(refus)], [422, ['alertes-ouvertes']])
  const aLever = (await etudier(autre)).alertes.filter(({ gravite }) => gravite === 'avertissement')
  for (const { code, cible } of aLever) {
    assert.deepEqual(codes(await valider()), ['alertes-ouvertes'])
    const corps = { code, cible, motif: 'Vérifié avec les deux organismes.' }
    assert.equal((await appeler(camille, 'POST', `/demandes/${autre}/alertes/levee`, corps)).statut, 204)
  }
  const information = { code: 'nda-absent', cible: '[]', motif: 'Sans objet' }
  assert.deepEqual(codes(await appeler(camille, 'POST', `/demandes/${autre}/alertes/levee`, information)), [
    'alerte-information',
  ])
  const validee = await valider()
  assert.equal(validee.statut, 204, JSON.stringify(validee.corps))
})

test('un UAI changé, partout où il compte la file est à relire, et dit ensuite combien d’avertissements restent', async () => {
  const { campagne, chemin, id } = await brouillon()
  const version = await complet(chemin)
  const dire = (uai: string, rang: number) =>
    appeler(lea, 'PUT', `${chemin}/identifiants`, { version: rang, uai, nda: '' })
  assert.equal((await dire('0750656F', version)).statut, 200)
  assert.equal((await appeler(lea, 'POST', `${chemin}/depot`, { version: version + 1 })).statut, 204)
  const organisation = await creerOrganisme(db, 'CFA du Même UAI', siretDEssai(5_002))
  const autre = await creerDemande(db, { campagne, organisation, par: lea.id, etat: 'complete' })
  await sql`insert into organisation_identifiant (organisation, uai, par)
    values (${organisation}, '0750656F', ${lea.id})`.execute(db)
  const relire = async () => {
    while (await refreshControle(db));
  }
  const compte = async () => {
    const { rows } = await sql<{ alertes: number }>`
      select alertes from demande_controle where demande = ${autre}`.execute(db)
    return rows[0]!.alertes
  }
  await relire()
  assert.ok(alertes(await etudier(autre)).includes('uai-en-double'))
  const avant = await compte()

  // Another call, another draft: what it says of the body is true of what it submitted elsewhere.
  const ailleurs = await brouillon()
  const rang = await complet(ailleurs.chemin)
  const corps = { version: rang, uai: '', nda: '' }
  assert.equal((await appeler(lea, 'PUT', `${ailleurs.chemin}/identifiants`, corps)).statut, 200)
  const { rows } = await sql<{ perime: boolean }>`
    select perime_le is not null as perime from demande_controle where demande = ${id}`.execute(db)
  assert.equal(rows[0]!.perime, true, 'la demande déposée est à relire')
  await relire()
  assert.ok(!alertes(await etudier(autre)).includes('uai-en-double'))
  assert.equal(await compte(), avant - 1)
})
