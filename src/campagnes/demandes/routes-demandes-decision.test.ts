import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { DecisionVotee } from '#campagnes/demandes/decision-votee.ts'
import { appeler, openEspace } from '../../../test/espace-atelier.ts'

const horloge = { maintenant: '2024-03-29T22:40:00.000Z' }
const { db, lea, julie, brouillon, lire } = await openEspace({ after }, horloge)

test('après le vote, un organisme lit son montant, son engagement et ses paiements, et nul autre', async () => {
  const { id, campagne, chemin } = await brouillon()
  const avant = await appeler<DecisionVotee>(lea, 'GET', `${chemin}/decision`)
  assert.deepEqual([avant.statut, avant.corps], [200, { montants: null, engagements: [] }])

  const { siret, nom } = (await lire(chemin)).demande.organisation
  await sql`insert into organisme (campagne, identifiant, nom, siret) values (${campagne}, 'A', ${nom}, ${siret})`.execute(
    db,
  )
  await sql`insert into publication (campagne, organisme, rang, contrats, majoration, dont_bonus_vert,
    majoration_exceptionnelle, majoration_totale) values (${campagne}, 'A', 1, 24, 1600000, 200000, 0, 1600000)`.execute(
    db,
  )
  const ligne = (
    await sql<{ id: string }>`insert into ligne_budgetaire (exercice, chapitre, code_fonctionnel, libelle)
      values (2024, '931', '26', 'Apprentissage, essai') returning id`.execute(db)
  ).rows[0]!.id
  const engager = async (objet: string, sien: string) =>
    (
      await sql<{
        id: string
      }>`insert into engagement (ligne, objet, libelle, beneficiaire, siret, date, montant)
        values (${ligne}, ${objet}, 'Majoration 2024', 'x', ${sien}, '2024-07-10', 1600000) returning id`.execute(
        db,
      )
    ).rows[0]!.id
  const engagement = await engager(`demande:${id}`, siret)
  await engager('demande:autre', '11111111111111')
  await sql`insert into bordereau (exercice, numero, emis_le) values (2024, 901, '2024-09-01')`.execute(db)
  const mandat = async (reference: string) =>
    (
      await sql<{
        id: string
      }>`insert into mandat (reference, engagement, ligne, exercice, bordereau, date, montant)
        values (${reference}, ${engagement}, ${ligne}, 2024, 901, '2024-09-01', 800000) returning id`.execute(
        db,
      )
    ).rows[0]!.id
  const paye = await mandat('2024-901-1')
  await mandat('2024-901-2')
  await sql`insert into constat_mandat (mandat, etat, date) values (${paye}, 'paye', '2024-09-15')`.execute(
    db,
  )

  const { corps } = await appeler<DecisionVotee>(lea, 'GET', `${chemin}/decision`)
  assert.deepEqual(corps.montants, {
    ...{ contrats: 24, majoration: 1600000, dontBonusVert: 200000 },
    ...{ majorationExceptionnelle: 0, majorationTotale: 1600000 },
  })
  assert.deepEqual(
    corps.engagements.map(({ montant, paiements }) => [
      montant,
      ...paiements.map(({ reference, etat, constateLe }) => [reference, etat, constateLe]),
    ]),
    [[1600000, ['2024-901-1', 'paye', '2024-09-15'], ['2024-901-2', 'emis', null]]],
  )
  assert.equal((await appeler(julie, 'GET', `${chemin}/decision`)).statut, 404)
})
