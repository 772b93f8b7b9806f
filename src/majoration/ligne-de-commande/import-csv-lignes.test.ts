import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { LecteurDeLignes } from '#majoration/ligne-de-commande/import-csv-lignes.ts'
import { Encodage, RefusDeLecture } from '#majoration/ligne-de-commande/import-csv-octets.ts'

/** Every line of a text, read as the stream would give it: in chunks of `morceau` bytes. */
function lireTout(texte: string, separateur: ';' | ',', morceau = Number.POSITIVE_INFINITY): string[][] {
  const encodage = new Encodage()
  const lecteur = new LecteurDeLignes(separateur, 20)
  const tout = Buffer.from(texte)
  const lignes: string[][] = []
  let reste = Buffer.alloc(0)
  for (let debut = 0; ; debut += morceau) {
    const fini = debut + morceau >= tout.length
    const octets = Buffer.concat([reste, tout.subarray(debut, Math.min(debut + morceau, tout.length))])
    lecteur.octets = octets
    let p = 0
    while (p < octets.length) {
      const suite = lecteur.lire(p, fini)
      if (suite < 0) break
      if (!lecteur.estVide())
        lignes.push(Array.from({ length: lecteur.cellules }, (_, c) => lecteur.texte(c, encodage)))
      p = suite
    }
    reste = Buffer.from(octets.subarray(p))
    if (fini) return lignes
  }
}

test('une ligne se coupe en cellules, guillemets compris', () => {
  assert.deepEqual(lireTout('a;b;c\r\n"x;y";"dit ""oui""";\n\n;;z', ';'), [
    ['a', 'b', 'c'],
    ['x;y', 'dit "oui"', ''],
    ['', '', 'z'],
  ])
  assert.deepEqual(lireTout('a,"1\r\n2"\n', ','), [['a', '1\r\n2']])
  assert.deepEqual(lireTout('""""""', ';'), [['""']])
})

test('les numéros de ligne sont ceux que montre un éditeur', () => {
  const lecteur = new LecteurDeLignes(';', 2)
  lecteur.octets = Buffer.from('a;b\n\n"x\ny";c\r\nd;e\n')
  const numeros: number[] = []
  for (let p = 0; p < lecteur.octets.length; ) {
    p = lecteur.lire(p, true)
    if (!lecteur.estVide()) numeros.push(lecteur.ligne)
  }
  assert.deepEqual(numeros, [1, 3, 5])
})

test('un guillemet mal placé ou jamais fermé est refusé avec sa ligne', () => {
  for (const [texte, message] of [
    ['a;b\n"x;y\nz', /^Ligne 2\u00a0: un guillemet ouvert n’est pas fermé\.$/],
    ['a;b\nx"y;z', /^Ligne 2\u00a0: un guillemet est au milieu/],
    ['a;"x"y', /^Ligne 1\u00a0: des caractères suivent un guillemet fermant/],
  ] as const) {
    assert.throws(
      () => lireTout(texte, ';'),
      (erreur) => erreur instanceof RefusDeLecture && message.test(erreur.message),
    )
  }
  assert.throws(() => lireTout(`a;"${'x\n'.repeat(600_000)}`, ';', 65_536), /dépasse 1 Mio/)
})

const cellule = fc.stringMatching(/^[ab;,"\n\r é€😀'=\t]{0,6}$/u)
const ecrire = (texte: string, citer: boolean) =>
  citer || /[";,\n\r]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte

test('un fichier quelconque se lit comme par une bibliothèque reconnue, par morceaux de toute taille', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(cellule, fc.boolean()), { minLength: 2, maxLength: 5 }), { maxLength: 8 }),
      fc.constantFrom(';' as const, ',' as const),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      (lignes, separateur, finDeLigne, derniere, morceau) => {
        const texte =
          lignes.map((l) => l.map(([t, citer]) => ecrire(t, citer)).join(separateur)).join(finDeLigne) +
          (derniere ? finDeLigne : '')
        const attendu: string[][] = parse(texte, {
          delimiter: separateur,
          skip_empty_lines: true,
          relax_column_count: true,
          record_delimiter: ['\r\n', '\n'],
        })
        assert.deepEqual(lireTout(texte, separateur, morceau), attendu)
        assert.deepEqual(lireTout(texte, separateur), attendu)
      },
    ),
    { numRuns: 500 },
  )
})
