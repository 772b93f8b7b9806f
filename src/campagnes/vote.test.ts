import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trouverVote } from '#campagnes/vote.ts'

const JUIN = { date: '2027-06-01', libelle: 'Vote', source: 'CP 2027-100', nature: 'vote' } as const
const JUILLET = {
  date: '2027-07-05',
  libelle: 'Rectification',
  source: 'CP 2027-247',
  nature: 'vote',
} as const
const RAPPEL = { date: '2027-08-01', libelle: 'Vote des majorations, pour mémoire', source: 'Note' }

test('le vote se reconnaît à sa nature, jamais à son libellé ; le dernier compte, dans quelque ordre qu’on les écrive', () => {
  const attendu = { date: '2027-07-05', reference: 'CP 2027-247' }
  assert.deepEqual(trouverVote([JUILLET, RAPPEL, JUIN]), attendu)
  assert.deepEqual(trouverVote([JUIN, JUILLET, RAPPEL]), attendu)
  assert.equal(trouverVote([RAPPEL]), undefined)
})
