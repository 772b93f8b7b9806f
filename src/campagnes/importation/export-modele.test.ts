import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { COLONNES } from '#campagnes/importation/colonnes.ts'
import { exportModeleCsv, exportModeleXlsx } from '#campagnes/importation/export-modele.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { ControleLignes } from '#campagnes/importation/lignes.ts'
import { lireParties, verifierXml } from '../../../test/xlsx.ts'

const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-modele-'))
after(() => rmSync(dossier, { recursive: true }))

/** Reads a model back: its columns, the lines kept, and what its example becomes once it is somebody's line. */
const relire = async (nom: string, contenu: string | Uint8Array) => {
  const chemin = join(dossier, nom)
  writeFileSync(chemin, contenu)
  const { entetes, format, lignes } = await openTable(chemin, nom)
  const controle = new ControleLignes(entetes, format)
  const exemples = []
  const gardees = []
  for await (const lot of lignes())
    for (const ligne of lot) {
      gardees.push(controle.verifier(ligne))
      const signee = ligne.cellules.map((cellule, i) =>
        entetes.colonnes[i]?.code === 'intitule'
          ? 'BTS'
          : entetes.colonnes[i]?.code === 'siret'
            ? null
            : cellule,
      )
      exemples.push(new ControleLignes(entetes, format).verifier({ ...ligne, cellules: signee }))
    }
  return { entetes, gardees, exemples }
}

test('chaque modèle se relit : toutes ses colonnes, et une ligne d’exemple passée', async () => {
  const modeles = [
    ['modele.csv', exportModeleCsv()],
    ['modele.xlsx', await exportModeleXlsx()],
  ] as const
  for (const [nom, contenu] of modeles) {
    const { entetes, gardees, exemples } = await relire(nom, contenu)
    assert.deepEqual(
      entetes.colonnes.map((colonne) => colonne?.code),
      COLONNES.map(({ code }) => code),
    )
    assert.deepEqual(entetes.anomalies, [])
    assert.deepEqual(gardees, [undefined])
    assert.deepEqual(exemples[0]?.anomalies, [], nom)
    assert.equal(exemples[0]?.ligne.contrats, 24)
    assert.equal(exemples[0]?.ligne.declaration.partFemmes, 4550)
  }
})

test('le modèle CSV s’ouvre d’un double clic dans un tableur français', () => {
  const texte = exportModeleCsv()
  assert.equal(texte[0], '\ufeff')
  assert.equal(texte.split('\r\n').length, 3)
  assert.equal(texte.split('\r\n')[0]!.split(';').length, COLONNES.length)
})

test('le modèle XLSX a son mode d’emploi, ses listes de choix, et garde les zéros des SIRET', async () => {
  const parties = await lireParties(await exportModeleXlsx())
  for (const [chemin, xml] of parties) verifierXml(xml, chemin)
  const feuille = parties.get('xl/worksheets/sheet1.xml')!
  assert.match(feuille, /<dataValidation[^>]*type="list"[^>]*sqref="K2:K2000"/)
  assert.match(feuille, /state="frozen"/)
  const styles = parties.get('xl/styles.xml')!
  const codes = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  )
  const cellXfs = /<cellXfs.*?<\/cellXfs>/.exec(styles)![0]
  const formats = [...cellXfs.matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => codes.get(id))
  for (const reference of ['B2', 'B2000', 'C2', 'H2000']) {
    const [, style] = new RegExp(`<c r="${reference}"[^>]* s="(\\d+)"`).exec(feuille) ?? []
    assert.equal(formats[Number(style)], '@', reference)
  }
  const textes = parties.get('xl/sharedStrings.xml')!
  for (const { aide } of COLONNES) assert.ok(textes.includes(aide), aide)
})
