import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accorderExceptionnelle } from '#majoration/exceptionnelle.ts'
import { euros } from '#socle/montant.ts'

const demande = {
  montant: euros(130_000),
  deficitPrevisionnel: euros(200_000),
  contratsMajores: 188,
  motif: 'Hausse du carburant',
}
const codes = (changements: Partial<typeof demande>, disponible = euros(130_000)) => {
  const decision = accorderExceptionnelle({ ...demande, ...changements }, disponible)
  return decision.statut === 'refus' ? decision.motifs.map((m) => m.code) : decision.valeur
}

test('la majoration exceptionnelle de 2023 tient dans son enveloppe et sous le déficit', () => {
  assert.equal(codes({}), euros(130_000))
  assert.equal(codes({ deficitPrevisionnel: euros(130_000) }), euros(130_000))
})

test('chaque borne dépassée est dite, toutes à la fois', () => {
  assert.deepEqual(codes({ deficitPrevisionnel: euros(129_999) }), ['montant_superieur_au_deficit'])
  assert.deepEqual(codes({}, euros(129_999)), ['enveloppe_exceptionnelle_insuffisante'])
  assert.deepEqual(codes({ montant: 0, contratsMajores: 0, motif: ' ' }), [
    'montant_invalide',
    'aucun_contrat_majore',
    'motif_absent',
  ])
  assert.deepEqual(codes({ montant: euros(300_000) }), [
    'montant_superieur_au_deficit',
    'enveloppe_exceptionnelle_insuffisante',
  ])
})
