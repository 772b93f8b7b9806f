import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BrouillonAppel, type ContexteAppel, verifierAppel } from '#campagnes/appel.ts'
import { completerHeure, heureLisible, verifierHoraires } from '#campagnes/horaires.ts'
import { verifierReouverture } from '#campagnes/reouverture.ts'

const appel: BrouillonAppel = {
  libelle: 'Majoration 2027',
  dotation: 20_140_000_00,
  enveloppeExceptionnelle: 130_000_00,
  ecartContrats: 20,
  ouvre: '2027-01-04T09:00:00',
  ferme: '2027-03-31T23:59:59',
  voteLe: '2027-07-05',
  pieces: [{ code: 'bilan', libelle: 'Bilan', aide: '', obligatoire: true }],
  contacts: [{ nom: 'Service apprentissage', courriel: 'service@region.fr', telephone: '' }],
  questions: [{ question: 'Quand ?', reponse: 'Bientôt.' }],
}
const heure = (instant: string, relue: string) => ({ instant, relue })
const contexte: ContexteAppel = {
  etat: 'preparation',
  avant: appel,
  ouvre: heure('2027-01-04T08:00:00.000Z', '2027-01-04T09:00:00'),
  ferme: heure('2027-03-31T21:59:59.000Z', '2027-03-31T23:59:59'),
  maintenant: '2026-12-01T08:00:00.000Z',
}
const codes = (change: Partial<BrouillonAppel>, autour: Partial<ContexteAppel> = {}) => {
  const decision = verifierAppel({ ...appel, ...change }, { ...contexte, ...autour })
  return decision.statut === 'accord' ? [] : decision.motifs.map(({ code }) => code)
}

test('un appel bien écrit s’enregistre, ses textes rognés, ses lignes vides ôtées, ses pièces numérotées', () => {
  const decision = verifierAppel(
    {
      ...appel,
      libelle: '  Majoration 2027 ',
      pieces: [
        { code: 'piece-1', libelle: 'Bilan', aide: '', obligatoire: true },
        { code: '', libelle: ' Statuts ', aide: '', obligatoire: false },
        { code: '', libelle: '', aide: ' ', obligatoire: true },
      ],
      contacts: [{ nom: 'Léa', courriel: ' LEA@Region.fr ', telephone: '' }],
      questions: [{ question: ' ', reponse: '' }],
    },
    contexte,
  )
  assert.ok(decision.statut === 'accord')
  const { libelle, pieces, contacts, questions } = decision.valeur
  assert.equal(libelle, 'Majoration 2027')
  assert.deepEqual(
    pieces.map(({ code, libelle }) => [code, libelle]),
    [
      ['piece-1', 'Bilan'],
      ['piece-2', 'Statuts'],
    ],
  )
  assert.equal(contacts[0]!.courriel, 'lea@region.fr')
  assert.deepEqual(questions, [])
})

test('toutes les raisons sont dites à la fois', () => {
  assert.deepEqual(
    codes(
      {
        libelle: ' ',
        dotation: 12.5,
        voteLe: '2027-03-31',
        pieces: [
          { code: 'a', libelle: 'Bilan', aide: '', obligatoire: true },
          { code: 'b', libelle: 'bilan', aide: '', obligatoire: true },
          { code: 'c', libelle: '', aide: 'Signés', obligatoire: true },
        ],
        contacts: [
          { nom: '', courriel: 'x', telephone: '' },
          { nom: 'Léa', courriel: '', telephone: '' },
        ],
        questions: [{ question: 'Quand ?', reponse: '' }],
      },
      { ferme: heure('2027-01-04T08:00:00.000Z', '2027-03-31T23:59:59') },
    ),
    [
      ...['libelle-vide', 'dotation-invalide', 'fermeture-avant-ouverture', 'vote-avant-fermeture'],
      ...['piece-en-double', 'piece-sans-libelle', 'contact-sans-nom', 'courriel-invalide'],
      ...['contact-injoignable', 'question-incomplete'],
    ],
  )
})

test('l’enveloppe des majorations exceptionnelles est un nombre entier d’euros, zéro compris, figé à l’ouverture', () => {
  for (const enveloppeExceptionnelle of [-100, 12_34, 0.5, Number.NaN])
    assert.deepEqual(codes({ enveloppeExceptionnelle }), ['enveloppe-exceptionnelle-invalide'])
  assert.deepEqual(codes({ enveloppeExceptionnelle: 0 }), [])
  assert.deepEqual(codes({ enveloppeExceptionnelle: 0 }, { etat: 'ouverte' }), ['fige'])
})

test('l’écart de contrats signalé est un entier de 1 à 100 %, qui change tant que l’on instruit', () => {
  for (const ecartContrats of [0, 101, 12.5, -20, Number.NaN])
    assert.deepEqual(codes({ ecartContrats }), ['ecart-invalide'])
  for (const etat of ['preparation', 'ouverte', 'close', 'en_instruction'] as const)
    assert.deepEqual(codes({ ecartContrats: 35 }, { etat }), [])
  assert.deepEqual(codes({ ecartContrats: 35 }, { etat: 'au_vote' }), ['fige'])
})

test('une dotation est un nombre entier d’euros au-dessus de zéro', () => {
  for (const dotation of [0, -100, 1, 12_34, Number.NaN, 1e308, Number.MAX_SAFE_INTEGER])
    assert.deepEqual(codes({ dotation }), ['dotation-invalide'], String(dotation))
  assert.deepEqual(codes({ dotation: 100 }), [])
})

test('une fois l’appel ouvert, la règle du jeu ne change plus ; sa fermeture recule, jamais dans le passé', () => {
  const ouverte = { etat: 'ouverte', maintenant: '2027-02-01T08:00:00.000Z' } as const
  assert.deepEqual(codes({}, ouverte), [])
  assert.deepEqual(codes({ libelle: 'Autre', dotation: 100, pieces: [] }, ouverte), ['fige', 'fige', 'fige'])
  assert.deepEqual(
    codes(
      { ferme: '2027-01-31T23:59:59' },
      { ...ouverte, ferme: heure('2027-01-31T22:59:59.000Z', '2027-01-31T23:59:59') },
    ),
    ['fermeture-passee'],
  )
  assert.deepEqual(
    codes(
      { ferme: '2027-04-15T23:59:59' },
      { ...ouverte, ferme: heure('2027-04-15T21:59:59.000Z', '2027-04-15T23:59:59') },
    ),
    [],
  )
  assert.deepEqual(codes({ ferme: '2027-04-15T23:59:59' }, { etat: 'en_instruction' }).slice(0, 1), ['fige'])
  assert.deepEqual(codes({ contacts: [] }, { etat: 'votee' }), [])
  assert.deepEqual(codes({ contacts: [] }, { etat: 'soldee' }), ['fige'])
})

test('une heure que les horloges de Paris sautent est refusée', () => {
  const sautee = heure('2027-03-28T01:30:00.000Z', '2027-03-28T03:30:00')
  assert.deepEqual(codes({ ferme: '2027-03-28T02:30:00' }, { ferme: sautee }), ['heure-inexistante'])
})

test('un horaire est un jour du calendrier et une heure à la seconde', () => {
  for (const texte of ['2024-02-29T00:00:00', '2027-12-31T23:59:59']) assert.ok(heureLisible(texte), texte)
  for (const texte of [
    ...['2027-02-29T00:00:00', '2027-13-01T00:00:00', '2027-04-31T10:00:00', '2027-01-01T24:00:00'],
    ...['2027-01-01 10:00:00', '2027-01-01', '', 'demain', '0000-01-01T00:00:00', '2027-00-10T00:00:00'],
  ])
    assert.ok(!heureLisible(texte), texte)
  assert.equal(completerHeure('2027-01-01T09:30'), '2027-01-01T09:30:00')
  assert.equal(completerHeure('2027-01-01T09:30:59'), '2027-01-01T09:30:59')
  assert.deepEqual(
    verifierHoraires({ ouvre: 'x', ferme: '', voteLe: '2027-02-30' }).map(({ message }) => message),
    [
      'L’ouverture n’est pas une date du calendrier : «\u00a0x\u00a0».',
      'La date du vote n’est pas une date du calendrier : «\u00a02027-02-30\u00a0».',
    ],
  )
})

test('un organisme rentre après les autres pour un motif, jusqu’à un terme à venir, avant le vote', () => {
  const jusquAu = {
    ...heure('2027-04-10T21:59:59.000Z', '2027-04-10T23:59:59'),
    saisie: '2027-04-10T23:59:59',
  }
  const close = {
    etat: 'close',
    fermeLe: '2027-03-31T21:59:59.000Z',
    maintenant: '2027-04-02T08:00:00.000Z',
  } as const
  const refus = (motif: string, autour: object = {}, terme = jusquAu) => {
    const decision = verifierReouverture({ jusquAu: terme, motif }, { ...close, ...autour })
    return decision.statut === 'accord' ? decision.valeur : decision.motifs.map(({ code }) => code)
  }
  assert.equal(refus('Panne'), '2027-04-10T21:59:59.000Z')
  assert.deepEqual(refus(' ', { etat: 'au_vote', maintenant: '2027-05-01T00:00:00.000Z' }), [
    ...['etat-incompatible', 'terme-passe', 'motif-absent'],
  ])
  assert.deepEqual(refus('Panne', { etat: 'preparation' }), ['etat-incompatible'])
  assert.deepEqual(refus('Panne', { etat: 'ouverte', fermeLe: '2027-04-30T21:59:59.000Z' }), [
    'avant-fermeture',
  ])
  assert.deepEqual(refus('Panne', {}, { ...jusquAu, saisie: '2027-04-10T22:00:00' }), ['heure-inexistante'])
})
