/**
 * The same reading written the usual way: a library's streaming parser, a text for each cell, sums in a `Map`.
 *
 * node bench/csv-parse.ts FILE
 */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'

const COLONNES = ['contrats', 'contrats_verts', 'contrats_perimetre_15', 'contrats_perimetre_20']
const sommes = new Map<string, number[]>()
const lignes = createReadStream(process.argv[2]!).pipe(parse({ delimiter: ';', columns: true, bom: true }))
for await (const ligne of lignes as AsyncIterable<Record<string, string>>) {
  const somme = sommes.get(ligne.organisme!) ?? [0, 0, 0, 0]
  for (const [i, colonne] of COLONNES.entries()) somme[i]! += Number(ligne[colonne])
  sommes.set(ligne.organisme!, somme)
}
console.log(JSON.stringify([...sommes].sort()))
