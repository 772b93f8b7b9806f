import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { Admission } from '#aides/non-valeurs/admission.ts'
import type { TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import type { DetailAdmission } from '#aides/non-valeurs/schema-non-valeurs.ts'
import { listEngagementsOfObjet, listMandatsOfEngagement } from '#budget/store-engagements.ts'
import { listLignes, sumLigne } from '#budget/store-lignes.ts'
import { type Connecte, openApplication } from '../../../test/acces/application.ts'
import { preparerSoldes } from '../../../test/acces/exemples-soldes.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { lireTextePdf } from '../../../test/pdf-texte.ts'
import { enTitres, ouvrirNonValeur } from '../../../test/soldes-atelier.ts'

const application = await openApplication({ after })
const { db, personne, ctx } = application
const soldes = preparerSoldes(application)
const [nadia, hugo, anne, paul, lea] = [
  ...['nadia-benali', 'hugo-lemaire', 'anne-prevost', 'paul-vasseur', 'lea-fontaine'],
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte]
const agir = (qui: Connecte, id: string, fin: string, corps?: object) =>
  appeler<DetailAdmission>(qui, 'POST', `/non-valeurs/${id}/${fin}`, corps)
const ouvrir = async () =>
  (await appeler<{ id: string }>(anne, 'POST', '/non-valeurs', soldes.courrier)).corps.id
const ligne2023 = async () => (await listLignes(db, 2023)).find(({ nature }) => nature === '6541')!.id
const VOTE = { deliberation: 'CP 2023-300', date: '2023-09-20' }

test('la démonstration rend l’annexe 5 : écran, classeur, PDF, dossier', async () => {
  const { corps } = await appeler<Admission[]>(paul, 'GET', '/non-valeurs')
  const [un] = corps
  assert.deepEqual(
    [un!.etat, un!.courrierLe, un!.pole, un!.nombre, un!.montant],
    ['admise', '2023-03-24', 'PFPA', 3, 12_629_00],
  )
  const octets = async (fin: string) =>
    new Uint8Array(await (await paul.request(`/api/non-valeurs/${un!.id}/${fin}`)).arrayBuffer())
  const imputation = '931\u00a0/\u00a012\u00a0/\u00a06541'
  const { sheets } = await readXlsx(await octets('annexe.xlsx'))
  const ligne = (annee: string, numero: string, montant: number) => [
    ...['24/03/2023', 'PFPA', 'ASS CFA DE LA POISSONNERIE', annee, numero],
    ...[montant, imputation, 'Liquidation close'],
  ]
  assert.deepEqual(sheets[0]!.rows.slice(5, 8), [
    ligne('2018', '870', 2_103),
    ligne('2019', '1460', 1_310),
    ligne('2020', '3654', 9_216),
  ])
  assert.equal(sheets[0]!.rows[8]![5], 12_629)
  const pdf = lireTextePdf(await octets('annexe.pdf')).replace(/\s+/g, ' ')
  for (const attendu of ['2 103 €', '1 310 €', '9 216 €', '12 629 €'])
    assert.ok(pdf.includes(attendu), attendu)
  assert.doesNotMatch(pdf, /undefined|NaN/)
  const zip = unzipSync(await octets('dossier.zip'))
  assert.deepEqual(Object.keys(zip), ['Annexe.pdf', 'Annexe.xlsx', 'Dossier.pdf', 'Dossier.xlsx'])
  const dossier = lireTextePdf(zip['Dossier.pdf']!).replace(/\s+/g, ' ')
  for (const attendu of ['Douze mille six cent vingt-neuf euros', 'Journal des diligences', '50 000 €'])
    assert.ok(dossier.includes(attendu), attendu)
  assert.equal(strFromU8(zip['Dossier.pdf']!.slice(0, 5)), '%PDF-')
})

test('le comptable note, propose ; le responsable inscrit l’avis et le vote ; le gestionnaire mandate', async () => {
  const { id: titre, exercice, numero } = await soldes.titre()
  const relance = { genre: 'relance', date: '2020-02-01', resultat: 'Sans réponse' }
  assert.equal((await appeler(hugo, 'POST', `/titres/${titre}/diligences`, relance)).statut, 403)
  const id = await ouvrir()
  const propose = { titre, motif: 'poursuites_sans_effet', precision: null }
  assert.deepEqual(codes(await agir(anne, id, 'titres', propose)), ['diligence-manquante'])
  const note = await appeler<TitreSuivi[]>(anne, 'POST', `/titres/${titre}/diligences`, relance)
  assert.equal(note.corps.find((un) => un.id === titre)!.suivi, 'relance')
  assert.deepEqual(codes(await agir(anne, id, 'proposition')), ['dossier-vide'])
  assert.equal((await agir(anne, id, 'titres', propose)).statut, 200)
  const autre = await ouvrir()
  assert.deepEqual(codes(await agir(anne, autre, 'titres', propose)), ['titre-deja-propose'])
  assert.equal((await agir(anne, id, 'proposition')).corps.admission.etat, 'proposee')
  const avis = { sens: 'favorable', date: '2023-09-10', observations: null }
  assert.equal((await agir(anne, id, 'avis', avis)).statut, 403)
  assert.equal((await agir(nadia, id, 'avis', avis)).corps.admission.etat, 'avis_favorable')
  const mandat = { ligne: await ligne2023(), date: '2023-09-21' }
  assert.deepEqual(codes(await agir(hugo, id, 'mandat', mandat)), ['admission-etat'])
  assert.equal((await agir(nadia, id, 'deliberation', VOTE)).corps.admission.etat, 'votee')
  assert.equal((await agir(nadia, id, 'mandat', mandat)).statut, 403)
  const ailleurs = { ...mandat, ligne: (await listLignes(db, 2023)).find(({ action }) => action)!.id }
  assert.deepEqual(codes(await agir(hugo, id, 'mandat', ailleurs)), ['imputation-autre'])
  const { corps } = await agir(hugo, id, 'mandat', mandat)
  assert.deepEqual([corps.admission.etat, corps.admission.mandate], ['admise', 5_00])
  assert.equal(corps.propositions[0]!.suivi.suivi, 'admis_en_non_valeur')
  const journal = await appeler<{ entrees: { phrase: string }[] }>(
    nadia,
    'GET',
    `/journal?objet=admission:${id}`,
  )
  assert.deepEqual(
    journal.corps.entrees.map(({ phrase }) => phrase.replace(/\s/g, ' ')),
    [
      'Hugo Lemaire (gestionnaire budgétaire) a admis en non-valeur et mandaté 5 € en 1 titre',
      'Nadia Benali (responsable) a inscrit la délibération CP 2023-300 sur une non-valeur, 5 € en 1 titre',
      'Nadia Benali (responsable) a inscrit l’avis favorable de la commission sur une non-valeur, le 10 septembre 2023, 5 € en 1 titre',
      'Anne Prévost (comptable) a proposé une admission en non-valeur, 5 € en 1 titre',
      `Anne Prévost (comptable) a ajouté le titre n° ${numero} de ${exercice} à un dossier de non-valeur, 5 €`,
      'Anne Prévost (comptable) a ouvert le dossier de non-valeur « Essai »',
    ],
  )
})

test('un titre de 5 € reçoit 2 € : la non-valeur porte les 3 € qui restent ; complété, il est recouvré', async () => {
  const { id: titre, exercice, numero } = await soldes.titre()
  const encaisser = (corps: object, qui = anne, sur = titre) =>
    appeler<TitreSuivi[]>(qui, 'POST', `/titres/${sur}/encaissements`, corps)
  const deux = { date: '2020-02-01', montant: 2_00, reference: 'P503-1' }
  assert.equal((await encaisser(deux, hugo)).statut, 403)
  const { corps } = await encaisser(deux)
  const suivi = corps.find((un) => un.id === titre)!
  assert.deepEqual(
    [suivi.montant, suivi.encaisse, suivi.reste, suivi.encaissements],
    [5_00, 2_00, 3_00, [deux]],
  )
  assert.deepEqual(codes(await encaisser({ ...deux, montant: 3_01 })), [
    'au-dela-du-titre',
    'reference-prise',
  ])
  await assert.rejects(
    sql`insert into encaissement (titre, date, montant, reference) values (${titre}, '2020-02-02', 301, 'x')`.execute(
      db,
    ),
    /plus que le titre/,
  )
  const id = await ouvrir()
  const fichier = (euros: number) =>
    appeler(
      anne,
      'POST',
      `/non-valeurs/${id}/fichier?nom=titres.csv`,
      enTitres(`${exercice};${numero};${euros};Liquidation close`),
    )
  assert.deepEqual(codes(await fichier(5)), ['montant-different'])
  assert.equal((await fichier(3)).statut, 200)
  await agir(anne, id, 'proposition')
  await agir(nadia, id, 'avis', { sens: 'favorable', date: '2023-09-10', observations: null })
  assert.deepEqual(codes(await encaisser({ ...deux, montant: 1_00, reference: 'P503-3' })), ['titre-propose'])
  assert.equal((await agir(nadia, id, 'deliberation', VOTE)).corps.admission.montant, 3_00)
  const faite = await agir(hugo, id, 'mandat', { ligne: await ligne2023(), date: '2023-09-21' })
  assert.deepEqual([faite.corps.admission.etat, faite.corps.admission.mandate], ['admise', 3_00])
  assert.deepEqual(codes(await encaisser({ ...deux, montant: 1, reference: 'P503-2' })), ['titre-clos'])

  const { id: autre } = await soldes.titre()
  const trois = (reference: string) => encaisser({ ...deux, montant: 3_00, reference }, anne, autre)
  const ensemble = await Promise.all([trois('a'), trois('b')])
  assert.deepEqual(ensemble.map(({ statut }) => statut).sort(), [201, 422], 'jamais plus que le titre')
  const fin = await encaisser({ ...deux, reference: 'c' }, anne, autre)
  const recouvre = fin.corps.find((un) => un.id === autre)!
  assert.deepEqual([recouvre.etat, recouvre.suivi, recouvre.reste], ['recouvre', 'recouvre', 0])
})

test('un dossier voté se retire, délibération gardée, quand de l’argent arrive ; rien n’est mandaté ensuite', async () => {
  const id = await ouvrirNonValeur(db, await soldes.dossier(), 'votee')
  const { corps } = await appeler<DetailAdmission>(anne, 'GET', `/non-valeurs/${id}`)
  const { titre } = corps.propositions[0]!
  const encaisser = () =>
    appeler<TitreSuivi[]>(anne, 'POST', `/titres/${titre}/encaissements`, {
      ...{ date: '2023-09-01', montant: 1_00, reference: 'P504-1' },
    })
  assert.deepEqual(codes(await encaisser()), ['titre-propose'])
  const retire = await agir(anne, id, 'retrait', { motif: 'Un encaissement est venu' })
  assert.deepEqual(
    [retire.corps.admission.etat, retire.corps.admission.deliberation],
    ['retiree', 'CP 2023-247'],
  )
  assert.equal((await encaisser()).statut, 201)
  assert.deepEqual(codes(await agir(hugo, id, 'mandat', { ligne: await ligne2023(), date: '2023-09-21' })), [
    'admission-etat',
  ])
})

test('un fichier propose titres et diligences, tout ou rien ; le même titre n’entre pas ailleurs', async () => {
  const [a, b] = [await soldes.titre(), await soldes.titre()]
  const id = await ouvrir()
  const envoyer = (fin: string, corps: string) =>
    appeler<DetailAdmission & { titres: number; diligences: number }>(
      anne,
      'POST',
      `/non-valeurs/${id}/${fin}?nom=titres.csv`,
      corps,
    )
  const fautif = enTitres(`2019;${a.numero};6;Liquidation close`, '2019;1;5;Liquidation close')
  assert.deepEqual(codes(await envoyer('fichier', fautif)), ['montant-different', 'titre-inconnu'])
  const sans = enTitres(`2019;${a.numero};5;Poursuites sans effet`)
  assert.deepEqual(codes(await envoyer('fichier', sans)), ['diligence-manquante'])
  const bon = enTitres(
    `2019;${a.numero};5;Poursuites sans effet;;Lettre de relance;01/02/2020;Sans réponse`,
    `2019;${a.numero};5;Poursuites sans effet;;Saisie;01/03/2020;Compte vide`,
    `2019;${b.numero};5;Liquidation close`,
  )
  const apercu = await envoyer('fichier/apercu', bon)
  assert.deepEqual([apercu.corps.titres, apercu.corps.diligences], [2, 2])
  const { statut, corps } = await envoyer('fichier', bon)
  assert.equal(statut, 200, JSON.stringify(corps))
  assert.deepEqual(
    corps.propositions.map(({ suivi }) => suivi.diligences.length),
    [2, 0],
  )
  assert.deepEqual(codes(await envoyer('fichier', bon)), ['titre-deja-propose', 'titre-deja-propose'])
  const retire = await agir(anne, id, 'retrait', { motif: 'Paiement annoncé' })
  assert.equal(retire.corps.admission.etat, 'retiree')
  const suivant = await ouvrir()
  const repropose = { titre: b.id, motif: 'liquidation_close', precision: null }
  assert.equal((await agir(anne, suivant, 'titres', repropose)).statut, 200)
})

test('dix mandats à la fois n’en font qu’un : rien n’est admis deux fois', async () => {
  const id = await ouvrirNonValeur(db, await soldes.dossier(), 'votee')
  const ligne = await ligne2023()
  const avant = await sumLigne(db, ligne)
  const corps = { ligne, date: '2023-09-21' }
  const reponses = await Promise.all(Array.from({ length: 10 }, () => agir(hugo, id, 'mandat', corps)))
  assert.deepEqual(reponses.map(({ statut }) => statut).sort(), [
    200,
    ...Array.from({ length: 9 }, () => 422),
  ])
  const engagements = await listEngagementsOfObjet(db, `admission:${id}`)
  assert.deepEqual(
    engagements.map(({ montant, affectation }) => [montant, affectation]),
    [[5_00, null]],
  )
  assert.equal((await listMandatsOfEngagement(db, engagements[0]!.id)).length, 1)
  const apres = await sumLigne(db, ligne)
  assert.equal(avant.resteCreditsDePaiement - apres.resteCreditsDePaiement, 5_00)
})

test('deux dossiers prennent le même titre au même instant : un seul l’a', async () => {
  const { id: titre } = await soldes.titre()
  const dossiers = await Promise.all(Array.from({ length: 5 }, ouvrir))
  const propose = { titre, motif: 'liquidation_close', precision: null }
  const reponses = await Promise.all(dossiers.map((id) => agir(anne, id, 'titres', propose)))
  assert.deepEqual(reponses.map(({ statut }) => statut).sort(), [200, 422, 422, 422, 422])
})

test('au-delà des crédits de la ligne, rien ne s’écrit : ni engagement, ni titre clos, ni mandat', async () => {
  const { rows } = await sql<{ id: string }>`
    insert into titre_recettes (exercice, numero, debiteur, objet, montant)
    values (2019, 900001, 'CFA', 'Essai', 9999999999) returning id`.execute(db)
  const titre = rows[0]!.id
  const id = await soldes.dossier(true)
  await soldes.mettre(id, titre)
  await ouvrirNonValeur(db, id, 'votee')
  const refus = await agir(hugo, id, 'mandat', { ligne: await ligne2023(), date: '2023-09-21' })
  assert.deepEqual(codes(refus), ['credits-de-paiement-insuffisants'])
  const { corps } = await appeler<DetailAdmission>(paul, 'GET', `/non-valeurs/${id}`)
  assert.deepEqual([corps.admission.etat, corps.propositions[0]!.suivi.etat], ['votee', 'emis'])
  assert.deepEqual(await listEngagementsOfObjet(db, `admission:${id}`), [])
})

test('un organisme ne lit rien des non-valeurs, et une diligence ne se récrit pas', async () => {
  for (const chemin of ['/titres', '/non-valeurs'])
    assert.equal((await appeler(lea, 'GET', chemin)).statut, 403)
  const code = (attendu: string) => (error: { code?: string }) => error.code === attendu
  await assert.rejects(sql`update diligence set resultat = 'x'`.execute(db), code('23001'))
  const vue = ctx.actors.of({
    acteur: {
      ...{ role: 'gestionnaireBudgetaire', identifiant: hugo.id },
      organisation: { identifiant: hugo.organisation, nature: 'region' },
    },
  })
  const { id } = await soldes.titre()
  const noter = sql`insert into diligence (titre, genre, date, resultat) values (${id}, 'relance', '2020-01-01', 'x')`
  await assert.rejects(noter.execute(vue), code('42501'))
})
