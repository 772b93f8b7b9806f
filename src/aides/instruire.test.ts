import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { controlerDispositif } from '#aides/controle.ts'
import type { Dispositif } from '#aides/dispositif.ts'
import { importDispositifs, readDispositif } from '#aides/import-dispositifs.ts'
import { instruire } from '#aides/instruire.ts'
import { lireDossier } from '#aides/question.ts'

const dispositifs = importDispositifs()
const dispositif = (code: string): Dispositif => {
  const trouve = dispositifs.find((un) => un.code === code)
  assert.ok(trouve, code)
  return trouve
}

function juger(code: string, reponses: Record<string, unknown>, aujourdhui = '2025-06-01') {
  const un = dispositif(code)
  const dossier = lireDossier(un.questions, reponses)
  assert.ok(dossier.statut === 'accord', JSON.stringify(dossier))
  return instruire(un, dossier.valeur, aujourdhui)
}

for (const un of dispositifs)
  test(`${un.titre} : exemples, sources et branches`, () => assert.deepEqual(controlerDispositif(un), []))

test('les dispositifs attendus sont là', () =>
  assert.deepEqual(
    dispositifs.map(({ code }) => code),
    [
      ...['aea-2019-2020', 'alternance-2019', 'ara-2021', 'ara-2022', 'ara-2023', 'ara-2025', 'clea-2019'],
      ...['pass-sud-2020', 'prime-handicap-2020', 'prime-stagiaires-2020-05-28'],
      ...['prime-stagiaires-2020-08-26', 'stagiaires-bfc-2019'],
    ],
  ))

const COMPLET = {
  'centre francilien': 'oui',
  'premiere annee': 'oui',
  'contrat en cours': 'oui',
  'deja aide': 'non',
  absences: '3,5',
  niveau: '5',
}

test('un accord dit le montant, chaque étape avec sa source, et le texte qui a jugé', () => {
  const { version, ...jugement } = juger('ara-2025', COMPLET)
  assert.deepEqual(jugement, {
    statut: 'accord',
    montant: 11_500,
    explication: [
      {
        libelle: 'Forfait du niveau 5',
        valeur: '115\u202f€',
        source:
          'Page «\u00a0Aide régionale à l’alternance 2025\u00a0» de la CCI Paris Île-de-France, montant de l’aide',
      },
      { libelle: 'Niveau préparé', valeur: 'Niveau 5 (BTS)', source: 'Réponse donnée' },
      { libelle: 'Montant de l’aide', valeur: '115\u202f€' },
    ],
    jugeLe: '2025-06-01',
    periode: 'ouverte',
  })
  assert.equal(version.fichier, 'ara-2025.publicodes')
  assert.match(version.empreinte, /^[0-9a-f]{64}$/)
})

test('un refus dit toutes les conditions manquées, avec l’article et les chiffres, et ce qui reste à vérifier', () => {
  const { niveau: _, ...sansNiveau } = COMPLET
  const jugement = juger('ara-2025', { ...sansNiveau, absences: 20.1, 'deja aide': true })
  assert.ok(jugement.statut === 'refus')
  assert.deepEqual(jugement.aVerifier, ['Un niveau de 3 à 5'])
  assert.deepEqual(
    jugement.motifs.map(({ code }) => code),
    ['une seule fois', 'assiduite'],
  )
  assert.deepEqual(jugement.motifs[1], {
    code: 'assiduite',
    message: 'Les absences injustifiées dépassent 20\u202f%\u00a0: 20,1\u202f%.',
    article: 'Exclusions de 2025, page de la CCI',
    chiffres: { 'Absences injustifiées': '20,1\u202f%', 'Absences injustifiées admises': '20\u202f%' },
    correcteur: 'demandeur',
  })
})

test('une question dit pourquoi elle est posée, et celle qui conclut au plus tôt vient d’abord', () => {
  const { niveau: _, absences: __, ...debut } = COMPLET
  const jugement = juger('ara-2025', debut)
  assert.ok(jugement.statut === 'incomplet')
  assert.deepEqual(
    jugement.questions.map(({ nom, pourquoi }) => ({ nom, pourquoi })),
    [
      { nom: 'niveau', pourquoi: ['Un niveau de 3 à 5', 'Montant de l’aide'] },
      { nom: 'absences', pourquoi: ['L’assiduité'] },
    ],
  )
})

test('une version close juge encore, et le dit ; une version à venir aussi', () => {
  assert.equal(juger('ara-2025', COMPLET, '2026-01-01').periode, 'close')
  assert.equal(juger('ara-2025', COMPLET, '2025-12-31').periode, 'ouverte')
  assert.equal(juger('ara-2025', COMPLET, '2024-12-31').periode, 'a venir')
})

test('annexe 4 de CP 2023-247 : 972 € et 6 600 €, en tout 7 572 €', () => {
  const soldes = [
    { 'montant estime': 16_510, 'montant verse': 14_180 },
    { 'montant estime': 31_350, 'montant verse': 31_680 },
  ].map((reponses) => juger('aea-2019-2020', { 'bilan remis': true, ...reponses }))
  assert.deepEqual(
    soldes.map((solde) => solde.statut === 'accord' && solde.montant),
    [97_200, 660_000],
  )
})

const enEuros = (montant: number) => `${Math.floor(montant / 100)}.${String(montant % 100).padStart(2, '0')}`
const sommes = fc.integer({ min: 0, max: 1_000_000_000 })

test('un solde est exact au centime, ou n’est pas donné : jamais arrondi (comparé au calcul entier)', () =>
  fc.assert(
    fc.property(sommes, sommes, (estime, verse) => {
      const jugement = juger('aea-2019-2020', {
        'bilan remis': 'oui',
        'montant estime': enEuros(estime),
        'montant verse': enEuros(verse),
      })
      const cinquiemes = 5n * BigInt(verse) - 4n * BigInt(estime)
      if (cinquiemes % 5n === 0n) {
        assert.ok(jugement.statut === 'accord')
        assert.equal(BigInt(jugement.montant), cinquiemes / 5n)
      } else {
        assert.ok(jugement.statut === 'non calculable')
        assert.equal(jugement.motifs[0]?.code, 'montant au centime')
      }
    }),
    { numRuns: 300 },
  ))

test('poser toujours la première question mène à une conclusion, sans en reposer aucune', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...dispositifs),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      (un, tirages) => {
        const reponses: Record<string, unknown> = {}
        for (const tirage of tirages) {
          const jugement = juger(un.code, reponses)
          if (jugement.statut === 'accord') assert.ok(Number.isSafeInteger(jugement.montant))
          if (jugement.statut !== 'incomplet') return
          const [question] = jugement.questions
          assert.ok(question && !(question.nom in reponses), un.code)
          reponses[question.nom] = tirer(question.nature, tirage)
        }
        assert.fail(`${un.code} : vingt questions n’ont pas suffi`)
      },
    ),
    { numRuns: 150 },
  ))

function tirer(nature: Dispositif['questions'][number]['nature'], tirage: number): unknown {
  switch (nature.genre) {
    case 'oui ou non':
      return tirage % 2 === 0
    case 'choix':
      return nature.choix[tirage % nature.choix.length]!.code
    case 'date':
      return ['2020-08-31', '2020-09-01', '2020-12-31', '2021-01-01'][tirage % 4]
    default:
      return nature.minimum + (tirage % (nature.maximum - nature.minimum + 1))
  }
}

test('une réponse illisible ou inconnue n’est pas un refus de l’aide : elle se corrige', () => {
  const { questions } = dispositif('ara-2025')
  const lue = lireDossier(questions, {
    absences: '20,00001',
    niveau: '9',
    contrat: 'oui',
    'deja aide': 'peut-être',
  })
  assert.ok(lue.statut === 'refus')
  assert.deepEqual(
    lue.motifs.map(({ code, chiffres }) => `${code} ${chiffres?.question}`),
    [
      ...['reponse-invalide absences', 'reponse-invalide niveau', 'question-inconnue contrat'],
      'reponse-invalide deja aide',
    ],
  )
  assert.equal(
    lue.motifs[0]?.message,
    '«\u00a0Absences injustifiées\u00a0»\u00a0: un nombre de 0 à 100\u202f%, quatre décimales au plus.',
  )
})

test('le 29 février n’existe que les années bissextiles', () => {
  const { questions } = dispositif('prime-stagiaires-2020-08-26')
  const lire = (jour: string) => lireDossier(questions, { 'entree en formation': jour }).statut
  assert.deepEqual(
    ['2020-02-29', '2021-02-29', '2000-02-29', '1900-02-29', '2020-13-01', '2020-9-1'].map(lire),
    ['accord', 'refus', 'accord', 'refus', 'refus', 'refus'],
  )
})

// Each fault is planted in a sound scheme: a check that lets it through fails here.
const saine = dispositif('ara-2025')
const fautes: readonly (readonly [faute: string, avant: string, apres: string, dit: RegExp])[] = [
  ['un montant faux', 'valeur: 115 €', 'valeur: 116 €', /attendu accord 11500 centimes, obtenu accord 11600/],
  [
    'un chiffre sans source',
    'alors: forfait du niveau 5',
    'alors: 115 €',
    /montant : un chiffre sans source/,
  ],
  [
    'une branche sans exemple',
    "- si: niveau = '5'",
    "- si: niveau = '8'\n      alors: forfait du niveau 5\n    - si: niveau = '5'",
    /branche « montant › 0 »/,
  ],
  [
    'une condition jamais refusée',
    'refus: [assiduite] }',
    'refus: [] }',
    /attendu refus , obtenu refus assiduite/,
  ],
  [
    'un mécanisme non suivi',
    'valeur: deja aide = non',
    'valeur: deja aide = non\n  plafond: 3',
    /« plafond » n’est ni/,
  ],
  [
    'une question que rien ne lit',
    'valeur: deja aide = non',
    'valeur: premiere annee = oui',
    /deja aide : aucune règle/,
  ],
  ['un fichier qui porte un autre code', 'code: ara-2025', 'code: ara-2026', /ne porte pas le code ara-2026/],
  ['une période à l’envers', 'fin: 2025-12-31', 'fin: 2024-12-31', /finit avant de commencer/],
]
for (const [faute, avant, apres, dit] of fautes)
  test(`une faute de règlement est vue : ${faute}`, () => {
    assert.ok(saine.texte.includes(avant))
    const plantee = readDispositif(saine.version.fichier, saine.texte.replace(avant, apres))
    assert.ok(
      controlerDispositif(plantee).some((phrase) => dit.test(phrase)),
      controlerDispositif(plantee).join('\n'),
    )
  })
