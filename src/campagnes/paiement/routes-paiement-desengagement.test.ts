import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Engagement } from '#budget/rules/engager.ts'
import type { Mandat } from '#budget/rules/mandater.ts'
import { suiteDuDesengagement } from '#campagnes/paiement/liquidation.ts'
import type { Feuille } from '#campagnes/paiement/schema-paiement.ts'
import type { ConduiteCampagne } from '#campagnes/schema-appel.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { appeler } from '../../../test/espace-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../../../test/instruction-atelier.ts'
import { plain } from '../../../test/navigateur/demonstration.ts'
import { creerVotee } from '../../../test/paiement-atelier.ts'

// Credits given back: the application that they paid moves with them, and the campaign may come to its end.

const clock = { now: () => '2027-09-01T08:00:00.000Z', today: () => '2027-09-01' }
const { db, personne } = await openApplication({ after }, { clock })
const [camille, nadia, hugo, anne] = ['camille-royer', 'nadia-benali', 'hugo-lemaire', 'anne-prevost'].map(
  personne,
) as [
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
]
const date = '2027-09-01'

test('la suite d’un désengagement : réengageable, fini de payer, ou rien encore', () => {
  const un = (montant: number, desengage: number, paye: number) =>
    ({ montant, desengage, paye }) as Engagement
  assert.equal(suiteDuDesengagement(100, [un(100, 100, 0)]), 'desengager')
  assert.equal(suiteDuDesengagement(100, [un(100, 60, 40)]), 'finirDePayer')
  assert.equal(suiteDuDesengagement(100, [un(100, 60, 0)]), null)
  assert.equal(suiteDuDesengagement(100, [un(100, 100, 0), un(100, 0, 100)]), 'finirDePayer')
})

test('rendue en entier, une demande se réengage ; rendue du reste, elle est payée ; tout réglé, la campagne se solde', async () => {
  const votee = await creerVotee(db, {
    ...{ par: camille.id, votes: [100_000, 50_000, 30_000], affecte: 1_000_000 },
  })
  // A body that was not retained, and told so: nothing is owed to it.
  const organisation = await creerOrganisme(db, 'CFA Non Retenu', siretDEssai(990))
  await creerDemande(db, {
    ...{ campagne: votee.campagne, organisation, par: camille.id, etat: 'notifiee' },
  })
  await sql`update campagne set etat = 'en_paiement' where id = ${votee.campagne}`.execute(db)
  const adresse = `/campagnes/${votee.campagne}/paiement`
  const lire = async () => (await appeler<Feuille>(hugo, 'GET', adresse)).corps.lignes
  const etats = async () => (await lire()).map(({ demande }) => demande!.etat)
  const engager = async () => {
    const corps = { affectation: votee.affectation, exercice: 2027, organismes: votee.organismes }
    assert.equal((await appeler(hugo, 'POST', `${adresse}/engagements`, corps)).statut, 200)
  }
  const payer = async (rang: number, montant: number) => {
    const { engagement, reference } = (await lire())[rang]!.engagements.find(({ reste }) => reste > 0)!
    const paiement = { engagement: engagement.id, reference, montant, motif: 'Le reste attend' }
    const { corps } = await appeler<{ mandats: Mandat[] }>(hugo, 'POST', `${adresse}/mandats`, {
      ...{ exercice: 2027, paiements: [paiement] },
    })
    const constat = { etat: 'paye', motif: null, date }
    await appeler(anne, 'POST', `${adresse}/mandats/${corps.mandats[0]!.id}/constat`, constat)
  }
  const rendre = async (rang: number, montant: number) => {
    const { engagement } = (await lire())[rang]!.engagements.find(({ reste }) => reste > 0)!
    const acte = { montant, motif: 'Organisme en liquidation', date }
    return (await appeler(hugo, 'POST', `/budget/engagements/${engagement.id}/desengagements`, acte)).statut
  }
  const solder = async () => {
    const { corps } = await appeler<ConduiteCampagne>(nadia, 'GET', `/campagnes/${votee.campagne}/conduite`)
    return corps.passages.find(({ acte }) => acte === 'solder')!.motifs.map(({ message }) => plain(message))
  }

  assert.deepEqual(await solder(), ['3 organismes restent à payer, ou à désengager.'])
  await engager()
  await payer(0, 100_000)
  await payer(1, 20_000)
  assert.equal(await rendre(1, 30_000), 204)
  assert.equal(await rendre(2, 30_000), 204)
  assert.deepEqual(await etats(), ['payee', 'payee', 'notifiee'])
  const restes = (await lire()).map(({ reste }) => reste)
  assert.deepEqual(restes, [0, 0, 30_000], 'payée, rien ne reste à payer ; rendue en entier, tout reste')
  assert.deepEqual(await solder(), [], 'payé ou désengagé ; la demande non retenue n’y change rien')

  await engager()
  assert.deepEqual(await etats(), ['payee', 'payee', 'engagee'])
  assert.deepEqual(await solder(), ['1 organisme reste à payer, ou à désengager.'])
  await payer(2, 30_000)
  assert.deepEqual(await etats(), ['payee', 'payee', 'payee'])
  const { rows } = await sql<{ acte: string }>`
    select acte from demande_etape where demande = ${votee.demandes[1]!} order by id`.execute(db)
  assert.deepEqual(
    rows.map(({ acte }) => acte),
    ['valider', 'engager', 'finirDePayer'],
  )
  const { statut } = await appeler(nadia, 'POST', `/campagnes/${votee.campagne}/etat`, {
    ...{ acte: 'solder', motif: null },
  })
  assert.equal(statut, 200)
})

test('un désengagement refusé laisse la demande comme elle était', async () => {
  const votee = await creerVotee(db, { par: camille.id, votes: [40_000], affecte: 100_000 })
  const adresse = `/campagnes/${votee.campagne}/paiement`
  const corps = { affectation: votee.affectation, exercice: 2027, organismes: votee.organismes }
  await appeler(hugo, 'POST', `${adresse}/engagements`, corps)
  const [ligne] = (await appeler<Feuille>(hugo, 'GET', adresse)).corps.lignes
  const chemin = `/budget/engagements/${ligne!.engagements[0]!.engagement.id}/desengagements`
  const trop = await appeler(hugo, 'POST', chemin, { montant: 40_001, motif: 'Essai', date })
  assert.equal(trop.statut, 422)
  assert.equal((await appeler<Feuille>(hugo, 'GET', adresse)).corps.lignes[0]!.demande!.etat, 'engagee')
})
