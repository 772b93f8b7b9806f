import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ParametresRepartition } from '#campagnes/reglement.ts'
import { type Beneficiaire, type Repartition, repartir } from '#majoration/repartition.ts'
import { comparer, ecrireFraction, fraction, plus } from '#socle/fraction.ts'
import { euros } from '#socle/montant.ts'

const SANS_PLAFOND: ParametresRepartition = {
  tauxBonusVert: '15',
  tauxPalier1: '15',
  tauxPalier2: '20',
  plafond: null,
  partBonusVertDuPlafond: '5',
}
const auPlafondDe = (montant: number) => ({ ...SANS_PLAFOND, plafond: euros(montant) })

const organisme = (
  identifiant: string,
  contrats: number,
  verts = 0,
  palier1 = 0,
  palier2 = 0,
): Beneficiaire => ({
  identifiant,
  contrats,
  contratsVerts: verts,
  contratsPalier1: palier1,
  contratsPalier2: palier2,
})

function accordee(dotation: number, beneficiaires: Beneficiaire[], parametres = SANS_PLAFOND): Repartition {
  const decision = repartir(euros(dotation), beneficiaires, parametres)
  if (decision.statut === 'refus') assert.fail(decision.motifs.map((m) => m.message).join(' '))
  return decision.valeur
}
const montants = (r: Repartition) =>
  Object.fromEntries(r.parts.map((p) => [p.identifiant, p.majoration / 100]))
const codes = (dotation: number, beneficiaires: Beneficiaire[], parametres = SANS_PLAFOND) => {
  const decision = repartir(dotation, beneficiaires, parametres)
  return decision.statut === 'refus' ? decision.motifs.map((m) => m.code) : []
}

test('montant moyen, compléments et forfait de base, à la main', () => {
  // D = 1 000 €, K = 5 : M = 200 €. A : un contrat vert, 30 €. B : deux contrats au palier 1, 60 €.
  // b = (1 000 − 90) / 5 = 182 €. A = 3 × 182 + 30 = 576 €, B = 2 × 182 + 60 = 424 €.
  const r = accordee(1000, [organisme('A', 3, 1), organisme('B', 2, 0, 2)])
  assert.equal(ecrireFraction(r.montantMoyen), '200/1')
  assert.equal(ecrireFraction(r.forfaitDeBase!), '182/1')
  assert.deepEqual(montants(r), { A: 576, B: 424 })
  assert.deepEqual(
    r.parts.map((p) => p.dontBonusVert),
    [euros(30), 0],
  )
})

test('des taux à décimales se cumulent exactement', () => {
  // M = 100 €. A : 4 × 12,5 + 2 × 7,5 + 3 × 33,2 = 164,60 €. b = (1 000 − 164,60) / 10 = 83,54 €.
  // A = 5 × 83,54 + 164,60 = 582,30 €, B = 417,70 € : l’euro manquant va à B.
  const r = accordee(1000, [organisme('A', 5, 4, 2, 3), organisme('B', 5)], {
    ...SANS_PLAFOND,
    tauxBonusVert: '12.5',
    tauxPalier1: '7,5',
    tauxPalier2: '33.2',
  })
  assert.equal(ecrireFraction(r.forfaitDeBase!), '4177/50')
  assert.deepEqual(montants(r), { A: 582, B: 418 })
})

test('les euros entiers vont aux plus forts restes, l’égalité au plus petit identifiant', () => {
  assert.deepEqual(montants(accordee(100, [organisme('C', 1), organisme('A', 1), organisme('B', 1)])), {
    C: 33,
    A: 34,
    B: 33,
  })
  // 101 / 7 par contrat : A 43 + 2/7, B 57 + 5/7. Le reste de B l’emporte.
  assert.deepEqual(montants(accordee(101, [organisme('A', 3), organisme('B', 4)])), { A: 43, B: 58 })
})

test('ce qu’un plafond libère relève le forfait des autres', () => {
  // b = 100 € : A atteindrait 600 €. Plafonné à 450 €, il laisse 550 € pour 4 contrats : b = 137,50 €.
  const r = accordee(1000, [organisme('A', 6), organisme('B', 3), organisme('C', 1)], auPlafondDe(450))
  assert.equal(ecrireFraction(r.forfaitDeBase!), '275/2')
  assert.deepEqual(montants(r), { A: 450, B: 413, C: 137 })
  assert.deepEqual(
    r.tours.map((t) => t.plafonnes),
    [['A'], []],
  )
})

test('les plafonds se propagent ; tous plafonnés, le reste est un reliquat', () => {
  // Plafond 300 € : A et B (300 € tout juste) d’abord, puis C à qui 400 € resteraient. 3 × 300 = 900, reliquat 100.
  const r = accordee(1000, [organisme('A', 6), organisme('B', 3), organisme('C', 1)], auPlafondDe(300))
  assert.deepEqual(montants(r), { A: 300, B: 300, C: 300 })
  assert.equal(r.forfaitDeBase, null)
  assert.equal(r.reliquat, euros(100))
  assert.equal(r.total, euros(900))
})

test('des plafonds atteints tout juste, sans reste, laissent le forfait résolu', () => {
  // 3 × 200 = 600 € : chacun arrive exactement au plafond, le forfait de 200 € est bien celui qui solde la dotation.
  const r = accordee(
    600,
    [organisme('A', 1), organisme('B', 1), organisme('C', 1), organisme('D', 0)],
    auPlafondDe(200),
  )
  assert.equal(ecrireFraction(r.forfaitDeBase!), '200/1')
  assert.deepEqual(montants(r), { A: 200, B: 200, C: 200, D: 0 })
  assert.equal(r.reliquat, 0)
  // Au plafond tout juste, c’est être au plafond ; un organisme sans contrat n’y est pas.
  assert.deepEqual(
    r.parts.map((p) => p.plafonne),
    [true, true, true, false],
  )
})

test('au plafond, le bonus vert compte pour 5 % du plafond au plus', () => {
  // M = 100 €. A : 8 contrats verts, bonus exact 120 €, mais plafond 400 € : 20 € au plus. B : 2 × 15 = 30 €.
  const r = accordee(1000, [organisme('A', 8, 8), organisme('B', 2, 2)], auPlafondDe(400))
  assert.deepEqual(
    r.parts.map((p) => [p.majoration, p.dontBonusVert, p.plafonne]),
    [
      [euros(400), euros(20), true],
      [euros(400), euros(20), true],
    ],
  )
  assert.equal(r.reliquat, euros(200))
  // Plafond 410 € : 5 % font 20,50 €, donc 20 € et non 21. B, un seul contrat vert, garde ses 15 €.
  const autre = accordee(1000, [organisme('A', 8, 8), organisme('B', 5, 1)], auPlafondDe(410))
  assert.deepEqual(
    autre.parts.map((p) => [p.dontBonusVert, p.plafonne]),
    [
      [euros(20), true],
      [euros(12), true],
    ],
  )
})

test('un forfait nul est accordé, un forfait négatif est refusé avec ses chiffres', () => {
  const toutEnBonus = { ...SANS_PLAFOND, tauxBonusVert: '100' }
  const r = accordee(500, [organisme('A', 5, 5)], toutEnBonus)
  assert.equal(ecrireFraction(r.forfaitDeBase!), '0/1')
  assert.deepEqual(codes(euros(500), [organisme('A', 5, 5, 5)], toutEnBonus), [
    'complements_superieurs_a_la_dotation',
  ])
})

test('un organisme dont les compléments dépassent le plafond ne fait pas refuser les autres', () => {
  // M = 100 €, A : 9 × (100 % + 100 %) = 1 800 € de compléments, ramenés au plafond de 600 € : il reste 400 € à B.
  const r = accordee(1000, [organisme('A', 9, 9, 9), organisme('B', 1)], {
    ...auPlafondDe(600),
    tauxBonusVert: '100',
    tauxPalier1: '100',
  })
  assert.deepEqual(montants(r), { A: 600, B: 400 })
})

test('des compléments au-delà du plafond ne donnent jamais de forfait ni de montant exact négatif', () => {
  // M = 100 €, A : 9 × 200 % de M = 1 800 € de compléments, plafond 600 €. Seul, il laisse 400 € de reliquat.
  const fort = { ...auPlafondDe(600), tauxBonusVert: '100', tauxPalier1: '100' }
  const seul = accordee(1000, [organisme('A', 10, 9, 9)], fort)
  assert.equal(seul.forfaitDeBase, null)
  assert.equal(seul.reliquat, euros(400))
  assert.deepEqual(
    seul.tours.map((t) => ecrireFraction(t.forfait)),
    ['0/1'],
  )
  assert.equal(ecrireFraction(seul.parts[0]!.exacte), '1800/1')
})

test('un refus pour compléments trop élevés donne ses chiffres au centime', () => {
  // Compléments : 3 contrats à 115 % de M = 2/3 €, soit 2,30 €, pour une dotation de 2 €.
  const decision = repartir(euros(2), [organisme('A', 3, 3, 3)], { ...SANS_PLAFOND, tauxBonusVert: '100' })
  assert(decision.statut === 'refus')
  assert.match(decision.motifs[0]!.message, /à eux seuls 2,30\u202f€, plus que la dotation de 2\u202f€/)
})

test('chaque motif de refus, tous à la fois', () => {
  assert.deepEqual(codes(euros(10), []), ['aucun_contrat'])
  assert.deepEqual(codes(euros(10), [organisme('A', 0)]), ['aucun_contrat'])
  assert.deepEqual(codes(50, [organisme('A', 1)]), ['dotation_invalide'])
  assert.deepEqual(codes(-100, [organisme('A', -1), organisme('B', 1, 2), organisme('B', 1, 0, 1, 1)]), [
    'dotation_invalide',
    'effectif_invalide',
    'contrats_verts_excessifs',
    'organisme_en_double',
    'contrats_palier_excessifs',
  ])
  assert.deepEqual(codes(euros(10), [organisme('A', 1.5)]), ['effectif_invalide'])
  assert.deepEqual(codes(euros(10), [organisme('A', 1)], { ...SANS_PLAFOND, tauxBonusVert: '101' }), [
    'taux_invalide',
  ])
  assert.deepEqual(
    codes(euros(10), [organisme('A', 1)], { ...SANS_PLAFOND, tauxPalier2: 'x', plafond: -1 }),
    ['plafond_invalide', 'taux_invalide'],
  )
  assert.deepEqual(codes(euros(10), [organisme('A', 1)], { ...SANS_PLAFOND, plafond: 150 }), [
    'plafond_invalide',
  ])
})

const beneficiaires = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 6 }),
      k: fc.nat(400),
      v: fc.nat(100),
      p: fc.nat(100),
      q: fc.nat(100),
    }),
    { selector: (b) => b.id, minLength: 1, maxLength: 30 },
  )
  .map((liste) =>
    liste.map(({ id, k, v, p, q }) => {
      const palier1 = Math.floor((k * p) / 100)
      return organisme(id, k, Math.floor((k * v) / 100), palier1, Math.floor(((k - palier1) * q) / 100))
    }),
  )
  .filter((liste) => liste.some((b) => b.contrats > 0))
const taux = fc.oneof(fc.constantFrom('0', '100', '12.5', '1/3'), fc.nat(100).map(String))
const reglement = fc.record({ tauxBonusVert: taux, tauxPalier1: taux, tauxPalier2: taux })
const plafond = fc.option(fc.integer({ min: 0, max: 2_000_000 }).map(euros), { nil: null })
const dotation = fc.integer({ min: 0, max: 30_000_000 }).map(euros)

test('toujours : total exact, plafond respecté, ordre indifférent', () => {
  fc.assert(
    fc.property(dotation, beneficiaires, plafond, fc.integer(), (d, liste, p, graine) => {
      const parametres = { ...SANS_PLAFOND, plafond: p }
      const decision = repartir(d, liste, parametres)
      if (decision.statut === 'refus') assert.fail(decision.motifs[0]!.message)
      const r = decision.valeur
      assert.equal(r.parts.reduce((s, x) => s + x.majoration, 0) + r.reliquat, d)
      assert(r.reliquat >= 0)
      if (r.reliquat > 0) assert(r.parts.every((x) => x.plafonne || x.contrats === 0))
      for (const part of r.parts) {
        assert(part.majoration >= 0 && part.majoration % 100 === 0)
        if (p !== null) assert(part.majoration <= p)
        if (part.plafonne) assert.equal(part.majoration, p)
      }
      const melange = [...liste]
        .sort(
          (a, b) => ((a.identifiant.length * 31 + graine) % 7) - ((b.identifiant.length * 31 + graine) % 7),
        )
        .reverse()
      const encore = repartir(d, melange, parametres)
      assert(encore.statut === 'accord')
      assert.deepEqual(montants(encore.valeur), montants(r))
    }),
  )
})

test('toujours : quels que soient les taux, le forfait solde la dotation et rien n’est négatif', () => {
  fc.assert(
    fc.property(dotation, beneficiaires, plafond, reglement, (d, liste, p, taux) => {
      const decision = repartir(d, liste, { ...SANS_PLAFOND, ...taux, plafond: p })
      if (decision.statut === 'refus') {
        assert.deepEqual(
          decision.motifs.map((m) => m.code),
          ['complements_superieurs_a_la_dotation'],
        )
        return
      }
      const { parts, tours, forfaitDeBase, total, reliquat } = decision.valeur
      assert.equal(total + reliquat, d)
      for (const { forfait } of tours) assert(forfait.n >= 0n)
      for (const part of parts) {
        assert(part.exacte.n >= 0n)
        // Au plafond si et seulement si le montant exact l’atteint.
        assert.equal(part.plafonne, p !== null && comparer(part.exacte, fraction(p, 100)) >= 0)
      }
      if (!forfaitDeBase) return assert(reliquat > 0)
      const bornees = parts.map((part) => (part.plafonne ? fraction(p!, 100) : part.exacte))
      assert.equal(comparer(bornees.reduce(plus), fraction(d, 100)), 0)
    }),
  )
})

test('toujours : une dotation plus forte ne baisse ni le forfait ni aucun montant exact', () => {
  fc.assert(
    fc.property(
      dotation,
      fc.integer({ min: 1, max: 1_000_000 }).map(euros),
      beneficiaires,
      plafond,
      (d, plus, liste, p) => {
        const [moins, davantage] = [d, d + plus].map((x) =>
          repartir(x, liste, { ...SANS_PLAFOND, plafond: p }),
        )
        assert(moins?.statut === 'accord' && davantage?.statut === 'accord')
        const b = [moins.valeur.forfaitDeBase, davantage.valeur.forfaitDeBase]
        if (b[0] && b[1]) assert(comparer(b[0], b[1]) <= 0)
        moins.valeur.parts.forEach((part, i) => {
          const apres = davantage.valeur.parts[i]!
          // Les plus forts restes peuvent déplacer un euro d’arrondi, jamais plus ; l’exact, lui, ne baisse pas.
          assert(apres.majoration >= part.majoration - 100)
          if (!part.plafonne && !apres.plafonne && b[0] && b[1])
            assert(comparer(part.exacte, apres.exacte) <= 0)
        })
      },
    ),
  )
})

test('toujours : à profil égal, le même montant par contrat, à l’arrondi et au plafond près', () => {
  fc.assert(
    fc.property(dotation, beneficiaires, fc.integer({ min: 2, max: 9 }), plafond, (d, liste, fois, p) => {
      const modele = liste[0]!
      const jumeau = organisme(
        `${modele.identifiant}-jumeau`,
        modele.contrats * fois,
        modele.contratsVerts * fois,
        modele.contratsPalier1 * fois,
        modele.contratsPalier2 * fois,
      )
      const decision = repartir(d, [...liste, jumeau], { ...SANS_PLAFOND, plafond: p })
      assert(decision.statut === 'accord')
      const [petit, grand] = [decision.valeur.parts[0]!, decision.valeur.parts.at(-1)!]
      if (petit.plafonne || modele.contrats === 0) return
      if (grand.plafonne) assert(grand.majoration <= (petit.majoration + 100) * fois)
      else assert.equal(comparer(fraction(petit.exacte.n * BigInt(fois), petit.exacte.d), grand.exacte), 0)
    }),
  )
})
