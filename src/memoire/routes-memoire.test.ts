import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import type { Archive } from '#memoire/archive.ts'
import type { Memoire } from '#memoire/memoire.ts'
import { faireArchive, removeArchives } from '#memoire/routes-archive-travail.ts'
import { type Connecte, openApplication } from '../../test/acces/application.ts'
import { voterCampagne } from '../../test/campagne-votee.ts'
import { appeler, codes } from '../../test/espace-atelier.ts'
import {
  ecrireAutour,
  joindrePiece,
  notifierLettre,
  payerDemande,
  sceller,
} from '../../test/memoire-atelier.ts'

// All that was decided for a body, read and taken away by an agent and by the body itself, on the real engine.

const application = await openApplication({ after })
const { db, ctx, personne } = application
const [nadia, camille, lea, julie, hugo, anne, ines] = [
  'nadia-benali',
  'camille-royer',
  'lea-fontaine',
  'julie-moreau',
  'hugo-lemaire',
  'anne-prevost',
  'ines-carpentier',
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte, Connecte, Connecte]

const siretDe = async ({ organisation }: Connecte) =>
  (await sql<{ siret: string }>`select siret from organisation where id = ${organisation}`.execute(db))
    .rows[0]!.siret
const [AFORPA, STELO] = [await siretDe(lea), await siretDe(julie)]
const { campagne, aforpa, stelo } = await voterCampagne(application)
const PIECE = randomBytes(2_500_000)
await joindrePiece(db, { demande: aforpa, par: lea.id, nom: 'Comptes / été 2025.pdf', octets: PIECE })
await joindrePiece(db, {
  demande: stelo,
  par: julie.id,
  nom: 'Secret STELO.pdf',
  octets: Buffer.from('STELO'),
})
await ecrireAutour(db, aforpa, { agent: camille, organisme: lea })
await sceller(db, aforpa)
await notifierLettre(db, { campagne, demande: aforpa, agent: nadia })
await payerDemande(db, aforpa, AFORPA)

const lire = (qui: Connecte, siret: string) => appeler<Memoire>(qui, 'GET', `/organismes/${siret}/memoire`)
const demander = (qui: Connecte, siret: string) =>
  appeler<Archive>(qui, 'POST', `/organismes/${siret}/archives`)
const lister = async (qui: Connecte, siret: string) =>
  (await appeler<Archive[]>(qui, 'GET', `/organismes/${siret}/archives`)).corps
async function attendre(qui: Connecte, siret: string, id: string): Promise<Archive> {
  for (;;) {
    const une = (await lister(qui, siret)).find((archive) => archive.id === id)!
    if (une.etat !== 'en_cours') return une
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const telecharger = (qui: Connecte, id: string) => qui.request(`/api/archives/${id}/fichier`)
async function emporter(qui: Connecte, siret: string) {
  const { statut, corps } = await demander(qui, siret)
  assert.equal(statut, 202, JSON.stringify(corps))
  const archive = await attendre(qui, siret, corps.id)
  assert.equal(archive.etat, 'prete', archive.erreur ?? '')
  const reponse = await telecharger(qui, archive.id)
  assert.equal(reponse.headers.get('content-type'), 'application/zip')
  const octets = new Uint8Array(await reponse.arrayBuffer())
  assert.equal(octets.length, archive.taille)
  assert.equal(sha256(octets), archive.sha256)
  return { archive, octets, fichiers: unzipSync(octets) }
}
const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex')

test('un agent lit tout, de la demande au paiement, chaque campagne dans son exercice', async () => {
  const { statut, corps } = await lire(camille, AFORPA)
  assert.equal(statut, 200)
  assert.equal(corps.interne, true)
  assert.deepEqual(
    corps.exercices.map(({ exercice }) => exercice),
    [...new Set(corps.exercices.map(({ exercice }) => exercice))].sort((a, b) => b - a),
  )
  const en2023 = corps.exercices.find(({ exercice }) => exercice === 2023)!.campagnes[0]!
  assert.equal(en2023.deliberation?.reference, 'CP 2023-247')
  assert.ok(en2023.vote!.majorationTotale > 0)
  const une = corps.exercices.flatMap(({ campagnes }) => campagnes).find(({ id }) => id === campagne)!
  assert.equal(une.deliberation?.reference, 'CR 2026-041')
  const demande = une.demandes[0]!
  assert.deepEqual(
    demande.messages.map(({ sens }) => sens),
    ['region', 'organisme', 'interne'],
  )
  assert.equal(demande.avis[0]!.auteur, 'Camille Royer')
  assert.deepEqual([demande.corrections[0]!.avant, demande.corrections[0]!.apres], ['30', '24'])
  assert.equal(demande.levees[0]!.motif, 'Ouverture d’un site.')
  assert.equal(demande.lettre!.etat, 'notifiee')
  const [engagement] = une.engagements
  assert.deepEqual(
    engagement!.mandats.map(({ etat, bordereau, motifRejet }) => [etat, bordereau, motifRejet]),
    [
      ['rejete', 12, 'RIB inconnu'],
      ['paye', 12, null],
    ],
  )
})

test('l’organisme lit la sienne sans les notes, les avis ni les contrôles ; celle d’un autre n’existe pas', async () => {
  const { corps } = await lire(lea, AFORPA)
  assert.equal(corps.interne, false)
  const une = corps.exercices.flatMap(({ campagnes }) => campagnes).find(({ id }) => id === campagne)!
  const demande = une.demandes[0]!
  assert.deepEqual(
    demande.messages.map(({ sens, auteur }) => [sens, auteur]),
    [
      ['region', ''],
      ['organisme', 'Léa Fontaine'],
    ],
  )
  assert.deepEqual([demande.avis, demande.levees], [[], []])
  assert.equal(une.deliberation?.reference, 'CR 2026-041')
  assert.equal(une.engagements[0]!.mandats.length, 2)
  for (const chemin of ['memoire', 'archives'])
    assert.equal((await appeler(lea, 'GET', `/organismes/${STELO}/${chemin}`)).statut, 404)
  assert.equal((await demander(lea, STELO)).statut, 404)
  assert.equal((await lire(camille, '12345678901234')).statut, 404)
  assert.equal((await lire(ines, AFORPA)).statut, 403)
  assert.equal((await demander(anne, AFORPA)).statut, 403)
})

test('le dossier de l’organisme : chaque empreinte de l’index est vraie, rien n’est d’un autre ni interne', async () => {
  const { fichiers } = await emporter(lea, AFORPA)
  const noms = Object.keys(fichiers)
  assert.deepEqual(noms.slice(0, 2), ['00-index.html', 'index.csv'])
  const lignes = strFromU8(fichiers['index.csv']!).trim().split('\r\n').slice(1)
  assert.deepEqual(
    lignes.map((ligne) => ligne.split(';')[0]),
    noms.slice(2),
  )
  for (const ligne of lignes) {
    const [nom, , , , empreinte, taille] = ligne.split(';') as string[]
    assert.equal(sha256(fichiers[nom!]!), empreinte, nom)
    assert.equal(String(fichiers[nom!]!.length), taille, nom)
  }
  const piece = noms.find((nom) => nom.endsWith('/pieces/01-Comptes _ été 2025.pdf'))
  assert.ok(piece, noms.join('\n'))
  assert.deepEqual(Buffer.from(fichiers[piece]!), PIECE)
  for (const fin of ['/lettres/lettre-signee.pdf', '/lettres/lettre-generee.pdf', '/recepisse.pdf'])
    assert.ok(
      noms.some((nom) => nom.endsWith(fin)),
      fin,
    )
  const textes = noms.filter((nom) => /\.(html|csv|txt)$/.test(nom)).map((nom) => strFromU8(fichiers[nom]!))
  for (const interdit of ['STELO', 'Note entre agents', 'Avis réservé', 'Camille Royer', 'ecart-annee'])
    assert.ok(!textes.join('\n').includes(interdit), interdit)
  const html = strFromU8(fichiers['00-index.html']!)
  assert.ok(!html.includes('<b>les effectifs'), 'un texte n’est jamais une balise')
  assert.ok(html.includes(encodeURIComponent('01-Comptes _ été 2025.pdf')))
  assert.doesNotMatch(html, /https?:|<script|src=/)
})

test('le dossier d’un agent contient notes et avis, et le dit ; deux fois le même, ce sont les mêmes octets', async () => {
  const premier = await emporter(hugo, AFORPA)
  const second = await emporter(hugo, AFORPA)
  assert.equal(premier.archive.sha256, second.archive.sha256)
  const messages = Object.entries(premier.fichiers).find(([nom]) => nom.endsWith('messages.txt'))!
  assert.ok(strFromU8(messages[1]).includes('Note entre agents'))
  assert.ok(strFromU8(premier.fichiers['00-index.html']!).includes('ne le remettez pas'))
  const montants = strFromU8(premier.fichiers['montants.csv']!)
  assert.match(montants, /Payé;36000,00;€;"?constats du comptable, bordereau n°.12 de 2026/)
  assert.match(montants, /2023;.*Total voté;\d+,00;€;délibération CP 2023-247/)
})

test('seul qui l’a demandé l’ouvre ; un responsable peut l’arrêter, pas le lire', async () => {
  const { archive } = await emporter(camille, AFORPA)
  for (const autre of [nadia, hugo, lea]) assert.equal((await telecharger(autre, archive.id)).status, 404)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from archive_morceau where archive = ${archive.id}`.execute(
    ctx.actors.of({
      acteur: {
        ...{ role: 'responsable', identifiant: nadia.id },
        organisation: { identifiant: nadia.organisation, nature: 'region' },
      },
    }),
  )
  assert.equal(rows[0]!.n, 0, 'le mur')
  assert.deepEqual(codes(await appeler(camille, 'POST', `/archives/${archive.id}/annulation`)), [
    'archive-finie',
  ])
  assert.deepEqual(codes(await appeler(camille, 'POST', `/archives/${archive.id}/relance`)), [
    'rien-a-reprendre',
  ])
  const acte = await sql<{ acte: string; personne: string }>`
    select acte, personne from journal where objet = ${`organisme:${AFORPA}`} and apres ->> 'archive' = ${archive.id}
    order by id`.execute(db)
  assert.deepEqual(acte.rows, [
    { acte: 'archive.demandee', personne: camille.id },
    { acte: 'archive.etablie', personne: 'oriflamme' },
  ])
})

/** An archive that no server has begun. */
async function enAttente(qui: Connecte, siret: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into archive (siret, par, role, organisation) values (${siret}, ${qui.id}, ${qui.role}, ${qui.organisation})
    returning id`.execute(db)
  return rows[0]!.id
}

test('qui passe d’un organisme à un autre ne garde rien du premier : ni son dossier, ni ses octets', async () => {
  const { archive } = await emporter(lea, AFORPA)
  const deplacer = (organisation: string) =>
    sql`update personne set organisation = ${organisation} where id = ${lea.id}`.execute(db)
  await deplacer(julie.organisation)
  try {
    assert.equal((await telecharger(lea, archive.id)).status, 404)
    assert.equal((await appeler(lea, 'GET', `/organismes/${AFORPA}/archives`)).statut, 404)
    const vue = ctx.actors.of({
      acteur: {
        ...{ role: 'ofcfaGestionnaire', identifiant: lea.id },
        organisation: { identifiant: julie.organisation, nature: 'of-cfa' },
      },
    })
    const { rows } = await sql`select from archive_morceau where archive = ${archive.id}`.execute(vue)
    assert.equal(rows.length, 0, 'le mur')
  } finally {
    await deplacer(lea.organisation)
  }
  assert.equal((await telecharger(lea, archive.id)).status, 200)
})

test('arrêtée, elle ne laisse rien ; reprise, elle s’achève ; faite deux fois à la fois, elle l’est une fois', async () => {
  const id = await enAttente(camille, STELO)
  assert.equal((await appeler(nadia, 'POST', `/archives/${id}/annulation`)).statut, 200)
  await faireArchive(ctx, id)
  assert.equal((await attendre(camille, STELO, id)).etat, 'annulee')
  assert.equal((await appeler(nadia, 'POST', `/archives/${id}/relance`)).statut, 404)
  const relance = await appeler(camille, 'POST', `/archives/${id}/relance`)
  assert.equal(relance.statut, 202)
  await Promise.all([faireArchive(ctx, id), faireArchive(ctx, id)])
  const prete = await attendre(camille, STELO, id)
  assert.deepEqual([prete.etat, prete.faites], ['prete', prete.total])
})

test('une pièce qui n’est plus celle que l’on a reçue fait échouer le dossier, qui le dit', async () => {
  const id = await enAttente(camille, STELO)
  await sql`update demande_piece_morceau set octets = 'FAUX!' where piece =
    (select id from demande_piece where demande = ${stelo})`.execute(db)
  await faireArchive(ctx, id)
  const { etat, erreur } = await attendre(camille, STELO, id)
  assert.equal(etat, 'echouee')
  assert.match(erreur!, /« Secret STELO\.pdf » n’est plus celui/)
  assert.equal((await telecharger(camille, id)).status, 404)
})

type Travail = Record<'id' | 'etat' | 'objet' | 'campagne' | 'erreur', string> &
  Record<'fait' | 'total', number> & { pret: boolean }
const DOCUMENTS = '/campagnes/2023/scenarios/reglement/documents'

test('un long document se prépare en arrière-plan, se suit parmi les travaux et se télécharge', async () => {
  for (const [document, entete, nom] of [
    ['annexe-expliquee', '%PDF', 'Annexe 1 expliquée (PDF)'],
    ['classeur', 'PK', 'Classeur (XLSX)'],
  ] as const) {
    const { statut, corps } = await appeler<Archive>(camille, 'POST', `${DOCUMENTS}/${document}`)
    assert.equal(statut, 202, JSON.stringify(corps))
    const travail = async () =>
      (await appeler<{ travaux: Travail[] }>(camille, 'GET', '/travaux?genre=document')).corps.travaux.find(
        ({ id }) => id === corps.id,
      )!
    while ((await travail()).etat === 'en_cours') await new Promise((resolve) => setTimeout(resolve, 100))
    const { etat, pret, objet, campagne, fait, total, erreur } = await travail()
    assert.deepEqual([etat, pret, campagne, fait, erreur], ['fini', true, '2023', total, null])
    assert.ok(objet.startsWith(`${nom}, `), objet)
    const reponse = await telecharger(camille, corps.id)
    assert.match(reponse.headers.get('content-disposition')!, /\.(pdf|xlsx)"/)
    assert.ok((await reponse.text()).startsWith(entete))
    assert.equal((await telecharger(nadia, corps.id)).status, 404, 'pour elle seule')
  }
})

test('un document demandé deux fois est le même ; arrêté puis repris, il s’achève ; sans scénario, il n’y a rien', async () => {
  const { rows } = await sql<{ id: string }>`
    insert into archive (campagne, scenario, document, par, role, organisation)
    values ('2023', 'reglement', 'classeur', ${camille.id}, ${camille.role}, ${camille.organisation}) returning id
  `.execute(db)
  const { id } = rows[0]!
  const deja = await appeler<Archive>(camille, 'POST', `${DOCUMENTS}/classeur`)
  assert.deepEqual([deja.statut, deja.corps.id], [200, id])
  assert.equal((await appeler(nadia, 'POST', `/archives/${id}/annulation`)).statut, 200)
  await faireArchive(ctx, id)
  assert.equal((await telecharger(camille, id)).status, 404)
  assert.equal((await appeler(camille, 'POST', `/archives/${id}/relance`)).statut, 202)
  await Promise.all([faireArchive(ctx, id), faireArchive(ctx, id)])
  assert.equal((await telecharger(camille, id)).status, 200)
  const inconnu = '/campagnes/2023/scenarios/inconnu/documents/classeur'
  assert.equal((await appeler(camille, 'POST', inconnu)).statut, 404)
  assert.equal((await appeler(lea, 'POST', `${DOCUMENTS}/classeur`)).statut, 403)
  const traces = await sql<{ acte: string }>`
    select acte from journal where apres ->> 'archive' = ${id} order by id`.execute(db)
  assert.deepEqual(
    traces.rows.map(({ acte }) => acte),
    ['archive.arretee', 'archive.relancee', 'archive.etablie'],
  )
})

test('qui a perdu son rôle n’emporte plus rien ; au bout de sept jours, il n’en reste que la trace', async () => {
  const id = await enAttente({ ...camille, role: 'responsable' }, AFORPA)
  await faireArchive(ctx, id)
  const { rows } = await sql<{ erreur: string }>`select erreur from archive where id = ${id}`.execute(db)
  assert.match(rows[0]!.erreur, /n’a plus le rôle/)
  await removeArchives(ctx.systeme, new Date(Date.now() + 6 * 86_400_000).toISOString())
  assert.ok((await lister(camille, AFORPA)).length > 0)
  await removeArchives(ctx.systeme, new Date(Date.now() + 8 * 86_400_000).toISOString())
  assert.deepEqual(await lister(camille, AFORPA), [])
  const restes = await sql<{ n: number }>`select count(*)::int as n from archive_morceau`.execute(db)
  assert.equal(restes.rows[0]!.n, 0)
})
