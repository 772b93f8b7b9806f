import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { classeur, ENTETES, enCsv, ligne } from './importation-fichiers.ts'

const LIGNES = 100_000
/** In MiB of heap. A library that reads such a workbook whole takes seven times this (docs/decisions/0007-import.md). */
const MEMOIRE = 96

const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-memoire-'))
after(() => rmSync(dossier, { recursive: true }))
const lecteur = fileURLToPath(new URL('importation-lecture-seule.ts', import.meta.url))
const numeroter = (i: number) => ligne({ identifiant: `F-${i}`, intitule: `BTS n° ${i}` })

const lireAvecPeuDeMemoire = async (nom: string, contenu: string | Buffer) => {
  const chemin = join(dossier, nom)
  writeFileSync(chemin, contenu)
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${MEMOIRE}`,
    lecteur,
    chemin,
  ])
  assert.deepEqual(JSON.parse(stdout), { lignes: LIGNES, erreurs: 0 })
  return statSync(chemin).size
}

test('100 000 lignes de CSV se lisent sans tenir en mémoire', async () => {
  const lignes = Array.from({ length: LIGNES }, (_, i) => numeroter(i))
  assert.ok((await lireAvecPeuDeMemoire('a.csv', enCsv([[...ENTETES], ...lignes]))) > 10_000_000)
})

test('100 000 lignes de classeur se lisent sans tenir en mémoire', async () => {
  const cellules = (textes: readonly string[]) =>
    textes.map((texte) => `<c t="str"><v>${texte}</v></c>`).join('')
  let xml = `<row>${cellules(ENTETES)}</row>`
  for (let i = 0; i < LIGNES; i++) xml += `<row>${cellules(numeroter(i))}</row>`
  assert.ok(xml.length > 60_000_000)
  await lireAvecPeuDeMemoire('a.xlsx', classeur([{ nom: 'A', xml }]))
})
