import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composerFormation, corriger } from '#campagnes/demandes/saisie.ts'
import type { CodeChamp } from '#campagnes/formation.ts'
import { choixParDefaut, criteresApprecies } from '#campagnes/lectures/lecture.ts'
import type { Appreciation } from '#campagnes/lectures/lecture-actes.ts'
import { corrigerParLecture, depouiller } from '#campagnes/lectures/report.ts'
import { SAISIE } from '../../../test/demandes-atelier.ts'
import { reglement2023 } from '../../../test/tirage-2023.ts'

const { grille } = reglement2023
const criteres = criteresApprecies(grille, choixParDefaut(grille))
const lecture = (notes: Partial<Record<CodeChamp, number>>): Appreciation[] =>
  Object.entries(notes).map(([champ, note]) => ({
    ...{ formation: 'F1', champ: champ as CodeChamp, note, justification: 'Vu.' },
  }))
// Declared: priority 2, not innovative, deficit 3,2 %, in an area short of training.
const formations = [{ identifiant: 'F1', saisie: SAISIE }]

test('deux lectures se dépouillent note à note, dans un ordre ou dans l’autre', () => {
  const une = lecture({ prioriteFiliere: 3, innovation: 1, besoinFinancement: 1250, territoirePeuPourvu: 1 })
  const autre = lecture({ territoirePeuPourvu: 1, besoinFinancement: 801, innovation: 0, prioriteFiliere: 2 })
  const attendu = {
    retenues: [
      { formation: 'F1', champ: 'prioriteFiliere', valeur: 3 },
      { formation: 'F1', champ: 'besoinFinancement', valeur: 1026 },
      { formation: 'F1', champ: 'territoirePeuPourvu', valeur: 1 },
    ],
    ecarts: [{ formation: 'F1', champ: 'innovation' }],
  }
  assert.deepEqual(depouiller([une, autre], ['F1'], criteres, '1/3'), attendu)
  const { retenues, ecarts } = depouiller([autre, une], ['F1'], criteres, '1/3')
  assert.deepEqual([retenues, ecarts], [attendu.retenues, attendu.ecarts])
})

test('une formation que deux n’ont pas lue attend un tiers, celle qui est partie n’attend plus personne', () => {
  const une = lecture({ innovation: 1 })
  const lues = (formations: string[], autre: Appreciation[]) =>
    depouiller(
      [une, autre],
      formations,
      criteres.filter(({ champ }) => champ === 'innovation'),
      '1/3',
    )
  assert.deepEqual(lues(['F1', 'F2'], lecture({ innovation: 1 })), {
    retenues: [{ formation: 'F1', champ: 'innovation', valeur: 1 }],
    ecarts: [{ formation: 'F2', champ: 'innovation' }],
  })
  assert.deepEqual(lues(['F1'], []).ecarts, [{ formation: 'F1', champ: 'innovation' }])
  assert.deepEqual(lues([], lecture({ innovation: 1 })), { retenues: [], ecarts: [] })
})

test('la valeur retenue corrige la déclarée, et c’est elle que lit le classement ; la même valeur ne corrige rien', () => {
  const retenues = [
    { formation: 'F1', champ: 'prioriteFiliere', valeur: 3 },
    { formation: 'F1', champ: 'innovation', valeur: 1 },
    { formation: 'F1', champ: 'besoinFinancement', valeur: 1026 },
    { formation: 'F1', champ: 'territoirePeuPourvu', valeur: 1 },
    { formation: 'partie', champ: 'innovation', valeur: 1 },
  ] as const
  const corrections = corrigerParLecture(retenues, formations, [])
  assert.deepEqual(corrections, [
    { formation: 'F1', champ: 'prioriteFiliere', avant: '2', apres: '3' },
    { formation: 'F1', champ: 'innovation', avant: 'non', apres: 'oui' },
    { formation: 'F1', champ: 'besoinFinancement', avant: '3,2', apres: '10,26' },
  ])
  assert.deepEqual(corrigerParLecture(retenues, formations, corrections), [])
  const { declaration } = composerFormation(corriger(formations, corrections)[0]!, {
    ...{ organisme: 'o', effectif: '420' },
  })!
  const { prioriteFiliere, innovation, besoinFinancement, territoirePeuPourvu, partFemmes } = declaration
  assert.deepEqual(
    [prioriteFiliere, innovation, besoinFinancement, territoirePeuPourvu, partFemmes],
    [3, 1, 1026, 1, 1250],
  )
})
