import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { Client } from 'pg'
import { applicationRole, openActors } from '#platform/actors.ts'
import { type Db, transaction } from '#platform/db.ts'
import { type Acteur, PUBLIC, ROLES, type Role } from '#socle/acces.ts'
import { openApplication } from './application.ts'
import { preparer } from './exemples.ts'

// The second wall, alone: straight to the database as each actor, whatever the routes would have said.

const application = await openApplication({ after })
const { db, settings, personne } = application
await preparer(application)
await transaction(db, async (tx) => {
  await sql`insert into cle (nom, organisation, role, portees, debit, empreinte)
    select 'Essai', id, 'opco', '{formation.lire}', 60, 'x' from organisation where nom = 'OPCO AKTO'`.execute(
    tx,
  )
  await sql`insert into jeton (empreinte, cle, portees, expire_le) select 'x', id, portees, now() from cle`.execute(
    tx,
  )
  await sql`insert into import_anomalie (import, rang, gravite, ligne, code, message)
    select id, rang, 'erreur', 2, 'x', 'x' from import, generate_series(1, 2) rang`.execute(tx)
  await sql`insert into message (destinataire, sujet, corps) values ('a@b.fr', 'x', 'x')`.execute(tx)
  await sql`insert into invitation (courriel, role, organisation, expire_le)
    select 'a@b.fr', 'lecteur', id, now() from organisation where nature = 'region'`.execute(tx)
  await sql`insert into delegation (de, a, role, du, au, motif)
    values (${personne('nadia-benali').id}, ${personne('camille-royer').id}, 'responsable', '2026-01-01', '2026-12-31', 'x')
  `.execute(tx)
})
const actors = openActors({ ...settings, max: 4 })
after(() => actors.close())

const acteur = (sujet: string): Acteur => {
  const { id, role, organisation } = personne(sujet)
  const nature = ROLES[role as Role].nature!
  return { role: role as Role, identifiant: id, organisation: { identifiant: organisation, nature } }
}
const enActeur = (qui: Acteur | 'systeme') => actors.of({ acteur: qui })
const compter = async (vue: Db, table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(vue)).rows[0]!.n

// By hand. Two campaigns: 2023, published, with 1 167 formations of 71 bodies, and « interne » with 93, which only the
// Région knows. 6 formations are STELO's, 63 in the filières of AKTO, 114 in those of ATLAS. 7 organisations, 12 people,
// each signed in once.
const TOUTES = [
  'systeme',
  'ines',
  'nadia',
  'camille',
  'hugo',
  'lea',
  'julie',
  'sarah',
  'marc',
  'public',
] as const
const ATTENDU: Readonly<Record<string, readonly number[]>> = {
  //              systeme ines  nadia camille hugo | léa julie sarah marc | public
  campagne: [2, 2, 2, 2, 2, 1, 1, 1, 1, 1],
  formation: [1260, 1260, 1260, 1260, 1260, 21, 6, 63, 114, 0],
  publication: [71, 71, 71, 71, 71, 71, 71, 71, 71, 71],
  majoration_exceptionnelle: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  scenario: [1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
  import: [1, 0, 1, 1, 0, 0, 0, 0, 0, 0],
  import_morceau: [1, 0, 1, 1, 0, 0, 0, 0, 0, 0],
  import_ligne: [2, 0, 2, 2, 0, 0, 0, 0, 0, 0],
  import_anomalie: [2, 0, 2, 2, 0, 0, 0, 0, 0, 0],
  organisation: [7, 7, 7, 7, 7, 1, 1, 1, 1, 0],
  opco_filiere: [4, 4, 4, 4, 4, 0, 0, 2, 2, 0],
  personne: [12, 12, 12, 12, 12, 1, 1, 1, 1, 0],
  attribution: [12, 12, 12, 12, 12, 1, 1, 1, 1, 0],
  delegation: [1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
  session: [12, 12, 1, 1, 1, 1, 1, 1, 1, 0],
  cle: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  jeton: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  invitation: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  message: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
}
const sujets = {
  ...{ ines: 'ines-carpentier', nadia: 'nadia-benali', camille: 'camille-royer', hugo: 'hugo-lemaire' },
  ...{ lea: 'lea-fontaine', julie: 'julie-moreau', sarah: 'sarah-klein', marc: 'marc-teixeira' },
} as const
const vues = TOUTES.map((nom) =>
  enActeur(nom === 'systeme' ? nom : nom === 'public' ? PUBLIC : acteur(sujets[nom])),
)
const vueDe = (nom: (typeof TOUTES)[number]) => vues[TOUTES.indexOf(nom)]!

test('chacun ne compte que les lignes qui sont les siennes', async () => {
  for (const [table, attendus] of Object.entries(ATTENDU)) {
    const comptes = await Promise.all(vues.map((vue) => compter(vue, table)))
    assert.deepEqual(comptes, attendus, table)
  }
})

test('AFORPA : 722 contrats ; les deux OPCO : leurs filières ; les élus, le comptable et l’État : tout', async () => {
  const contrats = async (vue: Db) =>
    (
      await sql<{ n: number }>`
        select coalesce(sum(contrats), 0)::int as n from formation where campagne = '2023'`.execute(vue)
    ).rows[0]!.n
  assert.equal(await contrats(vueDe('lea')), 722)
  assert.equal(await contrats(vueDe('public')), 0)
  for (const sujet of ['paul-vasseur', 'anne-prevost', 'yves-garnier'])
    assert.equal(await contrats(enActeur(acteur(sujet))), 39_723, sujet)
})

test('le journal et sa chaîne se lisent à la Région, et nulle part ailleurs', async () => {
  const total = await compter(db, 'journal')
  assert.ok(total > 12)
  for (const table of ['journal', 'maillon'])
    assert.deepEqual(
      await Promise.all(vues.map((vue) => compter(vue, table))),
      [total, total, total, total, total, 0, 0, 0, 0, 0],
      table,
    )
})

test('une connexion à qui l’on n’a jamais dit qui agit ne voit rien et n’écrit rien', async () => {
  const client = new Client({ ...settings, options: `-c role=${applicationRole}` })
  await client.connect()
  try {
    for (const table of [...Object.keys(ATTENDU), 'organisme', 'journal', 'maillon']) {
      const { rows } = await client.query(`select count(*)::int as n from ${table}`)
      assert.equal(rows[0].n, 0, table)
    }
    await assert.rejects(
      client.query("insert into journal (acte, objet) values ('essai', 'essai')"),
      /row-level security/,
    )
    const { rowCount } = await client.query('update formation set contrats = 0')
    assert.equal(rowCount, 0)
  } finally {
    await client.end()
  }
})

const interdit = (promesse: Promise<unknown>, quoi: string) =>
  assert.rejects(promesse, (error: { code?: string }) => error.code === '42501', quoi)

test('aucun rôle ne touche aux lignes des autres', async () => {
  const lecteurs = ['ines', 'hugo', 'lea', 'julie', 'sarah', 'marc', 'public'] as const
  const intactes = ['campagne', 'organisme', 'formation', 'publication', 'scenario', 'import', 'import_ligne']
  for (const nom of lecteurs)
    for (const table of intactes) {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)}`.execute(vueDe(nom))
      assert.equal(numAffectedRows, 0n, `${nom} delete ${table}`)
    }
  for (const nom of lecteurs) {
    const vue = vueDe(nom)
    const scenario = sql`insert into scenario (campagne, nom, parametres) values ('2023', 'Intrus', '{}')`
    await interdit(scenario.execute(vue), nom)
    const { numAffectedRows } = await sql`update formation set contrats = 9999`.execute(vue)
    assert.equal(numAffectedRows, 0n, nom)
  }
  assert.equal(await compter(db, 'formation'), 1260)
})

test('qui n’administre pas les comptes ne se donne ni rôle, ni clé, ni organisme, ni délégation d’autrui', async () => {
  for (const nom of ['nadia', 'camille', 'hugo', 'lea', 'sarah', 'public'] as const) {
    const vue = vueDe(nom)
    const moi = nom === 'public' ? 'x' : personne(sujets[nom]).id
    await interdit(
      sql`insert into attribution (personne, role) values (${moi}, 'administrateur')`.execute(vue),
      `${nom} attribution`,
    )
    await interdit(
      sql`insert into delegation (de, a, role, du, au, motif)
        values (${personne('ines-carpentier').id}, ${moi}, 'administrateur', '2026-01-01', '2026-12-31', 'x')`.execute(
        vue,
      ),
      `${nom} delegation`,
    )
    await interdit(
      sql`insert into cle (nom, organisation, role, portees, debit, empreinte)
        values ('x', 'x', 'responsable', '{formation.lire}', 60, 'x')`.execute(vue),
      `${nom} cle`,
    )
    for (const ordre of [
      sql`update personne set organisation = null`,
      sql`update organisation set siret = '00000002600013'`,
      sql`update attribution set role = 'administrateur'`,
    ])
      assert.equal((await ordre.execute(vue)).numAffectedRows, 0n, nom)
  }
})

test('nul ne corrige, n’efface, ne vide le journal ni sa chaîne, pas même le programme', async () => {
  for (const vue of vues)
    for (const table of ['journal', 'maillon']) {
      const nom = sql.table(table)
      await interdit(sql`delete from ${nom}`.execute(vue), `delete ${table}`)
      await interdit(sql`truncate ${nom}`.execute(vue), `truncate ${table}`)
    }
  for (const vue of vues) {
    await interdit(sql`update journal set acte = 'x'`.execute(vue), 'update journal')
    await interdit(sql`update maillon set contenu = 'x'`.execute(vue), 'update maillon')
    await interdit(sql`insert into maillon values (1, 1, 'x', 'x', 'x')`.execute(vue), 'insert maillon')
  }
})

test('nul n’écrit au journal au nom d’un autre', async () => {
  const camille = personne('camille-royer').id
  await interdit(
    sql`insert into journal (acte, objet, personne) values ('x', 'x', ${camille})`.execute(vueDe('nadia')),
    'au nom d’un autre',
  )
  await interdit(
    sql`insert into journal (acte, objet, personne) values ('x', 'x', 'oriflamme')`.execute(vueDe('lea')),
    'au nom du programme',
  )
})

test('le compte de l’application ne change ni les tables, ni le mur, ni les migrations', async () => {
  for (const ordre of [
    'alter table formation disable row level security',
    'drop policy region on formation',
    'create policy tout on formation using (true)',
    'alter table journal disable trigger all',
    'drop table scenario',
    'create table public.intruse (x int)',
    "insert into migrations (nom, empreinte) values ('x', 'x')",
    'delete from migrations',
  ])
    await interdit(sql.raw(ordre).execute(vueDe('nadia')), ordre)
})

// What the wall does not hold. With one account (`DATABASE_URL` alone, or the embedded database) the application steps
// down from the owner's: SQL of somebody's choice, run through it, could step up again (`set role none`). No query is
// built from what people send. For a wall that holds even then, `DATABASE_URL_APPLICATION` names an account that is only a
// member of `oriflamme_application`. Either way such SQL could tell again who acts: the wall is against our own mistakes.
test('avec le seul compte du propriétaire, quitter le rôle n’est pas empêché : c’est su, et dit', async () => {
  await vueDe('lea')
    .connection()
    .execute(async (une) => {
      const qui = async () =>
        (await sql<{ qui: string }>`select current_user as qui`.execute(une)).rows[0]!.qui
      await sql`reset role`.execute(une)
      assert.equal(await qui(), applicationRole)
      await sql`set role none`.execute(une)
      assert.equal(await qui(), settings.user)
      await sql.raw(`set role ${applicationRole}`).execute(une)
    })
})

test('un compte propre à l’application ne peut pas redevenir propriétaire', async () => {
  const compte = `essai_mur_${process.pid}`
  await sql.raw(`create role ${compte} login in role ${applicationRole}`).execute(db)
  const dedie = openActors({ ...settings, user: compte, max: 1 })
  try {
    const vue = dedie.of({ acteur: acteur('lea-fontaine') })
    assert.equal(await compter(vue, 'formation'), 21)
    await interdit(sql.raw(`set role ${settings.user}`).execute(vue), 'set role')
    await vue.connection().execute(async (une) => {
      await sql`set role none`.execute(une)
      const { rows } = await sql<{ qui: string }>`select current_user as qui`.execute(une)
      assert.equal(rows[0]!.qui, compte)
      assert.equal(await compter(une, 'formation'), 21)
      await interdit(sql`delete from journal`.execute(une), 'delete journal')
      await interdit(sql`alter table formation disable row level security`.execute(une), 'alter')
      await sql.raw(`set role ${applicationRole}`).execute(une)
    })
  } finally {
    await dedie.close()
    await sql.raw(`drop role ${compte}`).execute(db)
  }
})

/** Tables without row-level security, and why. */
const OUVERTES: Readonly<Record<string, string>> = {
  migrations: 'names of the files applied, which no request may write',
}

test('toute table du schéma est derrière le mur, ou dit pourquoi elle ne l’est pas', async () => {
  const { rows } = await sql<{ nom: string }>`
    select relname as nom from pg_class join pg_namespace n on n.oid = relnamespace
    where n.nspname = 'public' and relkind in ('r', 'p') and not relrowsecurity order by 1`.execute(db)
  assert.deepEqual(
    rows.map(({ nom }) => nom),
    Object.keys(OUVERTES),
  )
  const { rows: vuesSql } = await sql<{ nom: string }>`
    select relname as nom from pg_class join pg_namespace n on n.oid = relnamespace
    where n.nspname = 'public' and relkind in ('v', 'm', 'f')`.execute(db)
  assert.deepEqual(vuesSql, [], 'une vue passe à travers le mur, sauf security_invoker')
})
