import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fraction } from '#socle/fraction.ts'
import * as francais from '#socle/francais.ts'

test('les nombres portent des espaces fines insécables et une virgule', () => {
  assert.equal(francais.ecrireNombre(20_140_000), '20\u202f140\u202f000')
  assert.equal(francais.ecrireNombre(999), '999')
  assert.equal(francais.ecrireNombre(-1153), '\u22121\u202f153')
  assert.equal(francais.ecrireDecimale(fraction(127063693250n, 199125157n), 4), '638,1097')
  assert.equal(francais.ecrireDecimale(fraction(-5, 4), 1), '\u22121,2')
})

test('les montants s’écrivent en euros, avec leurs centimes seulement s’il y en a', () => {
  assert.equal(francais.ecrireMontant(2_014_000_000), '20\u202f140\u202f000\u202f€')
  assert.equal(francais.ecrireMontant(1_250), '12,50\u202f€')
  assert.equal(francais.ecrireEcartMontant(-100), '\u22121\u202f€')
  assert.equal(francais.ecrireEcartMontant(100), '+1\u202f€')
})

test('les parts et pourcentages perdent leurs zéros inutiles', () => {
  assert.equal(francais.ecrirePart(30118, 39723), '75,8\u202f%')
  assert.equal(francais.ecrirePart(1, 2), '50\u202f%')
  assert.equal(francais.ecrirePourcentage(4550), '45,5\u202f%')
  assert.equal(francais.ecrirePourcentage(10000), '100\u202f%')
  assert.equal(francais.ecrirePourcentage(0), '0\u202f%')
  assert.equal(francais.ecrirePourcentage(1025), '10,25\u202f%')
  assert.equal(francais.ecrireTaux('12.5'), '12,5\u202f%')
})

test('une évolution porte son signe, et ne se dit pas à partir de rien', () => {
  assert.equal(francais.ecrireEvolution(100, 116), '+16\u202f%')
  assert.equal(francais.ecrireEvolution(1000, 975), '\u22122,5\u202f%')
  assert.equal(francais.ecrireEvolution(7, 7), '0\u202f%')
  assert.equal(francais.ecrireEvolution(0, 7), '—')
})

test('les dates et les pluriels suivent l’usage', () => {
  assert.equal(francais.ecrireDate('2022-09-01'), '1er\u00a0septembre\u00a02022')
  assert.equal(francais.ecrireDate('2023-07-05'), '5\u00a0juillet\u00a02023')
  assert.equal(francais.compter(0, 'formation'), '0\u00a0formation')
  assert.equal(francais.compter(1, 'formation'), '1\u00a0formation')
  assert.equal(francais.compter(-1, 'contrat'), '\u22121\u00a0contrat')
  assert.equal(francais.compter(2, 'œil', 'yeux'), '2\u00a0yeux')
  assert.equal(francais.compter(886, 'formation'), '886\u00a0formations')
  assert.equal(francais.majuscule('état'), 'État')
  assert.equal(francais.minuscule('Écart'), 'écart')
})

test('« de » s’élide devant une voyelle ou un h muet, jamais devant un h aspiré', () => {
  const elides = [
    'AFORPA',
    'Épinay',
    'Œuvre',
    'INCM',
    'Yncréa',
    'Ymca',
    'Hôtellerie',
    'Horticulture',
    'HEC',
    'Habitat',
  ]
  for (const nom of elides) assert.equal(francais.deNom(nom), `d’${nom}`)
  for (const nom of [
    'Huissiers',
    'Huîtres',
    'Hérault',
    'Héroïnes',
    'Harmonie',
    'Homme',
    '« Arts »',
    'Anne Prévost',
  ])
    assert.equal(francais.deNom(nom), `d’${nom}`)
  const entiers = [
    'STELO',
    'CFA Essai 1',
    'Hauts-de-Seine',
    'Le Havre',
    'Handicap 77',
    'Hall 3',
    'Héros',
    'Hongrie',
  ]
  for (const nom of entiers) assert.equal(francais.deNom(nom), `de ${nom}`)
  for (const nom of ['Huit', 'Houilles', 'Onze', 'Oui', 'Yaoundé', 'Hors les murs', '1er Mai'])
    assert.equal(francais.deNom(nom), `de ${nom}`)
  assert.equal(francais.deNom(''), 'de ')
})
