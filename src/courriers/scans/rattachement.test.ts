import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ecrireCode, lireCode, nommerTirage } from '#courriers/scans/code-page.ts'
import { identifier, type PageEnAttente, rapprocher, type Tirage } from '#courriers/scans/rattachement.ts'

const LETTRE = 'QNC23JDH88N8Q3XM'

test('un code dit sa lettre et sa page, et rien d’autre ; une faute de lecture se voit', () => {
  const code = ecrireCode({ lettre: LETTRE, page: 1, pages: 2 })
  assert.equal(code, 'ORI1:QNC23JDH88N8Q3XM:1/2:796B')
  assert.deepEqual(lireCode(` ${code} `), { lettre: LETTRE, page: 1, pages: 2 })
  for (const faux of ['ORI1:QNC23JDH88N8Q3XM:2/2:796B', 'ORI2:QNC23JDH88N8Q3XM:1/2:796B', 'https://a.fr', ''])
    assert.equal(lireCode(faux), undefined, faux)
  assert.equal(lireCode(ecrireCode({ lettre: LETTRE, page: 3, pages: 2 })), undefined)
})

test('un signe changé n’importe où n’est jamais lu comme une autre page', () => {
  const signe = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ:/')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(29), signe, (page, place, autre) => {
      const code = ecrireCode({ lettre: LETTRE, page, pages: 40 })
      const abime = code.slice(0, place) + autre + code.slice(place + 1)
      if (abime !== code) assert.equal(lireCode(abime), undefined)
    }),
  )
})

test('le nom d’un tirage tient en seize signes, et suit l’empreinte', () => {
  assert.equal(nommerTirage('0'.repeat(64)), '0'.repeat(16))
  assert.equal(nommerTirage('f'.repeat(64)), 'Z'.repeat(16))
  assert.notEqual(nommerTirage(`1${'0'.repeat(63)}`), nommerTirage('0'.repeat(64)))
})

test('deux codes différents sur une image ne se devinent pas ; ceux d’autrui ne comptent pas', () => {
  const un = ecrireCode({ lettre: LETTRE, page: 1, pages: 2 })
  const deux = ecrireCode({ lettre: LETTRE, page: 2, pages: 2 })
  assert.deepEqual(identifier(['https://a.fr', un, un]), { code: { lettre: LETTRE, page: 1, pages: 2 } })
  assert.deepEqual(identifier([un, deux]), { defaut: 'plusieurs' })
  assert.deepEqual(identifier(['https://a.fr']), { defaut: 'illisible' })
})

const tirage = (nom: string, numero: number, sur: Partial<Tirage> = {}): Tirage => ({
  ...{ tirage: nom, pages: 3, aJour: true, demande: `d${numero}`, numero, organisme: `CFA ${numero}` },
  ...{ campagne: '2026', libelleCampagne: 'Campagne 2026', etat: 'a_signer', numerisee: false, ...sur },
})
const page = (id: string, nom: string | null, rang: number | null): PageEnAttente => ({
  ...{ id, defaut: nom === null ? 'illisible' : null, tirage: nom, page: rang },
})
const TIRAGES = new Map(
  [
    ...[tirage('A', 1), tirage('B', 2, { pages: 2 }), tirage('C', 3, { campagne: '2025' })],
    ...[tirage('D', 4, { aJour: false }), tirage('E', 5, { etat: 'notifiee' })],
    ...[
      tirage('F', 6, { etat: 'a_notifier', numerisee: true }),
      tirage('G', 7, { etat: 'a_notifier', pages: 1 }),
    ],
  ].map((un) => [un.tirage, un]),
)
/** Letters 2 and 7 are whole; letter 1 lacks its page 2; every other page has a reason of its own. */
const PAGES = [
  ...[page('b2', 'B', 2), page('a3', 'A', 3), page('g1', 'G', 1), page('x', null, null), page('b1', 'B', 1)],
  ...[page('c1', 'C', 1), page('d1', 'D', 1), page('e1', 'E', 1), page('f1', 'F', 1), page('z1', 'Z', 1)],
  ...[page('a1', 'A', 1), page('a4', 'A', 4)],
]
const lu = (pages: readonly PageEnAttente[]) => {
  const { completes, aVoir } = rapprocher(pages, TIRAGES, '2026')
  return {
    completes: completes.map((une) => [une.tirage.numero, ...une.pages.map(({ id }) => id)]),
    aVoir: Object.fromEntries(aVoir.map((une) => [une.page.id, une.motif.code])),
  }
}

test('une lettre entière part dans l’ordre de ses pages ; chaque autre page dit pourquoi elle reste', () => {
  assert.deepEqual(lu(PAGES), {
    completes: [
      [2, 'b1', 'b2'],
      [7, 'g1'],
    ],
    aVoir: {
      ...{ a1: 'page-manquante', a3: 'page-manquante', a4: 'page-hors-lettre', x: 'page-illisible' },
      ...{ c1: 'autre-campagne', d1: 'lettre-refaite', e1: 'deja-notifiee', f1: 'deja-numerisee' },
      z1: 'lettre-inconnue',
    },
  })
  const [manque] = rapprocher(PAGES, TIRAGES, '2026').aVoir
  assert.equal(manque!.motif.message, 'Il manque la page 2 de la lettre n°\u00a01 (CFA 1), qui en compte 3.')
})

test('une page là deux fois retient sa lettre entière', () => {
  const pages = [page('b1', 'B', 1), page('b2', 'B', 2), page('bis', 'B', 2)]
  assert.deepEqual(lu(pages), {
    completes: [],
    aVoir: { b1: 'lettre-incertaine', b2: 'page-double', bis: 'page-double' },
  })
})

test('l’ordre des pages ne change rien à ce qui est rattaché', () => {
  const attendu = lu(PAGES)
  fc.assert(
    fc.property(fc.shuffledSubarray(PAGES, { minLength: PAGES.length }), (melees) => {
      assert.deepEqual(lu(melees), attendu)
    }),
  )
})

test('chaque page est rattachée ou expliquée, jamais les deux, jamais aucune', () => {
  const une = fc.record({
    id: fc.uuid(),
    defaut: fc.constant(null),
    tirage: fc.constantFrom('A', 'B', 'C', 'D', 'G', 'Z'),
    page: fc.integer({ min: 1, max: 4 }),
  })
  fc.assert(
    fc.property(fc.uniqueArray(une, { selector: ({ id }) => id, maxLength: 30 }), (pages) => {
      const { completes, aVoir } = rapprocher(pages, TIRAGES, '2026')
      const ids = [
        ...completes.flatMap((lettre) => lettre.pages.map(({ id }) => id)),
        ...aVoir.map((vue) => vue.page.id),
      ]
      assert.deepEqual(ids.sort(), pages.map(({ id }) => id).sort())
      for (const lettre of completes)
        assert.deepEqual(
          lettre.pages.map(({ page: rang }) => rang),
          Array.from({ length: lettre.tirage.pages }, (_, rang) => rang + 1),
        )
    }),
  )
})
