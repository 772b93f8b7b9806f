import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparerEtats } from '#journal/changements.ts'

const dire = (avant: unknown, apres: unknown) =>
  comparerEtats(avant, apres).changements.map(({ libelle, avant: a, apres: b }) =>
    `${libelle} : ${a} → ${b}`.replaceAll(/[\u00a0\u202f]/g, ' '),
  )

test('seules les valeurs qui diffèrent sont dites, avec leur unité', () => {
  const avant = { nom: 'X', version: 2, parametres: { dotation: 2_014_000_000, coupure: { minimum: 4250 } } }
  const apres = { nom: 'X', version: 3, parametres: { dotation: 1_000_050, coupure: { minimum: 4250 } } }
  assert.deepEqual(dire(avant, apres), [
    'Version : 2 → 3',
    'Paramètres › Dotation : 20 140 000 € → 10 000,50 €',
  ])
  const repartition = (plafond: number | null, tauxPalier1: string) => ({
    repartition: { plafond, tauxPalier1 },
  })
  assert.deepEqual(dire(repartition(200_000_000, '15'), repartition(null, '12.5')), [
    'Répartition › Plafond par organisme : 2 000 000 € → aucun',
    'Répartition › Complément du palier 1 : 15 % → 12,5 %',
  ])
})

test('un critère déplacé n’est pas un critère changé', () => {
  const a = { code: 'a', poids: 2000 }
  const b = { code: 'b', poids: 1000 }
  assert.deepEqual(dire({ criteres: [a, b] }, { criteres: [b, a] }), [])
  assert.deepEqual(dire({ criteres: [a, b] }, { criteres: [b, { ...a, poids: 2500 }] }), [
    'Critère › a › Points en jeu : 20,00 points → 25,00 points',
  ])
})

test('ce qui naît n’a pas d’avant, ce qui disparaît n’a pas d’après', () => {
  assert.deepEqual(dire(null, { nom: 'X', fait: true }), ['Nom : null → X', 'fait : null → oui'])
  assert.deepEqual(dire({ nom: 'X' }, null), ['Nom : X → null'])
  assert.deepEqual(dire(null, 3), ['Valeur : null → 3'])
})

test('un changement trop long dit combien il en manque', () => {
  const { changements, reste } = comparerEtats(
    null,
    Array.from({ length: 200 }, (_, i) => i),
  )
  assert.deepEqual([changements.length, reste], [80, 120])
})
