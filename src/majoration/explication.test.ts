import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reglement } from '#campagnes/reglement.ts'
import { expliquerOrganisme } from '#majoration/explication.ts'
import { redigerEtape } from '#majoration/redaction.ts'
import { type Repartition, repartir } from '#majoration/repartition.ts'
import { ecrireFraction } from '#socle/fraction.ts'
import { euros } from '#socle/montant.ts'
import { lignes2023, reglement2023 } from '../../test/tirage-2023.ts'

function repartir2023(): Repartition {
  const decision = repartir(
    euros(20_140_000),
    lignes2023.map((ligne) => ({ ...ligne, identifiant: ligne.organisme })),
    reglement2023.repartition,
  )
  assert(decision.statut === 'accord')
  return decision.valeur
}

test('la campagne 2023 : 69 montants sur 71 à l’euro, deux écarts d’un euro, tous les bonus, total exact', () => {
  const r = repartir2023()
  assert.equal(ecrireFraction(r.montantMoyen), '10070000/15059')
  assert.equal(ecrireFraction(r.forfaitDeBase!), '127063693250/199125157')
  assert.equal(r.total, euros(20_140_000))
  assert.equal(r.reliquat, 0)
  assert.equal(lignes2023.length, 71)
  assert.equal(
    lignes2023.reduce((somme, l) => somme + l.contrats, 0),
    30_118,
  )
  const ecarts = r.parts.flatMap((part, i) =>
    part.majoration === euros(lignes2023[i]!.majoration)
      ? []
      : [[part.identifiant, part.majoration / 100, lignes2023[i]!.majoration]],
  )
  assert.deepEqual(ecarts, [
    ["CAMPUS FONDERIE DE L'IMAGE", 226_712, 226_713],
    ['INSTITUT NATIONAL DU CYCLE ET MOTOCYCLE', 265_091, 265_090],
  ])
  assert.deepEqual(
    r.parts.map((part) => part.dontBonusVert),
    lignes2023.map((ligne) => euros(ligne.dontBonusVert)),
  )
  assert.deepEqual(
    r.parts.filter((part) => part.plafonne).map((part) => part.identifiant),
    ['CMA REGION IDF'],
  )
})

const rediger = (
  organisme: string,
  exceptionnelle = 0,
  r = repartir2023(),
  parametres = reglement2023.repartition,
) => {
  const part = r.parts.find((p) => p.identifiant === organisme)!
  return expliquerOrganisme(r, part, parametres, reglement2023.references, exceptionnelle)
    .map(redigerEtape)
    .map(({ titre, calcul, arrondi, resultat }) =>
      [titre, calcul, resultat, arrondi].join(' | ').replaceAll(/[\u202f\u00a0]/g, ' '),
    )
}

test('pourquoi 138 822 € à l’AFTRAL, et 268 822 € en tout', () => {
  // 188 × 638,109695 = 119 964,6227 ; 15 % × 668,703101 × 188 = 18 857,4275 ; somme 138 822,0502.
  assert.deepEqual(rediger('AFTRAL', euros(130_000)), [
    'Montant moyen par contrat | 20 140 000 € de dotation ÷ 30 118 contrats retenus | 668,7031 € | ',
    'Forfait de base | 638,1097 € × 188 contrats (forfait résolu en 2 tours, ce que les plafonds libèrent profitant aux autres) | 119 964,6227 € | ',
    'Bonus vert | 15 % × 668,7031 € × 188 contrats | 18 857,4275 € | ',
    'Montant exact | somme des 2 termes qui précèdent | 138 822,0502 € | ',
    'Majoration | en euros entiers | 138 822 € | à l’euro inférieur : les euros restants vont aux restes plus forts',
    'Dont bonus vert | bonus vert compris dans la majoration | 18 857 € | arrondi à l’euro le plus proche, de son côté',
    'Majoration exceptionnelle | montant instruit et motivé, hors du calcul, pour 188 contrats | 130 000 € | ',
    'Majoration totale | majoration + majoration exceptionnelle | 268 822 € | ',
  ])
})

test('pourquoi la CMA reçoit 2 000 000 €, dont 100 000 € de bonus vert', () => {
  const etapes = rediger('CMA REGION IDF')
  assert.match(
    etapes.at(-2)!,
    /^Plafond par organisme \| 443 143,3497 € du montant exact sont au-dessus du plafond et ne sont pas versés \| 2 000 000 € \| ramené au plafond de 2 000 000 €$/,
  )
  assert.equal(etapes.at(-1), 'Dont bonus vert | limité à 5 % du plafond de 2 000 000 € | 100 000 € | ')
})

/** 1 000 € over 10 contracts: M = 100 €. */
function redigerPetit(organisme: string, changements: Partial<Reglement['repartition']>) {
  const parametres = { ...reglement2023.repartition, plafond: null, ...changements }
  const aucun = { contratsVerts: 0, contratsPalier1: 0, contratsPalier2: 0 }
  const beneficiaires = [
    { identifiant: 'A', contrats: 8, ...aucun, contratsVerts: 2 },
    { identifiant: 'B', contrats: 2, ...aucun },
  ]
  const decision = repartir(euros(1000), beneficiaires, parametres)
  assert(decision.statut === 'accord')
  return rediger(organisme, 0, decision.valeur, parametres)
}

test('un montant entier n’est pas arrondi, un taux s’écrit en entier, un seul terme n’est pas une somme', () => {
  // 12,345 % × 100 € × 2 = 24,69 € ; b = 97,531 € ; A = 780,248 + 24,69 = 804,938 ; B = 195,062.
  assert.deepEqual(redigerPetit('A', { tauxBonusVert: '12.345' }).slice(1, 5), [
    'Forfait de base | 97,5310 € × 8 contrats | 780,2480 € | ',
    'Bonus vert | 12,345 % × 100 € × 2 contrats | 24,6900 € | ',
    'Montant exact | somme des 2 termes qui précèdent | 804,9380 € | ',
    'Majoration | en euros entiers | 805 € | à l’euro supérieur : son reste est parmi les plus forts',
  ])
  // 15 % : 30 € de bonus, b = 97 €, A = 806 €, B = 194 €.
  assert.deepEqual(redigerPetit('B', {}).slice(1), [
    'Forfait de base | 97 € × 2 contrats | 194 € | ',
    'Montant exact | le terme qui précède | 194 € | ',
    'Majoration | en euros entiers | 194 € | aucun : le montant exact est entier',
  ])
})

test('au plafond tout juste, rien n’est perdu et le bonus vert reste entier', () => {
  // A atteint 806 €, son plafond ; ses 30 € de bonus tiennent dans 5 % (40,30 €).
  assert.deepEqual(redigerPetit('A', { plafond: euros(806) }).slice(4), [
    'Plafond par organisme | le montant exact atteint le plafond | 806 € | ramené au plafond de 806 €',
    'Dont bonus vert | bonus vert compris dans la majoration | 30 € | arrondi à l’euro le plus proche, de son côté',
  ])
})

test('la limite du bonus vert s’arrondit à l’euro inférieur', () => {
  // 5 % de 410 € font 20,50 €, moins que les 30 € de bonus de A.
  assert.equal(
    redigerPetit('A', { plafond: euros(410) }).at(-1),
    'Dont bonus vert | limité à 5 % du plafond de 410 € | 20 € | à l’euro inférieur',
  )
})

test('quand tous sont au plafond, l’explication ne prétend pas que le forfait solde la dotation', () => {
  // Plafond 300 € : A d’abord, puis B, seul avec 700 € pour 2 contrats : 350 € essayés.
  assert.equal(
    redigerPetit('B', { plafond: euros(300) })[1],
    'Forfait de base | 350 € × 2 contrats (dernier forfait essayé : tous les organismes sont au plafond, il reste un reliquat) | 700 € | ',
  )
})

test('une majoration exceptionnelle d’un euro s’explique comme une autre', () => {
  assert.equal(
    rediger('AFTRAL', euros(1)).at(-1),
    'Majoration totale | majoration + majoration exceptionnelle | 138 823 € | ',
  )
})
