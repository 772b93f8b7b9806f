import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { nommerPublication, totaliserPublication } from '#campagnes/publication.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { campagne2023 } from '../../demo/campagne-2023.ts'

const reglement = JSON.parse(
  readFileSync(new URL('../../reglements/majoration-2023.json', import.meta.url), 'utf8'),
) as Reglement
const { campagne } = campagne2023(reglement)

test('les totaux votés en 2023 : 20 140 000 € ordinaires, 20 270 000 € en tout, 71 organismes', () => {
  const totaux = totaliserPublication(campagne.publication)
  assert.equal(totaux.organismes, 71)
  assert.equal(totaux.majoration, 20_140_000_00)
  assert.equal(totaux.majorationExceptionnelle, 130_000_00)
  assert.equal(totaux.majorationTotale, 20_270_000_00)
  assert.equal(totaux.contrats, 30_118)
})

test('chaque ligne votée porte le nom de son organisme ; sans nom connu, son identifiant', () => {
  const [premiere] = campagne.publication
  const nom = campagne.organismes.find(({ identifiant }) => identifiant === premiere!.organisme)!.nom
  assert.equal(nommerPublication(campagne)[0]!.nom, nom)
  assert.equal(nommerPublication({ ...campagne, organismes: [] })[0]!.nom, premiere!.organisme)
})
