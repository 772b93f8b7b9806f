import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { RefusDeLecture } from '#majoration/ligne-de-commande/import-csv-octets.ts'
import { type CoupureDemandee, lireRetenues } from '#majoration/ligne-de-commande/import-csv-retenues.ts'
import { lireDecimal } from '#majoration/ligne-de-commande/points-exacts.ts'
import { comparer, fraction, lireFraction } from '#socle/fraction.ts'
import { comparerTextes } from '#socle/ordre.ts'

const TOUT: CoupureDemandee = { mode: 'aucune' }
const ENTETE =
  'organisme;formation;contrats;contrats_verts;contrats_perimetre_15;contrats_perimetre_20;points'

async function* enMorceaux(contenu: string | Uint8Array, taille = Number.POSITIVE_INFINITY) {
  const octets = Buffer.from(contenu as string)
  for (let i = 0; i < octets.length; i += taille)
    yield Buffer.from(octets.subarray(i, Math.min(i + taille, octets.length)))
}
const lire = (contenu: string | Uint8Array, coupure: CoupureDemandee = TOUT, taille?: number) =>
  lireRetenues(enMorceaux(contenu, taille), coupure)
/** Bodies and contracts, in the order of the result. */
const contratsDe = async (contenu: string | Uint8Array, coupure: CoupureDemandee = TOUT) =>
  (await lire(contenu, coupure)).beneficiaires.map((b) => [b.identifiant, b.contrats])

async function refuse(contenu: string | Uint8Array, message: RegExp, coupure: CoupureDemandee = TOUT) {
  await assert.rejects(
    lire(contenu, coupure),
    (erreur) => {
      assert(erreur instanceof RefusDeLecture, String(erreur))
      assert.match(erreur.message.replaceAll(/[\u00a0\u202f]/g, ' '), message)
      return true
    },
    JSON.stringify(String(contenu).slice(0, 200)),
  )
}

test('les lignes retenues se somment par organisme, dans l’ordre des points de code', async () => {
  const lu = await lire(`${ENTETE}\nb;f1;10;4;0;0;1\nB;f2;3;0;1;2;1\nb;f3;5;5;2;3;1\né;f4;1;0;0;0;1\n`)
  assert.equal(lu.formationsRetenues, 4)
  assert.deepEqual(lu.beneficiaires, [
    { identifiant: 'B', contrats: 3, contratsVerts: 0, contratsPalier1: 1, contratsPalier2: 2 },
    { identifiant: 'b', contrats: 15, contratsVerts: 9, contratsPalier1: 2, contratsPalier2: 3 },
    { identifiant: 'é', contrats: 1, contratsVerts: 0, contratsPalier1: 0, contratsPalier2: 0 },
  ])
})

test('l’en-tête se lit dans un ordre quelconque, avec d’autres colonnes, à virgules, à BOM, entre guillemets', async () => {
  const attendu = [['Lycée "A"', 7]]
  for (const contenu of [
    '\ufeffformation;Commune;contrats;organisme;contrats_perimetre_20;contrats_perimetre_15;contrats_verts\r\nf;Évry;7;"Lycée ""A""";1;2;3\r\n',
    'organisme,formation,contrats,contrats_verts,contrats_perimetre_15,contrats_perimetre_20\n"Lycée ""A""",f,"7,0",0,0,0',
    '"organisme","formation","contrats","contrats_verts","contrats_perimetre_15","contrats_perimetre_20","a;b"\n"Lycée ""A""","f","7","0","0","0",""',
    '\n \n Organisme ;formation;CONTRATS;contrats_verts;contrats_perimetre_15;contrats_perimetre_20\n\n"Lycée ""A""";f;7.00;0;0;0\n\n',
  ]) {
    assert.deepEqual(await contratsDe(contenu), attendu)
    assert.deepEqual((await lire(contenu, TOUT, 1)).formationsRetenues, 1)
  }
})

test('un fichier qui n’est pas en UTF-8 se lit en Windows-1252, noms et classement compris', async () => {
  const entete = Buffer.from(`${ENTETE}\n`)
  const contenu = Buffer.concat([
    entete,
    Buffer.from('Lyc\xe9e l\x92\x80uvre;\x80;1;0;0;0;5\nZ;\xc9;2;0;0;0;5\n', 'latin1'),
  ])
  assert.deepEqual(await contratsDe(contenu), [
    ['Lycée l’€uvre', 1],
    ['Z', 2],
  ])
  // « É » (U+00C9) vient avant « € » (U+20AC), bien que son octet soit plus grand.
  assert.deepEqual(await contratsDe(contenu, { mode: 'partFormations', part: '0.5' }), [['Z', 2]])
  // Le dernier octet du fichier commencerait un caractère en UTF-8 : rien ne le suit.
  const colonnes = [...ENTETE.split(';').slice(1), 'organisme'].join(';')
  const inacheve = Buffer.concat([Buffer.from(`${colonnes}\n`), Buffer.from('f;1;0;0;0;5;Cit\xe9', 'latin1')])
  for (const taille of [1, 1000])
    assert.deepEqual((await lire(inacheve, TOUT, taille)).beneficiaires[0]?.identifiant, 'Cité')
  const utf8 = Buffer.from(`${ENTETE}\nLycée;😀;1;0;0;0;5\nÉ;\uffff;2;0;0;0;5\n`)
  for (const taille of [1, 2, 3, 7, 1000]) {
    const { beneficiaires } = await lire(utf8, { mode: 'partFormations', part: '0.5' }, taille)
    // U+FFFF vient avant 😀 (U+1F600), bien que l’unité UTF-16 de ce dernier soit plus petite.
    assert.deepEqual(
      beneficiaires.map((b) => b.identifiant),
      ['É'],
    )
  }
})

test('les points se comparent chiffre à chiffre, si longs soient-ils', async () => {
  const contenu = `${ENTETE}\nA;f1;1;0;0;0;12,345678901234567890\nB;f2;2;0;0;0;12.345678901234567891\nC;f3;4;0;0;0;-7\n`
  assert.deepEqual(await contratsDe(contenu, { mode: 'partFormations', part: '0.34' }), [['B', 2]])
  assert.deepEqual(await contratsDe(contenu, { mode: 'points', minimum: '12.345678901234567891' }), [
    ['B', 2],
  ])
  assert.deepEqual(await contratsDe(contenu, { mode: 'points', minimum: '-7' }), [
    ['A', 1],
    ['B', 2],
    ['C', 4],
  ])
  assert.deepEqual(await contratsDe(contenu, { mode: 'points', minimum: '12.3456789012345678901' }), [
    ['B', 2],
  ])
})

test('une part tombe juste aux bornes exactes', async () => {
  const lignes = Array.from({ length: 100 }, (_, i) => `A;f${i};1;0;0;0;${i}`).join('\n')
  // En virgule flottante, 0.29 × 100 = 28,999999999999996 et 0.57 × 100 = 56,99999999999999.
  for (const [part, attendu] of [
    ['0', 0],
    ['0.29', 29],
    ['0,57', 57],
    ['0.2899999999999999999999', 28],
    ['29/100', 29],
    ['1', 100],
  ] as const) {
    for (const mode of ['partFormations', 'partContrats'] as const) {
      assert.equal(
        (await lire(`${ENTETE}\n${lignes}`, { mode, part })).formationsRetenues,
        attendu,
        `${mode} ${part}`,
      )
    }
  }
})

test('la part de contrats s’arrête au plus long début de liste qui ne la dépasse pas', async () => {
  // 10 + 20 = 30 contrats sur 60 : la moitié exactement ; la ligne de 0 contrat qui suit passe encore.
  const contenu = `${ENTETE}\nA;f1;10;0;0;0;9\nB;f2;20;0;0;0;8\nC;f3;0;0;0;0;7\nD;f4;29;0;0;0;6\nE;f5;1;0;0;0;5\n`
  const organismes = async (part: string) =>
    (await contratsDe(contenu, { mode: 'partContrats', part })).map(([o]) => o)
  assert.deepEqual(await organismes('0.5'), ['A', 'B', 'C'])
  assert.deepEqual(await organismes('0.49'), ['A'])
  // E tiendrait encore dans 31 contrats, mais D, devant elle, n’y tient pas.
  assert.deepEqual(await organismes('31/60'), ['A', 'B', 'C'])
})

test('sans coupure, les points ne sont ni exigés ni regardés', async () => {
  const sansPoints = ENTETE.replace(';points', '')
  assert.deepEqual(await contratsDe(`${sansPoints}\nA;f;1;0;0;0`), [['A', 1]])
  assert.deepEqual(await contratsDe(`${ENTETE}\nA;f;1;0;0;0;n’importe quoi`), [['A', 1]])
  await refuse(`${sansPoints}\nA;f;1;0;0;0`, /^Ligne 1 : l’en-tête n’a pas la colonne « points »/, {
    mode: 'points',
    minimum: '0',
  })
})

test('chaque défaut du fichier est refusé avec sa ligne et sa valeur', async () => {
  const ligne = (texte: string) => `${ENTETE}\r\nA;f;1;0;0;0;1\r\n${texte}\r\n`
  await refuse('', /^Le fichier est vide/)
  await refuse('\n \n', /^Le fichier est vide/)
  await refuse(
    'organisme;formation\nA;f\n',
    /^Ligne 1 : l’en-tête n’a pas les colonnes « contrats », « contrats_verts »/,
  )
  await refuse(`${ENTETE};contrats\nA;f;1;0;0;0;1;1\n`, /^Ligne 1 : la colonne « contrats » figure deux fois/)
  await refuse(ligne('A;f;1;0;0;0'), /^Ligne 3 : 6 cellules au lieu de 7\.$/)
  await refuse(ligne('A;f;1;0;0;0;1;'), /^Ligne 3 : 8 cellules au lieu de 7\.$/)
  await refuse(ligne(';f;1;0;0;0;1'), /^Ligne 3 : « organisme » est vide/)
  await refuse(ligne('A;"";1;0;0;0;1'), /^Ligne 3 : « formation » est vide/)
  for (const valeur of ['-3', '1,5', '1e3', 'NaN', 'Infinity', '', '1 000', 'douze']) {
    await refuse(
      ligne(`A;f;${valeur};0;0;0;1`),
      new RegExp(`^Ligne 3 : « contrats » vaut « ${valeur} », un nombre entier`),
    )
  }
  await refuse(
    ligne('A;f;9007199254740993;0;0;0;1'),
    /^Ligne 3 : « contrats » vaut « 9007199254740993 », au plus 9 007 199 254 740 991 est attendu/,
  )
  await refuse(ligne('A;f;5;6;0;0;1'), /^Ligne 3 : « contrats_verts » \(6\) dépasse « contrats » \(5\)/)
  await refuse(ligne('A;f;5;0;3;3;1'), /^Ligne 3 : .*\(3 \+ 3\) dépassent « contrats » \(5\)/)
  await refuse(ligne('A;f;9007199254740991;0;0;0;1'), /^Ligne 3 : le total des contrats dépasse/)
  const coupure = { mode: 'partFormations', part: '1' } as const
  for (const valeur of ['', '1e3', 'douze', 'NaN', '1,2,3']) {
    await refuse(
      ligne(`A;f;1;0;0;0;${valeur}`),
      new RegExp(`^Ligne 3 : « points » vaut « ${valeur} », un nombre décimal`),
      coupure,
    )
  }
  await refuse(ligne(`A;f;"1\n${'x'.repeat(100)}";0;0;0;1`), /^Ligne 3 : « contrats » vaut « 1 x{58}… »/)
})

test('une ligne fautive est refusée même quand la coupure l’écarterait', async () => {
  await refuse(`${ENTETE}\nA;f;1;0;0;0;9\nB;g;1;2;0;0;1\n`, /^Ligne 3/, { mode: 'points', minimum: '5' })
})

test('ce qui n’est pas un texte est refusé pour ce qu’il est', async () => {
  await refuse(Buffer.from('PK\x03\x04\x14\x00', 'latin1'), /classeur Excel \.xlsx.*format CSV/)
  await refuse(Buffer.from(`\ufeff${ENTETE}\n`, 'utf16le'), /est en UTF-16/)
  await refuse(Buffer.from(`${ENTETE}\n`, 'utf16le'), /octets nuls/)
  await refuse(Buffer.from(`${ENTETE}\nA\0;f;1;0;0;0;1\n`), /octets nuls/)
})

test('mille organismes, dont certains se ressemblent, restent distincts', async () => {
  const lignes = Array.from({ length: 5000 }, (_, i) => `O${i % 1250};f${i};1;0;0;0;1`).join('\n')
  const lu = await lire(`${ENTETE}\n${lignes}\n`, TOUT, 1000)
  assert.equal(lu.beneficiaires.length, 1250)
  assert(lu.beneficiaires.every((b) => b.contrats === 4))
})

const ligneQuelconque = fc
  .record({
    organisme: fc.constantFrom('A', 'B', 'é', 'A;B', 'dit "C"', '😀', '\uffff', 'a\nb'),
    formation: fc.constantFrom('f1', 'f2', 'F', '€', '10', '9', ' '),
    contrats: fc.nat(20),
    parts: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)),
    points: fc.constantFrom(
      '1',
      '1.0',
      '01,00',
      '2,5',
      '-3',
      '12,345678901234567890',
      '12,345678901234567891',
      '0',
      '-0',
    ),
  })
  .map(({ organisme, formation, contrats, parts: [v, p, q], points }) => {
    const palier1 = Math.floor((contrats * p) / 100)
    return {
      organisme,
      formation,
      contrats,
      verts: Math.floor((contrats * v) / 100),
      palier1,
      palier2: Math.floor(((contrats - palier1) * q) / 100),
      points,
    }
  })
type Ligne = typeof ligneQuelconque extends fc.Arbitrary<infer T> ? T : never

const coupureQuelconque = fc.oneof(
  fc.constant(TOUT),
  fc
    .constantFrom('0', '1', '2.5', '12.345678901234567891')
    .map((minimum) => ({ mode: 'points' as const, minimum })),
  fc
    .tuple(
      fc.constantFrom('partFormations' as const, 'partContrats' as const),
      fc.constantFrom('0', '0.25', '1/3', '0.5', '0.76', '1'),
    )
    .map(([mode, part]) => ({ mode, part })),
)

const citer = (texte: string) => (/[";,\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte)
const ecrireFichier = (lignes: readonly Ligne[]) =>
  [
    ENTETE,
    ...lignes.map((l) =>
      [l.organisme, l.formation, l.contrats, l.verts, l.palier1, l.palier2, l.points]
        .map((v) => citer(String(v)))
        .join(';'),
    ),
  ].join('\n')

/** The same, written the simplest way: a library's parser, objects, exact fractions, one sort. */
function reference(texte: string, coupure: CoupureDemandee) {
  const lues = parse(texte, { delimiter: ';', from_line: 2, skip_empty_lines: true }) as string[][]
  const lignes = lues.map(([organisme, formation, ...nombres]) => {
    const points = lireFraction(nombres.pop()!)!
    return { organisme: organisme!, formation: formation!, nombres: nombres.map(Number), points }
  })
  lignes.sort(
    (a, b) =>
      comparer(b.points, a.points) ||
      comparerTextes(a.formation, b.formation) ||
      comparerTextes(a.organisme, b.organisme) ||
      a.nombres.map((n, i) => n - b.nombres[i]!).find((ecart) => ecart !== 0) ||
      0,
  )
  const total = lignes.reduce((somme, l) => somme + l.nombres[0]!, 0)
  let cumul = 0
  let retenues = 0
  for (const [i, ligne] of lignes.entries()) {
    cumul += ligne.nombres[0]!
    const dedans =
      coupure.mode === 'aucune' ||
      (coupure.mode === 'points' &&
        comparer(ligne.points, lireFraction(lireDecimal(coupure.minimum)!)!) >= 0) ||
      (coupure.mode === 'partFormations' &&
        comparer(fraction(i + 1, lignes.length), lireFraction(coupure.part)!) <= 0) ||
      (coupure.mode === 'partContrats' &&
        (total === 0 || comparer(fraction(cumul, total), lireFraction(coupure.part)!) <= 0))
    if (!dedans) break
    retenues++
  }
  const sommes = new Map<string, number[]>()
  for (const { organisme, nombres } of lignes.slice(0, retenues)) {
    sommes.set(
      organisme,
      nombres.map((n, i) => n + (sommes.get(organisme)?.[i] ?? 0)),
    )
  }
  return { retenues, sommes: [...sommes].sort(([a], [b]) => comparerTextes(a, b)) }
}

test('la lecture rapide et la lecture simple retiennent les mêmes lignes, quel que soit leur ordre', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(ligneQuelconque, { maxLength: 12 })
        .chain((lignes) =>
          fc.tuple(fc.constant(lignes), fc.shuffledSubarray(lignes, { minLength: lignes.length })),
        ),
      coupureQuelconque,
      fc.integer({ min: 1, max: 200 }),
      async ([lignes, melangees], coupure, taille) => {
        const attendu = reference(ecrireFichier(lignes), coupure)
        const lu = await lire(ecrireFichier(melangees), coupure, taille)
        assert.equal(lu.formationsRetenues, attendu.retenues)
        assert.deepEqual(
          lu.beneficiaires.map((b) => [
            b.identifiant,
            [b.contrats, b.contratsVerts, b.contratsPalier1, b.contratsPalier2],
          ]),
          attendu.sommes,
        )
      },
    ),
    { numRuns: 400 },
  )
})
