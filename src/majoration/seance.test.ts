import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ResumeCampagne } from '#campagnes/campagne.ts'
import {
  choisirPrecedentes,
  compterVues,
  cumulerPrecedentes,
  lignesDeVue,
  type PropositionProjetee,
  preparerSeance,
} from '#majoration/seance.ts'
import { campagne2023 } from '../../test/tirage-2023.ts'

const presentes = { formations: 1167, contrats: 39_723 }
const totaux = {
  ...{ organismes: 71, formations: 886, contrats: 30_118, reliquat: 0, dotation: 2_014_000_000 },
  ...{ majoration: 2_014_000_000, dontBonusVert: 0, exceptionnelle: 13_000_000, totale: 2_027_000_000 },
}
const figee: PropositionProjetee = {
  ...{ numero: 2, etat: 'figee', aJour: true, deliberation: null, voteeLe: null, empreinte: 'ab12', totaux },
  lignes: [{ organisme: 'a', nom: 'A', contrats: 30_118, exceptionnelle: 0, totale: 2_027_000_000 }],
}
const campagne = { ...campagne2023, publication: [] }
const faits = { campagne, proposition: figee, presentes, precedent: null }
const statut = (change: Partial<PropositionProjetee>, etat: typeof campagne.etat = 'au_vote') =>
  preparerSeance({ ...faits, campagne: { ...campagne, etat }, proposition: { ...figee, ...change } })?.statut

test('la séance dit où en est la proposition', () => {
  assert.equal(statut({}), 'Proposition n°\u00a02, soumise au vote')
  assert.equal(statut({}, 'en_instruction'), 'Proposition n°\u00a02, en préparation')
  assert.equal(
    statut({ aJour: false }, 'en_instruction'),
    'Proposition n°\u00a02, dépassée\u00a0: la liste des formations a changé',
  )
  assert.equal(
    statut({ etat: 'votee', deliberation: 'CP 2024-150', voteeLe: '2024-07-05' }, 'votee'),
    'Proposition n°\u00a02, votée le 5\u00a0juillet\u00a02024 (CP 2024-150)',
  )
})

test('la part de ce qui est présenté ne se dit que sur la liste qui a été figée', () => {
  const seance = preparerSeance(faits)!
  assert.deepEqual(seance.presentes, presentes)
  assert.deepEqual([seance.enveloppe, seance.totale, seance.formations], [2_014_000_000, 2_027_000_000, 886])
  assert.deepEqual(seance.preuve, { numero: 2, empreinte: 'ab12' })
  const depassee = preparerSeance({ ...faits, proposition: { ...figee, aJour: false } })
  assert.equal(depassee?.presentes, null)
  assert.equal(preparerSeance({ ...faits, presentes: { formations: 0, contrats: 0 } })?.presentes, null)
})

test('sans proposition, la séance montre les montants votés, ou rien', () => {
  assert.equal(preparerSeance({ ...faits, proposition: null }), null)
  const ligne = { majoration: 100, dontBonusVert: 0, contrats: 3 }
  const publication = [
    { ...ligne, organisme: 'b', majorationExceptionnelle: 0, majorationTotale: 100 },
    { ...ligne, organisme: 'a', majorationExceptionnelle: 50, majorationTotale: 150 },
  ]
  const calendrier = [
    { date: '2023-07-05', libelle: 'Vote des majorations', source: 'CP 2023-247', nature: 'vote' as const },
    { date: '2023-09-01', libelle: 'Paiement', source: '' },
  ]
  const organismes = [{ identifiant: 'a', nom: 'École A', siret: null }]
  const votee = { ...campagne, publication, calendrier, organismes }
  const seance = preparerSeance({ ...faits, campagne: votee, proposition: null })!
  assert.equal(seance.statut, 'Montants votés le 5\u00a0juillet\u00a02023 (CP 2023-247)')
  assert.deepEqual([seance.totale, seance.exceptionnelle, seance.contrats], [250, 50, 6])
  assert.deepEqual([seance.formations, seance.preuve], [null, null])
  assert.deepEqual(
    seance.lignes.map(({ nom }) => nom),
    ['b', 'École A'],
  )
})

test('la comparaison se fait avec le dernier exercice voté, toutes ses campagnes ensemble', () => {
  const resume = (id: string, exercice: number, etat: ResumeCampagne['etat']): ResumeCampagne => ({
    ...{ id, exercice, etat, libelle: id, fictif: false, dotation: 0, formations: 0, contrats: 0 },
  })
  const campagnes = [
    resume('2024', 2024, 'en_instruction'),
    resume('2023', 2023, 'ouverte'),
    resume('2022', 2022, 'soldee'),
    resume('2022-bis', 2022, 'votee'),
    resume('2021', 2021, 'soldee'),
  ]
  const choisies = (exercice: number) => choisirPrecedentes(campagnes, exercice).map(({ id }) => id)
  assert.deepEqual(choisies(2024), ['2022', '2022-bis'])
  assert.deepEqual(choisies(2022), ['2021'])
  assert.deepEqual(choisies(2021), [])
  const publiee = (exercice: number, contrats: number, majorationTotale: number) => ({
    exercice,
    publication: [
      {
        ...{ organisme: 'a', majoration: 0, dontBonusVert: 0, majorationExceptionnelle: 0 },
        ...{ contrats, majorationTotale },
      },
    ],
  })
  assert.deepEqual(cumulerPrecedentes([publiee(2022, 3, 100), publiee(2022, 4, 50)]), {
    exercice: 2022,
    contrats: 7,
    totale: 150,
  })
  assert.equal(cumulerPrecedentes([]), null)
  assert.equal(cumulerPrecedentes([{ exercice: 2022, publication: [] }]), null)
})

test('vue après vue, chaque organisme se montre une fois, dans l’ordre', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), (nombre) => {
      const lignes = Array.from({ length: nombre }, (_, i) => ({ ...figee.lignes[0]!, organisme: `${i}` }))
      const vues = Array.from({ length: compterVues({ lignes }) }, (_, i) => lignesDeVue({ lignes }, i + 1))
      assert.deepEqual(
        vues.flatMap((vue) => vue.lignes),
        lignes,
      )
      for (const { lignes: montrees, du, au } of vues.slice(1)) assert.equal(au - du + 1, montrees.length)
      assert.equal(vues[0]!.lignes.length, 0)
    }),
  )
})
