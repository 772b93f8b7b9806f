import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { depositListWork } from '#aides/listes/routes-listes-depot.ts'
import { readListWork } from '#aides/listes/routes-listes-lecture.ts'
import { resumeSilentListes, tidyListes } from '#aides/listes/routes-listes-menage.ts'
import { receiveListe } from '#aides/listes/routes-listes-reception.ts'
import { findSessionAide } from '#aides/listes/store-listes.ts'
import {
  baseQuiLache,
  listeEnCsv,
  type Personne,
  personneFictive as personne,
} from '../../../test/aides-listes-atelier.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { type LigneRecue, openListes } from '../../../test/listes-aides-atelier.ts'

const { application, horloge, session, envoyer, lire, lignes, finir, importer, deposer, gens } =
  await openListes({
    after,
  })
const { lea, julie, camille, sarah } = gens

test('d’un fichier à des dossiers : lecture, correction d’une cellule, dépôt, verdicts et comptes scellés', async () => {
  const campagne = await session()
  const id = await importer(campagne, [
    personne(1),
    personne(2, { niveau: '6' }),
    personne(3, { iban: 'FR7630006000011234567890188' }),
    personne(4, { absences: '' }),
    personne(5, { paysNaissance: 'Mali', communeNaissance: '' }),
  ])
  const lue = await lire(id)
  assert.equal(lue.etat, 'a_corriger')
  assert.deepEqual(lue.comptes, { lignes: 5, enErreur: 1, avecAvertissement: 2, ecartees: 0, valides: 4 })
  assert.deepEqual(
    lue.groupes.map(({ gravite, champ, code, nombre }) => [gravite, champ, code, nombre]),
    [
      ['erreur', 'iban', 'iban_cle', 1],
      ['avertissement', null, 'refus_prevu', 1],
      ['avertissement', 'absences', 'reponse_manquante', 1],
    ],
  )
  const { lignes: fautives, total } = await lignes(id, 'voir=erreurs')
  assert.deepEqual([total, fautives[0]?.ligne, fautives[0]?.masque], [1, 4, null])
  assert.equal(fautives[0]?.cellules.iban, undefined, 'jamais un IBAN lisible')
  assert.deepEqual(codes(await deposer(id)), ['lignes_en_erreur'])
  const { corps } = await appeler<LigneRecue>(lea, 'PATCH', `/listes-aides/${id}/lignes/4`, {
    cellules: { iban: 'FR76 3000 6000 0112 3456 7890 189' },
  })
  assert.deepEqual([corps.anomalies, corps.masque], [[], 'FR•• •••• 0189'])
  assert.equal((await lire(id)).etat, 'prete')
  assert.equal((await deposer(id)).statut, 202)
  const deposee = await finir(id)
  assert.equal(deposee.etat, 'deposee')
  assert.deepEqual(
    deposee.dossiers.map(({ etat, nombre, montant }) => [etat, nombre, montant]).sort(),
    [
      ['incomplet', 1, 0],
      ['proposable', 3, 200_00 + 200_00 + 115_00],
      ['refuse', 1, 0],
    ].sort(),
  )
  const { rows } = await sql<{
    ligne: number
    numero: string
    id: string
    chiffre: Buffer
    masque: string
    etape: string
  }>`
    select d.ligne, d.numero, d.id, c.chiffre, c.masque, e.vers as etape from aide_dossier d
    join aide_coordonnees c on c.dossier = d.id join aide_dossier_etape e on e.dossier = d.id
    where d.liste = ${id} order by d.ligne
  `.execute(application.db)
  assert.deepEqual(
    rows.map(({ ligne, etape }) => [ligne, etape]),
    [
      [2, 'proposable'],
      [3, 'refuse'],
      [4, 'proposable'],
      [5, 'incomplet'],
      [6, 'proposable'],
    ],
  )
  assert.match(rows[0]!.numero, /^2025[0-9A-Z]{12}$/)
  const ouvert = application.ctx.coffre.open(rows[2]!.chiffre, `aide_coordonnees:${rows[2]!.id}`)
  assert.deepEqual(JSON.parse(ouvert).iban, 'FR7630006000011234567890189')
  const { rows: restes } = await sql<{ banques: number; morceaux: number }>`
    select (select count(*) from aide_ligne where liste = ${id} and banque is not null) as banques,
      (select count(*) from aide_liste_morceau where liste = ${id}) as morceaux
  `.execute(application.db)
  assert.deepEqual(restes, [{ banques: 0, morceaux: 0 }], 'ni fichier, ni compte en double')
  assert.equal((await deposer(id)).statut, 202, 'déposer deux fois ne change rien')
})

test('le même fichier deux fois est la même liste ; une liste abandonnée ne laisse rien', async () => {
  const campagne = await session()
  const contenu = [personne(11)]
  const premiere = await envoyer(lea, campagne, contenu)
  const seconde = await envoyer(lea, campagne, contenu)
  assert.deepEqual([premiere.statut, seconde.statut], [202, 200])
  assert.deepEqual(seconde.corps, { id: premiere.corps.id, existant: true })
  assert.equal((await envoyer(julie, campagne, contenu)).statut, 202, 'un autre organisme a sa propre liste')
  await finir(premiere.corps.id)
  assert.equal((await appeler(lea, 'DELETE', `/listes-aides/${premiere.corps.id}`)).statut, 204)
  const { rows } = await sql`select 1 from aide_ligne where liste = ${premiere.corps.id}`.execute(
    application.db,
  )
  assert.deepEqual(rows, [])
  assert.equal((await appeler(lea, 'GET', `/listes-aides/${premiere.corps.id}`)).statut, 404)
  assert.equal((await envoyer(lea, campagne, contenu)).statut, 202, 'et peut être renvoyée')
})

test('un organisme ne voit ni ne touche les listes d’un autre ; la Région lit et ne corrige pas ; un OPCO n’entre pas', async () => {
  const campagne = await session()
  const id = await importer(campagne, [personne(21)])
  const essais = [
    ['GET', ''],
    ['GET', '/lignes'],
    ['PATCH', '/lignes/2', { cellules: { prenom: 'Autre' } }],
    ['PUT', '/lignes/2/ecart', { motif: 'Essai' }],
    ['POST', '/remplacements', { champ: 'niveau', de: '4', par: '5' }],
    ['POST', '/depot', { lignes: 'toutes' }],
    ['POST', '/fichier'],
    ['DELETE', ''],
  ] as const
  for (const [methode, suite, corps] of essais) {
    const chemin = `/listes-aides/${id}${suite}`
    assert.equal((await appeler(julie, methode, chemin, corps)).statut, 404, `${methode} ${suite}`)
    assert.equal((await appeler(sarah, methode, chemin, corps)).statut, 403, `OPCO, ${methode} ${suite}`)
    const agent = (await appeler(camille, methode, chemin, corps)).statut
    assert.equal(agent, methode === 'GET' ? 200 : 403, `Région, ${methode} ${suite}`)
  }
  const siennes = await appeler<{ listes: unknown[] }>(julie, 'GET', `/campagnes-aides/${campagne}/listes`)
  assert.deepEqual(siennes.corps.listes, [])
  assert.equal((await lire(id)).comptes.valides, 1)
})

test('l’heure de fermeture compte à la seconde, pour envoyer comme pour déposer', async () => {
  const campagne = await session({ fermeLe: '2025-11-30T22:59:59Z' })
  const id = await importer(campagne, [personne(31)])
  horloge.maintenant = '2025-11-30T23:00:00Z'
  assert.deepEqual(codes(await deposer(id)), ['session_close'])
  assert.deepEqual(codes(await envoyer(lea, campagne, [personne(32)])), ['session_close'])
  horloge.maintenant = '2025-11-30T22:59:59Z'
  assert.equal((await deposer(id)).statut, 202)
  horloge.maintenant = '2025-11-30T23:00:10Z'
  assert.equal((await finir(id)).etat, 'deposee', 'demandé à temps, achevé après')
  horloge.maintenant = '2025-11-15T10:00:00Z'
  const fermee = await session({ etat: 'preparation' })
  assert.equal(
    (await envoyer(lea, fermee, [personne(33)])).statut,
    404,
    'en préparation, elle ne se voit pas',
  )
})

test('doublons d’une liste, comptes partagés, personnes déjà déposées, ici ou ailleurs', async () => {
  const campagne = await session()
  const [a, b] = [personne(41), personne(42)]
  const id = await importer(campagne, [
    a,
    { ...a, nomNaissance: a.prenom!, prenom: a.nomNaissance!.toLowerCase(), iban: b.iban! },
    b,
    {
      ...b,
      nomNaissance: `${b.nomNaissance!.slice(0, -1)}X`,
      iban: personne(43).iban!,
      titulaire: `${b.nomNaissance!.slice(0, -1)}X`,
    },
  ])
  const avant = (await lignes(id)).lignes.map(({ anomalies }) => anomalies.map(({ code }) => code).sort())
  assert.deepEqual(avant, [
    ['doublon'],
    ['compte_partage', 'doublon'],
    ['compte_partage', 'proche_liste'],
    ['proche_liste'],
  ])
  const { corps } = await appeler<LigneRecue>(lea, 'PUT', `/listes-aides/${id}/lignes/3/ecart`, {
    motif: 'Saisie deux fois',
  })
  assert.equal(corps.ecartee, 'Saisie deux fois')
  const apres = (await lignes(id)).lignes.map(({ anomalies }) => anomalies.map(({ code }) => code))
  assert.deepEqual([apres[0], apres[2], apres[3]], [[], ['proche_liste'], ['proche_liste']])
  await deposer(id)
  const { dossiers } = await finir(id)
  assert.deepEqual(dossiers.map(({ etat, nombre }) => [etat, nombre]).sort(), [
    ['a_verifier', 1],
    ['proposable', 2],
  ])
  // The same person again: the centre itself is told where, another only that the Région will look.
  const [encore, ailleurs] = [
    await importer(campagne, [a, personne(44)]),
    await importer(campagne, [a, personne(45)], julie),
  ]
  const dit = async (liste: string, qui = lea) =>
    (await lignes(liste, '', qui)).lignes[0]!.anomalies.filter(({ code }) => code.startsWith('deja')).map(
      ({ code, gravite }) => [code, gravite],
    )
  assert.deepEqual(await dit(encore), [['deja_depose', 'erreur']])
  assert.deepEqual(await dit(ailleurs, julie), [['deja_connu', 'avertissement']])
  const message = (await lignes(ailleurs, '', julie)).lignes[0]!.anomalies.find(
    ({ code }) => code === 'deja_connu',
  )!.message
  assert.doesNotMatch(message, /AFORPA/)
  // A list deposited for its valid lines alone.
  assert.deepEqual(codes(await deposer(encore)), ['lignes_en_erreur'])
  assert.equal((await deposer(encore, 'valides')).statut, 202)
  assert.deepEqual(
    (await finir(encore)).dossiers.map(({ etat, nombre }) => [etat, nombre]),
    [['proposable', 1]],
  )
})

test('une correction s’applique à toutes les cellules identiques d’une colonne', async () => {
  const campagne = await session()
  const id = await importer(
    campagne,
    Array.from({ length: 8 }, (_, i) => personne(51 + i, { niveau: i < 6 ? 'CAP' : '3' })),
  )
  assert.equal((await lire(id)).comptes.enErreur, 6)
  const { corps } = await appeler<{ lignes: number }>(lea, 'POST', `/listes-aides/${id}/remplacements`, {
    ...{ champ: 'niveau', de: 'CAP', par: '3' },
  })
  assert.equal(corps.lignes, 6)
  assert.deepEqual([(await lire(id)).etat, (await lire(id)).comptes.enErreur], ['prete', 0])
  const compte = await appeler(lea, 'POST', `/listes-aides/${id}/remplacements`, {
    champ: 'iban',
    de: 'a',
    par: 'b',
  })
  assert.equal(compte.statut, 422)
})

test('un fichier sans les colonnes attendues est refusé aussitôt ; sans ligne, après lecture', async () => {
  const campagne = await session()
  const chemin = `/campagnes-aides/${campagne}/listes?nom=x.csv`
  const sans = await appeler(lea, 'POST', chemin, 'Nom;Prénom;IBAN;BIC\nA;B;C;D\n')
  assert.deepEqual([sans.statut, sans.corps.code], [422, 'colonnes_manquantes'])
  const autre = await appeler(lea, 'POST', chemin, '%PDF-1.4')
  assert.deepEqual([autre.statut, autre.corps.code], [422, 'format_pdf'])
  const { corps } = await appeler<{ id: string }>(lea, 'POST', chemin, listeEnCsv([]))
  const vide = await finir(corps.id)
  assert.deepEqual([vide.etat, vide.motif?.code], ['refusee', 'aucune_ligne'])
})

test('le fichier corrigé rend les comptes à leur seul organisme, par un acte tracé', async () => {
  const campagne = await session()
  const id = await importer(campagne, [personne(61), personne(62, { niveau: '12' })])
  const reponse = await lea.request(`/api/listes-aides/${id}/fichier`, { method: 'POST' })
  assert.equal(reponse.status, 200)
  const octets = Buffer.from(await reponse.arrayBuffer())
  const retour = await lea.request(`/api/campagnes-aides/${campagne}/listes?nom=corrige.xlsx`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: octets,
  })
  assert.equal(retour.status, 202)
  const relue = await finir(((await retour.json()) as { id: string }).id)
  assert.deepEqual([relue.comptes.lignes, relue.comptes.enErreur], [2, 1], 'mêmes lignes, comptes compris')
  const { rows } =
    await sql`select 1 from journal where acte = 'listeaide.telechargee' and objet = ${`listeaide:${id}`}`.execute(
      application.db,
    )
  assert.equal(rows.length, 1)
})

test('un serveur arrêté net en pleine lecture, puis en plein dépôt : rien n’est perdu, rien n’est fait deux fois', async () => {
  const { ctx, db } = application
  const campagne = await session()
  const attente: { nom: string; id: string }[] = []
  const jobs = {
    ...ctx.jobs,
    enqueue: async (nom: string, data: object) => {
      attente.push({ nom, ...(data as { id: string }) })
      return null
    },
  }
  const fichier = listeEnCsv(Array.from({ length: 1_300 }, (_, i) => personne(100_000 + i)))
  const { id } = await receiveListe(
    { ...ctx, db: ctx.systeme, jobs },
    {
      ...{ stream: new Blob([fichier]).stream(), type: '', announced: Number.NaN, nom: 'grande.csv' },
      ...{
        session: (await findSessionAide(db, campagne))!,
        organisation: lea.organisation,
        personne: lea.id,
      },
    },
  )
  const meurt = (apres: number) => baseQuiLache(ctx.systeme, apres)
  const reprendre = async (passages: number) => {
    await sql`update aide_liste set avance_le = now() - interval '1 hour' where id = ${id}`.execute(db)
    await resumeSilentListes({ db: ctx.systeme, jobs })
    assert.equal(attente.length, 1 + passages)
  }
  await assert.rejects(readListWork({ ...ctx, db: meurt(2) }, id))
  assert.equal((await lire(id)).etat, 'en_lecture')
  await reprendre(1)
  await readListWork({ ...ctx, db: ctx.systeme }, id)
  const lue = await lire(id)
  assert.deepEqual([lue.etat, lue.comptes.lignes], ['prete', 1_300])
  await sql`update aide_liste set etat = 'en_depot', depot_le = '2025-11-15T10:00:00Z', deposee_par = ${lea.id} where id = ${id}`.execute(
    db,
  )
  await assert.rejects(depositListWork({ ...ctx, db: meurt(2) }, id))
  const { rows } = await sql<{
    faits: number
  }>`select count(*) as faits from aide_dossier where liste = ${id}`.execute(db)
  assert.equal(rows[0]!.faits, 1_000)
  await reprendre(2)
  await depositListWork({ ...ctx, db: ctx.systeme }, id)
  const { etat, dossiers } = await lire(id)
  assert.deepEqual([etat, dossiers.reduce((somme, { nombre }) => somme + nombre, 0)], ['deposee', 1_300])
  await depositListWork({ ...ctx, db: ctx.systeme }, id)
})

test('un agent dit qui est la personne : une autre, la même dans la campagne, la même aidée l’an dernier', async () => {
  const [an, autre] = [await session({ dispositif: 'ara-2023' }), await session()]
  const campagne = await session()
  const [a, b, c] = [personne(81), personne(82), personne(83)]
  const passe = await importer(an, [a])
  await deposer(passe)
  await finir(passe)
  const aide = sql`update aide_dossier set etat = 'accorde', montant = 20000, accorde_le = now() where liste = ${passe}`
  await aide.execute(application.db)
  const ailleurs = await importer(campagne, [b], julie)
  await deposer(ailleurs, 'toutes', julie)
  await finir(ailleurs, julie)
  const d = await importer(autre, [c])
  await deposer(d)
  await finir(d)
  const id = await importer(campagne, [a, b, c])
  await deposer(id)
  assert.deepEqual((await finir(id)).dossiers, [{ etat: 'a_verifier', nombre: 3, montant: 515_00 }])
  type AVerifier = {
    total: number
    dossiers: {
      id: string
      identite: { nomNaissance: string }
      candidats: { id: string; ressemblance: string; dossiers: { organisme: string; etat: string }[] }[]
    }[]
  }
  const chemin = `/campagnes-aides/${campagne}/a-verifier`
  assert.equal((await appeler(lea, 'GET', chemin)).statut, 403, 'un organisme ne voit pas les autres')
  const { corps } = await appeler<AVerifier>(camille, 'GET', chemin)
  assert.equal(corps.total, 3)
  const de = (qui: Personne) =>
    corps.dossiers.find(({ identite }) => identite.nomNaissance === qui.nomNaissance)!
  assert.deepEqual(
    de(b).candidats.map(({ ressemblance, dossiers }) => [
      ressemblance,
      dossiers.map(({ organisme, etat }) => [organisme, etat]),
    ]),
    [['identique', [['STELO FORMATION', 'proposable']]]],
  )
  const dire = (dossier: string, quelle: string | null) =>
    appeler<{ etat: string; consequence: string | null }>(
      camille,
      'POST',
      `/dossiers-aides/${dossier}/identite`,
      {
        ...{ personne: quelle, note: 'Pièce d’identité' },
      },
    )
  assert.equal((await dire(de(a).id, de(b).candidats[0]!.id)).statut, 422, 'pas n’importe qui')
  const [memeAidee, memeCampagne, deux] = [
    await dire(de(a).id, de(a).candidats[0]!.id),
    await dire(de(b).id, de(b).candidats[0]!.id),
    await dire(de(c).id, null),
  ]
  assert.deepEqual(
    [memeAidee, memeCampagne, deux].map((une) => une.corps.etat),
    ['refuse', 'retire', 'proposable'],
  )
  assert.match(memeAidee.corps.consequence!, /a déjà reçu cette aide/)
  assert.equal((await dire(de(c).id, null)).statut, 409)
  const { rows } = await sql<{ personnes: number; etapes: number; montant: number | null }>`
    select (select count(*) from aide_beneficiaire where nom_naissance = ${a.nomNaissance}) as personnes,
      (select count(*) from aide_dossier_etape where dossier = ${de(a).id}) as etapes,
      (select montant from aide_dossier where id = ${de(a).id}) as montant
  `.execute(application.db)
  assert.deepEqual(rows, [{ personnes: 1, etapes: 2, montant: null }])
})

test('après soixante jours, une liste laissée de côté est abandonnée', async () => {
  const id = await importer(await session(), [personne(91)])
  await sql`update aide_liste set avance_le = now() - interval '61 days' where id = ${id}`.execute(
    application.db,
  )
  await tidyListes(application.ctx.systeme)
  const { rows } = await sql`select 1 from aide_ligne where liste = ${id}`.execute(application.db)
  assert.deepEqual([(await appeler(lea, 'GET', `/listes-aides/${id}`)).statut, rows], [404, []])
})
