import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejouer, sensDe } from '#majoration/rejeu.ts'
import { campagne2023, formations2023 } from '../../test/tirage-2023.ts'

const regles = { reglement: campagne2023.reglement, dotation: campagne2023.dotation }
const lire = (...parametres: Parameters<typeof rejouer>) => {
  const decision = rejouer(...parametres)
  assert.equal(decision.statut, 'accord')
  return decision.statut === 'accord' ? decision.valeur : assert.fail()
}

test('2023 rejouée sous son propre règlement retrouve le vote, à deux euros près qui se compensent', () => {
  const { reference, lignes, franchissement } = lire(campagne2023, formations2023, regles)
  assert.equal(reference, 'vote')
  assert.equal(lignes.length, 71)
  assert.deepEqual(
    lignes
      .map(({ ecart }) => ecart)
      .filter((ecart) => ecart !== 0)
      .sort((a, b) => a - b),
    [-100, 100],
  )
  assert.deepEqual(franchissement.formationsSortantes, [])
})

test('une enveloppe doublée double ce qui est réparti, organisme par organisme jusqu’au plafond', () => {
  const { lignes, repartition } = lire(campagne2023, formations2023, {
    ...regles,
    dotation: regles.dotation * 2,
  })
  assert.equal(repartition.total, regles.dotation * 2)
  assert.equal(
    lignes.reduce((somme, { ecart }) => somme + ecart, 0),
    regles.dotation,
  )
  assert(lignes.every(({ apres }) => apres !== null && apres.montant <= 200_000_000))
})

test('un organisme que la coupure écarte sort ; sans vote, le calcul du règlement passé sert de référence', () => {
  const coupure = { mode: 'partContrats', part: '0.5' } as const
  const durci = { ...regles, reglement: { ...regles.reglement, coupure } }
  const { reference, lignes, franchissement } = lire(
    { ...campagne2023, publication: [] },
    formations2023,
    durci,
  )
  assert.equal(reference, 'calcul')
  const sortis = lignes.filter((ligne) => sensDe(ligne) === 'sort').map(({ organisme }) => organisme)
  assert(sortis.length > 0)
  assert.deepEqual(sortis.sort(), [...franchissement.organismesSortants].sort())
  assert.equal(lignes.filter((ligne) => sensDe(ligne) === 'entre').length, 0)
})

test('des règles qui ne retiennent rien disent pourquoi rien n’est réparti', () => {
  const coupure = { mode: 'partFormations', part: '0' } as const
  const decision = rejouer(campagne2023, formations2023, {
    ...regles,
    reglement: { ...regles.reglement, coupure },
  })
  assert.equal(decision.statut, 'refus')
})
