import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cumulerJusqua, reduireEcheancier } from '#budget/rules/echeancier.ts'
import { alerter, solder, totaliser } from '#budget/rules/soldes.ts'
import { actesTires, Livre } from '../../../test/budget-livre.ts'

test('quelle que soit la suite des actes : payé ≤ mandaté ≤ engagé ≤ affecté ≤ voté, et la somme des restes est le voté', () => {
  let acceptes = 0
  let refuses = 0
  fc.assert(
    fc.property(actesTires, (actes) => {
      const livre = new Livre()
      for (const acte of actes) {
        const decision = livre.jouer(acte)
        if (decision?.statut === 'accord') acceptes++
        else if (decision) refuses++
        for (const rang of [0, 1]) {
          const s = livre.soldes(rang)
          assert.ok(0 <= s.engageSurAffectation && s.engageSurAffectation <= s.affecte)
          assert.ok(s.affecte <= s.voteAutorisationEngagement)
          assert.ok(0 <= s.paye && s.paye <= s.mandate)
          assert.ok(s.mandateSansAffectation <= s.engageSansAffectation)
          assert.ok(s.engageSansAffectation + s.mandateSurAffectation <= s.voteCreditsDePaiement)
          assert.equal(
            s.resteAAffecter + s.resteAEngager + s.engageSurAffectation,
            s.voteAutorisationEngagement,
          )
          assert.equal(
            s.resteCreditsDePaiement + s.retenuSansMandat + s.resteAPayer + s.paye,
            s.voteCreditsDePaiement,
          )
        }
        for (const [i, engagement] of livre.engagements.entries()) {
          const mandats = livre.mandate(i)
          const net = reduireEcheancier(engagement.echeancier, engagement.desengage)
          for (const exercice of [2023, 2024, 2025])
            assert.ok(cumulerJusqua(mandats, exercice) <= cumulerJusqua(net, exercice))
        }
      }
    }),
    { numRuns: 300 },
  )
  // The draws must reach both sides of every rule.
  assert.ok(acceptes > 1_000 && refuses > 1_000, `${acceptes} acceptés, ${refuses} refusés`)
})

const vide = {
  ...{ voteAutorisationEngagement: 0, voteCreditsDePaiement: 0, affecte: 0, engageSurAffectation: 0 },
  ...{ engageSansAffectation: 0, mandateSurAffectation: 0, mandateSansAffectation: 0, paye: 0 },
}

test('le total de plusieurs lignes est celui de leurs sommes', () => {
  const une = solder({ ...vide, voteAutorisationEngagement: 100, affecte: 60, engageSurAffectation: 25 })
  const deux = solder({
    ...vide,
    voteAutorisationEngagement: 10,
    voteCreditsDePaiement: 7,
    engageSansAffectation: 5,
  })
  const total = totaliser([une, deux])
  assert.deepEqual(
    [total.resteAAffecter, total.resteAEngager, total.engage, total.resteCreditsDePaiement],
    [50, 35, 30, 2],
  )
})

test('une ligne prévient au-delà de 90 %, pas à 90 % juste, ni quand elle n’a rien', () => {
  const codes = (totaux: Partial<typeof vide>) =>
    alerter(solder({ ...vide, ...totaux })).map(({ code }) => code)
  assert.deepEqual(codes({}), [])
  assert.deepEqual(codes({ voteAutorisationEngagement: 100, affecte: 90 }), [])
  assert.deepEqual(codes({ voteAutorisationEngagement: 1000, affecte: 901 }), ['affectation'])
  assert.deepEqual(
    codes({ voteCreditsDePaiement: 100, mandateSurAffectation: 60, engageSansAffectation: 31 }),
    ['credits-de-paiement'],
  )
})
