import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import { listAffectations, listEngagements } from '#budget/store-engagements.ts'
import { listLignes, sumLignes } from '#budget/store-lignes.ts'
import { listTitres } from '#budget/store-titres.ts'
import { transaction } from '#platform/db.ts'
import { openTestDb } from '../test/harness.ts'
import { chargerBudget } from './budget-2023.ts'

const db = await openTestDb()
await transaction(db, chargerBudget)
const lignes = await listLignes(db, 2023)
const soldes = await sumLignes(
  db,
  lignes.map(({ id }) => id),
)
/** A line of 2023 by what is printed of its imputation. */
const lireLigne = (imputation: string) => {
  const ligne = lignes.find((une) => ecrireImputation(une).replace(/\s/g, ' ') === imputation)!
  return { ligne, soldes: soldes.get(ligne.id)! }
}

// Typed by hand from the délibération of 5 July 2023, in euros.
test('les affectations publiées : 3 000 000 + 2 000 000 + 1 992 428 + 7 572 = 7 000 000, et 20 270 000', async () => {
  const ara = lireLigne('932 / 26 / HP 26-003 / 12600302')
  const affectations = await listAffectations(db, ara.ligne.id)
  assert.deepEqual(
    affectations.map(({ deliberation, date, montant }) => [deliberation, date, montant / 100]).sort(),
    [
      ['CP 2023-035', '2023-01-25', 3_000_000],
      ['CP 2023-107', '2023-03-29', 2_000_000],
      ['CP 2023-247', '2023-07-05', 1_992_428],
      ['CP 2023-247', '2023-07-05', 7_572],
    ],
  )
  assert.equal(ara.soldes.affecte / 100, 7_000_000)
  assert.equal(lireLigne('932 / 26 / HP 26-003 / 12600301').soldes.affecte / 100, 20_270_000)
})

test('la non-valeur : 12 629 de crédits de paiement sans affectation, portés par trois titres', async () => {
  const { ligne, soldes } = lireLigne('931 / 12 / 6541')
  assert.equal(soldes.affecte, 0)
  assert.equal(soldes.engageSansAffectation / 100, 12_629)
  const [engagement] = await listEngagements(db, [ligne.id])
  assert.equal(engagement!.affectation, null)
  const titres = await listTitres(db)
  assert.deepEqual(
    titres.map(({ exercice, numero, montant, etat }) => [exercice, numero, montant / 100, etat]),
    [
      [2018, 870, 2_103, 'admis_en_non_valeur'],
      [2019, 1460, 1_310, 'admis_en_non_valeur'],
      [2020, 3654, 9_216, 'admis_en_non_valeur'],
    ],
  )
})

test('ce que les documents ne publient pas est dit indicatif ; tout est tracé ; rien n’est chargé deux fois', async () => {
  const compter = async (quoi: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(quoi)}`.execute(db)).rows[0]!.n
  assert.equal(await compter('mouvement_credits where not indicatif'), 0)
  assert.equal(await compter('mouvement_credits where indicatif'), 5)
  assert.equal(await compter('ligne_budgetaire where indicatif <> (exercice <> 2023)'), 0)
  assert.equal(await compter('engagement e where affectation is not null and not indicatif'), 0)
  // 5 lines, 5 votes, 5 affectations, 2 engagements, 3 titres and their ends, 2 mandats and 1 payment.
  assert.equal(await compter('journal'), 26)
  await transaction(db, chargerBudget)
  assert.equal(await compter('journal'), 26)
})
