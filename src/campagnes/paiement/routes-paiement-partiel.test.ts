import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { DecisionVotee } from '#campagnes/demandes/decision-votee.ts'
import type { EngagementFait, Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { plain } from '../../../test/navigateur/demonstration.ts'
import { creerVotee } from '../../../test/paiement-atelier.ts'

// 1 000 € voted, paid in three mandats: 400 €, then 250,50 € rejected and asked again, then the 349,50 € left.

const clock = { now: () => '2027-09-01T08:00:00.000Z', today: () => '2027-09-01' }
const { db, personne } = await openApplication({ after }, { clock })
const [nadia, hugo, anne] = ['nadia-benali', 'hugo-lemaire', 'anne-prevost'].map(personne) as [
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
]

test('mille euros en trois mandats : payé x sur y à chaque pas, la demande payée au dernier seulement', async () => {
  const votee = await creerVotee(db, { par: nadia.id, votes: [100_000], affecte: 10_000_000 })
  const adresse = `/campagnes/${votee.campagne}/paiement`
  const lire = async () => (await appeler<Feuille>(hugo, 'GET', adresse)).corps.lignes[0]!
  await appeler<EngagementFait[]>(hugo, 'POST', `${adresse}/engagements`, {
    ...{ affectation: votee.affectation, exercice: 2027, organismes: votee.organismes },
  })
  const mandater = async (montant: number, motif: string | null = null) => {
    const [{ engagement, reference }] = (await lire()).engagements as [Feuille['lignes'][0]['engagements'][0]]
    return appeler<{ mandats: Mandat[] }>(hugo, 'POST', `${adresse}/mandats`, {
      ...{ exercice: 2027, paiements: [{ engagement: engagement.id, reference, montant, motif }] },
    })
  }
  const constater = async ({ mandats }: { mandats: Mandat[] }, etat: 'paye' | 'rejete') =>
    appeler(anne, 'POST', `${adresse}/mandats/${mandats[0]!.id}/constat`, {
      ...{ etat, date: '2027-09-10', motif: etat === 'rejete' ? 'RIB clos' : null },
    })
  const etat = async () => {
    const { rows } = await sql<{
      etat: string
    }>`select etat from demande where id = ${votee.demandes[0]}`.execute(db)
    return rows[0]!.etat
  }

  const muet = await mandater(40_000)
  assert.deepEqual([muet.statut, codes(muet)], [422, ['motif-manquant']])
  assert.match(
    plain((muet.corps.motifs as unknown as { message: string }[])[0]!.message),
    /400 € sur 1 000 €/,
  )
  assert.deepEqual(codes(await mandater(100_001)), ['engagement-insuffisant', 'echeancier-depasse'])

  const premier = await mandater(40_000, ' Acompte au démarrage ')
  assert.equal(premier.corps.mandats[0]!.motif, 'Acompte au démarrage')
  await constater(premier.corps, 'paye')
  const apres = await lire()
  assert.deepEqual([apres.engage, apres.mandate, apres.paye, apres.reste], [100_000, 40_000, 40_000, 60_000])
  assert.equal(await etat(), 'engagee')
  assert.deepEqual(codes(await mandater(60_001)), ['engagement-insuffisant', 'echeancier-depasse'])

  const deuxieme = await mandater(25_050, 'Pièces attendues')
  await constater(deuxieme.corps, 'rejete')
  await constater((await mandater(25_050, 'Pièces attendues')).corps, 'paye')
  assert.deepEqual([(await lire()).paye, await etat()], [65_050, 'engagee'])

  // The last one pays all that is left: nothing to explain.
  const dernier = await mandater(34_950, 'inutile')
  assert.equal(dernier.corps.mandats[0]!.motif, null)
  await constater(dernier.corps, 'paye')
  assert.deepEqual([(await lire()).paye, await etat()], [100_000, 'payee'])

  const { corps: suivi } = await appeler<DecisionVotee>(
    nadia,
    'GET',
    `/demandes/${votee.demandes[0]}/decision`,
  )
  assert.deepEqual(
    suivi.engagements[0]!.paiements.map(({ montant, etat: sort }) => [montant, sort]),
    [
      [40_000, 'paye'],
      [25_050, 'rejete'],
      [25_050, 'paye'],
      [34_950, 'paye'],
    ],
  )
  const { bordereau } = premier.corps.mandats[0]!
  const csv = (await appeler<string>(anne, 'GET', `${adresse}/bordereaux/2027/${bordereau}/liste.csv`)).corps
  assert.match(plain(csv as unknown as string), /;400 € sur 1 000 € : Acompte au démarrage;/)
})
