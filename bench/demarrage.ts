import { delimiter } from 'node:path'
import { comparerObjectif, ecrireSerie, type Mesure, resumer } from './mesure.ts'
import { avecDonnees, lancer } from './serveur.ts'

const TOURS = 7
const OBJECTIF = 4

/**
 * (d) From the command `npm start` to the first page served, dependencies installed and pages built. New processes each
 * time; the files that they read are in the memory of the system, as on a machine that has just installed them.
 */
export async function mesurerDemarrage(): Promise<Mesure[]> {
  const neuves: number[] = []
  const existantes: number[] = []
  await avecDonnees(chronometrer) // not counted: warms the files
  for (let tour = 0; tour < TOURS; tour++) {
    await avecDonnees(async (donnees) => {
      neuves.push(await chronometrer(donnees))
      existantes.push(await chronometrer(donnees))
    })
  }
  return [
    comparer('npm start, base déjà créée', existantes),
    comparer('npm start, premier lancement : base créée et campagne 2023 chargée', neuves),
  ]
}

const comparer = (quoi: string, durees: readonly number[]): Mesure => {
  const serie = resumer(durees)
  return comparerObjectif(quoi, ecrireSerie(serie), serie.mediane / 1000, { valeur: OBJECTIF, unite: 's' })
}

/** Starts, waits for the page, stops. @returns milliseconds from the command to the last byte of the page */
async function chronometrer(donnees: string): Promise<number> {
  const debut = performance.now()
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { adresse, arreter } = await lancer([npm, 'start'], { donnees, env: horsDeNpm() })
  try {
    const reponse = await fetch(adresse)
    if (!reponse.ok || !(await reponse.text()).includes('<div id="racine">'))
      throw new Error(`page inattendue : ${reponse.status}`)
    return performance.now() - debut
  } finally {
    await arreter()
  }
}

/** What a person's terminal has: not the variables and the folders that `npm run bench` gave us. */
function horsDeNpm(): NodeJS.ProcessEnv {
  const garde = Object.entries(process.env).filter(([nom]) => !/^npm_/i.test(nom))
  const dossiers = (process.env.PATH ?? '').split(delimiter)
  return {
    ...Object.fromEntries(garde),
    PATH: dossiers.filter((dossier) => !dossier.includes('node_modules')).join(delimiter),
  }
}
