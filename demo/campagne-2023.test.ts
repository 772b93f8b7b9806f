import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { CHAMPS, type Formation } from '#campagnes/formation.ts'
import type { Coupure, Reglement } from '#campagnes/reglement.ts'
import { parametresDe, simuler } from '#majoration/simulation.ts'
import { ecrireDecimal } from '#socle/fraction.ts'
import reglement2023 from '../reglements/majoration-2023.json' with { type: 'json' }
import { campagne2023 } from './campagne-2023.ts'
import { ORGANISMES_FICTIFS } from './organismes.ts'
import publication from './publication-2023.json' with { type: 'json' }

const reglement = reglement2023 as unknown as Reglement
const { campagne, formations } = campagne2023(reglement)
const parametres = parametresDe(reglement, campagne.dotation)
const simulation = simuler(formations, parametres)
const retenues = simulation.lignes.slice(0, simulation.retenues).map(({ formation }) => formation)
const ecartees = simulation.lignes.slice(simulation.retenues).map(({ formation }) => formation)

const compter = (liste: readonly Formation[], garder: (f: Formation) => boolean = () => true) =>
  liste.reduce((somme, f) => (garder(f) ? somme + f.contrats : somme), 0)

test('la campagne a les totaux publiés : 1 167 formations et 39 723 contrats, dont 886 et 30 118 retenus', () => {
  assert.equal(formations.length, 1167)
  assert.equal(compter(formations), 39723)
  assert.equal(retenues.length, 886)
  assert.equal(compter(retenues), 30118)
  assert.equal(ecartees.length, 281)
  assert.equal(compter(ecartees), 9605)
})

test('chaque organisme publié a ses contrats, ses contrats verts et ses paliers, tous retenus', () => {
  assert.equal(publication.lignes.length, 71)
  for (const ligne of publication.lignes) {
    const siennes = retenues.filter(({ organisme }) => organisme === ligne.organisme)
    const compte = {
      contrats: compter(siennes),
      contratsVerts: compter(siennes, (f) => f.environnementale),
      contratsPalier1: compter(siennes, (f) => f.palier === 1),
      contratsPalier2: compter(siennes, (f) => f.palier === 2),
    }
    const { contrats, contratsVerts, contratsPalier1, contratsPalier2 } = ligne
    assert.deepEqual(compte, { contrats, contratsVerts, contratsPalier1, contratsPalier2 }, ligne.organisme)
  }
  assert.deepEqual(new Set(retenues.map(({ organisme }) => organisme)).size, 71)
})

test('sous la ligne, il n’y a que des organismes marqués fictifs', () => {
  assert.equal(Object.keys(ORGANISMES_FICTIFS).length, 38)
  for (const { organisme } of ecartees) assert.match(organisme, / \(FICTIF\)$/)
  assert.deepEqual(
    new Set(ecartees.map(({ organisme }) => organisme)),
    new Set(Object.keys(ORGANISMES_FICTIFS)),
  )
})

test('les trois façons de couper retiennent les mêmes 886 formations', () => {
  const derniere = simulation.lignes[885]!
  const premiere = simulation.lignes[886]!
  assert.ok(derniere.points > premiere.points, 'un écart strict à la ligne')
  assert.ok(premiere.formation.contrats > 71)
  const coupures: Coupure[] = [
    { mode: 'partFormations', part: '0.76' },
    { mode: 'partContrats', part: '0.76' },
    { mode: 'points', minimum: 4400 },
  ]
  for (const coupure of coupures)
    assert.equal(simuler(formations, { ...parametres, coupure }).retenues, 886, coupure.mode)
})

test('69 des 71 montants publiés sortent à l’euro près, les deux autres à un euro', () => {
  assert.equal(simulation.repartition.statut, 'accord')
  if (simulation.repartition.statut !== 'accord') return
  const { parts, forfaitDeBase, montantMoyen, reliquat, total } = simulation.repartition.valeur
  const ecarts = publication.lignes.flatMap((ligne) => {
    const part = parts.find(({ identifiant }) => identifiant === ligne.organisme)!
    assert.equal(part.dontBonusVert, ligne.dontBonusVert * 100, ligne.organisme)
    return part.majoration === ligne.majoration * 100
      ? []
      : [[ligne.organisme, part.majoration, ligne.majoration * 100]]
  })
  assert.deepEqual(ecarts, [
    ["CAMPUS FONDERIE DE L'IMAGE", 22671200, 22671300],
    ['INSTITUT NATIONAL DU CYCLE ET MOTOCYCLE', 26509100, 26509000],
  ])
  assert.equal(total, 2_014_000_000)
  assert.equal(reliquat, 0)
  assert.equal(ecrireDecimal(forfaitDeBase!, 4), '638.1097')
  assert.equal(ecrireDecimal(montantMoyen, 4), '668.7031')
})

test('la publication fait 20 270 000 € dont 130 000 € de majoration exceptionnelle', () => {
  const somme = (lire: (ligne: (typeof campagne.publication)[number]) => number) =>
    campagne.publication.reduce((total, ligne) => total + lire(ligne), 0)
  assert.equal(
    somme((l) => l.majoration),
    2_014_000_000,
  )
  assert.equal(
    somme((l) => l.majorationExceptionnelle),
    13_000_000,
  )
  assert.equal(
    somme((l) => l.majorationTotale),
    2_027_000_000,
  )
  assert.equal(
    somme((l) => l.contrats),
    30_118,
  )
  assert.deepEqual(
    campagne.exceptionnelles.map(({ organisme, montant }) => [organisme, montant]),
    [['AFTRAL', 13_000_000]],
  )
})

test('chaque candidature se tient', () => {
  const demandes = new Map<string, number>()
  for (const f of formations) demandes.set(f.organisme, (demandes.get(f.organisme) ?? 0) + f.contrats)
  const besoins = new Map<string, number>()
  const cours = new Set<string>()
  for (const f of formations) {
    const { declaration: d } = f
    for (const { code, maximum } of CHAMPS)
      assert.ok(
        Number.isInteger(d[code]) && d[code] >= 0 && d[code] <= maximum,
        `${f.identifiant} ${code} ${d[code]}`,
      )
    assert.ok(f.contrats >= 1 && f.contrats <= 150)
    assert.ok(d.jeunesQpvRuraux <= f.contrats && d.apprentisHandicap <= f.contrats)
    assert.equal(f.environnementale, d.heuresEnvironnement > 0)
    assert.equal(d.effectifOrganisme, demandes.get(f.organisme))
    assert.equal(d.besoinFinancement, besoins.get(f.organisme) ?? d.besoinFinancement)
    besoins.set(f.organisme, d.besoinFinancement)
    cours.add([f.organisme, f.intitule, f.commune].join('|'))
  }
  assert.equal(cours.size, 1167, 'un organisme n’offre pas deux fois le même cours au même endroit')
})

test('les identifiants sont uniques et ne disent rien du rang', () => {
  assert.equal(new Set(formations.map(({ identifiant }) => identifiant)).size, 1167)
  for (const { identifiant } of formations) assert.match(identifiant, /^F-\d{4}$/)
  const premieres = new Set(formations.slice(0, 584).map(({ identifiant }) => identifiant))
  const retenuesDuDebut = retenues.filter(({ identifiant }) => premieres.has(identifiant)).length
  assert.ok(
    retenuesDuDebut > 400 && retenuesDuDebut < 490,
    `${retenuesDuDebut} des 886 dans la première moitié`,
  )
})

test('le tirage est toujours le même, d’une machine à l’autre', () => {
  // To be replaced knowingly when the catalogue, the seed or the grid changes: every screenshot changes with it.
  const empreinte = createHash('sha256').update(JSON.stringify(formations)).digest('hex')
  assert.equal(empreinte.slice(0, 16), '1074b0d973cf47fb')
})
