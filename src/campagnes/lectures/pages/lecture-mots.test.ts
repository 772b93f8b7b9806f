import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CritereApprecie } from '#campagnes/lectures/lecture.ts'
import {
  ecrireBornes,
  ecrireMoyenne,
  ecrireNote,
  lireNote,
  saisirNote,
} from '#campagnes/lectures/pages/lecture-mots.ts'

const critere = (unite: CritereApprecie['unite'], maximum: number): CritereApprecie => ({
  ...{ champ: 'innovation', libelle: 'x', aide: '', critere: 'x', unite, minimum: 0, maximum },
})
const part = critere('pourcentage', 2000)
const nombre = critere('nombre', 3)

test('une note s’écrit et se relit dans l’unité de son champ', () => {
  assert.equal(ecrireNote(1250, part), '12,5\u202f%')
  assert.equal(ecrireNote(1, critere('ouiNon', 1)), 'oui')
  assert.equal(ecrireNote(2, nombre), '2')
  assert.equal(ecrireBornes(part), 'de 0\u202f% à 20\u202f%')
  assert.deepEqual(
    ['12,5', ' 8.01 %', '20', '20,01', '12,345', '', 'dix', '-1'].map((texte) => lireNote(texte, part)),
    [1250, 801, 2000, undefined, undefined, undefined, undefined, undefined],
  )
  assert.deepEqual(
    ['3', '4', '1,5'].map((texte) => lireNote(texte, nombre)),
    [3, undefined, undefined],
  )
  for (let note = 0; note <= 2000; note++) assert.equal(lireNote(saisirNote(note, part), part), note)
})

test('une moyenne s’écrit exacte', () => {
  assert.equal(ecrireMoyenne('5/2', nombre), '2,5')
  assert.equal(ecrireMoyenne('1/1', nombre), '1')
  assert.equal(ecrireMoyenne('2051/2', part), '10,255\u202f%')
  assert.equal(ecrireMoyenne('1000/1', part), '10\u202f%')
})
