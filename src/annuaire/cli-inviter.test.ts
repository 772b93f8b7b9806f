import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openTestDatabase } from '../../test/harness.ts'

const racine = fileURLToPath(new URL('../..', import.meta.url))
const { db, url } = await openTestDatabase()
const SIRET = '00000001800010'

/** Runs the command as a maintainer would, on the database of this file. */
function inviter(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/cli.ts', 'administrateur', 'inviter', ...args],
    { cwd: racine, env: { ...process.env, DATABASE_URL: url, ...env }, encoding: 'utf8' },
  )
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
  return { code: status, sortie: plain(stdout), erreur: plain(stderr) }
}

const lire = async <T>(requete: string): Promise<T[]> => (await sql.raw<T>(requete).execute(db)).rows
const invitations = () =>
  lire<object>(
    'select courriel, role, o.nom, o.nature, o.etat from invitation i join organisation o on o.id = organisation',
  )
const actes = async () =>
  (await lire<{ acte: string }>(`select acte from journal where role = 'systeme' order by id`)).map(
    ({ acte }) => acte,
  )

beforeEach(async () => {
  await sql
    .raw(`delete from invitation; delete from message; delete from attribution; delete from personne;
    delete from organisation`)
    .execute(db)
  await sql
    .raw(
      'set session_replication_role = replica; truncate journal, maillon; set session_replication_role = origin',
    )
    .execute(db)
})

const region = ['--siret', '000 000 018 00010', '--nom', 'Région d’essai']

test('sur une base vide, la Région est créée et son administrateur invité', async () => {
  const { code, sortie, erreur } = inviter(['Ines.Carpentier@region.exemple.fr', ...region], {
    ORIFLAMME_ADRESSE: 'https://oriflamme.exemple.fr',
  })
  assert.deepEqual([code, erreur], [0, ''])
  assert.match(
    sortie,
    /^ines\.carpentier@region\.exemple\.fr est invité comme administrateur, pour Région d’essai\.$/m,
  )
  assert.match(sortie, /^Se connecter : https:\/\/oriflamme\.exemple\.fr\/entrer$/m)
  assert.match(sortie, /^Jusqu’au \d+(er)? \S+ \d{4} inclus\.$/m)
  assert.match(sortie, /Aucun serveur de courrier n’est configuré/)
  assert.deepEqual(await invitations(), [
    {
      ...{ courriel: 'ines.carpentier@region.exemple.fr', role: 'administrateur' },
      ...{ nom: 'Région d’essai', nature: 'region', etat: 'active' },
    },
  ])
  assert.deepEqual(await actes(), ['organisation.creee', 'invitation.envoyee'])
  const [message] = await lire<{ corps: string; etat: string }>('select corps, etat from message')
  assert.equal(message!.etat, 'a_lire')
  assert.match(message!.corps, /https:\/\/oriflamme\.exemple\.fr\/entrer/)

  // Once more: the same invitation, open for longer; neither a second Région nor a second invitation.
  const reprise = inviter(['ines.carpentier@region.exemple.fr', '--siret', SIRET])
  assert.equal(reprise.code, 0, reprise.erreur)
  assert.equal((await invitations()).length, 1)
  assert.deepEqual((await actes()).slice(2), ['invitation.relancee'])
})

test('un SIRET arrivé avant tout administrateur est reconnu comme celui de la Région', async () => {
  await sql`insert into organisation (nature, nom, siret, etat) values ('of-cfa', ${`SIRET ${SIRET}`}, ${SIRET}, 'en_attente')`.execute(
    db,
  )
  const sansNom = inviter(['ines@region.exemple.fr', '--siret', SIRET])
  assert.equal(sansNom.code, 1)
  assert.match(sansNom.erreur, /n’a pas encore de nom/)
  assert.equal(inviter(['ines@region.exemple.fr', ...region]).code, 0)
  assert.deepEqual(await lire('select nom, nature, etat from organisation'), [
    { nom: 'Région d’essai', nature: 'region', etat: 'active' },
  ])
  assert.deepEqual(await actes(), ['organisation.agreee', 'invitation.envoyee'])
})

test('un administrateur déjà là : la commande le dit, et n’invite qu’avec --encore', async () => {
  await sql
    .raw(`
    insert into organisation (id, nature, nom, siret) values ('r', 'region', 'Région', '${SIRET}');
    insert into personne (id, emetteur, sujet, nom, courriel, organisation, etat)
      values ('p', 'e', 's', 'Inès', 'ines@region.exemple.fr', 'r', 'active');
    insert into attribution (personne, role) values ('p', 'administrateur')`)
    .execute(db)
  const args = ['paul@region.exemple.fr', '--siret', SIRET]
  const refusee = inviter(args)
  assert.deepEqual([refusee.code, refusee.sortie], [1, ''])
  assert.match(refusee.erreur, /1 administrateur peut déjà inviter les autres/)
  assert.deepEqual(await invitations(), [])
  assert.equal(inviter([...args, '--encore']).code, 0)
  // Whoever holds the role has only to sign in; the one who lost it is invited without any word more.
  assert.match(inviter(['ines@region.exemple.fr', '--siret', SIRET, '--encore']).erreur, /tient déjà le rôle/)
  await sql`update attribution set retiree_le = now()`.execute(db)
  assert.equal(inviter(['ines@region.exemple.fr', '--siret', SIRET]).code, 0)
})

test('tout ce qui ne peut aller est dit à la fois, et rien n’est écrit', async () => {
  await sql`insert into organisation (nature, nom, siret) values ('of-cfa', 'AFORPA', '00000002600013')`.execute(
    db,
  )
  const autre = inviter(['ines@region', '--siret', '00000002600013'])
  assert.deepEqual([autre.code, autre.sortie], [1, ''])
  assert.match(autre.erreur, /« ines@region » n’est pas une adresse/)
  assert.match(autre.erreur, /« AFORPA », de nature « OF-CFA » : un administrateur travaille pour la Région/)
  const faux = inviter(['ines@region.exemple.fr', '--siret', '00000001800011', '--nom', 'Région'])
  assert.equal(faux.code, 1)
  assert.match(faux.erreur, /n’est pas un SIRET/)
  assert.deepEqual([await invitations(), await actes()], [[], []])
})

test('une commande mal écrite finit par 2, et dit où est l’aide', () => {
  for (const [args, raison] of [
    [[], /Il manque l’adresse de courriel/],
    [['ines@region.exemple.fr'], /Il manque --siret/],
    [['a@b.fr', 'c@d.fr', '--siret', SIRET], /« c@d.fr » est de trop/],
    [['a@b.fr', '--siret'], /« --siret » attend une valeur/],
    [['a@b.fr', '--siret', SIRET, '--force'], /« --force » n’existe pas/],
  ] as const) {
    const { code, erreur } = inviter(args)
    assert.equal(code, 2, erreur)
    assert.match(erreur, raison)
    assert.match(erreur, /Aide : oriflamme administrateur inviter --help\n$/)
  }
  for (const mot of ['--help', '-h', '--aide']) {
    const { code, sortie } = inviter([mot])
    assert.equal(code, 0)
    assert.match(sortie, /Usage : oriflamme administrateur inviter COURRIEL --siret SIRET/)
  }
})
