import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { COLONNES_LISTE } from '#aides/listes/colonnes-liste.ts'
import { exportListeCorrigee } from '#aides/listes/export-liste-corrigee.ts'
import { exportModeleListeCsv, exportModeleListeXlsx } from '#aides/listes/export-modele-liste.ts'
import { type LigneSaisie, openListe, readListe } from '#aides/listes/import-liste.ts'
import { listeEnCsv, personneFictive } from '../../../test/aides-listes-atelier.ts'

/** Reads a file as the server does. */
async function relire(t: TestContext, nom: string, contenu: string | Uint8Array) {
  const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-liste-'))
  t.after(() => rmSync(dossier, { recursive: true }))
  const chemin = join(dossier, nom)
  writeFileSync(chemin, contenu)
  const tableau = await openListe(chemin, nom)
  const lignes: LigneSaisie[] = []
  for await (const lot of readListe(tableau)) lignes.push(...lot)
  return { champs: tableau.entetes.champs, lignes }
}

const CHAMPS = COLONNES_LISTE.map(({ champ }) => champ)

test('le modèle, classeur ou CSV, se relit : toutes ses colonnes, et pas sa ligne d’exemple', async (t) => {
  const classeur = await relire(t, 'modele.xlsx', await exportModeleListeXlsx())
  const csv = await relire(t, 'modele.csv', exportModeleListeCsv())
  for (const { champs, lignes } of [classeur, csv]) {
    assert.deepEqual(champs, CHAMPS)
    assert.deepEqual(lignes, [])
  }
})

test('une ligne tapée sous le modèle se lit telle qu’elle est', async (t) => {
  const { nomUsage: _, ...personne } = personneFictive(7, { absences: '2,5', telephone: '+33600000000' })
  const { lignes } = await relire(t, 'liste.csv', listeEnCsv([personne]))
  assert.deepEqual(lignes, [{ ligne: 2, saisies: personne }])
})

test('le fichier corrigé se relit avec les mêmes cellules, et dit ce qui reste à corriger', async (t) => {
  const saisies = personneFictive(8, { telephone: '+33600000000', libelleVoie: '=1+1' })
  const anomalies = [
    { gravite: 'erreur', champ: 'niveau', code: 'x', message: 'À revoir.', attendu: 'un niveau' } as const,
  ]
  const colonnes = [
    ...CHAMPS.map((champ) => ({ entete: champ as string, champ })),
    { entete: 'Note interne', champ: null },
  ]
  const flux = exportListeCorrigee(colonnes, async (apres) =>
    apres < 12 ? [{ ligne: 12, saisies, anomalies, ecartee: null }] : [],
  )
  const octets = new Uint8Array(await new Response(flux).arrayBuffer())
  const { champs, lignes } = await relire(t, 'corrige.xlsx', octets)
  assert.deepEqual(champs, [...CHAMPS, null, null])
  assert.deepEqual(lignes, [{ ligne: 2, saisies }])
})
