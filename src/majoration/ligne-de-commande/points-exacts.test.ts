import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  LecteurDeDecimal,
  lireEffectif,
  lireEffectifSimple,
} from '#majoration/ligne-de-commande/import-csv-nombres.ts'
import {
  comparerDecimaux,
  enEntiers,
  lireDecimal,
  Seuil,
} from '#majoration/ligne-de-commande/points-exacts.ts'

test('un décimal prend une seule écriture, quelle que soit celle du fichier', () => {
  for (const [ecrit, canonique] of [
    ['12', '12'],
    ['012,50', '12.5'],
    ['+3.0', '3'],
    ['-0,00', '0'],
    ['-0,10', '-0.1'],
    ['12,345678901234567890', '12.34567890123456789'],
    ['000', '0'],
  ] as const) {
    assert.equal(lireDecimal(ecrit), canonique)
  }
  for (const refuse of [
    '',
    '1e3',
    '1.',
    ',5',
    '1,2,3',
    ' 1',
    '1 000',
    'NaN',
    'Infinity',
    '--1',
    '٣',
    '1_0',
  ]) {
    assert.equal(lireDecimal(refuse), undefined, refuse)
  }
})

test('les effectifs sont entiers, positifs ou nuls, et rien d’autre', () => {
  const admis = {
    '0': 0,
    '12': 12,
    '012': 12,
    '+12': 12,
    '12,0': 12,
    '12.00': 12,
    '-0': 0,
    '9007199254740991': 2 ** 53 - 1,
  }
  for (const [texte, valeur] of Object.entries(admis)) {
    assert.equal(lireEffectif(texte), valeur, texte)
    const simple = lireEffectifSimple(Buffer.from(texte), 0, texte.length)
    assert(simple === -1 || simple === valeur, texte)
  }
  for (const texte of [
    '',
    '-1',
    '1,5',
    '1e3',
    'NaN',
    'Infinity',
    '1 000',
    '9007199254740992',
    '0x10',
    '12,',
    '-12,0',
    '١',
  ]) {
    assert.equal(lireEffectif(texte), undefined, texte)
    const octets = Buffer.from(texte)
    assert.equal(lireEffectifSimple(octets, 0, octets.length), -1, texte)
  }
})

/** Decimals as people write them, short ones often, so that equal values and ties of length appear. */
const decimalEcrit = fc
  .record({
    signe: fc.constantFrom('', '', '', '-', '+'),
    entiers: fc.oneof(fc.stringMatching(/^\d{1,3}$/), fc.stringMatching(/^\d{1,30}$/)),
    decimales: fc.oneof(
      fc.constant(''),
      fc.stringMatching(/^[.,]\d{1,2}$/),
      fc.stringMatching(/^[.,]\d{1,30}$/),
    ),
  })
  .map(({ signe, entiers, decimales }) => signe + entiers + decimales)

/** The value times 10^30, by other means. */
function enGrandEntier(ecrit: string): bigint {
  const [entiers = '', decimales = ''] = ecrit.replace(/^[+-]/, '').replace(',', '.').split('.')
  const valeur = BigInt(entiers + decimales.padEnd(30, '0'))
  return ecrit.startsWith('-') ? -valeur : valeur
}

test('comparer deux décimaux revient à comparer leurs valeurs exactes', () => {
  fc.assert(
    fc.property(decimalEcrit, decimalEcrit, (a, b) => {
      const attendu = enGrandEntier(a) < enGrandEntier(b) ? -1 : enGrandEntier(a) > enGrandEntier(b) ? 1 : 0
      assert.equal(Math.sign(comparerDecimaux(lireDecimal(a)!, lireDecimal(b)!)), attendu)
    }),
  )
})

/** The column that the reader would make of these cells. */
function colonne(ecrits: readonly string[]) {
  const lecteur = new LecteurDeDecimal()
  const mantisses = new Float64Array(ecrits.length)
  const decimales = new Uint8Array(ecrits.length)
  const longs = new Map<number, string>()
  ecrits.forEach((ecrit, i) => {
    const octets = Buffer.from(ecrit)
    if (lecteur.lireSimple(octets, 0, octets.length)) {
      mantisses[i] = lecteur.mantisse
      decimales[i] = lecteur.decimales
    } else longs.set(i, lireDecimal(ecrit)!)
  })
  return { mantisses, decimales, longs }
}

test('les points ramenés à des entiers gardent leur ordre exact et leurs égalités', () => {
  fc.assert(
    fc.property(fc.array(decimalEcrit, { minLength: 1, maxLength: 12 }), (ecrits) => {
      const entiers = enEntiers(colonne(ecrits))
      for (const [i, a] of ecrits.entries()) {
        for (const [j, b] of ecrits.entries()) {
          const exact = enGrandEntier(a) - enGrandEntier(b)
          assert.equal(Math.sign(entiers[i]! - entiers[j]!), exact < 0n ? -1 : exact > 0n ? 1 : 0)
        }
      }
    }),
  )
})

test('un seuil de points se compare sans perdre un chiffre', () => {
  fc.assert(
    fc.property(decimalEcrit, decimalEcrit, (minimum, ecrit) => {
      const { mantisses, decimales, longs } = colonne([ecrit])
      const atteint = new Seuil(lireDecimal(minimum)!).estAtteint(mantisses[0]!, decimales[0]!, longs.get(0))
      assert.equal(atteint, enGrandEntier(ecrit) >= enGrandEntier(minimum))
    }),
  )
})
