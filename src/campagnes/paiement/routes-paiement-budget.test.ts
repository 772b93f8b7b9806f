import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { creerVotee } from '../../../test/paiement-atelier.ts'

// What pays an application is judged where its campaign is paid: the acts of the budget alone refuse it.

const clock = { now: () => '2027-09-01T08:00:00.000Z', today: () => '2027-09-01' }
const { db, personne } = await openApplication({ after }, { clock })
const hugo = personne('hugo-lemaire')
const anne = personne('anne-prevost')

test('le budget seul n’engage, ne mandate ni ne constate ce qui paie une demande', async () => {
  const { campagne, affectation } = await creerVotee(db, {
    ...{ par: personne('nadia-benali').id, votes: [10_000], affecte: 100_000_00 },
  })
  const feuille = async () =>
    (await appeler<Feuille>(hugo, 'GET', `/campagnes/${campagne}/paiement`)).corps.lignes[0]!
  const date = '2027-09-01'
  const engagement = {
    ...{ objet: 'demande:d1', libelle: 'Majoration', beneficiaire: 'CFA', siret: '73282932000074', date },
    ...{ montant: 10_000, echeancier: [{ exercice: 2027, montant: 10_000 }] },
  }
  const seul = await appeler(hugo, 'POST', `/budget/affectations/${affectation}/engagements`, engagement)
  assert.deepEqual([seul.statut, codes(seul)], [422, ['demande-par-sa-campagne']])

  const { organisme } = await feuille()
  const adresse = `/campagnes/${campagne}/paiement`
  await appeler(hugo, 'POST', `${adresse}/engagements`, {
    ...{ affectation, exercice: 2027, organismes: [organisme] },
  })
  const [engage] = (await feuille()).engagements
  const mandatSeul = await appeler(hugo, 'POST', `/budget/engagements/${engage!.engagement.id}/mandats`, {
    ...{ reference: 'SEUL-1', exercice: 2027, montant: 10_000, date },
  })
  assert.deepEqual([mandatSeul.statut, codes(mandatSeul)], [422, ['demande-par-sa-campagne']])

  const paiement = { engagement: engage!.engagement.id, reference: engage!.reference, montant: 10_000 }
  const emis = await appeler<{ mandats: Mandat[] }>(hugo, 'POST', `${adresse}/mandats`, {
    ...{ exercice: 2027, paiements: [paiement] },
  })
  const mandat = emis.corps.mandats[0]!.id
  const constat = { etat: 'paye', motif: null, date }
  const constatSeul = await appeler(anne, 'POST', `/budget/mandats/${mandat}/constat`, constat)
  assert.deepEqual([constatSeul.statut, codes(constatSeul)], [422, ['demande-par-sa-campagne']])
  assert.equal((await feuille()).demande!.etat, 'engagee')
  assert.equal(
    (await appeler(anne, 'POST', `${adresse}/mandats/${mandat}/constat`, constat)).statut,
    200,
    'par la campagne',
  )
  assert.equal((await feuille()).demande!.etat, 'payee')
})
