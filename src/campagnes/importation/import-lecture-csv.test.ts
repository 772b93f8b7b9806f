import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { ecrireCellule } from '#campagnes/importation/cellule.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { detectCsv, readCsv } from '#campagnes/importation/import-lecture-csv.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { ENTETES, enCsv, enWindows1252, ligne, tableau } from '../../../test/importation-fichiers.ts'

const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-csv-'))
after(() => rmSync(dossier, { recursive: true }))
let numero = 0
const ecrire = (contenu: string | Buffer): string => {
  const chemin = join(dossier, `f${numero++}.csv`)
  writeFileSync(chemin, contenu)
  return chemin
}

/** Everything under the header, as text. */
const lire = async (contenu: string | Buffer) => {
  const { lecture, entetes, lignes } = await openTable(ecrire(contenu))
  const lues: string[][] = []
  for await (const lot of lignes()) lues.push(...lot.map(({ cellules }) => cellules.map(ecrireCellule)))
  return { lecture, ligneEntetes: entetes.ligne, lues }
}
const refus = async (contenu: string | Buffer) => {
  const cause = await lire(contenu).then(
    () => assert.fail('aucun refus'),
    (erreur: unknown) => erreur,
  )
  assert.ok(cause instanceof FichierIllisible, String(cause))
  return cause
}
const ATTENDU = [
  ligne({ commune: 'Évry — l’Œuvre' }),
  ligne({ identifiant: 'F-2', intitule: 'CAP "Pâtissier"; option 2' }),
]
const TABLE = [[...ENTETES], ...ATTENDU]

test('séparateurs, codages, marques d’ordre et fins de ligne donnent la même table', async () => {
  for (const [separateur, nom] of [
    [';', 'point-virgule'],
    [',', 'virgule'],
    ['\t', 'tabulation'],
  ] as const)
    for (const fin of ['\r\n', '\n', '\r'])
      for (const bom of [false, true]) {
        const texte = enCsv(TABLE, { separateur, fin, bom })
        const { lecture, lues } = await lire(texte)
        assert.deepEqual(lues, ATTENDU, JSON.stringify([separateur, fin, bom]))
        assert.equal(lecture, `Fichier CSV, séparateur ${nom}, UTF-8`)
      }
  const texte = enCsv(TABLE)
  assert.deepEqual(await lire(enWindows1252(texte.replaceAll('Œ', 'OE'))), {
    lecture: 'Fichier CSV, séparateur point-virgule, Windows-1252',
    ligneEntetes: 1,
    lues: ATTENDU.map((cellules) => cellules.map((cellule) => cellule.replaceAll('Œ', 'OE'))),
  })
  const utf16 = Buffer.from(enCsv(TABLE, { bom: true, separateur: '\t' }), 'utf16le')
  assert.deepEqual(await lire(utf16), {
    lecture: 'Fichier CSV, séparateur tabulation, UTF-16',
    ligneEntetes: 1,
    lues: ATTENDU,
  })
  assert.deepEqual((await lire(Buffer.from(utf16).swap16())).lues, ATTENDU)
})

test('les fins de ligne mêlées de fichiers collés bout à bout se lisent', async () => {
  const [entete, ...lignes] = tableau(4).map((cellules) => cellules.join(';'))
  const { lues } = await lire(`${entete}\r\n${lignes[0]}\n${lignes[1]}\r${lignes[2]}\r\n${lignes[3]}`)
  assert.deepEqual(
    lues.map((cellules) => cellules[2]),
    ['F-1', 'F-2', 'F-3', 'F-4'],
  )
})

test('l’en-tête se trouve sous un titre, et les lignes gardent leur numéro dans le fichier', async () => {
  const texte = `Campagne;2024\r\n\r\n${enCsv(TABLE)}\r\n;;;\r\n`
  const { entetes, lignes } = await openTable(ecrire(texte))
  assert.equal(entetes.ligne, 3)
  const numeros: number[] = []
  for await (const lot of lignes()) numeros.push(...lot.map(({ numero: n }) => n))
  assert.deepEqual(numeros, [4, 5])
})

test('un texte sur plusieurs lignes, entre guillemets, reste une seule ligne', async () => {
  const { lues } = await lire(
    enCsv([[...ENTETES], ligne({ intitule: 'BTS\noption "A"' }), ligne({ identifiant: 'F-2' })]),
  )
  assert.equal(lues.length, 2)
  assert.equal(lues[0]![3], 'BTS option "A"')
  assert.equal(lues[1]![2], 'F-2')
})

test('un guillemet isolé au milieu d’une cellule est un caractère comme un autre', async () => {
  const brut = ligne({ intitule: 'Écran 24" et 5" pouces' }).join(';')
  assert.equal((await lire(`${ENTETES.join(';')}\n${brut}\n`)).lues[0]![3], 'Écran 24" et 5" pouces')
})

test('un guillemet jamais refermé est refusé avec la ligne où il commence', async () => {
  const lignes = [...tableau(3).map((cellules) => cellules.join(';')), `"${ligne().join(';')}`, 'a;b;c']
  const { code, message } = await refus(lignes.join('\n'))
  assert.equal(code, 'guillemet_ouvert')
  assert.match(message, /Après la ligne 4, un guillemet/)
  const enorme = `${ENTETES.join(';')}\n"${'x;'.repeat(600_000)}`
  assert.equal((await refus(enorme)).code, 'guillemet_ouvert')
})

test('des octets qui ne sont pas du texte sont refusés', async () => {
  const texte = enCsv(TABLE)
  assert.equal((await refus(texte.replace('BTS', 'B\u0000S'))).code, 'octet_nul')
  assert.equal((await refus(Buffer.from(texte, 'utf16le'))).code, 'octet_nul')
  assert.equal((await refus(Buffer.from(texte.replace('BTS', 'B\u0001S')))).code, 'format_inconnu')
})

test('un fichier sans en-tête reconnu, ou trop large, est refusé', async () => {
  assert.equal((await refus('bonjour')).code, 'entete_introuvable')
  assert.equal((await refus(' \n \n')).code, 'entete_introuvable')
  assert.equal((await refus('')).code, 'fichier_vide')
  const large = [...ENTETES, ...Array.from({ length: 10_000 }, (_, i) => `Colonne ${i}`)]
  const { code, message } = await refus(enCsv([large, ligne()]))
  assert.equal(code, 'trop_de_colonnes')
  assert.match(message, /plus de 500 colonnes/)
})

test('plus de 300 000 lignes sont refusées, sauf si elles sont vides', async () => {
  const entete = 'Organisme;SIRET;Commune;Filière\n'
  const une = 'CFA;;Paris;Bois\n'
  assert.equal((await refus(entete + une.repeat(300_001))).code, 'trop_de_lignes')
  const { lues } = await lire(entete + une + ';;;\n'.repeat(300_001) + une)
  assert.equal(lues.length, 2)
})

test('le séparateur retenu est celui qui fait reconnaître les colonnes, pas le plus fréquent', async () => {
  const entete = ENTETES.join(';')
  const { separateur } = await detectCsv(
    ecrire(`${entete}\n${ligne({ intitule: ','.repeat(200) }).join(';')}\n`),
  )
  assert.equal(separateur, ';')
})

test('toute table écrite en CSV, dans chaque dialecte, se relit la même', async () => {
  const cellule = fc.string({ unit: fc.constantFrom(...'aé;,"\t\n\r =€’ 0123456789'), maxLength: 12 })
  const table = fc.array(fc.array(cellule, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(';', ',', '\t'),
      fc.constantFrom('\r\n', '\n', '\r'),
      fc.constantFrom('utf-8', 'windows-1252', 'utf-16le', 'utf-16be'),
      fc.boolean(),
      async (cellules, separateur, fin, encodage, marque) => {
        const bom = marque || encodage.startsWith('utf-16')
        const texte = enCsv(cellules, { separateur, fin, bom: bom && encodage !== 'windows-1252' })
        const octets = {
          'utf-8': Buffer.from(texte),
          'windows-1252': enWindows1252(texte),
          'utf-16le': Buffer.from(texte, 'utf16le'),
          'utf-16be': Buffer.from(texte, 'utf16le').swap16(),
        }[encodage]!
        const relues: (readonly unknown[])[] = []
        const format = { encodage, separateur } as Parameters<typeof readCsv>[1]
        for await (const lot of readCsv(ecrire(octets), format))
          relues.push(...lot.map((lue) => lue.cellules))
        assert.deepEqual(relues, cellules)
      },
    ),
    { numRuns: 200 },
  )
})

test('la lecture avance jusqu’à la fin du fichier', async () => {
  const { lignes, progression } = await openTable(ecrire(enCsv(tableau(3_000))))
  const parts: number[] = []
  for await (const _ of lignes()) parts.push(progression())
  assert.deepEqual(
    parts,
    [...parts].sort((a, b) => a - b),
  )
  assert.equal(parts.at(-1), 1)
  assert.ok(parts[0]! < 1)
})
