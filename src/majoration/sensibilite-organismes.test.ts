import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LigneClassee } from '#majoration/classement.ts'
import type { Sort } from '#majoration/sensibilite.ts'
import { regrouperSorts } from '#majoration/sensibilite-organismes.ts'

/** Only the body and the contracts of a line are looked at. */
const ligne = (organisme: string, contrats: number) =>
  ({ formation: { organisme, contrats } }) as unknown as LigneClassee

test('un organisme garde sa place dès qu’une de ses formations la garde', () => {
  const lignes = [ligne('B', 10), ligne('A', 7), ligne('B', 5), ligne('B', 3), ligne('B', 2)]
  const sorts: Sort[] = ['toujours', 'jamais', 'depend', 'indetermine', 'jamais']
  assert.deepEqual(regrouperSorts(lignes, 1, sorts), [
    {
      organisme: 'A',
      sort: 'jamais',
      formations: { toujours: 0, depend: 0, indetermine: 0, jamais: 1 },
      contratsMinimum: 0,
      contratsMaximum: 0,
    },
    {
      organisme: 'B',
      sort: 'toujours',
      formations: { toujours: 1, depend: 1, indetermine: 1, jamais: 1 },
      contratsMinimum: 10,
      contratsMaximum: 18,
    },
  ])
})

test('présent et suspendu à une seule formation qui dépend, il dépend ; à plusieurs, rien n’est établi', () => {
  const sortDe = (...sorts: Sort[]) =>
    regrouperSorts(
      sorts.map(() => ligne('A', 1)),
      1,
      sorts,
    )[0]!.sort
  assert.equal(sortDe('depend', 'jamais'), 'depend')
  assert.equal(sortDe('depend', 'depend'), 'indetermine')
  assert.equal(sortDe('depend', 'indetermine'), 'indetermine')
  assert.equal(sortDe('indetermine'), 'indetermine')
})

test('absent aujourd’hui, un organisme dépend dès qu’un exemple retient une de ses formations', () => {
  const sortDe = (...sorts: Sort[]) =>
    regrouperSorts(
      sorts.map(() => ligne('A', 1)),
      0,
      sorts,
    )[0]!.sort
  assert.equal(sortDe('depend', 'depend', 'indetermine'), 'depend')
  assert.equal(sortDe('indetermine', 'jamais'), 'indetermine')
  assert.equal(sortDe('jamais', 'jamais'), 'jamais')
})
