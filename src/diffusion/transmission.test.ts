import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LignePubliee } from '#campagnes/campagne.ts'
import { financer } from '#diffusion/financement.ts'
import { type OpcoSuiveur, parContrat, partager, rattacher } from '#diffusion/transmission.ts'
import { calculer, publier } from '#majoration/proposition.ts'
import { formationEssai } from '../../test/formation.ts'
import { parametres2023 } from '../../test/tirage-2023.ts'

const FILIERES = ['Propreté', 'Numérique', 'Banque', 'Transport']
const parametres = {
  ...parametres2023,
  dotation: 10_000_000,
  coupure: { mode: 'partFormations', part: '0.7' } as const,
}

const formation = fc.record({
  organisme: fc.constantFrom('A', 'B', 'C'),
  filiere: fc.constantFrom(...FILIERES),
  contrats: fc.integer({ min: 1, max: 400 }),
  environnementale: fc.boolean(),
  palier: fc.constantFrom(0 as const, 1 as const, 2 as const),
})
const opcos = fc
  .array(fc.subarray(FILIERES), { maxLength: 4 })
  .map((tous) => tous.map((filieres, i): OpcoSuiveur => ({ id: `o${i}`, nom: `OPCO ${i}`, filieres })))
const exceptionnelles = fc.dictionary(fc.constantFrom('A', 'B', 'D'), fc.integer({ min: 1, max: 9_999_999 }))

test('rien ne se perd ni ne se compte deux fois : Σ par OPCO + partagées + sans OPCO + hors formation = voté', () => {
  fc.assert(
    fc.property(
      fc.array(formation, { minLength: 2, maxLength: 25 }),
      opcos,
      exceptionnelles,
      (saisies, suiveurs, sommes) => {
        const formations = saisies.map((une, i) => formationEssai({ ...une, identifiant: `f${i}` }))
        const campagne = {
          organismes: ['A', 'B', 'C', 'D'].map((nom) => ({ identifiant: nom, nom, siret: null })),
          exceptionnelles: Object.entries(sommes).map(([organisme, montant]) => ({
            ...{ organisme, montant, motif: 'x', source: 'x' },
          })),
        }
        const calcul = calculer(campagne, formations, parametres)
        if (calcul.statut === 'refus') return
        const publication = publier(calcul.valeur.lignes)
        const base = { parametres, retenues: calcul.valeur.retenues }
        const financement = financer({ publication }, formations, base)
        assert.ok(financement.statut === 'accord')
        const { valeur } = financement
        const transmises = rattacher(valeur.formations, suiveurs)
        const partage = partager(transmises, suiveurs, valeur)
        const seuls = partage.parOpco.reduce((somme, { majoration }) => somme + majoration, 0)
        const total =
          seuls + partage.partagees.majoration + partage.sansOpco.majoration + partage.horsFormation
        assert.equal(total, partage.total)
        assert.equal(
          partage.total,
          publication.reduce((somme, { majorationTotale }) => somme + majorationTotale, 0),
        )
        const comptees =
          partage.parOpco.reduce((somme, une) => somme + une.formations, 0) +
          partage.partagees.formations +
          partage.sansOpco.formations
        assert.equal(comptees, base.retenues.length)
        for (const { organisme, majoration } of publication) {
          const siennes = valeur.formations.filter((une) => une.formation.organisme === organisme)
          if (siennes.length > 0)
            assert.equal(
              siennes.reduce((somme, une) => somme + une.majoration, 0),
              majoration,
            )
        }
      },
    ),
  )
})

const ligne = (organisme: string, majoration: number, majorationExceptionnelle = 0): LignePubliee => ({
  ...{ organisme, majoration, dontBonusVert: 0, majorationExceptionnelle, contrats: 1 },
  majorationTotale: majoration + majorationExceptionnelle,
})

test('seul le montant voté se partage, même quand le calcul dirait autrement', () => {
  const formations = [
    formationEssai({ identifiant: 'f1', organisme: 'A', contrats: 1 }),
    formationEssai({ identifiant: 'f2', organisme: 'A', contrats: 3 }),
  ]
  const publication = [ligne('A', 40_100, 5_000), ligne('Z', 700)]
  const base = { parametres, retenues: ['f1', 'f2'] }
  const financement = financer({ publication }, formations, base)
  assert.ok(financement.statut === 'accord')
  assert.deepEqual(
    financement.valeur.formations.map(({ formation, majoration }) => [formation.identifiant, majoration]),
    [
      ['f2', 30_100],
      ['f1', 10_000],
    ],
  )
  assert.deepEqual(financement.valeur.horsFormation, [
    { organisme: 'A', montant: 5_000 },
    { organisme: 'Z', montant: 700 },
  ])
})

test('sans vote, rien n’est à transmettre', () => {
  const financement = financer({ publication: [] }, [], { parametres, retenues: null })
  assert.ok(financement.statut === 'refus')
  assert.equal(financement.motifs[0]!.code, 'campagne-non-votee')
})

test('une formation suivie par deux OPCO paraît chez chacun, et compte une fois', () => {
  const une = { formation: formationEssai({ filiere: 'Numérique', contrats: 2 }), majoration: 1_000 }
  const deux = ['a', 'b'].map((id) => ({ id, nom: id.toUpperCase(), filieres: ['Numérique', 'Numérique'] }))
  const transmises = rattacher([une], deux)
  assert.deepEqual(
    transmises[0]!.opcos.map(({ nom }) => nom),
    ['A', 'B'],
  )
  const { parOpco, partagees } = partager(transmises, deux, { horsFormation: [], total: 1_000 })
  assert.deepEqual(
    parOpco.map(({ majoration }) => majoration),
    [0, 0],
  )
  assert.deepEqual(partagees, { formations: 1, contrats: 2, majoration: 1_000 })
})

test('le montant par contrat est au centime, et ne s’invente pas sans contrat', () => {
  assert.equal(parContrat(10_000, 3), 3_333)
  assert.equal(parContrat(20_000, 3), 6_667)
  assert.equal(parContrat(500, 0), null)
})
