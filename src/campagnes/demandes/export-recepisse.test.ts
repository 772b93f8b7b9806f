import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Recepisse, texteRecepisse } from '#campagnes/demandes/export-recepisse.ts'

const recepisse = {
  ...{ region: 'Région', date: '2024-04-02', appel: { libelle: 'Majoration 2024', exercice: 2024 } },
  ...{ formations: [], pieces: [], etapes: [] },
  demande: {
    ...{ numero: 7, organisation: { nom: 'CFA Essai', siret: '90000001000014' }, effectif: '420' },
    ...{ deposeeLe: '2024-03-20T10:00:00.000Z', empreinte: 'a'.repeat(64) },
  },
} as unknown as Recepisse

const identite = (le: string, etapes: unknown[] = []) => {
  const identifiants = { uai: '0750655E', nda: '11754781875', le }
  return texteRecepisse({ ...recepisse, identifiants, etapes } as Recepisse)
    .identite.filter(({ libelle }) => ['UAI', 'NDA'].includes(libelle))
    .map(({ valeur }) => valeur.replace(/\s/g, ' '))
}

test('le récépissé dit les identifiants du dépôt ; écrits depuis, il le dit aussi', () => {
  assert.deepEqual(identite('2024-03-20T09:59:59.000Z'), ['0750655E', '11 75 47818 75'])
  assert.deepEqual(identite('2024-03-21T09:00:00.000Z'), [
    '0750655E, après le dépôt : le 21 mars 2024 à 10:00:00 (heure de Paris)',
    '11 75 47818 75, après le dépôt : le 21 mars 2024 à 10:00:00 (heure de Paris)',
  ])
  // An answer to a request for completion seals the whole again.
  const reponse = { acte: 'repondre', le: '2024-03-22T09:00:00.000Z' }
  assert.deepEqual(identite('2024-03-21T09:00:00.000Z', [reponse]), ['0750655E', '11 75 47818 75'])
})
