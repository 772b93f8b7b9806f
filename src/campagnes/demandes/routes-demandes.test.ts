import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { AppelOuvert, Enregistrement } from '#campagnes/demandes/espace.ts'
import { PDF_MINUSCULE, SAISIE } from '../../../test/demandes-atelier.ts'
import { appeler, codes, openEspace } from '../../../test/espace-atelier.ts'
import { lirePdf } from '../../../test/pdf.ts'

// The space of a training centre: opening, typing, submitting, at a time that tests move.

const horloge = { maintenant: '2024-03-29T22:40:00.000Z' }
const { db, app, lea, omar, julie, nadia, brouillon, lire, enregistrer, complet } = await openEspace(
  { after },
  horloge,
)

test('un appel ouvert se lit sans compte ; la demande s’ouvre une fois, la seconde répond la même', async () => {
  const { campagne, id } = await brouillon()
  const lus = (await (await app.request('/api/appels')).json()) as AppelOuvert[]
  const lu = lus.find((appel) => appel.id === campagne)!
  assert.deepEqual([lu.demande, lu.delai.jusquAu, lu.pieces.length], [null, '2024-03-29T22:59:59.000Z', 2])
  const encore = await appeler<{ id: string }>(lea, 'POST', `/campagnes/${campagne}/demandes`)
  assert.deepEqual([encore.statut, encore.corps.id], [200, id])
  const siens = (await appeler<AppelOuvert[]>(omar, 'GET', '/appels')).corps
  assert.deepEqual(siens.find((appel) => appel.id === campagne)!.demande, {
    id,
    numero: 1,
    etat: 'brouillon',
  })
  assert.equal((await appeler(lea, 'POST', '/campagnes/inconnue/demandes')).statut, 404)
  const autre = await appeler<{ id: string }>(julie, 'POST', `/campagnes/${campagne}/demandes`)
  assert.equal((await lire(`/demandes/${autre.corps.id}`, julie)).demande.numero, 2)
})

test('une saisie fautive est gardée comme elle est tapée, avec ce qu’il faut corriger', async () => {
  const { chemin } = await brouillon()
  const { statut, corps } = await enregistrer(chemin, 'F1', 1, {
    ...SAISIE,
    contrats: 'beaucoup',
    niveau: '',
  })
  assert.equal(statut, 200)
  assert.deepEqual(
    corps.constats.map(({ champ, code }) => [champ, code]),
    [
      ['niveau', 'valeur_manquante'],
      ['contrats', 'pas_un_nombre'],
    ],
  )
  const lue = await lire(chemin)
  assert.equal(lue.formations[0]!.saisie.contrats, 'beaucoup')
  assert.deepEqual(lue.formations[0]!.constats, corps.constats)
  assert.deepEqual(lue.completude, corps.completude)
  assert.equal(lue.demande.version, corps.version)
})

test('deux onglets : le second est averti, rien n’est perdu ; le même enregistrement rejoué n’est pas un conflit', async () => {
  const { chemin } = await brouillon()
  const un = await enregistrer(chemin, 'F1', 1)
  assert.equal(un.corps.version, 2)
  const autre = await enregistrer(chemin, 'F2', 1)
  assert.deepEqual([autre.statut, autre.corps.code], [409, 'version-perimee'])
  assert.deepEqual(
    (await lire(chemin)).formations.map(({ identifiant }) => identifiant),
    ['F1'],
  )
  const rejouee = await enregistrer(chemin, 'F1', 1)
  assert.deepEqual([rejouee.statut, rejouee.corps.version], [200, 2])
  const memes = await Promise.all(['A', 'B', 'C', 'D'].map((nom) => enregistrer(chemin, nom, 2)))
  assert.deepEqual(memes.map(({ statut }) => statut).sort(), [200, 409, 409, 409])
  const retrait = await appeler(lea, 'DELETE', `${chemin}/formations/F1?version=2`)
  assert.equal(retrait.statut, 409)
  assert.equal((await appeler(lea, 'DELETE', `${chemin}/formations/F1?version=3`)).statut, 200)
  assert.equal((await appeler(lea, 'DELETE', `${chemin}/formations/F1?version=4`)).statut, 404)
})

test('la demande d’un autre organisme n’existe pas, et un brouillon non plus pour la Région', async () => {
  const { chemin } = await brouillon()
  await enregistrer(chemin, 'F1', 1)
  for (const qui of [julie, nadia]) assert.equal((await appeler(qui, 'GET', chemin)).statut, 404)
  for (const [methode, fin, corps] of [
    ['PUT', '/formations/F1', { version: 2, saisie: SAISIE }],
    ['DELETE', '/formations/F1?version=2', undefined],
    ['PUT', '/effectif', { version: 2, effectif: '1' }],
    ['POST', '/renouvellement', { version: 2 }],
    ['POST', '/formations/fichier?mode=ajouter&version=2', 'a'],
    ['POST', '/pieces?code=note&nom=a.pdf', PDF_MINUSCULE],
    ['DELETE', '/pieces/inconnue', undefined],
    ['POST', '/depot', { version: 2 }],
    ['POST', '/retrait', { version: 2 }],
    ['POST', '/messages', { texte: 'Bonjour' }],
    ['GET', '/recepisse.pdf', undefined],
    ['GET', '/formations.xlsx', undefined],
  ] as const)
    assert.equal((await appeler(julie, methode, `${chemin}${fin}`, corps)).statut, 404, `${methode} ${fin}`)
  assert.equal((await lire(chemin)).demande.version, 2)
  assert.equal((await lire(chemin, omar)).saisissable, false)
})

test('l’échéance se juge à la seconde, à l’horloge du serveur', async () => {
  const { chemin } = await brouillon()
  const version = await complet(chemin)
  horloge.maintenant = '2024-03-29T23:00:00.000Z'
  const tard = await appeler(lea, 'POST', `${chemin}/depot`, { version })
  assert.deepEqual([tard.statut, codes(tard)], [422, ['appel-clos']])
  horloge.maintenant = '2024-03-29T22:59:59.999Z'
  assert.equal((await appeler(lea, 'POST', `${chemin}/depot`, { version })).statut, 204)
  const { demande, etapes } = await lire(chemin)
  assert.deepEqual([demande.etat, demande.deposeeLe], ['deposee', horloge.maintenant])
  assert.equal(etapes.at(-1)!.titre, 'Demande déposée')
  // Too late to take it back: it could not be submitted again.
  horloge.maintenant = '2024-03-29T23:00:00.000Z'
  const reprise = await appeler(lea, 'POST', `${chemin}/reprise`, { version: demande.version })
  assert.deepEqual([reprise.statut, codes(reprise)], [422, ['appel-clos']])
  horloge.maintenant = '2024-03-29T22:40:00.000Z'
})

test('une réouverture laisse un seul organisme déposer après la clôture', async () => {
  const { campagne, chemin } = await brouillon()
  const version = await complet(chemin)
  horloge.maintenant = '2024-03-29T23:05:00.000Z'
  await sql`update campagne set etat = 'close' where id = ${campagne}`.execute(db)
  await sql`insert into reouverture (campagne, organisation, jusqu_au, motif, accordee_par)
    values (${campagne}, ${lea.organisation}, '2024-03-29T23:10:00Z', 'Panne', ${nadia.id})`.execute(db)
  const refus = await appeler(julie, 'POST', `/campagnes/${campagne}/demandes`)
  assert.equal(refus.statut, 404)
  assert.equal((await appeler(lea, 'POST', `${chemin}/depot`, { version })).statut, 204)
  horloge.maintenant = '2024-03-29T22:40:00.000Z'
})

test('le dépôt dit tous les manques ensemble, puis donne un récépissé dont l’empreinte suit le contenu', async () => {
  const { chemin } = await brouillon({ obligatoire: true })
  const refus = await appeler(lea, 'POST', `${chemin}/depot`, { version: 1 })
  assert.deepEqual(
    [refus.statut, codes(refus)],
    [422, ['valeur_manquante', 'sans-formation', 'piece-absente']],
  )
  const sans = await appeler(lea, 'GET', `${chemin}/recepisse.pdf`)
  assert.deepEqual([sans.statut, sans.corps.code], [422, 'sans-depot'])
  const effectif = await appeler<Enregistrement>(lea, 'PUT', `${chemin}/effectif`, {
    version: 1,
    effectif: '420',
  })
  const { corps } = await enregistrer(chemin, 'F1', effectif.corps.version)
  const piece = await appeler(
    lea,
    'POST',
    `${chemin}/pieces?code=comptes&nom=Comptes%202023.pdf`,
    PDF_MINUSCULE,
  )
  assert.equal(piece.statut, 201)
  const { version } = corps
  const doubles = await Promise.all([1, 2, 3].map(() => appeler(lea, 'POST', `${chemin}/depot`, { version })))
  assert.deepEqual(doubles.map(({ statut }) => statut).sort(), [204, 409, 409])
  const { demande } = await lire(chemin)
  assert.match(demande.empreinte!, /^[0-9a-f]{64}$/)
  const reponse = await lea.request(`/api${chemin}/recepisse.pdf`)
  assert.equal(reponse.headers.get('content-type'), 'application/pdf')
  const pdf = lirePdf(new Uint8Array(await reponse.arrayBuffer()))
  assert.ok(pdf.contient('<pdfuaid:part>1</pdfuaid:part>') && pdf.contient('Récépissé de dépôt'))
  const fige = await enregistrer(chemin, 'F1', demande.version, { ...SAISIE, contrats: '30' })
  assert.deepEqual([fige.statut, fige.corps.code], [422, 'etat-incompatible'])
  assert.equal((await appeler(nadia, 'GET', chemin)).statut, 200)
})

test('une demande déposée se reprend, se redépose, se retire, puis une autre s’ouvre', async () => {
  const { campagne, chemin, id } = await brouillon()
  const version = await complet(chemin)
  await appeler(lea, 'POST', `${chemin}/depot`, { version })
  const deposee = (await lire(chemin)).demande
  assert.equal((await appeler(lea, 'POST', `${chemin}/reprise`, { version: deposee.version })).statut, 204)
  const reprise = (await lire(chemin)).demande
  assert.deepEqual([reprise.etat, reprise.deposeeLe, reprise.empreinte], ['brouillon', null, null])
  await appeler(lea, 'POST', `${chemin}/depot`, { version: reprise.version })
  const encore = (await lire(chemin)).demande
  assert.equal(encore.empreinte, deposee.empreinte, 'le même contenu a la même empreinte')
  const retrait = { version: encore.version, motif: 'Doublon' }
  assert.equal((await appeler(lea, 'POST', `${chemin}/retrait`, retrait)).statut, 204)
  const neuve = await appeler<{ id: string }>(lea, 'POST', `/campagnes/${campagne}/demandes`)
  assert.deepEqual([neuve.statut, neuve.corps.id === id], [201, false])
})

test('un complément demandé rouvre la saisie, même l’appel clos ; la réponse le referme et scelle de nouveau', async () => {
  const { campagne, id, chemin } = await brouillon()
  await appeler(lea, 'POST', `${chemin}/depot`, { version: await complet(chemin) })
  const avant = (await lire(chemin)).demande
  await sql`update campagne set etat = 'close' where id = ${campagne}`.execute(db)
  await sql`update demande set etat = 'a_completer', version = version + 1 where id = ${id}`.execute(db)
  await sql`insert into demande_complement (demande, texte, echeance, demande_par)
    values (${id}, 'Précisez la commune.', '2024-04-15', ${nadia.id})`.execute(db)
  await sql`insert into demande_message (demande, sens, texte, auteur) values
    (${id}, 'region', 'Bonjour', ${nadia.id}), (${id}, 'interne', 'Entre nous', ${nadia.id})`.execute(db)
  horloge.maintenant = '2024-03-29T23:06:00.000Z'
  const lue = await lire(chemin)
  assert.deepEqual(
    [lue.saisissable, lue.complements[0]!.echeance, lue.messages.length],
    [true, '2024-04-15', 1],
  )
  assert.equal(lue.messages[0]!.auteur, '', 'l’organisme ne lit pas le nom de l’agent')
  const { corps } = await enregistrer(chemin, 'F1', lue.demande.version, { ...SAISIE, commune: 'Provins' })
  const perime = await appeler(lea, 'GET', `${chemin}/recepisse.pdf`)
  assert.deepEqual([perime.statut, perime.corps.code], [422, 'en-changement'])
  const reponse = { version: corps.version, texte: 'C’est Provins.' }
  assert.equal((await appeler(lea, 'POST', `${chemin}/reponse`, reponse)).statut, 204)
  const apres = await lire(chemin)
  assert.deepEqual([apres.demande.etat, apres.demande.deposeeLe], ['complete', avant.deposeeLe])
  assert.notEqual(apres.demande.empreinte, avant.empreinte)
  assert.equal(apres.complements[0]!.reponduLe, horloge.maintenant)
  assert.deepEqual(apres.messages.map(({ texte }) => texte).sort(), ['Bonjour', 'C’est Provins.'])
  assert.equal((await appeler(lea, 'GET', `${chemin}/recepisse.pdf`)).statut, 200)
  assert.equal((await appeler(lea, 'POST', `${chemin}/messages`, { texte: 'Merci' })).statut, 201)
  horloge.maintenant = '2024-03-29T22:40:00.000Z'
})

test('les formations de la campagne précédente se reprennent, sans écraser ce qui est saisi', async () => {
  const { chemin } = await brouillon()
  const { precedente } = await lire(chemin)
  assert.deepEqual([precedente!.exercice, precedente!.formations.length], [2023, 21])
  const premiere = precedente!.formations[0]!
  const { corps: un } = await enregistrer(chemin, premiere.identifiant, 1, {
    ...premiere.saisie,
    contrats: '3',
  })
  const { corps } = await appeler<Enregistrement>(lea, 'POST', `${chemin}/renouvellement`, {
    version: un.version,
  })
  assert.deepEqual(
    corps.completude.manques.map(({ champ }) => champ),
    ['effectifOrganisme'],
  )
  const { formations } = await lire(chemin)
  assert.deepEqual([formations.length, formations[0]!.saisie.contrats], [21, '3'])
})

test('chaque écriture laisse un acte, et le journal ne dit rien de ce qui est tapé', async () => {
  const { id, chemin } = await brouillon()
  const secret = 'Formation très confidentielle'
  const { corps } = await enregistrer(chemin, 'F1', 1, { ...SAISIE, intitule: secret })
  await appeler(lea, 'POST', `${chemin}/pieces?code=note&nom=secret.pdf`, PDF_MINUSCULE)
  await appeler(lea, 'DELETE', `${chemin}/formations/F1?version=${corps.version}`)
  const { rows } = await sql<{ acte: string; dit: string }>`
    select acte, coalesce(apres::text, '') as dit from journal where objet = ${`demande:${id}`} order by id`.execute(
    db,
  )
  assert.deepEqual(
    rows.map(({ acte }) => acte),
    ['demande.ouvrir', 'demande.ajouterFormation', 'demande.joindre', 'demande.retirerFormation'],
  )
  assert.ok(rows.every(({ dit }) => !dit.includes(secret) && !dit.includes('secret.pdf')))
})
