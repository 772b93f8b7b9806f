import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ecrireNda, lireNda, situerNda } from '#socle/nda.ts'

test('onze chiffres, avec ou sans espaces, font un numéro', () => {
  assert.equal(lireNda('11754781875'), '11754781875')
  assert.equal(lireNda(' 11 75 47818 75 '), '11754781875')
})

test('dix ou douze chiffres, une lettre, rien, que des zéros : ce n’en est pas un', () => {
  for (const texte of ['', '1175478187', '117547818755', '1175478187A', '00000000000'])
    assert.equal(lireNda(texte), undefined)
})

test('il s’écrit comme on le lit, et ses premiers chiffres se lisent à titre indicatif', () => {
  assert.equal(ecrireNda('11754781875'), '11\u202f75\u202f47818\u202f75')
  assert.deepEqual(situerNda('11754781875'), { region: '11', departement: '75' })
})
