import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { makeFiles, readFichier } from '#aides/asp/routes-fabrication.ts'
import { readRetours, receiveRetour } from '#aides/asp/routes-lecture-retours.ts'
import { prepareSession } from '#aides/asp/routes-preparation.ts'
import type { PageDossiers } from '#aides/dossiers/dossier.ts'
import type { CorrectionsDossier, DossierCorrige } from '#aides/dossiers/routes-corrections-contrat.ts'
import { holdCorrection } from '#aides/dossiers/store-corrections.ts'
import { transaction } from '#platform/db.ts'
import { type Connecte, openApplication } from '../../../test/acces/application.ts'
import { creerDossiersAccordes, ibanDEssai } from '../../../test/aides-asp-atelier.ts'
import { integrations, lireDemandes, rejets } from '../../../test/asp-agence.ts'

// A rejected payment, from the cell that its centre corrects to the new request that leaves, by the routes.

const { db, ctx, personne } = await openApplication({ after })
const [hugo, lea, julie, camille] = ['hugo-lemaire', 'lea-fontaine', 'julie-moreau', 'camille-royer'].map(
  personne,
) as [Connecte, Connecte, Connecte, Connecte]
const { session, dossiers } = await creerDossiersAccordes(db, ctx.coffre, [375_50, 115_00, 30_00, 80_00], {
  organisation: lea.organisation,
  par: lea.id,
})
const [rejete, envoye, prete, autre] = dossiers as [string, string, string, string]
const IBAN = ibanDEssai(424_242)
const COMPTE = { iban: IBAN, bic: 'AGRIFRPP', titulaire: 'Éloïse Delœuvre' }

const lire = async (qui: Connecte, dossier: string) =>
  (await (await qui.request(`/api/dossiers-aides/${dossier}/corrections`)).json()) as CorrectionsDossier
const poster = async (qui: Connecte, chemin: string, corps: object) =>
  qui.request(`/api${chemin}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(corps),
  })
const corriger = async (qui: Connecte, dossier: string, cellules: object, motif = '', version?: string) =>
  poster(qui, `/dossiers-aides/${dossier}/corrections`, {
    ...{ cellules, motif },
    version: version ?? (await lire(qui, dossier)).ouverts?.version ?? '',
  })
type Refuse = { code: string; motifs: { champ: string; code: string }[] }
const refuse = async (reponse: Response) => {
  const { motifs = [] } = (await reponse.json()) as Refuse
  return [reponse.status, ...motifs.map(({ champ, code }) => `${champ} ${code}`)]
}
const aCorriger = async (qui: Connecte) =>
  (
    (await (
      await qui.request(`/api/campagnes-aides/${session}/dossiers?garde=a-corriger`)
    ).json()) as PageDossiers
  ).dossiers.map(({ id, blocages }) => [
    id,
    blocages.map(({ champ, correcteur }) => `${champ} ${correcteur}`),
  ])
const etatDe = async (dossier: string) =>
  (
    await sql<{
      etat: string
    }>`select etat from asp_paiement where dossier = ${dossier} order by id desc limit 1`.execute(db)
  ).rows[0]!.etat
const dernierFichier = async () =>
  (
    await sql<{ id: string; nom: string }>`select id, nom from asp_fichier where session = ${session}
    order by cree_le desc, nom desc limit 1`.execute(db)
  ).rows[0]!
const xmlDe = async ({ id }: { id: string }) => (await readFichier(ctx, db, id)).toString()

await prepareSession(ctx, session)
// Two leave; the two others are made ready afterwards.
await sql`update asp_paiement set retenue = null where dossier = any (${[rejete, envoye]})`.execute(db)
await sql`update aide_dossier set etat = 'proposable' where id = any (${[prete, autre]})`.execute(db)
await makeFiles(ctx, session)
const premier = await dernierFichier()
const demandes = lireDemandes(await xmlDe(premier))
const [une, deux] = demandes
assert.equal(demandes.length, 2)
for (const retour of [integrations(premier.nom, [deux!]), rejets(premier.nom, [[une!, 'RIB invalide']])]) {
  await transaction(ctx.systeme, (tx) => receiveRetour(ctx, tx, { ...retour, voie: 'main' }))
  await readRetours(ctx)
}

test('l’organisme trouve ce qu’il doit corriger, et la case ; un autre organisme, rien', async () => {
  assert.deepEqual(await aCorriger(lea), [[rejete, ['iban centre']]])
  assert.deepEqual(await aCorriger(julie), [])
  const { ouverts, blocages, corrige, histoire } = await lire(lea, rejete)
  assert.deepEqual([blocages.map(({ code }) => code), corrige, histoire], [['rib-invalide'], false, []])
  assert.equal(ouverts!.cellules.codePostal, '75005')
  assert.doesNotMatch(JSON.stringify(ouverts), /iban|FR\d{2}/)
  const version = ouverts!.version
  assert.equal((await julie.request(`/api/dossiers-aides/${rejete}/corrections`)).status, 404)
  assert.equal((await corriger(julie, rejete, { telephone: '0612345678' }, '', version)).status, 404)
  assert.equal((await lire(hugo, rejete)).ouverts, null)
  assert.equal((await corriger(hugo, rejete, { telephone: '0612345678' }, '', version)).status, 403)
})

test('parti et sans réponse : rien de ce qui est envoyé ne change, le téléphone si', async () => {
  assert.deepEqual(await refuse(await corriger(lea, envoye, { codePostal: '75006', ...COMPTE })), [
    ...[422, 'codePostal paiement-en-vol'],
    ...['iban paiement-en-vol', 'bic paiement-en-vol', 'titulaire paiement-en-vol'],
  ])
  assert.equal((await corriger(lea, envoye, { telephone: '06 12 34 56 78' })).status, 200)
  assert.deepEqual(await refuse(await corriger(camille, rejete, COMPTE, 'Appel')), [
    ...[422, 'iban compte-par-organisme', 'bic compte-par-organisme', 'titulaire compte-par-organisme'],
  ])
})

test('deux onglets : le second relit avant de corriger', async () => {
  const { version } = (await lire(lea, rejete)).ouverts!
  assert.equal((await corriger(lea, rejete, { complement: 'Bât. A' }, '', version)).status, 200)
  const second = await corriger(lea, rejete, { complement: 'Bât. B' }, '', version)
  assert.deepEqual([second.status, ((await second.json()) as Refuse).code], [409, 'conflit'])
})

test('le compte corrigé part dans une nouvelle demande, un nouveau fichier ; l’histoire n’en garde qu’un masque', async () => {
  const faux = `${IBAN.slice(0, -1)}${(Number(IBAN.at(-1)) + 1) % 10}`
  assert.deepEqual(await refuse(await corriger(lea, rejete, { ...COMPTE, iban: faux, bic: '' })), [
    ...[422, 'iban iban_cle', 'bic valeur_manquante'],
  ])
  const reponse = await corriger(lea, rejete, { ...COMPTE, codePostal: '75013' })
  const faite = (await reponse.json()) as DossierCorrige
  assert.deepEqual(
    [reponse.status, faite.corrigees, faite.comptePartage],
    [200, ['codePostal', 'iban', 'bic', 'titulaire'], false],
  )
  assert.deepEqual(await aCorriger(lea), [])
  const { corrige, histoire } = await lire(lea, rejete)
  assert.equal(corrige, true)
  assert.deepEqual(
    histoire.slice(0, 4).map(({ champ, avant, apres }) => [champ, avant, apres]),
    [
      ['titulaire', null, null],
      ['bic', null, null],
      ['iban', 'FR•• •••• 0000', `FR•• •••• ${IBAN.slice(-4)}`],
      ['codePostal', '75005', '75013'],
    ],
  )
  const tableau = (await (await hugo.request(`/api/paiements-aides?session=${session}`)).json()) as {
    sessions: { id: string; corriges: number }[]
  }
  assert.equal(tableau.sessions.find(({ id }) => id === session)!.corriges, 1)
  const bilan = await (await poster(hugo, '/paiements-aides/reprises', { session })).json()
  assert.deepEqual(bilan, { reprises: 1, inchanges: 0, incomplets: 0 })
  await prepareSession(ctx, session)
  await makeFiles(ctx, session)
  const second = await dernierFichier()
  assert.notEqual(second.id, premier.id)
  const xml = await xmlDe(second)
  const [demande] = lireDemandes(xml)
  assert.ok(Number(demande!.id) > Number(une!.id), 'une nouvelle demande')
  assert.equal(demande!.numero, une!.numero, 'le même dossier')
  assert.match(xml, new RegExp(IBAN.slice(4)))
  assert.match(xml, /75013/)
})

test('ce qui était prêt se prépare de nouveau ; un compte déjà donné par un autre attend qu’un agent dise pourquoi', async () => {
  await sql`update aide_dossier set etat = 'accorde' where id = ${prete}`.execute(db)
  await prepareSession(ctx, session)
  assert.equal(await etatDe(prete), 'prete')
  const faite = (await (await corriger(lea, prete, COMPTE)).json()) as DossierCorrige
  assert.equal(faite.comptePartage, true)
  assert.equal(await etatDe(prete), 'en_attente')
  await prepareSession(ctx, session)
  assert.deepEqual(
    [
      await etatDe(prete),
      (await lire(camille, prete)).blocages.map(({ code, correcteur }) => [code, correcteur]),
    ],
    ['incomplete', [['compte-partage', 'agent']]],
  )
  const levee = { autre: rejete, nature: 'compte', motif: 'Frère et sœur, un seul compte' }
  assert.equal((await poster(camille, `/dossiers-aides/${prete}/levees`, levee)).status, 204)
  await prepareSession(ctx, session)
  assert.equal(await etatDe(prete), 'prete')
})

test('un nom corrigé qui en rejoint un autre revient à un agent ; rien ne se confond seul', async () => {
  await sql`update aide_beneficiaire set nom_naissance = 'DELORME', prenom = 'Anna', rapprochement = 'anna delorme'
    where id = (select beneficiaire from aide_dossier where id = ${rejete})`.execute(db)
  await sql`update aide_beneficiaire set nom_naissance = 'DELORNE', prenom = 'Ana', rapprochement = 'ana delorne'
    where id = (select beneficiaire from aide_dossier where id = ${autre})`.execute(db)
  assert.deepEqual(await refuse(await corriger(lea, autre, { prenom: 'Anna' })), [422, 'motif motif-absent'])
  const faite = (await (
    await corriger(lea, autre, { prenom: 'Anna' }, 'Pièce d’identité')
  ).json()) as DossierCorrige
  assert.equal(faite.aVerifier, true)
  const { rows } = await sql<{ etat: string; motif: string; par: string }>`
    select d.etat, e.motif, e.par from aide_dossier d join aide_dossier_etape e on e.dossier = d.id
    where d.id = ${autre} order by e.id desc limit 1
  `.execute(db)
  assert.deepEqual([rows[0]!.etat, rows[0]!.par], ['a_verifier', lea.id])
  assert.match(rows[0]!.motif, /un agent dit si c’est la même/)
  const vus = (await (await camille.request(`/api/campagnes-aides/${session}/a-verifier`)).json()) as {
    dossiers: { id: string; candidats: unknown[] }[]
  }
  assert.deepEqual(
    vus.dossiers.map(({ id, candidats }) => [id, candidats.length]),
    [[autre, 1]],
  )
})

test('une identité partagée avec un autre organisme ne se corrige que par la Région, et s’écrit partout', async () => {
  await sql`update aide_dossier set organisation = ${julie.organisation},
    beneficiaire = (select beneficiaire from aide_dossier where id = ${prete}) where id = ${autre}`.execute(
    db,
  )
  assert.deepEqual(await refuse(await corriger(lea, prete, { civilite: 'M' })), [
    422,
    'civilite personne-partagee',
  ])
  assert.equal((await corriger(camille, prete, { civilite: 'M' }, 'Appel du centre')).status, 200)
  assert.deepEqual(
    (await lire(julie, autre)).histoire.map(({ champ }) => champ).filter((champ) => champ === 'civilite'),
    ['civilite'],
  )
})

test('pendant qu’un dossier se corrige, son paiement ne se prépare pas', async () => {
  assert.equal(await etatDe(prete), 'en_attente')
  const acteur = {
    ...{ role: 'ofcfaGestionnaire' as const, identifiant: lea.id },
    organisation: { identifiant: lea.organisation, nature: 'of-cfa' as const },
  }
  await transaction(ctx.actors.of({ acteur }), async (tx) => {
    assert.deepEqual((await holdCorrection(tx, prete))?.paiement, 'en_attente')
    await prepareSession(ctx, session)
    assert.equal(await etatDe(prete), 'en_attente')
  })
  await prepareSession(ctx, session)
  assert.equal(await etatDe(prete), 'prete')
})

test('chaque correction est au journal, sans nom ni compte ; rien n’est en clair dans la base', async () => {
  const { rows } = await sql<{ apres: { champs: string }; personne: string }>`
    select apres, personne from journal where acte = 'dossieraide.corrige' order by id`.execute(db)
  assert.equal(rows.length, 6)
  assert.equal(rows[2]!.apres.champs, 'Code postal, IBAN, BIC, Titulaire du compte')
  assert.equal(rows[2]!.personne, lea.id)
  const { rows: tables } = await sql<{ nom: string }>`
    select format('%I.%I', schemaname, tablename) as nom from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  assert.ok(tables.length > 80)
  for (const { nom } of tables) {
    const trouves = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.raw(nom)} t where t::text ~ ${IBAN.slice(4)}`.execute(db)
    assert.equal(trouves.rows[0]!.n, 0, nom)
  }
})

test('la base elle-même refuse un compte en clair dans l’histoire, et la correction d’un autre', async () => {
  const ecrire = (champ: string, apres: string) =>
    sql`insert into aide_correction (dossier, champ, apres, par) values (${rejete}, ${champ}, ${apres}, ${lea.id})`.execute(
      db,
    )
  await assert.rejects(ecrire('iban', IBAN), /aide_correction/)
  await assert.rejects(ecrire('titulaire', 'Éloïse'), /aide_correction/)
  const acteur = {
    ...{ role: 'ofcfaGestionnaire' as const, identifiant: julie.id },
    organisation: { identifiant: julie.organisation, nature: 'of-cfa' as const },
  }
  const deJulie = ctx.actors.of({ acteur })
  await sql`select corriger_les_adresses(${rejete}, '{}', null, null)`.execute(deJulie)
  await sql`select corriger_le_compte(${rejete}, 'x', repeat('0', 64), 'x')`.execute(deJulie)
  await sql`select verifier_de_nouveau(${rejete}, 'x')`.execute(deJulie)
  const { rows } = await sql<{ etat: string; cp: string; masque: string }>`
    select d.etat, d.adresse ->> 'codePostal' as cp, c.masque from aide_dossier d
      join aide_coordonnees c on c.dossier = d.id where d.id = ${rejete}`.execute(db)
  assert.deepEqual(rows, [{ etat: 'accorde', cp: '75013', masque: `FR•• •••• ${IBAN.slice(-4)}` }])
})
