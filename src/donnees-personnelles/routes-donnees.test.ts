import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { donneesPersonnellesRoutes } from '#donnees-personnelles/routes-donnees.ts'
import { verifierChaine } from '#journal/chaine.ts'
import { findSansSceau, listMaillons } from '#journal/store-journal.ts'
import { transaction } from '#platform/db.ts'
import { chargerComptes } from '../../demo/comptes.ts'
import { acteurDe, createTestApp, fixedClock, openTestDatabase } from '../../test/harness.ts'

type Contexte = Parameters<typeof openTestDatabase>[0]

/** The people of the demonstration, and an administrator who answers their requests. */
async function ouvrir(t: Contexte) {
  const database = await openTestDatabase(t)
  const { db } = database
  await transaction(db, chargerComptes)
  const clock = fixedClock('2026-03-02T09:00:00.000Z')
  const routes = [donneesPersonnellesRoutes({ clock })]
  const app = createTestApp(database, { routes, acteur: acteurDe('administrateur') }, t)
  const idDe = async (nom: string) =>
    (await sql<{ id: string }>`select id from personne where nom = ${nom}`.execute(db)).rows[0]!.id
  const effacer = (id: string, motif = 'Demande du 2 mars') =>
    app.request(`/api/donnees-personnelles/personnes/${id}/effacement`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ motif }),
    })
  return { database, db, app, routes, idDe, effacer }
}

/** Léa has signed in from two browsers, was invited, received a message, and lent her powers to Omar, who used them. */
async function faireVivre(db: Awaited<ReturnType<typeof ouvrir>>['db'], id: string): Promise<void> {
  await sql`
    insert into session (empreinte, personne, fournisseur, jeton_identite, expire_le, adresse, navigateur)
    select 'secret-' || i, ${id}, 'demonstration', 'jeton-secret', now() + interval '1 hour', '192.0.2.7', 'Firefox'
    from generate_series(1, 2) i
  `.execute(db)
  await sql`
    insert into invitation (courriel, role, organisation, expire_le)
    select courriel, 'ofcfaLecteur', organisation, now() + interval '1 day' from personne where id = ${id}
  `.execute(db)
  await sql`insert into message (destinataire, sujet, corps) values ('Lea.Fontaine@exemple.fr', 'Bienvenue', 'Léa')`.execute(
    db,
  )
  await sql`
    with omar as (select id from personne where nom = 'Omar Diallo'), pret as (
      insert into delegation (de, a, role, du, au, motif)
      select ${id}, id, 'ofcfaGestionnaire', '2026-03-01', '2026-03-31', 'Congé de Léa' from omar
    )
    insert into session (empreinte, personne, pour, fournisseur, expire_le, adresse, navigateur)
    select 'secret-omar', id, ${id}, 'demonstration', now() + interval '1 hour', '198.51.100.9', 'Chromium' from omar
  `.execute(db)
}

test('le dossier d’une personne contient tout ce que l’on garde, sauf les secrets, et laisse une trace', async (t) => {
  const { db, app, idDe } = await ouvrir(t)
  const id = await idDe('Léa Fontaine')
  await faireVivre(db, id)
  const trouvees = await app.request('/api/donnees-personnelles/personnes?nom=fontaine')
  assert.deepEqual(
    ((await trouvees.json()) as { id: string }[]).map((personne) => personne.id),
    [id],
  )
  const reponse = await app.request(`/api/donnees-personnelles/personnes/${id}/dossier`)
  assert.match(reponse.headers.get('content-disposition')!, /^attachment; filename="donnees personnelles/)
  const texte = await reponse.text()
  const dossier = JSON.parse(texte)
  assert.equal(dossier.compte.nom, 'Léa Fontaine')
  assert.equal(dossier.compte.organisation, 'AFORPA')
  for (const [quoi, combien] of Object.entries({
    sessions: 3,
    invitations: 1,
    messages: 1,
    roles: 1,
    delegations: 1,
    journal: 1,
  }))
    assert.equal(dossier[quoi].length, combien, quoi)
  assert.doesNotMatch(texte, /secret/)
  // From where Omar acted for her is his, not hers.
  assert.doesNotMatch(texte, /198\.51|Chromium/)
  assert.match(texte, /192\.0\.2\.7/)
  const { rows } = await sql<{ objet: string; personne: string }>`
    select objet, personne from journal where acte = 'donnees.communiquees'
  `.execute(db)
  assert.deepEqual(rows, [{ objet: `personne:${id}`, personne: 'personne-administrateur' }])
})

test('le dossier dit aussi où d’autres tables désignent la personne, y compris celles à venir', async (t) => {
  const { db, app, idDe } = await ouvrir(t)
  const id = await idDe('Léa Fontaine')
  await sql`
    create table plantee (suivie text references personne, par text references personne);
    grant select on plantee to oriflamme_application
  `.execute(db)
  await sql`insert into plantee values (${id}, null), (${id}, ${id})`.execute(db)
  const reponse = await app.request(`/api/donnees-personnelles/personnes/${id}/dossier`)
  assert.deepEqual(((await reponse.json()) as { designations: unknown }).designations, [
    { table: 'plantee', colonne: 'par', lignes: 1 },
    { table: 'plantee', colonne: 'suivie', lignes: 2 },
  ])
})

test('effacer retire toute identité de toute la base, et laisse la chaîne du journal intacte', async (t) => {
  const { db, effacer, idDe } = await ouvrir(t)
  const id = await idDe('Léa Fontaine')
  await faireVivre(db, id)
  const avant = await sql<{ n: number }>`select count(*) as n from journal`.execute(db)
  assert.equal((await effacer(id)).status, 204)

  const tables = await sql<{ nom: string }>`
    select table_name as nom from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
  `.execute(db)
  for (const { nom } of tables.rows) {
    const { rows } = await sql<{ ligne: string }>`select t::text as ligne from ${sql.table(nom)} t`.execute(
      db,
    )
    for (const { ligne } of rows) assert.doesNotMatch(ligne, /fontaine|Léa|192\.0\.2\.7|jeton-secret/i, nom)
  }
  const { rows } = await sql`
    select etat, (select count(*) from session where personne = p.id and fermee_le is null) as ouvertes,
      (select count(*) from attribution where personne = p.id and retiree_le is null) as roles,
      (select count(*) from delegation where p.id in (de, a) and retiree_le is null) as delegations
    from personne p where id = ${id}
  `.execute(db)
  assert.deepEqual(rows, [{ etat: 'effacee', ouvertes: 0, roles: 0, delegations: 0 }])
  const apres = await sql<{ n: number }>`select count(*) as n from journal`.execute(db)
  assert.equal(apres.rows[0]!.n, avant.rows[0]!.n + 1)
  const { rupture } = await verifierChaine(listMaillons(db), {
    sansSceau: await findSansSceau(db),
    hacher: (texte) => createHash('sha256').update(texte).digest('hex'),
  })
  assert.equal(rupture, null)
  const encore = await effacer(id)
  assert.equal(encore.status, 422)
})

test('deux derniers administrateurs effacés ensemble : il en reste un', async (t) => {
  const { db, effacer, idDe } = await ouvrir(t)
  const [ines, nadia] = [await idDe('Inès Carpentier'), await idDe('Nadia Benali')]
  const seul = await effacer(ines)
  assert.equal(seul.status, 422)
  const { motifs } = (await seul.json()) as { motifs: { code: string }[] }
  assert.deepEqual(
    motifs.map(({ code }) => code),
    ['dernier-administrateur'],
  )
  await sql`insert into attribution (personne, role) values (${nadia}, 'administrateur')`.execute(db)
  const issues = await Promise.all([effacer(ines), effacer(nadia)])
  assert.deepEqual(issues.map(({ status }) => status).sort(), [204, 422])
})

test('le registre est ouvert à tous, les procédures à l’administrateur seul', async (t) => {
  const { database, routes, idDe } = await ouvrir(t)
  const id = await idDe('Léa Fontaine')
  const statuts = async (role: 'public' | 'responsable') => {
    const app = createTestApp(database, { routes, acteur: acteurDe(role) }, t)
    const chemins = ['/registre', '/personnes?nom=lea', `/personnes/${id}/dossier`]
    return Promise.all(
      chemins.map(async (chemin) => (await app.request(`/api/donnees-personnelles${chemin}`)).status),
    )
  }
  assert.deepEqual(await statuts('public'), [200, 401, 401])
  assert.deepEqual(await statuts('responsable'), [200, 403, 403])
})
