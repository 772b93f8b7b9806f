import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ecrireCsv, tirer } from './donnees.ts'
import { alterner, comparerSeries, type Mesure } from './mesure.ts'

const NOMBRE = 1_000_000
const chemin = (nom: string) => fileURLToPath(new URL(nom, import.meta.url))
const NODE = process.execPath
const TOURS = 5

/**
 * (b) The command line from a CSV of a million lines to JSON, whole processes, against DuckDB reading and summing
 * the same file, then ranking and cutting it too; and against the usual library, for the choice not to use it.
 */
export async function mesurerLigneDeCommande(): Promise<Mesure[]> {
  const dossier = await mkdtemp(join(tmpdir(), 'oriflamme-bench-'))
  try {
    const csv = join(dossier, 'million.csv')
    await ecrireCsv(tirer(NOMBRE), csv)
    const cli = [chemin('../src/cli.ts'), 'majoration', 'repartir', csv, '--dotation', '2000000000']
    const coupe = [...cli, '--part-contrats', '0.76']
    const duckdb = [chemin('duckdb-csv.ts'), csv]
    const duckdbCoupe = [...duckdb, '0.76']
    const bibliotheque = [chemin('csv-parse.ts'), csv]
    const [nous, face, nousCoupe, faceCoupe, lent] = await alterner(
      TOURS,
      ...[cli, duckdb, coupe, duckdbCoupe, bibliotheque].map((args) => () => executer(args)),
    )
    return [
      comparerSeries('CSV → JSON, sans coupure', nous!, face!, 3),
      comparerSeries('CSV → JSON, coupure à 76 % des contrats', nousCoupe!, faceCoupe!, 3),
      { ...comparerSeries('CSV → sommes, face à csv-parse', nous!, lent!), objectif: 'à titre indicatif' },
      comparerMemoire('mémoire, sans coupure', await executer(cli, true), await executer(duckdb, true)),
      comparerMemoire(
        'mémoire, avec coupure',
        await executer(coupe, true),
        await executer(duckdbCoupe, true),
      ),
    ]
  } finally {
    await rm(dossier, { recursive: true })
  }
}

/** Runs a script to its end; resolves to its peak memory in MiB when asked, else to 0. */
function executer(args: readonly string[], memoire = false): Promise<number> {
  return new Promise((resolve, reject) => {
    const sonde = memoire ? ['--import', chemin('memoire.ts')] : []
    const processus = spawn(NODE, [...sonde, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
    let lu = ''
    processus.stdout!.resume()
    processus.stdio[3]!.on('data', (texte) => (lu += texte))
    processus.on('error', reject)
    processus.on('close', (code) =>
      code === 0 ? resolve(Number(lu)) : reject(new Error(`code ${code} : ${args.join(' ')}`)),
    )
  })
}

const comparerMemoire = (quoi: string, nous: number, face: number): Mesure => ({
  quoi,
  nous: `${nous} Mio`,
  face: `${face} Mio`,
  rapport: `${(nous / face).toFixed(2)} ×`,
  objectif: '< 1 024 Mio',
  tenu: nous < 1024,
})
