import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { LigneTraitee } from '#campagnes/paiement/retour.ts'
import type { EngagementFait, Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { appeler, type Refus } from '../../../test/espace-atelier.ts'
import { creerVotee, type Votee } from '../../../test/paiement-atelier.ts'

// The payment of a campaign by the routes, on the real engine. Amounts are typed by hand, in cents.

const clock = { now: () => '2027-09-01T08:00:00.000Z', today: () => '2027-09-01' }
const { db, personne } = await openApplication({ after }, { clock })
const nadia = personne('nadia-benali')
const hugo = personne('hugo-lemaire')
const anne = personne('anne-prevost')
const paul = personne('paul-vasseur')
const lea = personne('lea-fontaine')

const codes = ({ corps }: { readonly corps: Refus | object }) =>
  (corps as Refus).motifs?.map(({ code }) => code)
const votee = (votes: readonly number[], affecte = 100_000_00) =>
  creerVotee(db, { par: nadia.id, votes, affecte })
const lire = async ({ campagne }: Votee, qui = hugo) =>
  (await appeler<Feuille>(qui, 'GET', `/campagnes/${campagne}/paiement`)).corps
const engager = ({ campagne, affectation }: Votee, organismes: readonly string[]) =>
  appeler<EngagementFait[]>(hugo, 'POST', `/campagnes/${campagne}/paiement/engagements`, {
    ...{ affectation, exercice: 2027, organismes },
  })
type Emis = { nouveaux: number; mandats: Mandat[] }
const mandater = (
  { campagne }: Votee,
  paiements: readonly { engagement: string; reference: string; montant: number; motif?: string }[],
  exercice = 2027,
) => appeler<Emis>(hugo, 'POST', `/campagnes/${campagne}/paiement/mandats`, { exercice, paiements })
const aPayer = (feuille: Feuille) =>
  feuille.lignes.flatMap((ligne) =>
    ligne.engagements
      .filter(({ reste }) => reste > 0)
      .map(({ engagement, reference, reste }) => ({ engagement: engagement.id, reference, montant: reste })),
  )
type Traite = { id: string; dejaRecu: boolean; lignes: LigneTraitee[] }
const renvoyer = ({ campagne }: Votee, corps: string | Uint8Array, nom = 'retour.csv', qui = anne) =>
  appeler<Traite>(qui, 'POST', `/campagnes/${campagne}/paiement/retours?nom=${nom}`, corps)
const etats = async ({ campagne }: Votee) => {
  const { rows } = await sql<{ etat: string }>`
    select etat from demande where campagne = ${campagne} order by numero`.execute(db)
  return rows.map(({ etat }) => etat)
}
const compter = async (quoi: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(quoi)}`.execute(db)
  return rows[0]!.n
}

test('du montant voté au paiement : chaque colonne de la feuille, les états, la trace', async () => {
  const campagne = await votee([123_456, 1_000_000, 500])
  const avant = await lire(campagne)
  assert.deepEqual(
    avant.lignes.map(({ vote, engage, mandate, paye, reste }) => [vote, engage, mandate, paye, reste]),
    [
      [123_456, 0, 0, 0, 123_456],
      [1_000_000, 0, 0, 0, 1_000_000],
      [500, 0, 0, 0, 500],
    ],
  )
  const { corps: faits } = await engager(campagne, campagne.organismes.slice(0, 2))
  assert.deepEqual(
    faits.map(({ suite, montant }) => [suite, montant]),
    [
      ['fait', 123_456],
      ['fait', 1_000_000],
    ],
  )
  assert.deepEqual(await etats(campagne), ['engagee', 'engagee', 'notifiee'])
  const engagee = await lire(campagne)
  const { statut, corps } = await mandater(campagne, aPayer(engagee))
  assert.equal(statut, 200)
  assert.deepEqual([corps.nouveaux, new Set(corps.mandats.map((un) => un.bordereau)).size], [2, 1])

  const [premier, second] = corps.mandats
  const constat = { etat: 'paye', date: '2027-09-10', motif: null }
  const adresse = `/campagnes/${campagne.campagne}/paiement/mandats`
  assert.equal((await appeler(anne, 'POST', `${adresse}/${premier!.id}/constat`, constat)).statut, 200)
  assert.deepEqual(await etats(campagne), ['payee', 'engagee', 'notifiee'])
  const apres = await lire(campagne)
  assert.deepEqual(
    apres.lignes.map(({ engage, mandate, paye, reste }) => [engage, mandate, paye, reste]),
    [
      [123_456, 123_456, 123_456, 0],
      [1_000_000, 1_000_000, 0, 1_000_000],
      [0, 0, 0, 500],
    ],
  )
  assert.deepEqual(
    apres.bordereaux.map(({ mandats, montant, paye }) => [mandats, montant, paye]),
    [[2, 1_123_456, 123_456]],
  )
  assert.equal(apres.lignes[1]!.engagements[0]!.mandats[0]!.reference, second!.reference)
  const { rows } = await sql<{ acte: string }>`
    select acte from journal where objet = ${`campagne:${campagne.campagne}`} order by id`.execute(db)
  assert.ok(rows.some(({ acte }) => acte === 'bordereau.emis'))
  assert.equal(await compter(`demande_etape where acte = 'payer' and demande = '${campagne.demandes[0]}'`), 1)
})

test('le même engagement demandé cent fois à la fois n’est écrit qu’une fois', async () => {
  const campagne = await votee([70_000, 40_000])
  const reponses = await Promise.all(
    Array.from({ length: 100 }, (_, i) => engager(campagne, [campagne.organismes[i % 2]!])),
  )
  const suites = reponses.flatMap(({ corps }) => corps.map(({ suite }) => suite))
  assert.equal(suites.filter((suite) => suite === 'fait').length, 2)
  assert.equal(suites.filter((suite) => suite === 'deja').length, 98)
  assert.deepEqual(
    (await lire(campagne)).lignes.map(({ engage, engagements }) => [engage, engagements.length]),
    [
      [70_000, 1],
      [40_000, 1],
    ],
  )
})

test('cent paiements à la fois pour un seul : un mandat, un bordereau, la même réponse à tous', async () => {
  const campagne = await votee([90_000])
  await engager(campagne, campagne.organismes)
  const [paiement] = aPayer(await lire(campagne))
  const avant = await compter('bordereau')
  const reponses = await Promise.all(Array.from({ length: 100 }, () => mandater(campagne, [paiement!])))
  assert.deepEqual(new Set(reponses.map(({ statut }) => statut)), new Set([200]))
  assert.equal(
    reponses.reduce((total, { corps }) => total + corps.nouveaux, 0),
    1,
  )
  assert.equal(new Set(reponses.map(({ corps }) => corps.mandats[0]!.id)).size, 1)
  assert.equal((await compter('bordereau')) - avant, 1)
  assert.equal(await compter(`mandat where engagement = '${paiement!.engagement}'`), 1)
})

test('deux onglets : le second retrouve le paiement du premier, et ne peut ni le doubler ni le changer', async () => {
  const campagne = await votee([60_000])
  await engager(campagne, campagne.organismes)
  const [vu] = aPayer(await lire(campagne))
  const premier = await mandater(campagne, [{ ...vu!, montant: 20_000, motif: 'Acompte' }])
  assert.equal(premier.corps.nouveaux, 1)
  const encore = await mandater(campagne, [{ ...vu!, montant: 20_000, motif: 'Acompte' }])
  assert.deepEqual([encore.statut, encore.corps.nouveaux], [200, 0])
  // The other tab still shows the whole amount under the same reference.
  assert.deepEqual(codes(await mandater(campagne, [vu!])), ['reference-prise'])
  assert.deepEqual(codes(await mandater(campagne, [{ ...vu!, reference: 'AUTRE-1' }])), [
    'reference-inattendue',
  ])
  const [suite] = aPayer(await lire(campagne))
  assert.equal(suite!.montant, 40_000)
  assert.notEqual(suite!.reference, vu!.reference)
  assert.deepEqual(codes(await mandater(campagne, [{ ...suite!, montant: 40_001 }])), [
    'engagement-insuffisant',
    'echeancier-depasse',
  ])
  assert.equal(await compter(`mandat where engagement = '${vu!.engagement}'`), 1)
})

test('rien ne s’engage au-delà de l’affectation : les premiers passent, les autres disent pourquoi', async () => {
  const campagne = await votee([60_000, 60_000, 30_000], 100_000)
  const { corps } = await engager(campagne, campagne.organismes)
  assert.deepEqual(
    corps.map(({ suite, motifs }) => [suite, motifs.map(({ code }) => code)]),
    [
      ['fait', []],
      ['refus', ['affectation-insuffisante']],
      ['fait', []],
    ],
  )
  assert.deepEqual(await etats(campagne), ['engagee', 'notifiee', 'engagee'])
})

test('le retour du comptable, ligne à ligne : appliqué, déjà connu, mis de côté avec sa raison', async () => {
  const campagne = await votee([10_000, 20_000, 30_050, 40_000])
  await engager(campagne, campagne.organismes)
  const { mandats } = (await mandater(campagne, aPayer(await lire(campagne)))).corps
  const [a, b, c, d] = [10_000, 20_000, 30_050, 40_000].map(
    (montant) => mandats.find((un) => un.montant === montant)!.reference,
  )
  const fichier = [
    'Référence;État;Date;Motif;Montant (€)',
    `${a};payé;10/09/2027;;100,00`,
    `${b};Rejeté;2027-09-10;RIB clos;`,
    `${c};payé;10/09/2027;;300,51`,
    `${d};parti;31/02/2027;;400`,
    'MAJ2027-INCONNU-1;payé;10/09/2027;;12',
    `${a};PAYÉ;10/09/2027;;`,
    ';;;;',
    'TOTAL;;;;812,51',
  ].join('\r\n')
  const { statut, corps } = await renvoyer(campagne, fichier)
  assert.equal(statut, 200)
  assert.deepEqual(
    corps.lignes.map(({ numero, suite }) => [numero, suite]),
    [
      [2, 'applique'],
      [3, 'applique'],
      [4, 'attente'],
      [5, 'attente'],
      [6, 'attente'],
      [7, 'deja'],
    ],
  )
  assert.match(corps.lignes[2]!.message, /300,51.*300,50/s)
  assert.match(corps.lignes[3]!.message, /parti.*31\/02\/2027/s)
  assert.match(corps.lignes[4]!.message, /Aucun mandat/)
  assert.deepEqual(await etats(campagne), ['payee', 'engagee', 'engagee', 'engagee'])

  const entrees = await compter('journal')
  const encore = await renvoyer(campagne, fichier, 'autre-nom.csv')
  assert.deepEqual([encore.corps.dejaRecu, encore.corps.lignes], [true, corps.lignes])
  assert.equal(await compter('journal'), entrees, 'le même fichier deux fois n’écrit rien')

  // Rejected: what it held comes back, and is paid again under another reference.
  const feuille = await lire(campagne)
  assert.equal(feuille.enAttente.length, 3)
  const rejete = feuille.lignes[1]!
  assert.deepEqual([rejete.engage, rejete.mandate, rejete.paye], [20_000, 0, 0])
  const [repris] = aPayer(feuille).filter(({ montant }) => montant === 20_000)
  assert.notEqual(repris!.reference, b)
  assert.equal((await mandater(campagne, [repris!])).corps.nouveaux, 1)
  assert.equal(
    (await renvoyer(campagne, `reference,etat,date\n${repris!.reference},payé,2027-09-20\n`)).statut,
    200,
  )
  // The amount was wrong in the file: the right one settles the line that was set aside.
  await renvoyer(campagne, `Référence;Statut;Date;Montant\n${c};paye;2027-09-21;300,5\n`)
  const fin = await lire(campagne)
  assert.deepEqual(
    fin.enAttente.map(({ reference }) => reference),
    [d, 'MAJ2027-INCONNU-1'],
  )
  assert.deepEqual(await etats(campagne), ['payee', 'payee', 'payee', 'engagee'])
})

test('dix fois le même retour à la fois : un seul constat par mandat', async () => {
  const campagne = await votee([15_000, 25_000])
  await engager(campagne, campagne.organismes)
  const { mandats } = (await mandater(campagne, aPayer(await lire(campagne)))).corps
  const fichier = ['Référence;État;Date', ...mandats.map((un) => `${un.reference};payé;2027-09-12`)].join(
    '\n',
  )
  const reponses = await Promise.all(Array.from({ length: 10 }, () => renvoyer(campagne, fichier)))
  assert.deepEqual(new Set(reponses.map(({ statut }) => statut)), new Set([200]))
  assert.equal(reponses.filter(({ corps }) => !corps.dejaRecu).length, 1)
  assert.deepEqual(await etats(campagne), ['payee', 'payee'])
})

test('le bordereau du comptable, en CSV et en classeur, revient tel quel une fois rempli', async () => {
  const campagne = await votee([123_456, 7_572_00])
  await engager(campagne, campagne.organismes)
  const { mandats } = (await mandater(campagne, aPayer(await lire(campagne)))).corps
  const { bordereau } = mandats[0]!
  const adresse = `/campagnes/${campagne.campagne}/paiement/bordereaux/2027/${bordereau}`
  const csv = (await appeler<string>(anne, 'GET', `${adresse}/liste.csv`)).corps as unknown as string
  const lignes = csv.split('\r\n')
  assert.match(lignes[0]!, /^\ufeff?N°;Référence;Bénéficiaire;SIRET;.*;Montant \(€\);État;Date;Motif$/)
  assert.match(lignes[1]!, /;1234,56;;;$/)
  assert.match(lignes[3]!, /^;;Total;;;;;;8806,56;;;$/)
  assert.match(
    lignes[4]!.replaceAll('\u00a0', ' '),
    /de 2 mandats, à la somme de huit mille huit cent six euros et cinquante-six centimes\.$/,
  )
  const reponse = await anne.request(`/api${adresse}/liste.xlsx`)
  const classeur = await readXlsx(new Uint8Array(await reponse.arrayBuffer()))
  const cellules = classeur.sheets[0]!.rows.flat()
  assert.ok(cellules.includes(1234.56) && cellules.includes(8806.56))
  assert.ok(cellules.some((une) => typeof une === 'string' && une.includes('huit mille huit cent six')))
  // Nothing filled yet: nothing said.
  assert.deepEqual((await renvoyer(campagne, csv)).corps.lignes, [])
  const rempli = csv.replaceAll(/;;;\r\n/g, ';payé;15/09/2027;\r\n')
  assert.deepEqual(
    (await renvoyer(campagne, rempli)).corps.lignes.map(({ suite }) => suite),
    ['applique', 'applique'],
  )
  assert.deepEqual(await etats(campagne), ['payee', 'payee'])
  assert.equal((await appeler(anne, 'GET', `${adresse.replace(/\d+$/, '999999')}/liste.csv`)).statut, 404)
})

test('une ligne suspendue n’engage ni ne mandate, et la feuille dit combien elle retient', async () => {
  const campagne = await votee([50_000, 30_000])
  await engager(campagne, campagne.organismes.slice(0, 1))
  const [paiement] = aPayer(await lire(campagne))
  const suspendre = { motif: 'Contrôle en cours', au: '2027-12-31' }
  await appeler(nadia, 'POST', `/budget/lignes/${campagne.ligne}/suspension`, suspendre)
  const { lignes, lignesBudgetaires } = await lire(campagne)
  assert.deepEqual(
    lignes.map(({ suspendu }) => suspendu),
    [50_000, 0],
  )
  assert.equal(
    lignesBudgetaires.find(({ ligne }) => ligne.id === campagne.ligne)!.suspension!.motif,
    'Contrôle en cours',
  )
  assert.deepEqual(codes(await mandater(campagne, [paiement!])), ['ligne-suspendue'])
  const { corps } = await engager(campagne, campagne.organismes.slice(1))
  assert.deepEqual(
    corps[0]!.motifs.map(({ code }) => code),
    ['ligne-suspendue'],
  )
  await appeler(hugo, 'POST', `/budget/lignes/${campagne.ligne}/reprise`, { motif: 'Contrôle fini' })
  assert.equal((await mandater(campagne, [paiement!])).statut, 200)
})

test('qui a validé ne paie pas : ni mandat, ni constat, et la feuille dit pourquoi', async () => {
  const campagne = await creerVotee(db, { par: hugo.id, votes: [10_000], affecte: 100_000 })
  assert.equal((await engager(campagne, campagne.organismes)).corps[0]!.suite, 'fait')
  const feuille = await lire(campagne)
  assert.deepEqual(
    feuille.lignes[0]!.separation.map(({ code }) => code),
    ['deja-valide'],
  )
  assert.deepEqual(codes(await mandater(campagne, aPayer(feuille))), ['deja-valide'])
  assert.equal(await compter(`mandat where engagement = '${aPayer(feuille)[0]!.engagement}'`), 0)

  const autre = await creerVotee(db, { par: anne.id, votes: [10_000], affecte: 100_000 })
  await engager(autre, autre.organismes)
  const { mandats } = (await mandater(autre, aPayer(await lire(autre)))).corps
  const adresse = `/campagnes/${autre.campagne}/paiement/mandats/${mandats[0]!.id}/constat`
  const constat = { etat: 'paye', date: '2027-09-02', motif: null }
  assert.deepEqual(codes(await appeler(anne, 'POST', adresse, constat)), ['deja-valide'])
  const retour = await renvoyer(autre, `Référence;État;Date\n${mandats[0]!.reference};payé;2027-09-02\n`)
  assert.equal(retour.corps.lignes[0]!.suite, 'attente')
  assert.match(retour.corps.lignes[0]!.message, /déjà validé/)
  assert.deepEqual(await etats(autre), ['engagee'])
})

test('avant la notification, après le solde, hors du vote : rien ne s’engage, et c’est dit', async () => {
  const campagne = await votee([10_000])
  await sql`update demande set etat = 'retenue' where campagne = ${campagne.campagne}`.execute(db)
  const { corps } = await engager(campagne, [...campagne.organismes, 'inconnu'])
  assert.deepEqual(
    corps.map(({ motifs }) => motifs.map(({ code }) => code)),
    [['demande-non-notifiee'], ['organisme-non-vote']],
  )
  for (const etat of ['au_vote', 'soldee']) {
    await sql`update campagne set etat = ${etat} where id = ${campagne.campagne}`.execute(db)
    assert.deepEqual(codes(await engager(campagne, campagne.organismes)), ['campagne-non-payable'])
  }
})

test('la campagne de 2023, venue sans demandes : on engage qui a un SIRET, les autres disent ce qui manque', async () => {
  const feuille = (await appeler<Feuille>(hugo, 'GET', '/campagnes/2023/paiement')).corps
  assert.equal(
    feuille.lignes.reduce((total, { vote }) => total + vote, 0),
    2_027_000_000,
  )
  assert.equal(feuille.lignes.length, 71)
  const affectation = feuille.affectations.find(({ reste }) => reste === 2_027_000_000)!
  const connu = feuille.lignes.find(({ siret }) => siret !== null)!
  const inconnu = feuille.lignes.find(({ siret }) => siret === null)!
  assert.deepEqual(
    inconnu.motifsEngager.map(({ code }) => code),
    ['siret-manquant'],
  )
  const { corps } = await appeler<EngagementFait[]>(hugo, 'POST', '/campagnes/2023/paiement/engagements', {
    ...{ affectation: affectation.id, exercice: 2023 },
    organismes: [connu.organisme, inconnu.organisme],
  })
  assert.deepEqual(
    corps.map(({ suite }) => suite),
    ['fait', 'refus'],
  )
  const apres = (await appeler<Feuille>(hugo, 'GET', '/campagnes/2023/paiement')).corps
  const paiements = aPayer(apres)
  assert.equal((await mandater({ campagne: '2023', ...vide }, paiements, 2023)).statut, 200)
})
const vide = { affectation: '', ligne: '' }

test('chacun à sa place : qui lit ne paie pas, l’organisme ne voit pas la feuille', async () => {
  const campagne = await votee([10_000])
  const adresse = `/campagnes/${campagne.campagne}/paiement`
  assert.equal((await appeler(paul, 'GET', adresse)).statut, 200)
  assert.equal((await appeler(nadia, 'GET', adresse)).statut, 200)
  assert.equal((await appeler(lea, 'GET', adresse)).statut, 403)
  const paiement = { engagement: 'x', reference: 'y', montant: 1 }
  const corps = { exercice: 2027, paiements: [paiement] }
  for (const qui of [nadia, anne, paul])
    assert.equal((await appeler(qui, 'POST', `${adresse}/mandats`, corps)).statut, 403)
  assert.equal((await renvoyer(campagne, 'Référence;État\n', 'r.csv', hugo)).statut, 403)
  assert.deepEqual(codes(await mandater(campagne, [paiement])), ['engagement-absent'])
  assert.equal((await appeler(hugo, 'GET', '/campagnes/absente/paiement')).statut, 404)
  const illisible = await renvoyer(campagne, 'a;b\n1;2\n')
  assert.deepEqual([illisible.statut, illisible.corps.code], [422, 'entete_introuvable'])
})
