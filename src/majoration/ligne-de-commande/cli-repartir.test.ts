import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

const REGLEMENTS = new URL('../../../reglements/', import.meta.url)
const ENTETE = 'organisme;formation;contrats;contrats_verts;contrats_perimetre_15;contrats_perimetre_20'

/** Runs the command on a folder that holds the règlement of 2023 and this one, `majoration-2024`. */
function lancer(t: TestContext, reglement: string) {
  const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-reglements-'))
  t.after(() => rmSync(dossier, { recursive: true }))
  copyFileSync(new URL('majoration-2023.json', REGLEMENTS), join(dossier, 'majoration-2023.json'))
  writeFileSync(join(dossier, 'majoration-2024.json'), reglement)
  const demande = [
    ['-', '--dotation', '1000', '--reglement', 'majoration-2024'],
    `${pathToFileURL(dossier)}/`,
  ]
  const programme = `
    import { executer } from '#majoration/ligne-de-commande/cli-repartir.ts'
    const [args, dossier] = ${JSON.stringify(demande)}
    process.exitCode = await executer(args, new URL(dossier))`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', programme], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    input: `${ENTETE}\nA;f1;4;4;0;0\nB;f2;6;0;0;0\n`,
    encoding: 'utf8',
  })
  return { code: status, sortie: stdout, erreur: stderr.replaceAll('\u00a0', ' ') }
}

test('un règlement de plus est un fichier de plus', (t) => {
  const { repartition } = JSON.parse(readFileSync(new URL('majoration-2023.json', REGLEMENTS), 'utf8'))
  // M = 100 €, bonus de A : 4 × 50 = 200 € ; b = 80 €.
  const autre = { repartition: { ...repartition, tauxBonusVert: '50' } }
  const { code, sortie, erreur } = lancer(t, JSON.stringify(autre))
  assert.deepEqual([code, erreur], [0, ''])
  assert.match(sortie, /"forfaitDeBase":"80\/1"/)
})

test('un règlement qui ne se lit pas, ou ne se tient pas, est refusé en une ligne qui le nomme', (t) => {
  for (const [contenu, raison] of [
    ['{', /le contenu n’est pas du JSON\. Aide : /],
    ['null', /majoration-2024\.json/],
    ['{"code":"majoration-2024"}', /majoration-2024\.json/],
    ['{"repartition":{"tauxBonusVert":"cent"}}', /majoration-2024\.json/],
  ] as const) {
    const { code, sortie, erreur } = lancer(t, contenu)
    assert.deepEqual([code, sortie], [2, ''], contenu)
    assert.match(erreur, raison)
    assert.match(erreur, /^[^\n]+\n$/)
  }
})
