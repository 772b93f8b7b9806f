import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import type { Cellule } from '#campagnes/importation/cellule.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { openWorkbook } from '#campagnes/importation/import-lecture-classeur.ts'
import { readSheet } from '#campagnes/importation/import-lecture-feuille.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import {
  type CelluleXlsx,
  classeur,
  ENTETES,
  type FeuilleXlsx,
  ligne,
  reference,
  tableau,
  zip,
} from '../../../test/importation-fichiers.ts'

const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-classeur-'))
after(() => rmSync(dossier, { recursive: true }))
let numero = 0
const ecrire = (contenu: string | Uint8Array): string => {
  const chemin = join(dossier, `f${numero++}.xlsx`)
  writeFileSync(chemin, contenu)
  return chemin
}
/** The lines of the first sheet of a workbook, with their numbers. */
const lireFeuille = async (octets: Uint8Array) => {
  const ouvert = await openWorkbook(ecrire(octets))
  const lignes: [number, readonly Cellule[]][] = []
  for await (const lot of readSheet(ouvert, ouvert.feuilles[0]!))
    lignes.push(...lot.map((lue): [number, readonly Cellule[]] => [lue.numero, lue.cellules]))
  return lignes
}
const lireCellules = async (cellules: readonly CelluleXlsx[]) =>
  (await lireFeuille(classeur([{ nom: 'A', lignes: [cellules] }])))[0]?.[1]
const refus = async (octets: Uint8Array, nom?: string) => {
  const cause = await (async () => {
    const { lignes } = await openTable(ecrire(octets), nom)
    for await (const _ of lignes());
  })().then(
    () => assert.fail('aucun refus'),
    (erreur: unknown) => erreur,
  )
  assert.ok(cause instanceof FichierIllisible, String(cause))
  assert.match(cause.message, /^[A-ZÀ].{20,}\.$/)
  return cause.code
}
const CANDIDATURES: FeuilleXlsx = { nom: 'Candidatures', lignes: tableau(2) }

test('textes, nombres, booléens, vides : chaque cellule garde sa nature', async () => {
  assert.deepEqual(await lireCellules(['Évry & <fils>', 1153, 45.5, true, null, 'fin']), [
    'Évry & <fils>',
    1153,
    45.5,
    true,
    null,
    'fin',
  ])
})

test('pourcentages, dates et erreurs de formule sont reconnus à leur format', async () => {
  const cellules = await lireCellules([
    { attributs: 's="1"', contenu: '<v>0.455</v>' },
    { attributs: 's="3"', contenu: '<v>0.1</v>' },
    { attributs: 's="2"', contenu: '<v>45112</v>' },
    { attributs: 't="e"', contenu: '<f>1/0</f><v>#DIV/0!</v>' },
    { attributs: 't="d"', contenu: '<v>2023-07-05T00:00:00</v>' },
    { contenu: '<f>A1*2</f><v>12</v>' },
    { contenu: '<f>A1*2</f>' },
    { attributs: 't="str"', contenu: '<f>"a"</f><v>a_x000D_b</v>' },
    {
      attributs: 't="inlineStr"',
      contenu: '<is><r><t>BTS </t></r><rPh><t>x</t></rPh><r><t>MCO</t></r></is>',
    },
    { attributs: 't="s"', contenu: '<v>99</v>' },
    { contenu: '<v>1e400</v>' },
    { attributs: 's="4"', contenu: '<v>75</v>' },
  ])
  assert.deepEqual(cellules, [
    { pourcentage: 0.455 },
    { pourcentage: 0.1 },
    { date: '05/07/2023' },
    { erreur: '#DIV/0!' },
    { date: '2023-07-05' },
    12,
    { erreur: '#CALC!' },
    'a\rb',
    'BTS MCO',
    { erreur: '#REF!' },
    Number.POSITIVE_INFINITY,
    75,
  ])
})

test('les lignes gardent leur numéro, les cellules leur colonne, même sans référence', async () => {
  const xml =
    '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row><row r="9"/>'
  assert.deepEqual(await lireFeuille(classeur([{ nom: 'A', xml }])), [
    [3, [null, 1, null, 2]],
    [4, [3, 4]],
  ])
})

test('un classeur aux noms préfixés, aux commentaires et aux sections CDATA se lit', async () => {
  const xml =
    '<!-- <row r="1"> --><x:row xmlns:x="u" r="1"><x:c r="A1" t="str"><x:v><![CDATA[a<b]]>&amp;&#233;&#xE8;</x:v></x:c></x:row>'
  assert.deepEqual(await lireFeuille(classeur([{ nom: 'A', xml }])), [[1, ['a<b&éè']]])
})

test('la feuille lue est la première visible dont l’en-tête est reconnu', async () => {
  const octets = classeur([
    { nom: 'Cachée', lignes: tableau(1), cachee: true },
    { nom: 'Notice', lignes: [['Comment remplir ce fichier']] },
    { nom: 'Candidatures & co', lignes: [['Titre'], ...tableau(2)] },
  ])
  const { lecture, entetes, lignes } = await openTable(ecrire(octets))
  assert.equal(lecture, 'Classeur Excel, feuille « Candidatures & co »')
  assert.equal(entetes.ligne, 2)
  const numeros: number[] = []
  for await (const lot of lignes()) numeros.push(...lot.map((lue) => lue.numero))
  assert.deepEqual(numeros, [3, 4])
  assert.equal(await refus(classeur([{ nom: 'A' }, { nom: 'B', lignes: [['x']] }])), 'entete_introuvable')
  assert.equal(await refus(classeur([{ nom: 'A', lignes: tableau(1), cachee: true }])), 'entete_introuvable')
})

test('un classeur d’un autre programme se relit', async () => {
  const rows = [
    [...ENTETES],
    ligne({ intitule: 'Éco-gestion' }).map((texte) => (/^\d+$/.test(texte) ? Number(texte) : texte)),
  ]
  const octets = await writeXlsx({ sheets: [{ name: 'Feuil1', rows }] })
  assert.deepEqual(
    (await lireFeuille(octets)).map(([, cellules]) => cellules),
    rows,
  )
})

test('les fichiers qui ne sont pas un classeur .xlsx sont refusés pour ce qu’ils sont', async () => {
  const ole = (texte: string) => {
    const octets = Buffer.alloc(4_096)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(octets)
    octets.writeUInt16LE(9, 30)
    octets.writeUInt32LE(3, 48)
    Buffer.from(texte, 'utf16le').copy(octets, 2_048)
    return octets
  }
  const autre = (nom: string) =>
    zip([
      { nom: '[Content_Types].xml', contenu: '<Types/>' },
      { nom, contenu: 'x' },
    ])
  const attendus: [string, Uint8Array, string?][] = [
    ['format_xls', ole('Workbook')],
    ['fichier_protege', ole('EncryptedPackage')],
    ['faux_classeur', Buffer.from('bonjour'), 'candidatures.xlsx'],
    ['faux_classeur', Buffer.from('a;b;c\n1;2;3'), 'Candidatures.XLSX '],
    ['entete_introuvable', Buffer.from('bonjour'), 'candidatures.csv'],
    ['format_pdf', Buffer.from('%PDF-1.7'), 'a.xlsx'],
    ['format_html', Buffer.from('<html><table>'), 'a.xls'],
    ['format_xml', Buffer.from('\ufeff<?xml version="1.0"?><Workbook/>')],
    ['format_gz', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['format_ods', autre('content.xml')],
    ['format_xlsb', autre('xl/workbook.bin')],
    ['format_word', autre('word/document.xml')],
    ['format_zip', zip([{ nom: 'a.csv', contenu: 'a' }])],
    ['format_zip', zip([])],
    ['format_macros', classeur([CANDIDATURES], [{ nom: 'xl/vbaProject.bin', contenu: 'x' }])],
    ['fichier_vide', Buffer.alloc(0)],
    [
      'fichier_protege',
      zip([
        { nom: '[Content_Types].xml', contenu: 'x' },
        { nom: '_rels/.rels', contenu: 'x', ment: { drapeaux: 1 } },
      ]),
    ],
  ]
  for (const [code, octets, nom] of attendus) assert.equal(await refus(octets, nom), code, code)
})

test('un classeur coupé, abîmé ou incomplet est refusé, où que soit la coupure', async () => {
  const bon = classeur([CANDIDATURES])
  for (const taille of [10, 100, Math.floor(bon.length / 2), bon.length - 30, bon.length - 1])
    assert.equal(await refus(bon.subarray(0, taille)), 'archive_incomplete', String(taille))
  const sale = Buffer.from(bon)
  const debut = sale.indexOf('xl/worksheets/sheet1.xml') + 60
  sale.fill(0x55, debut, debut + 20)
  assert.equal(await refus(sale), 'archive_incomplete')
  const somme = { nom: 'xl/sharedStrings.xml', contenu: '<sst/>', stockee: true, ment: { crc: 1 } }
  assert.equal(
    await refus(classeur([CANDIDATURES], [somme], { 'xl/sharedStrings.xml': '' })),
    'archive_incomplete',
  )
  const parties: [string, Record<string, string>][] = [
    ['classeur_incomplet', { 'xl/workbook.xml': '' }],
    ['classeur_incomplet', { '_rels/.rels': '' }],
    ['classeur_abime', { 'xl/workbook.xml': '<workbook><sheets>' }],
    ['classeur_abime', { 'xl/sharedStrings.xml': '<sst><si><t>a' }],
    ['entete_introuvable', { 'xl/worksheets/sheet1.xml': '' }],
  ]
  for (const [code, remplacees] of parties)
    assert.equal(await refus(classeur([CANDIDATURES], [], remplacees)), code, JSON.stringify(remplacees))
  const entete = `<row r="1">${ENTETES.map((texte, i) => `<c r="${reference(i, 1)}" t="str"><v>${texte}</v></c>`).join('')}</row>`
  for (const suite of [
    '<row r="5"><c r="A5"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row>',
    '<row r="0"/>',
    '<row r="1048577"/>',
    '<row r="2.5"/>',
    '<row r="un"/>',
    '<row r="2"><c r="12"><v>1</v></c></row>',
    '<row r="2"><c r="A2"><v>1</c></row',
  ])
    assert.equal(await refus(classeur([{ nom: 'A', xml: entete + suite }])), 'classeur_abime', suite)
})

test('une bombe de décompression est refusée sans être dépliée', async () => {
  const enorme = { nom: 'xl/media/bombe.bin', contenu: 'x', ment: { taille: 2_000_000_000 } }
  assert.equal(await refus(classeur([CANDIDATURES], [enorme])), 'fichier_demesure')
  const menteuse = Buffer.alloc(50_000_000, '<row/>')
  const textes = { nom: 'xl/sharedStrings.xml', contenu: menteuse, ment: { taille: 1_000 } }
  assert.equal(
    await refus(classeur([CANDIDATURES], [textes], { 'xl/sharedStrings.xml': '' })),
    'archive_incomplete',
  )
  const sansLigne = classeur([{ nom: 'A', xml: '<!---->'.repeat(30_000_000) }])
  const debut = performance.now()
  assert.equal(await refus(sansLigne), 'entete_introuvable')
  assert.ok(performance.now() - debut < 5_000, 'le vide n’est pas lu jusqu’au bout')
  const parties = { 'xl/workbook.xml': Buffer.alloc(17 * 1_048_576, ' ') }
  assert.equal(await refus(classeur([CANDIDATURES], [], parties)), 'fichier_demesure')
})

test('une balise hostile ne fige pas la lecture : ni guillemets, ni entités, ni DTD', async () => {
  const debut = performance.now()
  const guillemets = `<row r="1" a="${'>'.repeat(900_000)}"><c r="A1"><v>1</v></c></row>`
  assert.deepEqual(await lireFeuille(classeur([{ nom: 'A', xml: guillemets }])), [[1, [1]]])
  const dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
  const xml = `<row r="1"><c r="A1" t="str"><v>&b;&a;</v></c></row>`
  const remplacees = {
    'xl/worksheets/sheet1.xml': `${dtd}<worksheet><sheetData>${xml}</sheetData></worksheet>`,
  }
  assert.deepEqual(await lireFeuille(classeur([{ nom: 'A' }], [], remplacees)), [[1, ['&b;&a;']]])
  assert.equal(await refus(classeur([{ nom: 'A', xml: `<row ${'a'.repeat(1_200_000)}` }])), 'classeur_abime')
  assert.ok(performance.now() - debut < 10_000)
})

test('10 000 colonnes sont refusées ; une cellule perdue au bord de la feuille est oubliée', async () => {
  const large = [...ENTETES, ...Array.from({ length: 10_000 }, (_, i) => `Colonne ${i}`)]
  assert.equal(await refus(classeur([{ nom: 'A', lignes: [large, ligne()] }])), 'trop_de_colonnes')
  const perdue = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
  assert.deepEqual(await lireFeuille(classeur([{ nom: 'A', xml: perdue }])), [[1, [1]]])
})

test('toute table écrite en classeur se relit la même, quel que soit le découpage', async () => {
  const cellule = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'aé<>&"\'_x00D;\n €0'), minLength: 1, maxLength: 9 }),
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.boolean(),
    fc.constant(null),
  )
  const table = fc.array(
    fc.array(cellule, { minLength: 1, maxLength: 6 }).filter((cellules) => cellules.at(-1) !== null),
    { maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(table, async (lignes) => {
      const relues = await lireFeuille(classeur([{ nom: 'A', lignes }]))
      const decode = (valeur: CelluleXlsx) =>
        typeof valeur === 'string'
          ? valeur.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) =>
              String.fromCharCode(Number.parseInt(code, 16)),
            )
          : valeur
      assert.deepEqual(
        relues.map(([, cellules]) => cellules),
        lignes.map((cellules) => cellules.map(decode)),
      )
    }),
    { numRuns: 100 },
  )
})
