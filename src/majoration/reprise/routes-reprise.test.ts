import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { Campagne } from '#campagnes/campagne.ts'
import { totaliserPublication } from '#campagnes/publication.ts'
import type { ConduiteCampagne } from '#campagnes/schema-appel.ts'
import type { ApercuReprise, VoteReprisLu } from '#majoration/reprise/schema-reprise.ts'
import { transaction } from '#platform/db.ts'
import { type Connecte, openApplication } from '../../../test/acces/application.ts'
import { ouvrirAppel } from '../../../test/demandes-atelier.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { creerVenueDunFichier, ENTETES_VOTES, tableau2023 } from '../../../test/reprise-atelier.ts'
import { campagne2023 } from '../../../test/tirage-2023.ts'

// The published table of 2023, brought as a file to a campaign that has its formations and nothing else.

const { db, personne } = await openApplication({ after })
const [nadia, camille, lea] = ['nadia-benali', 'camille-royer', 'lea-fontaine'].map(personne) as [
  Connecte,
  Connecte,
  Connecte,
]
const adresse = (id: string) => `/campagnes/${id}/reprise`
const lire = async (id: string) => (await appeler<Campagne>(nadia, 'GET', `/campagnes/${id}`)).corps
const VOTE = 'nom=votes.csv&deliberation=CP%202023-247&voteeLe=2023-07-05'
const reprendre = (id: string, fichier = tableau2023(), vote = VOTE, qui = nadia) =>
  appeler<VoteReprisLu>(qui, 'POST', `${adresse(id)}?${vote}`, fichier)
const retirer = (id: string, motif = 'Mauvais fichier') =>
  appeler(nadia, 'POST', `${adresse(id)}/retrait`, { motif })

test('le tableau publié de 2023 se reprend : 71 organismes, 20 270 000 €, puis se retire sans laisser de montant', async () => {
  const id = await creerVenueDunFichier(db, 'reprise-2023')
  const vierge = await lire(id)
  const apercu = (
    await appeler<ApercuReprise>(nadia, 'POST', `${adresse(id)}/apercu?nom=votes.csv`, tableau2023())
  ).corps
  assert.deepEqual([apercu.nombreAnomalies, apercu.avertissements], [0, []])
  assert.deepEqual(
    [
      apercu.totaux.organismes,
      apercu.totaux.contrats,
      apercu.totaux.majoration,
      apercu.totaux.majorationTotale,
    ],
    [71, 30_118, 2_014_000_000, 2_027_000_000],
  )
  assert.deepEqual(await lire(id), vierge)

  const { statut, corps } = await reprendre(id)
  assert.equal(statut, 200, JSON.stringify(corps))
  assert.deepEqual(
    [corps.deliberation, corps.voteeLe, corps.nom, corps.par],
    [...['CP 2023-247', '2023-07-05', 'votes.csv', 'Nadia Benali']],
  )
  const votee = await lire(id)
  assert.equal(votee.etat, 'votee')
  assert.deepEqual(votee.publication, campagne2023.publication)
  assert.equal(totaliserPublication(votee.publication).majorationTotale, 2_027_000_000)
  assert.deepEqual(
    votee.exceptionnelles.map(({ organisme, montant, source }) => [organisme, montant, source]),
    [['AFTRAL', 13_000_000, 'CP 2023-247']],
  )
  assert.deepEqual(votee.calendrier, [
    {
      ...{ date: '2023-07-05', libelle: 'Vote des majorations', source: 'CP 2023-247' },
      ...{ nature: 'vote', repris: true },
    },
  ])
  assert.deepEqual(
    votee.documents.map(({ reference, date }) => [reference, date]),
    [['CP 2023-247', '2023-07-05']],
  )
  const encore = await reprendre(id)
  assert.deepEqual([encore.statut, codes(encore)], [422, ['etat-incompatible']])

  assert.deepEqual(codes(await retirer(id, ' ')), ['motif-absent'])
  assert.equal((await retirer(id)).statut, 200)
  assert.deepEqual(await lire(id), vierge)
  assert.deepEqual((await appeler<{ repris: null }>(nadia, 'GET', adresse(id))).corps, { repris: null })
  const { rows } = await sql<{ acte: string; motif: string | null }>`
    select acte, motif from journal where objet = ${`campagne:${id}`} order by id`.execute(db)
  assert.deepEqual(
    rows.map(({ acte, motif }) => [acte, motif]),
    [
      ['campagne.creee', null],
      ['campagne.reprendreVote', null],
      ['campagne.retirerVote', 'Mauvais fichier'],
    ],
  )
  // Taken back, it may be brought again.
  assert.equal((await reprendre(id)).statut, 200)
})

test('l’année reprise sert de passé à celle qui suit, organisme par organisme', async () => {
  const id = await creerVenueDunFichier(db, 'reprise-2022', 2022)
  const premier = campagne2023.organismes[0]!.identifiant
  await reprendre(
    id,
    `${ENTETES_VOTES}\n${premier};10;1000;;;`,
    'nom=v.csv&deliberation=CP%202022-1&voteeLe=2022-07-06',
  )
  const reponse = await nadia.request(`/api/campagnes/2023/annees.csv?avec=${id}`)
  const lignes = (await reponse.text()).split('\r\n').map((ligne) => ligne.split(';'))
  assert.deepEqual(lignes.find(([nom]) => nom === premier)!.slice(2, 4), ['10', '1000'])
})

test('toutes les erreurs à leur cellule, et rien n’est écrit', async () => {
  const id = await creerVenueDunFichier(db, 'reprise-fautive')
  const [un, deux] = campagne2023.organismes.map(({ nom }) => nom)
  const fautif = [
    ENTETES_VOTES,
    `${un};10;100,50;;;`,
    `${deux};10;100;200;;`,
    `${un};1;1;;;`,
    'Inconnu;1;1;;;',
  ]
  const { corps } = await appeler<ApercuReprise>(
    nadia,
    'POST',
    `${adresse(id)}/apercu?nom=votes.csv`,
    fautif.join('\n'),
  )
  assert.deepEqual(
    corps.anomalies.map(({ ligne, colonne, code, valeur }) => [ligne, colonne, code, valeur]),
    [
      [2, 'majoration', 'centimes', '100,50'],
      [3, 'dontBonusVert', 'bonus-superieur', '200'],
      [4, 'nom', 'organisme-en-double', un],
      [5, 'nom', 'organisme-inconnu', 'Inconnu'],
    ],
  )
  const refus = await reprendre(id, fautif.join('\n'))
  assert.deepEqual(
    [refus.statut, codes(refus)],
    [422, ['centimes', 'bonus-superieur', 'organisme-en-double', 'organisme-inconnu']],
  )
  assert.equal((await reprendre(id, 'Nom;Montant\nA;1')).corps.code, 'entete_introuvable')
  const date = await reprendre(id, tableau2023(), 'nom=v.csv&deliberation=&voteeLe=2019-01-01')
  assert.deepEqual(codes(date), ['sans-deliberation'])
  assert.equal((await lire(id)).etat, 'en_instruction')
})

test('qui instruit ne reprend pas de vote ; une campagne qui a ses demandes ou son vote non plus', async () => {
  const id = await creerVenueDunFichier(db, 'reprise-droits')
  assert.equal((await reprendre(id, tableau2023(), VOTE, camille)).statut, 403)
  const appel = await ouvrirAppel(db, { id: 'reprise-appel' })
  await appeler(lea, 'POST', `/campagnes/${appel}/demandes`)
  const jour = 'nom=v.csv&deliberation=CP&voteeLe=2023-07-05'
  assert.equal((await reprendre(appel, tableau2023(), jour)).statut, 422)
  await sql`update campagne set etat = 'en_instruction' where id = ${appel}`.execute(db)
  const { passages } = (await appeler<ConduiteCampagne>(nadia, 'GET', `/campagnes/${appel}/conduite`)).corps
  assert.deepEqual(
    passages.find(({ acte }) => acte === 'reprendreVote')!.motifs.map(({ code }) => code),
    ['demandes-presentes', 'liste-vide'],
  )
  // The vote of the demonstration does not come from a file of votes.
  assert.deepEqual(codes(await retirer('2023')), ['vote-d-ici'])
})

test('un vote repris ne se retire plus quand un acte repose sur lui, et ses montants ne se touchent pas', async () => {
  const id = await creerVenueDunFichier(db, 'reprise-tenue')
  await reprendre(id)
  await assert.rejects(
    transaction(db, (tx) => sql`delete from publication where campagne = ${id}`.execute(tx)),
    /un montant voté ne change plus/,
  )
  await sql`insert into rapprochement (campagne, nom, empreinte, par)
    values (${id}, 'signes.csv', ${'a'.repeat(64)}, ${nadia.id})`.execute(db)
  assert.deepEqual(codes(await retirer(id)), ['contrats-rapproches'])
  assert.equal((await lire(id)).publication.length, 71)
})

test('le modèle porte les organismes, et se relit sans erreur une fois complété', async () => {
  const id = await creerVenueDunFichier(db, 'reprise-modele')
  const reponse = await nadia.request(`/api${adresse(id)}/modele.xlsx`)
  const { sheets } = await readXlsx(new Uint8Array(await reponse.arrayBuffer()))
  assert.deepEqual(sheets[0]!.rows[0], [
    ...['SIRET', 'Identifiant', 'Organisme (OF-CFA)', 'Contrats', 'Majoration (€)', 'Dont bonus vert (€)'],
    'Majoration exceptionnelle (€)',
  ])
  assert.equal(sheets[0]!.rows.length, 72)
  const rempli = sheets[0]!.rows.map((ligne, i) =>
    (i === 0 ? ligne : [...ligne.slice(0, 3), 1, 100]).join(';'),
  )
  const { corps } = await appeler<ApercuReprise>(
    nadia,
    'POST',
    `${adresse(id)}/apercu?nom=modele.csv`,
    rempli.join('\n'),
  )
  assert.equal(corps.nombreAnomalies, 0, JSON.stringify(corps.anomalies[0]))
  assert.equal(corps.totaux.majoration, 71 * 100_00)
})
