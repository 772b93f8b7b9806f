import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { DetailSolde, SoldeLu, SoldesLus } from '#aides/soldes/solde.ts'
import { createConstat } from '#budget/store-actes.ts'
import { listMandatsOfEngagement } from '#budget/store-engagements.ts'
import { listTitres } from '#budget/store-titres.ts'
import { transaction } from '#platform/db.ts'
import { type Connecte, openApplication } from '../../../test/acces/application.ts'
import { preparerSoldes } from '../../../test/acces/exemples-soldes.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { lireTextePdf } from '../../../test/pdf-texte.ts'
import { enListe } from '../../../test/soldes-atelier.ts'

const application = await openApplication({ after })
const { db, personne, ctx } = application
const soldes = preparerSoldes(application)
const [camille, nadia, hugo, anne, lea, julie, paul] = [
  ...['camille-royer', 'nadia-benali', 'hugo-lemaire', 'anne-prevost', 'lea-fontaine', 'julie-moreau'],
  'paul-vasseur',
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte, Connecte, Connecte]

const lire = (qui = nadia) => appeler<SoldesLus>(qui, 'GET', '/soldes')
const agir = (qui: Connecte, id: string, fin: string, corps?: object) =>
  appeler<DetailSolde>(qui, 'POST', `/soldes/${id}/${fin}`, corps)
const AFORPA = '00000002600013'
const saisie = (etablissement: string, estime: number, change: Partial<SoldeLu> = {}) => ({
  ...{ dispositif: 'aea-2019-2020', gestionnaire: 'AFORPA', etablissement, tiers: 'R1', siret: AFORPA },
  ...{ estime, reel: null, apprentis: null, ...change },
})
const ouvrir = async (corps: object) => {
  const { statut, corps: ecrit } = await appeler<{ id: string }>(camille, 'POST', '/soldes', corps)
  assert.equal(statut, 201, JSON.stringify(ecrit))
  return ecrit.id
}
const octets = async (qui: Connecte, chemin: string) => {
  const reponse = await qui.request(`/api${chemin}`)
  assert.equal(reponse.status, 200, chemin)
  return new Uint8Array(await reponse.arrayBuffer())
}

test('la démonstration rend l’annexe 4 : écran, classeur et PDF', async () => {
  const { corps } = await lire()
  assert.deepEqual(
    corps.soldes.map((un) => [
      un.etablissement,
      un.estime,
      un.avance,
      un.reel,
      un.apprentis,
      un.solde,
      un.etat,
    ]),
    [
      ['CFA du CHEP', 16_510_00, 13_208_00, 14_180_00, 125, 972_00, 'vote'],
      ['CFA des Métiers du BTP - CFM BTP', 31_350_00, 25_080_00, 31_680_00, 133, 6_600_00, 'vote'],
    ],
  )
  assert.deepEqual(corps.seuil, { montant: 15_00, indicatif: true, motif: null })
  const annexe = '/soldes/annexe.xlsx?dispositif=aea-2019-2020&deliberation=CP%202023-247'
  // The délibération opened two operations on this line: that of the scheme is offered first.
  const chep = corps.soldes[0]!.id
  const { affectations } = (await appeler<DetailSolde>(hugo, 'GET', `/soldes/${chep}`)).corps
  assert.deepEqual(
    affectations.map(({ operation, reste }) => [operation, reste]),
    [
      ['Aide à l’entrée en apprentissage 2019-2020, soldes', 7_572_00],
      ['Aide régionale à l’apprentissage 2023', 1_992_428_00],
    ],
  )
  const { sheets } = await readXlsx(await octets(paul, annexe))
  assert.deepEqual(
    sheets[0]!.rows.slice(5).map((ligne) => ligne.slice(3)),
    [
      [16_510, 13_208, 14_180, 125, 972],
      [31_350, 25_080, 31_680, 133, 6_600],
      [47_860, 38_288, 45_860, 258, 7_572],
    ],
  )
  const pdf = lireTextePdf(await octets(paul, annexe.replace('.xlsx', '.pdf'))).replace(/\s+/g, ' ')
  for (const attendu of ['972 €', '6 600 €', '7 572 €', 'R3763', 'R22164', '258'])
    assert.ok(pdf.includes(attendu), attendu)
  assert.doesNotMatch(pdf, /undefined|NaN/)
  assert.equal((await appeler(paul, 'GET', '/soldes/annexe.pdf?dispositif=ara-2023')).statut, 404)
})

test('une liste nominative se lit, se corrige, et donne le montant réel', async () => {
  const id = await ouvrir(saisie('CFA nominatif', 1_000_00))
  const fautive = enListe('Bernard;Zoé;14/02/2003;500', 'bernard;zoe;14/02/2003;500', 'Diaz;Ana;2004;12')
  const apercu = await appeler<{ anomalies: { ligne: number; code: string }[] }>(
    camille,
    'POST',
    `/soldes/${id}/liste/apercu?nom=l.csv`,
    fautive,
  )
  assert.deepEqual(
    apercu.corps.anomalies.map(({ ligne, code }) => [ligne, code]),
    [
      [3, 'apprenti-en-double'],
      [4, 'date-illisible'],
    ],
  )
  const refus = await appeler(camille, 'POST', `/soldes/${id}/liste?nom=l.csv`, fautive)
  assert.deepEqual([refus.statut, codes(refus)], [422, ['apprenti-en-double', 'date-illisible']])
  assert.deepEqual(codes(await agir(camille, id, 'constat')), ['montant-reel-absent'])
  const bonne = enListe('Bernard;Zoé;14/02/2003;500', 'Diaz;Ana;30/11/2004;412,55')
  const { statut, corps } = await appeler<DetailSolde>(
    camille,
    'POST',
    `/soldes/${id}/liste?nom=l.csv`,
    bonne,
  )
  assert.equal(statut, 200, JSON.stringify(corps))
  const { reel, apprentis, solde, nominatif } = corps.solde
  assert.deepEqual([reel, apprentis, solde, nominatif], [912_55, 2, 112_55, true])
  // The same apprentice in the list of another centre is shown, and stays in both.
  const autre = await ouvrir(saisie('CFA voisin', 1_000_00))
  const chez = await appeler<DetailSolde>(camille, 'POST', `/soldes/${autre}/liste?nom=l.csv`, bonne)
  assert.deepEqual(
    chez.corps.ailleurs.map(({ ligne, etablissement }) => [ligne, etablissement]),
    [
      [2, 'CFA nominatif'],
      [3, 'CFA nominatif'],
    ],
  )
  assert.equal((await agir(camille, id, 'constat')).corps.solde.etat, 'constate')
  const apres = await appeler(camille, 'POST', `/soldes/${id}/liste?nom=l.csv`, bonne)
  assert.deepEqual(codes(apres), ['solde-etat'])
  const code = (attendu: string) => (error: { code?: string }) => error.code === attendu
  await assert.rejects(sql`delete from solde_apprenti where solde = ${id}`.execute(db), code('23001'))
  assert.equal((await agir(camille, id, 'reprise')).corps.solde.etat, 'brouillon')
  const { rows } = await sql`select 1 from journal where apres::text like '%Bernard%'`.execute(db)
  assert.equal(rows.length, 0, 'le journal ne nomme personne')
})

test('un solde positif : constaté, voté, engagé, mandaté, payé ; rien de plus que ce qui reste', async () => {
  const id = await ouvrir(saisie('CFA à payer', 10_000_00, { reel: 8_010_00, apprentis: 20 }))
  await agir(camille, id, 'constat')
  const vote = { soldes: [id], deliberation: 'CP 2023-247', date: '2023-07-05' }
  assert.equal((await appeler(camille, 'POST', '/soldes/vote', vote)).statut, 403)
  assert.equal((await appeler(nadia, 'POST', '/soldes/vote', vote)).statut, 200)
  assert.deepEqual(codes(await appeler(nadia, 'POST', '/soldes/vote', vote)), ['solde-etat'])
  const affectation = await soldes.affectation()
  const engagement = { affectation, date: '2023-07-06' }
  assert.equal((await agir(nadia, id, 'engagement', engagement)).statut, 403)
  const simultanes = await Promise.all(
    Array.from({ length: 4 }, () => agir(hugo, id, 'engagement', engagement)),
  )
  assert.deepEqual(simultanes.map(({ statut }) => statut).sort(), [200, 422, 422, 422])
  const mandat = { exercice: 2023, date: '2023-07-07' }
  const mandates = await Promise.all(Array.from({ length: 3 }, () => agir(hugo, id, 'mandat', mandat)))
  assert.deepEqual(
    mandates.map(({ statut }) => statut),
    [200, 200, 200],
  )
  const { solde } = (await appeler<DetailSolde>(paul, 'GET', `/soldes/${id}`)).corps
  assert.deepEqual([solde.etat, solde.engagement!.net, solde.engagement!.mandate], ['engage', 10_00, 10_00])
  const mandats = await listMandatsOfEngagement(db, solde.engagement!.id)
  assert.equal(mandats.length, 1)
  const ligne = lireTextePdf(await octets(paul, `/soldes/${id}/ligne-comptable.pdf`)).replace(/\s+/g, ' ')
  for (const attendu of [
    '932 / 26 / HP 26-003 / 12600302',
    `SOLDE-${id.slice(0, 8).toUpperCase()}-1`,
    'Dix euros',
  ])
    assert.ok(ligne.includes(attendu), `${attendu} : ${ligne}`)
  const paye = { etat: 'paye', date: '2023-07-10', motif: null } as const
  await transaction(db, (tx) => createConstat(tx, mandats[0]!.id, paye))
  assert.equal((await appeler<DetailSolde>(lea, 'GET', `/soldes/${id}`)).corps.solde.etat, 'solde')
})

test('un solde négatif se titre ; petit, il peut ne pas être poursuivi ; nul, il est clos', async () => {
  const [grand, petit, nul] = await Promise.all([
    ouvrir(saisie('CFA à reprendre', 10_000_00, { reel: 7_900_50, apprentis: 20 })),
    ouvrir(saisie('CFA presque', 10_000_00, { reel: 7_990_00, apprentis: 20 })),
    ouvrir(saisie('CFA juste', 10_000_00, { reel: 8_000_00, apprentis: 20 })),
  ])
  assert.equal((await agir(camille, nul, 'constat')).corps.solde.etat, 'solde')
  assert.deepEqual(codes(await agir(camille, nul, 'reprise')), ['solde-etat'])
  const constat = await agir(camille, petit, 'constat')
  assert.deepEqual([constat.corps.solde.solde, constat.corps.solde.petit], [-10_00, true])
  await agir(camille, grand, 'constat')
  assert.deepEqual(codes(await agir(nadia, grand, 'abandon', { motif: 'Petit' })), ['au-dessus-du-seuil'])
  const seuil = { montant: 5_00, motif: 'Décision de la direction' }
  assert.equal((await appeler(nadia, 'POST', '/soldes/seuil', seuil)).statut, 200)
  assert.deepEqual(codes(await agir(nadia, petit, 'abandon', { motif: 'Petit' })), ['au-dessus-du-seuil'])
  await appeler(nadia, 'POST', '/soldes/seuil', { montant: 15_00, motif: 'Retour' })
  const abandon = await agir(nadia, petit, 'abandon', { motif: 'Moins de 15 €' })
  assert.deepEqual([abandon.corps.solde.etat, abandon.corps.solde.motif], ['non_poursuivi', 'Moins de 15 €'])
  await appeler(nadia, 'POST', '/soldes/vote', {
    ...{ soldes: [grand], deliberation: 'CP 2023-300', date: '2023-09-20' },
  })
  const titre = (numero: number) => agir(hugo, grand, 'titre', { exercice: 2023, numero, date: '2023-10-02' })
  const deux = await Promise.all([titre(41), titre(42)])
  assert.deepEqual(deux.map(({ statut }) => statut).sort(), [200, 422])
  const emis = (await listTitres(db)).filter(({ objet }) => objet.endsWith('CFA à reprendre'))
  assert.deepEqual(
    emis.map(({ montant, debiteur, siret }) => [montant, debiteur, siret]),
    [[99_50, 'AFORPA', AFORPA]],
  )
  const lettre = lireTextePdf(await octets(lea, `/soldes/${grand}/lettre.pdf`)).replace(/\s+/g, ' ')
  assert.match(lettre, /Reversement d’un trop-versé/)
  assert.match(lettre, /99,50 €/)
  assert.deepEqual(codes(await appeler(paul, 'GET', `/soldes/${petit}/lettre.pdf`)), ['solde-non-vote'])
})

test('un organisme ne lit que son solde, une fois constaté ; le mur le dit sans le programme', async () => {
  const prive = await ouvrir(saisie('CFA pas encore', 10_000_00))
  const noms = (await lire(lea)).corps.soldes.map(({ gestionnaire }) => gestionnaire)
  assert.ok(noms.length > 0 && noms.every((nom) => nom === 'AFORPA'))
  assert.deepEqual((await lire(julie)).corps.soldes, [])
  assert.equal((await appeler(lea, 'GET', `/soldes/${prive}`)).statut, 404)
  for (const qui of [anne, lea, paul, hugo])
    assert.equal((await appeler(qui, 'POST', '/soldes', saisie('Intrus', 1_00))).statut, 403)
  const vueDe = (
    { id: identifiant, role, organisation }: Connecte,
    nature: 'of-cfa' | 'region' | 'comptable',
  ) =>
    ctx.actors.of({
      acteur: { role: role as 'lecteur', identifiant, organisation: { identifiant: organisation, nature } },
    })
  const interdit = (error: { code?: string }) => error.code === '42501'
  const table = sql`insert into solde_aide (dispositif, gestionnaire, etablissement, estime) values ('x', 'x', 'x', 1)`
  for (const [qui, nature] of [
    [lea, 'of-cfa'],
    [hugo, 'region'],
    [anne, 'comptable'],
  ] as const)
    await assert.rejects(table.execute(vueDe(qui, nature)), interdit)
  const compter = async (qui: Connecte, quoi: string) =>
    (
      await sql<{ n: number }>`select count(*)::int as n from ${sql.table(quoi)}`.execute(
        vueDe(qui, 'of-cfa'),
      )
    ).rows[0]!.n
  for (const quoi of ['admission', 'admission_titre', 'diligence', 'seuil_poursuite', 'titre_recettes'])
    assert.equal(await compter(lea, quoi), 0, quoi)
  assert.equal(await compter(julie, 'solde_apprenti'), 0)
  const { numAffectedRows } = await sql`update solde_aide set reel = 1, apprentis = 1`.execute(
    vueDe(lea, 'of-cfa'),
  )
  assert.equal(numAffectedRows, 0n)
})

test('la somme des soldes tenus est celle des réels moins celle des avances, et le journal raconte', async () => {
  const { soldes: tous } = (await lire()).corps
  const connus = tous.filter(({ solde }) => solde !== null)
  const somme = (cle: 'solde' | 'reel' | 'avance') => connus.reduce((total, un) => total + un[cle]!, 0)
  assert.ok(connus.length > 6)
  assert.equal(somme('solde'), somme('reel') - somme('avance'))
  const { corps } = await appeler<{ entrees: { phrase: string }[] }>(
    nadia,
    'GET',
    `/journal?objet=solde:${tous.find(({ etablissement }) => etablissement === 'CFA presque')!.id}`,
  )
  assert.deepEqual(
    corps.entrees.map(({ phrase }) => phrase.replace(/\s/g, ' ')),
    [
      'Nadia Benali (responsable) a renoncé à poursuivre le reversement de CFA presque, −10 €',
      'Camille Royer (instructeur) a constaté le solde de CFA presque, −10 €',
      'Camille Royer (instructeur) a ouvert le solde de CFA presque, 10 000 € estimés',
    ],
  )
})
