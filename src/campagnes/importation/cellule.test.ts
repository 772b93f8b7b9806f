import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ecrireCellule, estVide, nettoyer } from '#campagnes/importation/cellule.ts'
import { neutraliser } from '#socle/tableur.ts'

test('une cellule s’écrit comme le tableur la montre', () => {
  assert.equal(ecrireCellule(null), '')
  assert.equal(ecrireCellule(1153), '1153')
  assert.equal(ecrireCellule(73_282_932_000_074), '73282932000074')
  assert.equal(ecrireCellule(45.5), '45,5')
  assert.equal(ecrireCellule(true), 'VRAI')
  assert.equal(ecrireCellule({ pourcentage: 0.455 }), '45,5\u202f%')
  assert.equal(ecrireCellule({ date: '05/07/2023' }), '05/07/2023')
  assert.equal(ecrireCellule({ erreur: '#N/A' }), '#N/A')
})

test('une valeur montrée est coupée, sans caractère de commande ni moitié de caractère', () => {
  assert.equal(ecrireCellule('a\u0000b\nc'), 'a b c')
  const longue = ecrireCellule(`${'a'.repeat(199)}😀${'b'.repeat(50)}`)
  assert.equal(longue.length, 201)
  assert.equal(longue.isWellFormed(), true)
  assert.equal(ecrireCellule('\ud800'), '\ufffd')
})

test('le vide est vide, quelles que soient ses espaces', () => {
  for (const cellule of [null, undefined, '', ' ', '\u00a0\u202f\t']) assert.equal(estVide(cellule), true)
  for (const cellule of [0, false, '0', { date: '' }]) assert.equal(estVide(cellule), false)
})

test('aucun texte neutralisé n’est une formule, et le nettoyer rend le texte', () => {
  for (const texte of ['=1+1', '+1', '-1', '@a', '\t=1', '\r=1', ' =1', '＝1', '\u0000=1']) {
    assert.match(neutraliser(texte), /^'/, JSON.stringify(texte))
    assert.equal(nettoyer(neutraliser(texte)), nettoyer(texte), JSON.stringify(texte))
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (texte) => {
      const neutre = neutraliser(texte)
      assert.doesNotMatch(neutre, /^[\s\p{Cc}]*[=+\-@]/u)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids is what is looked for
      assert.doesNotMatch(neutre, /[\u0000-\u001f\ufffe\uffff]/)
      assert.equal(nettoyer(neutre), nettoyer(texte))
    }),
  )
})

test('un texte nettoyé est prêt pour la base : bien formé, sans nul, stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (texte) => {
      const propre = nettoyer(texte)
      assert.equal(propre.isWellFormed(), true)
      assert.doesNotMatch(propre, /\p{Cc}|^\s|\s$/u)
    }),
  )
})
