import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { montantEnLettres, nombreEnLettres } from '#deliberations/montant-en-lettres.ts'

const NOMBRES: Readonly<Record<number, string>> = {
  0: 'zéro',
  1: 'un',
  10: 'dix',
  16: 'seize',
  17: 'dix-sept',
  19: 'dix-neuf',
  20: 'vingt',
  21: 'vingt et un',
  22: 'vingt-deux',
  31: 'trente et un',
  61: 'soixante et un',
  69: 'soixante-neuf',
  70: 'soixante-dix',
  71: 'soixante et onze',
  72: 'soixante-douze',
  77: 'soixante-dix-sept',
  79: 'soixante-dix-neuf',
  80: 'quatre-vingts',
  81: 'quatre-vingt-un',
  90: 'quatre-vingt-dix',
  91: 'quatre-vingt-onze',
  99: 'quatre-vingt-dix-neuf',
  100: 'cent',
  101: 'cent un',
  121: 'cent vingt et un',
  171: 'cent soixante et onze',
  180: 'cent quatre-vingts',
  200: 'deux cents',
  201: 'deux cent un',
  280: 'deux cent quatre-vingts',
  999: 'neuf cent quatre-vingt-dix-neuf',
  1000: 'mille',
  1001: 'mille un',
  1100: 'mille cent',
  1999: 'mille neuf cent quatre-vingt-dix-neuf',
  2000: 'deux mille',
  21000: 'vingt et un mille',
  80000: 'quatre-vingt mille',
  80080: 'quatre-vingt mille quatre-vingts',
  200000: 'deux cent mille',
  200200: 'deux cent mille deux cents',
  280000: 'deux cent quatre-vingt mille',
  1000000: 'un million',
  80000000: 'quatre-vingts millions',
  200000000: 'deux cents millions',
  1992428: 'un million neuf cent quatre-vingt-douze mille quatre cent vingt-huit',
  30118: 'trente mille cent dix-huit',
  39723: 'trente-neuf mille sept cent vingt-trois',
  1000000000: 'un milliard',
  2001000001: 'deux milliards un million un',
}

test('les nombres s’écrivent selon les règles du trait d’union, de « et » et du pluriel', () => {
  for (const [nombre, mots] of Object.entries(NOMBRES)) assert.equal(nombreEnLettres(Number(nombre)), mots)
})

const MONTANTS: Readonly<Record<number, string>> = {
  0: 'zéro euro',
  1: 'un centime',
  80: 'quatre-vingts centimes',
  100: 'un euro',
  101: 'un euro et un centime',
  1221: 'douze euros et vingt et un centimes',
  20000: 'deux cents euros',
  757200: 'sept mille cinq cent soixante-douze euros',
  100000000: 'un million d’euros',
  100000100: 'un million un euros',
  300000000: 'trois millions d’euros',
  300000050: 'trois millions d’euros et cinquante centimes',
  2027000000: 'vingt millions deux cent soixante-dix mille euros',
  2014000000: 'vingt millions cent quarante mille euros',
  13000000: 'cent trente mille euros',
  100000000000: 'un milliard d’euros',
}

test('les montants portent leur unité, « d’euros » après million, et leurs centimes', () => {
  for (const [centimes, mots] of Object.entries(MONTANTS))
    assert.equal(montantEnLettres(Number(centimes)), mots)
})

/** Reads the words back, by a way that owes nothing to the one that wrote them: a sum of products. */
function relire(mots: string): number {
  const petits = new Map(
    'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'
      .split(' ')
      .map((mot, valeur) => [mot, valeur]),
  )
  const dizaines = new Map([
    ...([
      ['trente', 30],
      ['quarante', 40],
      ['cinquante', 50],
      ['soixante', 60],
    ] as const),
  ] as [string, number][])
  let [total, tranche] = [0, 0]
  const jetons = mots.replaceAll(/quatre-vingts?/g, 'octante').split(/[ -]/)
  for (const jeton of jetons) {
    if (jeton === 'et') continue
    if (jeton === 'octante') tranche += 80
    else if (jeton === 'vingt') tranche += 20
    else if (/^cents?$/.test(jeton)) {
      // Only the unit just before multiplies.
      tranche = tranche === 0 ? 100 : tranche * 100
    } else if (jeton === 'mille') {
      total += (tranche || 1) * 1e3
      tranche = 0
    } else if (/^millions?$/.test(jeton)) {
      total += tranche * 1e6
      tranche = 0
    } else if (/^milliards?$/.test(jeton)) {
      total = (total + tranche) * 1e9
      tranche = 0
    } else tranche += petits.get(jeton) ?? dizaines.get(jeton) ?? Number.NaN
  }
  return total + tranche
}

test('ce qui est écrit se relit : aucun nombre ne se confond avec un autre', () => {
  for (let nombre = 0; nombre <= 10_000; nombre++) assert.equal(relire(nombreEnLettres(nombre)), nombre)
  fc.assert(
    fc.property(fc.nat(999_999_999_999), (nombre) => relire(nombreEnLettres(nombre)) === nombre),
    { numRuns: 2_000 },
  )
})

test('le pluriel de « cent » et de « vingt » ne précède jamais un autre nom de nombre, et « mille » n’en prend pas', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999_999), (nombre) => {
      const mots = nombreEnLettres(nombre)
      assert.doesNotMatch(mots, /milles|(cents|vingts)(?! (million|milliard)|$)/)
      assert.equal(mots, mots.trim())
    }),
    { numRuns: 2_000 },
  )
})

test('ce qui n’est pas un montant ne s’écrit pas', () => {
  for (const faux of [-1, 0.5, Number.NaN, Number.MAX_VALUE])
    assert.throws(() => nombreEnLettres(faux), RangeError)
})
