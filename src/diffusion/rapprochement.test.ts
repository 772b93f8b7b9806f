import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  cumulerEcarts,
  cumulerParMotif,
  cumulerParOrganisme,
  mesurerEcarts,
} from '#diffusion/rapprochement.ts'
import { type LigneConstats, lireConstats } from '#diffusion/rapprochement-lecture.ts'
import { CODES_MOTIFS, lireMotif, MOTIFS_ECART } from '#diffusion/rapprochement-motifs.ts'
import { filtrer, lireRecherche } from '#diffusion/rapprochement-recherche.ts'
import { formationEssai } from '../../test/formation.ts'

const financee = (identifiant: string, organisme: string, contrats: number, majoration: number) => ({
  formation: formationEssai({ identifiant, organisme, contrats }),
  majoration,
})

test('le montant d’un écart : majoration ÷ votés × écart, au centime, la moitié loin de zéro', () => {
  // By hand: 10,00 € for 3 contracts is 3,3333 € each; 0,01 € for 2 is half a cent each.
  const financees = [financee('f1', 'A', 3, 1_000), financee('f2', 'A', 2, 1), financee('f3', 'B', 4, 400)]
  const dire = (formation: string, signes: number) => ({
    ...{ formation, signes, precision: null },
    motif: 'rupture' as const,
  })
  const montants = (signes: readonly [number, number, number]) =>
    mesurerEcarts(
      financees,
      signes.map((n, i) => dire(`f${i + 1}`, n)),
    ).map(({ montant }) => montant)
  assert.deepEqual(montants([1, 1, 0]), [-667, -1, -400])
  assert.deepEqual(montants([5, 3, 8]), [667, 1, 400])
  assert.deepEqual(montants([3, 2, 4]), [0, 0, 0])
})

test('ce qui n’est pas dit reste inconnu, et ne compte pas pour zéro', () => {
  const financees = [financee('f1', 'A', 10, 1_000), financee('f2', 'A', 5, 500), financee('f3', 'A', 0, 0)]
  const ecarts = mesurerEcarts(financees, [
    { formation: 'f1', signes: 8, motif: 'employeurs', precision: null },
    { formation: 'f3', signes: 2, motif: 'demande', precision: null },
  ])
  assert.deepEqual(
    ecarts.map(({ signes, ecart, montant }) => [signes, ecart, montant]),
    [
      [8, -2, -200],
      [null, null, null],
      [2, 2, null],
    ],
  )
  assert.deepEqual(cumulerEcarts(ecarts), {
    ...{ formations: 3, rapprochees: 2, votes: 15, votesRapproches: 10, signes: 10, ecart: 0, montant: -200 },
  })
})

test('Σ des écarts des formations = Σ des organismes = total ; Σ des motifs = total', () => {
  const formation = fc.record({
    organisme: fc.constantFrom('A', 'B', 'C'),
    contrats: fc.integer({ min: 0, max: 400 }),
    majoration: fc.integer({ min: 0, max: 200_000_000 }),
    signes: fc.option(fc.integer({ min: 0, max: 500 })),
    motif: fc.constantFrom(...CODES_MOTIFS),
  })
  fc.assert(
    fc.property(fc.array(formation, { maxLength: 40 }), (saisies) => {
      const financees = saisies.map((une, i) =>
        financee(`f${i}`, une.organisme, une.contrats, une.majoration),
      )
      const constats = saisies.flatMap(({ signes, motif, contrats }, i) =>
        signes === null
          ? []
          : [{ formation: `f${i}`, signes, motif: signes === contrats ? null : motif, precision: null }],
      )
      const ecarts = mesurerEcarts(financees, constats)
      const total = cumulerEcarts(ecarts)
      assert.equal(total.ecart, total.signes - total.votesRapproches)
      const organismes = cumulerParOrganisme(ecarts)
      for (const champ of ['formations', 'rapprochees', 'votes', 'signes', 'ecart', 'montant'] as const)
        assert.equal(
          organismes.reduce((somme, un) => somme + un[champ], 0),
          total[champ],
          champ,
        )
      const motifs = cumulerParMotif(ecarts)
      for (const champ of ['ecart', 'montant'] as const) {
        assert.equal(
          motifs.reduce((somme, un) => somme + un[champ], 0),
          total[champ],
          champ,
        )
        assert.equal(
          ecarts.reduce((somme, une) => somme + (une[champ] ?? 0), 0),
          total[champ],
          champ,
        )
      }
    }),
  )
})

const votes = new Map([
  ['F1', 10],
  ['F2', 4],
  ['F3', 6],
])
let numero = 1
const ligne = (
  identifiant: string,
  signes: LigneConstats['signes'],
  motif = '',
  precision = '',
): LigneConstats => ({ numero: ++numero, identifiant, signes, motif, precision })
const lire = (...lignes: LigneConstats[]) => {
  const { constats, anomalies } = lireConstats(lignes, votes)
  return { constats, fautes: anomalies.map(({ colonne, code }) => `${colonne} ${code}`) }
}

test('un fichier se lit : un vide ne dit rien, un motif se reconnaît à son libellé', () => {
  const { constats, fautes } = lire(
    ligne('F1', 8, 'contrats ROMPUS'),
    ligne('F2', '4'),
    ligne('F3', null),
    ligne('INCONNUE', null),
  )
  assert.deepEqual(fautes, [])
  assert.deepEqual(constats, [
    { formation: 'F1', signes: 8, motif: 'rupture', precision: null },
    { formation: 'F2', signes: 4, motif: null, precision: null },
  ])
  for (const code of CODES_MOTIFS) assert.equal(lireMotif(MOTIFS_ECART[code]), code)
  assert.equal(lireMotif('je ne sais pas'), undefined)
})

test('chaque faute est dite, toutes celles d’une ligne à la fois', () => {
  assert.deepEqual(lire(ligne('F9', 3)).fautes, ['identifiant formation-non-votee'])
  assert.deepEqual(lire(ligne('', 3)).fautes, ['identifiant identifiant-absent'])
  assert.deepEqual(lire(ligne('F1', 10), ligne('F1', 10)).fautes, ['identifiant formation-en-double'])
  assert.deepEqual(lire(ligne('F1', 9)).fautes, ['motif motif-manquant'])
  assert.deepEqual(lire(ligne('F1', 10, 'Autre', 'x')).fautes, ['motif motif-sans-ecart'])
  assert.deepEqual(lire(ligne('F1', 9, 'Parce que')).fautes, ['motif motif-inconnu'])
  assert.deepEqual(lire(ligne('F1', 9, 'Autre')).fautes, ['precision precision-manquante'])
  assert.deepEqual(lire(ligne('F1', 10, '', 'x')).fautes, ['precision precision-sans-motif'])
  assert.deepEqual(lire(ligne('F1', 9, 'autre', 'x'.repeat(301))).fautes, ['precision precision-trop-longue'])
  assert.deepEqual(lire(ligne('F1', null, 'Autre', 'x')).fautes, ['signes valeur_manquante'])
  assert.deepEqual(lire(ligne('F9', -1, 'Parce que')).fautes, [
    'identifiant formation-non-votee',
    'signes negatif',
    'motif motif-inconnu',
  ])
})

test('l’adresse filtre, et ce qu’elle ne sait pas dire ne filtre rien', () => {
  assert.deepEqual(lireRecherche({ ecart: 'toString', motif: 'x', organisme: [] }), {
    ...{ ecart: '', motif: '', organisme: '' },
  })
  const lignes = [-1, 0, 2, null].map((ecart, i) => ({
    ...{ ecart, motif: null, organisme: { identifiant: String(i % 2) } },
  }))
  const voir = (recherche: Record<string, unknown>) =>
    filtrer(lignes, lireRecherche(recherche)).map(({ ecart }) => ecart)
  assert.deepEqual(voir({}), [-1, 0, 2, null])
  assert.deepEqual(voir({ ecart: 'moins' }), [-1])
  assert.deepEqual(voir({ ecart: 'inconnu' }), [null])
  assert.deepEqual(voir({ organisme: 0 }), [-1, 2])
})
