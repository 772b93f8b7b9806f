import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Cellule, ecrireCellule, nettoyer } from '#campagnes/importation/cellule.ts'
import { exportCorrige, LIGNES_COLOREES } from '#campagnes/importation/export-corrige.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { ControleLignes } from '#campagnes/importation/lignes.ts'
import { classeur, ENTETES, enCsv, ligne, tableau } from '../../../test/importation-fichiers.ts'
import { lireParties, verifierXml } from '../../../test/xlsx.ts'

const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-corrige-'))
after(() => rmSync(dossier, { recursive: true }))
let numero = 0

const corriger = async (contenu: string | Buffer, lignes: number) => {
  const path = join(dossier, `f${numero++}`)
  writeFileSync(path, contenu)
  let retires = 0
  const remove = async () => {
    retires++
    await rm(path)
  }
  const corrige = await exportCorrige({ path, remove }, lignes)
  const octets =
    corrige instanceof Uint8Array ? corrige : new Uint8Array(await new Response(corrige).arrayBuffer())
  assert.equal(retires, 1, 'la copie de travail est retirée')
  return octets
}
const relire = async (octets: Uint8Array) => {
  const path = join(dossier, `r${numero++}.xlsx`)
  writeFileSync(path, octets)
  const { entetes, lignes } = await openTable(path)
  const lues: (readonly Cellule[])[] = []
  const codes: string[] = []
  const controle = new ControleLignes(entetes, 'xlsx')
  for await (const lot of lignes())
    for (const lue of lot) {
      lues.push(lue.cellules)
      codes.push(
        ...(controle.verifier(lue)?.anomalies ?? []).map(({ champ, code }) => `${champ ?? '*'} ${code}`),
      )
    }
  return { entetes, lues, codes }
}
const FAUTES = [
  [...ENTETES, 'Remarques'],
  [...ligne({ contrats: '-3', siret: '1,23457E+13' }), 'à revoir'],
  [...ligne({ identifiant: 'F-2', intitule: '=HYPERLINK("http://x")', commune: '+33' }), '@note'],
  [...ligne({ identifiant: 'F-3', intitule: 'BTS propre' }), ''],
]

test('le fichier à corriger garde toutes les lignes et toutes les colonnes, avec l’anomalie en face', async () => {
  const { entetes, lues } = await relire(await corriger(enCsv(FAUTES), 3))
  assert.deepEqual(entetes.textes, [...FAUTES[0]!, 'Ligne d’origine', 'À corriger'])
  assert.deepEqual(
    lues.map((cellules) => cellules.slice(0, 26).map((cellule) => nettoyer(ecrireCellule(cellule)))),
    FAUTES.slice(1).map((cellules) => cellules.map((cellule) => nettoyer(cellule))),
  )
  assert.deepEqual(
    lues.map((cellules) => cellules[26]),
    [2, 3, 4],
  )
  assert.equal(
    lues[0]![27],
    'SIRET : Le tableur a remplacé ce SIRET par une écriture scientifique et ses derniers chiffres sont perdus\u00a0: mettez la colonne au format Texte, puis ressaisissez les 14 chiffres. Attendu : 14 chiffres, colonne au format Texte. • Contrats : Une valeur négative n’est pas possible ici. Attendu : un nombre entier, 0 ou plus.',
  )
  assert.equal(lues[2]![27], undefined)
})

test('aucune cellule du fichier à corriger n’est une formule, et le renvoyer redonne les mêmes erreurs', async () => {
  const octets = await corriger(enCsv(FAUTES), 3)
  const parties = await lireParties(octets)
  for (const [chemin, xml] of parties) {
    verifierXml(xml, chemin)
    assert.doesNotMatch(xml, /<f[ >]/)
    assert.doesNotMatch(xml, /<t[^>]*>\s*[=+\-@]/)
  }
  const { codes } = await relire(octets)
  assert.deepEqual(codes, [
    'siret siret_tronque',
    'contrats negatif',
    'intitule texte_formule',
    'commune texte_formule',
  ])
})

test('les colonnes absentes sont ajoutées, vides', async () => {
  const sansContrats = FAUTES.map((cellules) => cellules.filter((_, i) => i !== 9))
  const { entetes, codes } = await relire(await corriger(enCsv(sansContrats), 3))
  assert.deepEqual(
    entetes.anomalies.map(({ code }) => code),
    ['colonnes_inconnues'],
  )
  assert.equal(entetes.textes[25], 'Contrats')
  assert.equal(codes.filter((code) => code === 'contrats valeur_manquante').length, 3)
})

test('d’un classeur, les nombres restent des nombres et les pourcentages se relisent', async () => {
  const lignes = [
    [...ENTETES],
    ligne({ contrats: '-3' }).map((texte, i) =>
      i === 9 ? -3 : i === 16 ? { attributs: 's="1"', contenu: '<v>0.455</v>' } : texte || null,
    ),
  ]
  const { lues } = await relire(await corriger(classeur([{ nom: 'A', lignes }]), 1))
  assert.equal(lues[0]![9], -3)
  assert.equal(lues[0]![16], '45,5\u202f%')
})

test('une erreur colore sa cellule ; un grand fichier s’écrit au fil de la lecture, sans couleur, aussi complet', async () => {
  const petit = await lireParties(await corriger(enCsv(FAUTES), LIGNES_COLOREES))
  assert.match(petit.get('xl/styles.xml')!, /FFFFD9D6/)
  const grand = enCsv([...tableau(LIGNES_COLOREES + 1), ligne({ identifiant: 'F-1' })])
  const octets = await corriger(grand, LIGNES_COLOREES + 2)
  const { lues, codes } = await relire(octets)
  assert.equal(lues.length, LIGNES_COLOREES + 2)
  assert.deepEqual(codes, ['identifiant identifiant_en_double'])
  assert.match(String(lues.at(-1)!.at(-1)), /déjà celui de la ligne 2/)
})

test('un fichier devenu illisible ne laisse pas sa copie de travail', async () => {
  const path = join(dossier, 'illisible')
  writeFileSync(path, 'bonjour')
  let retire = false
  const remove = async () => {
    retire = true
  }
  await assert.rejects(exportCorrige({ path, remove }, 1), { code: 'entete_introuvable' })
  assert.equal(retire, true)
})
