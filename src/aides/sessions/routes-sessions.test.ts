import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import type { Courriers } from '#aides/dossiers/courrier.ts'
import type { DossierLu, PageDossiers } from '#aides/dossiers/dossier.ts'
import { formatJeton } from '#aides/dossiers/routes-lien.ts'
import type { SuiviLu } from '#aides/dossiers/suivi.ts'
import { faireOctroi } from '#aides/sessions/routes-octroi-travail.ts'
import type { Octroi, SessionLue } from '#aides/sessions/session.ts'
import { insertOctroi } from '#aides/sessions/store-octroi.ts'
import { createEngagement } from '#budget/store-actes.ts'
import { transaction } from '#platform/db.ts'
import { type Connecte, openApplication } from '../../../test/acces/application.ts'
import { accorderSession } from '../../../test/aides-octroi-atelier.ts'
import {
  creerDossier,
  creerEnveloppe,
  creerSession,
  etatsDe,
  REPONSES,
  sommeAccordee,
} from '../../../test/aides-suivi-atelier.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { lirePdf } from '../../../test/pdf.ts'

// Sessions, granting and dossiers, by the routes, on the real engine and through its wall.

const { db, app, ctx, personne } = await openApplication({ after })
const [nadia, camille, hugo, paul, lea, julie] = [
  ...['nadia-benali', 'camille-royer', 'hugo-lemaire', 'paul-vasseur', 'lea-fontaine', 'julie-moreau'],
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte, Connecte]

const lire = async <T>(chemin: string, qui = nadia) => (await appeler<T>(qui, 'GET', chemin)).corps

const accorder = (session: string) => accorderSession(nadia, session)

const SAISIE = {
  ...{ dispositif: 'ara-2025', libelle: 'ARA 2025, première session', exercice: 2025 },
  ...{ ouvre: '2025-03-01T09:00', ferme: '2099-04-30T23:59:59', ligne: null, operation: null },
  attestationExigee: false,
}

test('une campagne se crée, s’ouvre, se clôt ; son texte figé la garde', async () => {
  const refusee = await appeler(nadia, 'POST', '/campagnes-aides', {
    ...SAISIE,
    libelle: ' ',
    ferme: '2025-02-30T00:00',
  })
  assert.deepEqual([refusee.statut, codes(refusee)], [422, ['date-illisible']])
  assert.equal((await appeler(camille, 'POST', '/campagnes-aides', SAISIE)).statut, 403)
  const { statut, corps } = await appeler<{ id: string }>(nadia, 'POST', '/campagnes-aides', SAISIE)
  assert.equal(statut, 201)
  const chemin = `/campagnes-aides/${corps.id}`
  const lue = await lire<SessionLue>(chemin)
  assert.deepEqual(
    [lue.etat, lue.ouvreLe, lue.fermeLe, lue.regleIntacte, lue.actes],
    ['preparation', '2025-03-01T08:00:00.000Z', '2099-04-30T21:59:59.000Z', true, ['ouvrir']],
  )
  assert.equal((await appeler(lea, 'GET', chemin)).statut, 404)
  const changee = { ...SAISIE, libelle: 'ARA 2025', attestationExigee: true }
  assert.equal((await appeler(nadia, 'PUT', chemin, changee)).statut, 204)
  await sql`update aide_session set version = repeat('f', 64) where id = ${corps.id}`.execute(db)
  assert.deepEqual(codes(await appeler(nadia, 'POST', `${chemin}/etat`, { acte: 'ouvrir' })), [
    'regle-changee',
  ])
  await sql`update aide_session set version = ${lue.version} where id = ${corps.id}`.execute(db)
  assert.equal((await appeler(nadia, 'POST', `${chemin}/etat`, { acte: 'ouvrir' })).statut, 204)
  assert.equal((await lire<SessionLue>(chemin, lea)).libelle, 'ARA 2025')
  assert.deepEqual(codes(await appeler(nadia, 'POST', `${chemin}/octrois`)), ['sans-enveloppe'])
  assert.equal((await appeler(nadia, 'POST', `${chemin}/etat`, { acte: 'clore' })).statut, 204)
  assert.equal((await appeler(nadia, 'POST', `${chemin}/etat`, { acte: 'solder' })).statut, 204)
})

test('6 992 428 € affectés en 2023 : le dernier centime se donne, le suivant attend, un retrait fait avancer la file', async () => {
  const { rows } = await sql<{ id: string }>`
    select id from ligne_budgetaire where exercice = 2023 and action = '12600302'
  `.execute(db)
  const operation = 'Aide régionale à l’apprentissage 2023'
  const session = await creerSession(db, { exercice: 2023, ligne: rows[0]!.id, operation })
  const creer = (montant: number) => creerDossier(db, { session, qui: lea, montant })
  const ids: string[] = []
  for (const montant of [300_000_000, 200_000_000, 199_231_300, 11_500, 20_000, 11_500])
    ids.push((await creer(montant)).id)
  const premier = await accorder(session)
  assert.deepEqual(
    [premier.etat, premier.total, premier.accordes, premier.montant, premier.enAttente, premier.retenus],
    ['fini', 6, 4, 699_242_800, 2, 0],
  )
  assert.deepEqual(await etatsDe(db, ids), [...Array(4).fill('accorde'), 'en_attente', 'en_attente'])
  const { enveloppe, postes } = await lire<SessionLue>(`/campagnes-aides/${session}`)
  assert.deepEqual(enveloppe, { affecte: 699_242_800, accorde: 699_242_800, reste: 0 })
  assert.equal(
    postes.reduce((somme, { nombre }) => somme + nombre, 0),
    6,
  )
  const attente = await lire<PageDossiers>(`/campagnes-aides/${session}/dossiers?etat=en_attente`)
  assert.deepEqual(
    attente.dossiers.map(({ id, rang }) => [id, rang]),
    [
      [ids[4], 1],
      [ids[5], 2],
    ],
  )

  const retrait = `/dossiers-aides/${ids[3]}/retrait`
  assert.deepEqual(codes(await appeler(camille, 'POST', retrait, { motif: ' ' })), ['motif-absent'])
  assert.equal((await appeler(camille, 'POST', retrait, { motif: 'Contrat rompu' })).statut, 204)
  // 115 € came back: the first who waits asks for 200 €, and nobody passes before.
  const deuxieme = await accorder(session)
  assert.deepEqual([deuxieme.accordes, deuxieme.enAttente], [0, 2])
  await sql`
    insert into affectation (ligne, operation, deliberation, date, montant)
    values (${rows[0]!.id}, ${operation}, 'CP d’essai', '2023-09-01', 20000)
  `.execute(db)
  const troisieme = await accorder(session)
  assert.deepEqual([troisieme.accordes, troisieme.montant, troisieme.enAttente], [2, 31_500, 0])
  const lu = await lire<DossierLu>(`/dossiers-aides/${ids[4]}`)
  assert.deepEqual(
    lu.etapes.map(({ de, vers, par }) => [de, vers, par]),
    [
      ['en_attente', 'accorde', 'Nadia Benali'],
      ['proposable', 'en_attente', 'Nadia Benali'],
    ],
  )
})

test('des octrois au même instant, sur deux campagnes d’une même enveloppe, ne la dépassent jamais', async () => {
  // 40 dossiers of 200 € and 115 €, an envelope of 2 000 €: at most 2 000 € in all, whoever comes first.
  const { ligne, operation } = await creerEnveloppe(db, [150_000, 50_000])
  const sessions = [
    await creerSession(db, { ligne, operation }),
    await creerSession(db, { ligne, operation }),
  ]
  const ids: string[] = []
  for (let i = 0; i < 40; i++) {
    const reponses = { ...REPONSES, niveau: i % 3 === 0 ? '5' : '3' }
    ids.push((await creerDossier(db, { session: sessions[i % 2]!, qui: lea, reponses })).id)
  }
  const mains = { par: nadia.id, pour: null, role: 'responsable', adresse: null } as const
  const octrois = await Promise.all(
    sessions.map((session) => transaction(db, (tx) => insertOctroi(tx, { session, ...mains }))),
  )
  await Promise.all([0, 1, 2, 3].flatMap(() => octrois.map(({ id }) => faireOctroi(ctx, id, 3))))
  const somme = await sommeAccordee(db, operation)
  assert.ok(somme <= 200_000 && somme > 200_000 - 20_000, String(somme))
  const etats = await etatsDe(db, ids)
  assert.deepEqual([...new Set(etats)].sort(), ['accorde', 'en_attente'])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from aide_dossier_etape where dossier = any (${ids}) and vers = 'accorde'
  `.execute(db)
  assert.equal(rows[0]!.n, etats.filter((etat) => etat === 'accorde').length, 'nul n’est accordé deux fois')
  // Within a session nobody is served after somebody who waits.
  for (const parite of [0, 1]) {
    const sienne = etats.filter((_, i) => i % 2 === parite)
    assert.equal(sienne.lastIndexOf('accorde') < sienne.indexOf('en_attente'), true)
  }
})

test('une même somme n’est pas promise deux fois : aux apprentis, et à un autre engagement', async () => {
  // 1 000 € set aside, 200 € granted to each of two people: 600 € may go elsewhere, then nothing is left to grant.
  const { ligne, operation } = await creerEnveloppe(db, [100_000])
  const session = await creerSession(db, { ligne, operation })
  const octroyer = async (nombre: number) => {
    for (let i = 0; i < nombre; i++) await creerDossier(db, { session, qui: lea })
    const mains = { par: nadia.id, pour: null, role: 'responsable', adresse: null } as const
    const octroi = await transaction(db, (tx) => insertOctroi(tx, { session, ...mains }))
    await faireOctroi(ctx, octroi.id)
    return sommeAccordee(db, operation)
  }
  assert.equal(await octroyer(2), 40_000)
  const { rows } = await sql<{ id: string }>`select id from affectation where ligne = ${ligne}`.execute(db)
  const engager = (objet: string, montant: number) =>
    transaction(ctx.systeme, (tx) =>
      createEngagement(
        tx,
        { affectation: rows[0]!.id },
        {
          ...{
            objet,
            libelle: 'Essai',
            beneficiaire: 'Un autre',
            siret: '11000001500013',
            date: '2025-06-01',
          },
          ...{ montant, echeancier: [{ exercice: 2025, montant }] },
        },
        { aujourdhui: '2025-06-01' },
      ),
    )
  assert.equal((await engager('ailleurs:1', 60_001))!.statut, 'refus')
  assert.equal((await engager('ailleurs:1', 60_000))!.statut, 'accord')
  assert.equal((await engager('ailleurs:2', 1))!.statut, 'refus')
  // What pays these very aids takes what was promised to them, and changes nothing to what is left.
  assert.equal((await engager('dispositif:ara-2025', 40_000))!.statut, 'accord')
  assert.equal(await octroyer(1), 40_000)
})

test('une ligne suspendue ne donne plus rien', async () => {
  const { ligne, operation } = await creerEnveloppe(db, [100_000])
  const session = await creerSession(db, { ligne, operation })
  const { id } = await creerDossier(db, { session, qui: lea })
  const suspension = { motif: 'Contrôle en cours', au: '2099-12-31' }
  assert.ok((await appeler(hugo, 'POST', `/budget/lignes/${ligne}/suspension`, suspension)).statut < 300)
  const refus = await appeler(nadia, 'POST', `/campagnes-aides/${session}/octrois`)
  assert.deepEqual([refus.statut, codes(refus)], [422, ['ligne-suspendue']])
  // Suspended while the work waits for its turn: it stops, and says why.
  const mains = { par: nadia.id, pour: null, role: 'responsable', adresse: null } as const
  const octroi = await transaction(db, (tx) => insertOctroi(tx, { session, ...mains }))
  await faireOctroi(ctx, octroi.id)
  const [arrete] = await lire<Octroi[]>(`/campagnes-aides/${session}/octrois`)
  assert.deepEqual([arrete?.etat, arrete?.motif?.code], ['arrete', 'ligne-suspendue'])
  assert.deepEqual(await etatsDe(db, [id]), ['proposable'])
})

test('la même personne dans deux campagnes d’un exercice est retenue, jusqu’à ce qu’un agent dise pourquoi non', async () => {
  const { ligne, operation } = await creerEnveloppe(db, [100_000])
  const session = await creerSession(db, { ligne, operation, exercice: 2031, libelle: 'Une' })
  const autre = await creerSession(db, { exercice: 2031, libelle: 'Autre' })
  const ailleurs = await creerDossier(db, { session: autre, qui: julie, nom: 'DURAND' })
  const { id } = await creerDossier(db, {
    session,
    qui: lea,
    nom: 'DURAND',
    beneficiaire: ailleurs.beneficiaire,
  })
  assert.deepEqual([(await accorder(session)).retenus, ...(await etatsDe(db, [id]))], [1, 'proposable'])
  const retenus = await lire<PageDossiers>(`/campagnes-aides/${session}/dossiers?garde=retenu`)
  assert.deepEqual(
    retenus.dossiers.map((un) => un.id),
    [id],
  )
  const [vue] = (await lire<DossierLu>(`/dossiers-aides/${id}`, lea)).collisions
  assert.deepEqual(vue, { nature: 'personne', levee: false, autre: null }, 'un organisme ne sait pas lequel')
  const [complete] = (await lire<DossierLu>(`/dossiers-aides/${id}`, camille)).collisions
  assert.equal(complete?.autre?.organisme, 'STELO FORMATION')
  const levee = { autre: ailleurs.id, nature: 'personne', motif: 'Deux aides d’objets différents' }
  assert.equal((await appeler(lea, 'POST', `/dossiers-aides/${id}/levees`, levee)).statut, 403)
  assert.equal((await appeler(camille, 'POST', `/dossiers-aides/${id}/levees`, levee)).statut, 204)
  assert.deepEqual(codes(await appeler(camille, 'POST', `/dossiers-aides/${id}/levees`, levee)), [
    'sans-collision',
  ])
  assert.deepEqual([(await accorder(session)).accordes, ...(await etatsDe(db, [id]))], [1, 'accorde'])
})

test('chacun ne voit que ce qui est le sien : noms, rangs, sommes', async () => {
  const session = await creerSession(db)
  for (const [qui, nom, etat] of [
    [lea, 'LÉGER', 'en_attente'],
    [julie, 'ÉMOND', 'en_attente'],
    [julie, 'ÉMOND', 'proposable'],
  ] as const)
    await creerDossier(db, { session, qui, nom, etat })
  const chemin = `/campagnes-aides/${session}/dossiers`
  const page = (qui: Connecte, filtre = '') => lire<PageDossiers>(`${chemin}${filtre}`, qui)
  assert.equal((await page(camille)).total, 3)
  assert.deepEqual(
    (await page(camille, '?q=leger')).dossiers.map(({ nom }) => nom),
    ['LÉGER'],
  )
  const deJulie = (await page(julie)).dossiers
  assert.deepEqual(deJulie.map(({ rang }) => rang).sort(), [2, null])
  assert.equal((await appeler(paul, 'GET', chemin)).statut, 403)
  const sommes = await lire<SessionLue>(`/campagnes-aides/${session}`, paul)
  assert.equal(
    sommes.postes.reduce((somme, { nombre }) => somme + nombre, 0),
    3,
  )
  const siennes = await lire<SessionLue>(`/campagnes-aides/${session}`, lea)
  assert.deepEqual(
    siennes.postes.map(({ organisme, nombre }) => [organisme, nombre]),
    [['AFORPA', 1]],
  )
  const classeur = await camille.request(`/api/campagnes-aides/${session}/dossiers.xlsx?q=leger`)
  assert.equal(classeur.status, 200)
  assert.ok((await classeur.arrayBuffer()).byteLength > 1_000)
  const { rows } = await sql<{ apres: object }>`
    select apres from journal where acte = 'dossieraide.exporte' and objet = ${`campagneaide:${session}`}
  `.execute(db)
  assert.equal(JSON.stringify(rows).includes('leger'), false, 'un nom cherché ne reste pas au journal')
  assert.equal(rows.length, 1)
})

test('au-delà des absences admises, l’organisme atteste et le dossier est refusé : l’argent revient', async () => {
  const { ligne, operation } = await creerEnveloppe(db, [60_000])
  const session = await creerSession(db, { ligne, operation, attestationExigee: true })
  const faits = []
  for (let i = 0; i < 4; i++) faits.push(await creerDossier(db, { session, qui: lea }))
  const ids = faits.map(({ id }) => id)
  assert.deepEqual([(await accorder(session)).accordes, (await etatsDe(db, ids))[3]], [3, 'en_attente'])
  const payable = async (id: string) =>
    (await sql<{ oui: boolean }>`select dossier_d_aide_payable(${id}) as oui`.execute(db)).rows[0]!.oui
  const chemin = `/campagnes-aides/${session}/attestations`
  const ligneDe = (dossier: string | undefined, absences: string) => ({ dossier, absences, assidu: false })
  const faux = { attestations: [ligneDe(ids[0], 'trop'), ligneDe('inconnu', '3')] }
  assert.deepEqual(codes(await appeler(lea, 'POST', chemin, faux)), ['absences-illisibles', 'absent'])
  assert.deepEqual(codes(await appeler(julie, 'POST', chemin, { attestations: [ligneDe(ids[0], '3')] })), [
    'absent',
  ])
  const fait = await appeler(lea, 'POST', chemin, {
    attestations: [ligneDe(ids[0], '20'), ligneDe(ids[1], '20,1')],
  })
  assert.deepEqual([fait.statut, fait.corps], [200, { attestes: 2 }])
  const csv = `Numéro;Assiduité attestée;Absences (%)\n${faits[2]!.numero};oui;\n`
  const depot = await appeler<object>(lea, 'POST', `${chemin}/fichier?nom=a.csv`, csv)
  assert.deepEqual([depot.statut, depot.corps], [200, { attestes: 1 }])
  for (let essais = 0; (await etatsDe(db, [ids[1]!]))[0] !== 'refuse' && essais < 100; essais++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  assert.deepEqual(await etatsDe(db, ids), ['accorde', 'refuse', 'accorde', 'en_attente'])
  const refuse = await lire<DossierLu>(`/dossiers-aides/${ids[1]}`)
  assert.equal(refuse.verdict.statut === 'refus' && refuse.verdict.motifs[0]?.code, 'assiduite')
  assert.match(refuse.etapes[0]?.motif ?? '', /20,1/)
  assert.deepEqual(
    [await payable(ids[0]!), await payable(ids[1]!), await payable(ids[3]!)],
    [true, false, false],
  )
  assert.equal((await accorder(session)).accordes, 1)
  assert.equal(await payable(ids[3]!), false, 'accordé, mais pas encore attesté')
  assert.deepEqual((await appeler<object>(lea, 'POST', chemin, { tous: true })).corps, { attestes: 1 })
  assert.equal(await payable(ids[3]!), true)
})

test('chacun reçoit sa lettre une fois, et suit son dossier par un lien que l’on peut révoquer', async () => {
  const session = await creerSession(db, { libelle: 'Courriers' })
  const { id } = await creerDossier(db, { session, qui: lea, etat: 'accorde', courriel: 'alex@exemple.fr' })
  await creerDossier(db, { session, qui: lea, reponses: { ...REPONSES, niveau: '7' } })
  await creerDossier(db, { session, qui: lea })
  const chemin = `/campagnes-aides/${session}/courriers`
  assert.equal((await lire<Courriers>(chemin)).aDire, 2, 'ce qui n’est que proposé ne se dit pas')
  assert.equal((await appeler(camille, 'POST', chemin)).statut, 403)
  assert.equal((await appeler(nadia, 'POST', chemin)).statut, 202)
  let courriers = await lire<Courriers>(chemin)
  for (let essais = 0; courriers.courriers[0]?.etat === 'en_cours' && essais < 300; essais++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    courriers = await lire<Courriers>(chemin)
  }
  const [fait] = courriers.courriers
  assert.deepEqual([fait?.etat, fait?.faits, fait?.courriels, courriers.aDire], ['fini', 2, 1, 0])
  assert.deepEqual(codes(await appeler(nadia, 'POST', chemin)), ['rien-a-dire'])
  const zip = await nadia.request(`/api/courriers-aides/${fait!.id}/lettres.zip`)
  const [pdf] = Object.values(unzipSync(new Uint8Array(await zip.arrayBuffer())))
  assert.ok(lirePdf(pdf!).contient('pdfuaid'), 'PDF/UA')
  const lettre = await lea.request(`/api/dossiers-aides/${id}/lettre.pdf`)
  assert.equal(lettre.headers.get('content-type'), 'application/pdf')

  const { rows } = await sql<{ corps: string }>`
    select corps from message where destinataire = 'alex@exemple.fr'`.execute(db)
  const jeton = /suivi-aide\/([\w-]{44})/.exec(rows[0]!.corps)![1]!
  const visiteur = { request: async (chemin: string, init?: RequestInit) => app.request(chemin, init) }
  const suivre = (envoye: string) => appeler<SuiviLu>(visiteur, 'POST', '/suivi-aide', { jeton: envoye })
  const vu = await suivre(jeton)
  assert.deepEqual([vu.statut, vu.corps.qui, vu.corps.montant], [200, 'Alex M.', 20_000])
  const voisin = jeton.startsWith('A') ? 'B' : 'A'
  assert.equal((await suivre(voisin + jeton.slice(1))).statut, 404)
  const donne = await appeler<{ adresse: string }>(camille, 'POST', `/dossiers-aides/${id}/lien`)
  assert.ok(donne.corps.adresse.endsWith(`/suivi-aide/${jeton}`), 'un seul lien par dossier')
  assert.equal((await appeler(camille, 'POST', `/dossiers-aides/${id}/lien/revocation`)).statut, 204)
  const revoque = await suivre(jeton)
  assert.deepEqual([revoque.statut, revoque.corps.code], [404, 'lien-expire'])
  await appeler(camille, 'POST', `/dossiers-aides/${id}/lien`)
  assert.equal((await suivre(jeton)).statut, 404, 'l’ancien lien ne revit pas')
  await sql`update aide_lien set expire_le = '2020-01-01' where dossier = ${id}`.execute(db)
  const { graine } = (
    await sql<{ graine: string }>`select graine from aide_lien where dossier = ${id}`.execute(db)
  ).rows[0]!
  assert.equal((await suivre(formatJeton(ctx.coffre, graine))).corps.code, 'lien-expire')
})

test('un dossier dont le paiement est parti ne se retire plus', async () => {
  const session = await creerSession(db)
  const { id } = await creerDossier(db, { session, qui: lea, etat: 'accorde' })
  await sql`
    insert into asp_fichier (id, nom, session, sha256, taille, paiements, montant, cree_le, jour)
    values ('f', 'f.xml', ${session}, repeat('a', 64), 1, 1, 20000, now(), '2025-03-01')`.execute(db)
  await sql`
    insert into asp_paiement (dossier, etat, montant, chiffre, masque, empreinte, fichier, envoyee_le)
    values (${id}, 'envoyee', 20000, 'x', 'FR', repeat('a', 64), 'f', '2025-03-01')`.execute(db)
  const refus = await appeler(camille, 'POST', `/dossiers-aides/${id}/retrait`, { motif: 'Contrat rompu' })
  assert.deepEqual([refus.statut, codes(refus)], [422, ['deja-paye']])
  const { corps } = await appeler<{ adresse: string }>(camille, 'POST', `/dossiers-aides/${id}/lien`)
  const visiteur = { request: async (chemin: string, init?: RequestInit) => app.request(chemin, init) }
  const jeton = corps.adresse.slice(-44)
  const suivi = await appeler<SuiviLu>(visiteur, 'POST', '/suivi-aide', { jeton })
  assert.match(suivi.corps.paiement ?? '', /partie à l’agence/)
})
