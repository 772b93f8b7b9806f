import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { makeFiles, readFichier } from '#aides/asp/routes-fabrication.ts'
import { readRetours, receiveRetour } from '#aides/asp/routes-lecture-retours.ts'
import { prepareSession } from '#aides/asp/routes-preparation.ts'
import { upsertParametrage } from '#aides/asp/store-parametrage.ts'
import { depositListWork } from '#aides/listes/routes-listes-depot.ts'
import { transaction } from '#platform/db.ts'
import { openLog } from '#platform/logs.ts'
import { ibanFictif, personneFictive as personne } from '../../../test/aides-listes-atelier.ts'
import { type Fichier, integrations, lireDemandes, paiements, rejets } from '../../../test/asp-agence.ts'
import { CODES } from '../../../test/asp-atelier.ts'
import { appeler } from '../../../test/espace-atelier.ts'
import { openListes } from '../../../test/listes-aides-atelier.ts'

// From the list of a centre to the account of the person, failures included: an account is never in clear, neither in a
// table nor in what the program writes for those who repair it.

const ecrit: string[] = []
const log = openLog('trace', { write: (ligne) => void ecrit.push(ligne) })
const { application, session, importer, deposer, gens } = await openListes({ after }, { log })
const { db, ctx } = application
const { lea } = gens
const FAUX = 'FR7630006000011234567890188'
const IBANS = [ibanFictif(1), ibanFictif(2), ibanFictif(3), FAUX]

/** Runs while the database refuses what is written in a table: PostgreSQL quotes the row in its error. */
async function enPanne(table: string, travail: () => Promise<unknown>): Promise<void> {
  const nom = sql.table(table)
  await sql`alter table ${nom} add constraint panne check (false) not valid`.execute(db)
  await travail()
  await sql`alter table ${nom} drop constraint panne`.execute(db)
}
const dit = (message: string) => ecrit.filter((ligne) => ligne.includes(message)).length
async function attendre(message: string): Promise<void> {
  for (let essais = 0; dit(message) === 0; essais++) {
    assert.ok(essais < 200, message)
    await wait(50)
  }
}
const recevoir = async (fichier: Fichier) => {
  await transaction(ctx.systeme, (tx) => receiveRetour(ctx, tx, { ...fichier, voie: 'main' }))
  await readRetours(ctx)
}

test('dépôt, paiement, retours et pannes : aucun compte en clair, ni dans les tables ni dans ce que le programme écrit', async () => {
  const campagne = await session()
  const id = await importer(campagne, [personne(1), personne(2), personne(3), personne(4, { iban: FAUX })])
  const ligne = `/listes-aides/${id}/lignes/5`
  assert.equal((await appeler(lea, 'PATCH', ligne, { cellules: { iban: `${FAUX}1` } })).statut, 200)
  assert.equal((await appeler(lea, 'PATCH', ligne, { cellules: [FAUX] })).statut, 400)
  await appeler(lea, 'GET', `/listes-aides/${id}/lignes?q=${FAUX}`)
  await enPanne('aide_dossier', async () => {
    assert.equal((await deposer(id, 'valides')).statut, 202)
    await attendre('travail en échec')
  })
  await depositListWork({ db: ctx.systeme, coffre: ctx.coffre }, id)

  await transaction(db, (tx) => upsertParametrage(tx, CODES))
  await sql`update aide_dossier set etat = 'accorde', accorde_le = now() where session = ${campagne}`.execute(
    db,
  )
  await sql`update aide_session set ligne = (select id from ligne_budgetaire order by id limit 1), operation = 'ARA'
    where id = ${campagne}`.execute(db)
  await prepareSession(ctx, campagne)
  await makeFiles(ctx, campagne)
  const { rows: fichiers } = await sql<{ id: string; nom: string }>`
    select id, nom from asp_fichier where session = ${campagne}`.execute(db)
  const xml = (await readFichier(ctx, db, fichiers[0]!.id)).toString()
  for (const iban of IBANS.slice(0, 3)) assert.match(xml, new RegExp(iban.slice(4)))
  const [une, deux, trois] = lireDemandes(xml)
  const [leur] = IBANS.map((iban) => iban.replace(/(.{4})(?=.)/g, '$1 '))
  await recevoir(rejets(fichiers[0]!.nom, [[trois!, `RIB invalide : ${leur}, soit ${IBANS[0]!.slice(4)}`]]))
  await recevoir(integrations(fichiers[0]!.nom, [une!, deux!]))
  const regles = paiements('clair', [{ demande: une! }, { demande: deux!, etat: 'INVALIDE', motif: 'RJT' }])
  const octets = Buffer.from(
    regles.octets
      .toString('latin1')
      .replaceAll('30006000011234567890189', IBANS[0]!.slice(4))
      .replace('Échec', `Compte ${IBANS[1]} clos`),
    'latin1',
  )
  await enPanne('asp_paiement_etape', () => recevoir({ ...regles, octets }))
  assert.ok(dit('ligne de retour mise de côté') > 0)
  const coupe = octets.subarray(0, octets.indexOf('</PAIEMENT>'))
  await recevoir({ nom: 'renvoi_paiement_ARA_coupe.xml', octets: coupe })
  const { rows: suites } = await sql<{ suite: string }>`
    select p.suite from asp_paiement p join aide_dossier d on d.id = p.dossier where d.session = ${campagne}
      and p.suite is not null order by p.id`.execute(db)
  assert.deepEqual(
    suites.map(({ suite }) => suite),
    [
      `RJT : Compte FR•• •••• ${IBANS[1]!.slice(-4)} clos`,
      `RIB invalide : FR•• •••• ${IBANS[0]!.slice(-4)}, soit •••• ${IBANS[0]!.slice(-4)}`,
    ],
  )

  const { rows: tables } = await sql<{ nom: string }>`
    select format('%I.%I', schemaname, tablename) as nom from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  assert.ok(tables.length > 80)
  const enHexa = (texte: string) => Buffer.from(texte).toString('hex')
  const comptes = IBANS.flatMap((iban) => [iban.slice(4), leur!.slice(5), enHexa(iban.slice(4))])
  for (const { nom } of tables) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.raw(nom)} t where t::text ~ ${comptes.join('|')}`.execute(db)
    assert.equal(rows[0]!.n, 0, nom)
  }
  const tout = ecrit.join('')
  assert.ok(dit('requête') > 5)
  for (const compte of comptes) assert.ok(!tout.includes(compte), tout)
  assert.doesNotMatch(tout, /DES ESSAIS|apprenti\d/, 'ni rien d’autre des personnes')
})
