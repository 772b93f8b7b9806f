import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lireRechercheImport } from '#campagnes/pages/import-adresse.ts'

test('l’adresse d’un import garde ce qu’elle sait lire, et laisse tomber le reste', () => {
  assert.deepEqual(
    lireRechercheImport({
      import: 'ab12',
      gravite: 'erreur',
      code: 'negatif',
      colonne: '',
      page: 3,
      apercu: 2,
    }),
    { import: 'ab12', gravite: 'erreur', code: 'negatif', colonne: '', page: 3, apercu: 2 },
  )
  // A header that is a number comes out of the address as a number.
  assert.deepEqual(lireRechercheImport({ import: 7, colonne: 2023 }), { import: '7', colonne: '2023' })
  assert.deepEqual(
    lireRechercheImport({ import: '', gravite: 'grave', code: ['a'], page: -1, apercu: 1.5, autre: 'x' }),
    {},
  )
  // The first page is said by saying nothing: one view, one address.
  assert.deepEqual(lireRechercheImport({ page: 1, apercu: 1 }), {})
})
