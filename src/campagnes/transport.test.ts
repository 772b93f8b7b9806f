import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CHAMPS, type CodeChamp, type Formation, type Palier } from '#campagnes/formation.ts'
import { decoderFormations, encoderFormations } from '#campagnes/transport.ts'

const declaration = fc.record(
  Object.fromEntries(
    CHAMPS.map(({ code, maximum }) => [code, fc.integer({ min: 0, max: maximum })]),
  ) as Record<CodeChamp, fc.Arbitrary<number>>,
  { noNullPrototype: true },
)
const formation: fc.Arbitrary<Formation> = fc.record(
  {
    identifiant: fc.string(),
    organisme: fc.constantFrom('ADIP', 'AFTRAL', "CAMPUS FONDERIE DE L'IMAGE"),
    intitule: fc.string(),
    niveau: fc.integer({ min: 3, max: 8 }),
    codeRncp: fc.option(fc.string()),
    commune: fc.constantFrom('Paris', 'Évry-Courcouronnes'),
    departement: fc.constantFrom('75', '91', '2A'),
    filiere: fc.string(),
    contrats: fc.nat(),
    environnementale: fc.boolean(),
    palier: fc.constantFrom<Palier>(0, 1, 2),
    declaration,
  },
  { noNullPrototype: true },
)

test('les formations arrivent comme elles sont parties, dans le même ordre', () => {
  fc.assert(
    fc.property(fc.array(formation), (formations) => {
      const recues = decoderFormations(JSON.parse(JSON.stringify(encoderFormations(formations))))
      assert.deepEqual(recues, formations)
    }),
  )
})

test('un texte répété ne voyage qu’une fois', () => {
  const [une] = fc.sample(formation, { numRuns: 1, seed: 2023 })
  const compactes = encoderFormations([
    une!,
    { ...une!, identifiant: 'F-0002' },
    { ...une!, organisme: 'AUTRE' },
  ])
  assert.deepEqual(compactes.organisme, { valeurs: [une!.organisme, 'AUTRE'], positions: [0, 0, 1] })
  assert.equal(compactes.nombre, 3)
})

test('100 000 formations restent un envoi de quelques mégaoctets', () => {
  const [une] = fc.sample(formation, { numRuns: 1, seed: 2023 })
  const formations = Array.from({ length: 100_000 }, (_, i) => ({ ...une!, identifiant: `F-${i}` }))
  const texte = JSON.stringify(encoderFormations(formations))
  assert.ok(texte.length < 12_000_000, `${texte.length} caractères`)
  assert.equal(decoderFormations(JSON.parse(texte)).length, 100_000)
})
