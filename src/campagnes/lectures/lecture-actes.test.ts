import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choixParDefaut, criteresApprecies } from '#campagnes/lectures/lecture.ts'
import {
  type Appreciation,
  apprecier,
  arbitrer,
  choisirLecture,
  clore,
  confier,
  type DemandeLue,
  type Lecture,
  resteALire,
} from '#campagnes/lectures/lecture-actes.ts'
import type { AgentLecteur } from '#campagnes/lectures/repartition-lectures.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'
import { reglement2023 } from '../../../test/tirage-2023.ts'

const { grille } = reglement2023
const choix = choixParDefaut(grille)
const criteres = criteresApprecies(grille, choix)
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : decision.statut

const acteur = (identifiant: string, change: Partial<Acteur> = {}): Acteur => ({
  ...{ role: 'instructeur', identifiant, organisation: { identifiant: 'region', nature: 'region' } },
  ...change,
})
const lecture = (agent: string, rang: 1 | 2, valideeLe: string | null = null): Lecture => ({
  ...{ agent, rang, valideeLe, leveeLe: null },
})
const demande: DemandeLue = {
  ...{ etat: 'complete', etatCampagne: 'en_instruction', organisation: 'cfa', formations: ['F1', 'F2'] },
  lectures: [lecture('a', 1), lecture('b', 2)],
}
const note = (formation: string, champ: Appreciation['champ'], valeur: number | null): Appreciation => ({
  ...{ formation, champ, note: valeur, justification: 'Vu' },
})
const entiere = ['F1', 'F2'].flatMap((formation) => criteres.map(({ champ }) => note(formation, champ, 1)))

test('on ne note que sa lecture, de sa propre main, sur l’échelle, tant que l’organisme n’y touche pas', () => {
  const une = [note('F1', 'prioriteFiliere', 3)]
  assert.equal(codes(apprecier(une, demande, criteres, acteur('a'))), 'accord')
  assert.deepEqual(codes(apprecier(une, demande, criteres, acteur('c'))), ['pas-confiee'])
  assert.deepEqual(codes(apprecier(une, demande, criteres, acteur('a', { pour: 'b' }))), [
    'lecture-personnelle',
  ])
  assert.deepEqual(codes(apprecier(une, { ...demande, etat: 'a_completer' }, criteres, acteur('a'))), [
    'etat-incompatible',
  ])
  assert.deepEqual(codes(apprecier(une, { ...demande, etatCampagne: 'au_vote' }, criteres, acteur('a'))), [
    'campagne-arretee',
  ])
  const duCfa = acteur('a', { organisation: { identifiant: 'cfa', nature: 'of-cfa' } })
  assert.deepEqual(codes(apprecier(une, demande, criteres, duCfa)), ['propre-organisme'])
  const fausses = [
    note('F1', 'prioriteFiliere', 4),
    note('F1', 'besoinFinancement', 2001),
    note('F3', 'innovation', 1),
    note('F1', 'partFemmes', 10),
  ]
  assert.deepEqual(codes(apprecier(fausses, demande, criteres, acteur('a'))), [
    ...['note-hors-echelle', 'note-hors-echelle', 'formation-absente', 'champ-non-lu'],
  ])
})

test('une lecture se clôt quand chaque note a sa justification, et ne change plus', () => {
  assert.equal(codes(clore(entiere, demande, criteres, acteur('a'))), 'accord')
  assert.equal(resteALire(entiere, demande.formations, criteres), 0)
  const [premiere, deuxieme, ...autres] = entiere
  const trouee = [{ ...premiere!, note: null }, { ...deuxieme!, justification: '  ' }, ...autres]
  assert.equal(resteALire(trouee, demande.formations, criteres), 2)
  assert.deepEqual(codes(clore(trouee, demande, criteres, acteur('a'))), ['lecture-inachevee'])
  const close = { ...demande, lectures: [lecture('a', 1, '2027-04-02T09:30:00Z'), lecture('b', 2)] }
  assert.deepEqual(codes(clore(entiere, close, criteres, acteur('a'))), ['lecture-validee'])
})

test('arbitrer : ni l’un ni l’autre des agents, même par délégation ; une fois, dans l’échelle, en disant pourquoi', () => {
  const innovation = criteres.find(({ champ }) => champ === 'innovation')
  const essai = (
    qui: Acteur,
    ecart: { note: number | null } | undefined = { note: null },
    motif = 'Vu',
    valeur = 1,
  ) => codes(arbitrer({ formation: 'F1', note: valeur, motif }, ecart, demande, innovation, qui))
  const nadia = acteur('n', { role: 'responsable' })
  assert.equal(essai(nadia), 'accord')
  assert.deepEqual(essai(acteur('a', { role: 'responsable' })), ['deja-lu'])
  assert.deepEqual(essai(acteur('n', { role: 'responsable', pour: 'b' })), ['deja-lu'])
  assert.deepEqual(essai(nadia, { note: 0 }), ['deja-arbitre'])
  assert.deepEqual(essai(nadia, { note: null }, ' ', 2), ['note-hors-echelle', 'motif-absent'])
  assert.deepEqual(
    codes(arbitrer({ formation: 'F1', note: 1, motif: 'Vu' }, undefined, demande, innovation, nadia)),
    ['sans-ecart'],
  )
})

test('confier : ce qui reste garde sa place, une lecture validée ne se reprend pas', () => {
  const agents: AgentLecteur[] = ['a', 'b', 'c'].map((id) => ({
    ...{ id, nom: id, organisation: 'region', conduit: false },
  }))
  const proche = { id: 'p', nom: 'p', organisation: 'cfa', conduit: false }
  const essai = (choisis: [string | null, string | null], une: DemandeLue = demande) => {
    const decision = confier(choisis, une, [...agents, proche])
    return decision.statut === 'accord' ? decision.valeur : codes(decision)
  }
  assert.deepEqual(essai(['b', 'a']), { retirees: [], ajoutees: [] })
  assert.deepEqual(essai(['c', 'a']), { retirees: ['b'], ajoutees: [{ agent: 'c', rang: 2 }] })
  assert.deepEqual(essai([null, null]), { retirees: ['a', 'b'], ajoutees: [] })
  assert.deepEqual(essai(['c', 'c']), ['meme-personne'])
  assert.deepEqual(essai(['p', 'x']), ['propre-organisme', 'agent-inconnu'])
  const close = { ...demande, lectures: [lecture('a', 1, '2027-04-02T09:30:00Z')] }
  assert.deepEqual(essai(['c', null], close), ['lecture-validee'])
  assert.deepEqual(essai(['c', 'a'], close), { retirees: [], ajoutees: [{ agent: 'c', rang: 2 }] })
})

test('le choix d’une campagne : critères de sa grille, seuil entre 0 et 1, plus rien une fois une lecture validée', () => {
  const faits = { possibles: choix.champs, etat: 'en_instruction' as const, closes: 0 }
  const essai = (change: object, autres: Partial<typeof faits> = {}) =>
    codes(choisirLecture({ ...choix, ...change }, choix, { ...faits, ...autres }))
  for (const seuil of ['0', '1', '1/3', '0.25', '0,25']) assert.equal(essai({ seuil }), 'accord', seuil)
  for (const seuil of ['-1', '2', '4/3', 'un tiers', '1/0', ''])
    assert.deepEqual(essai({ seuil }), ['seuil-illisible'])
  assert.deepEqual(essai({ champs: ['partFemmes'] }), ['champ-non-lu'])
  assert.deepEqual(essai({ champs: [] }), ['sans-champ'])
  assert.deepEqual(essai({ seuil: '1/2' }, { closes: 2 }), ['lectures-closes'])
  assert.equal(essai({ exigee: true }, { closes: 2 }), 'accord')
})
