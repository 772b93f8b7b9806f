import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const racine = fileURLToPath(new URL('..', import.meta.url))

/** Runs something with a data folder of its own, removed afterwards. */
export async function avecDonnees<T>(travail: (donnees: string) => Promise<T>): Promise<T> {
  const dossier = await mkdtemp(join(tmpdir(), 'oriflamme-bench-'))
  try {
    return await travail(join(dossier, 'donnees'))
  } finally {
    await rm(dossier, { recursive: true, force: true })
  }
}

/** Runs something against a real server in its own process, with the campaign of the demonstration. */
export const avecServeur = <T>(travail: (adresse: string) => Promise<T>): Promise<T> =>
  avecDonnees(async (donnees) => {
    const { adresse, arreter } = await lancer([process.execPath, 'src/server.ts'], { donnees })
    try {
      return await travail(adresse)
    } finally {
      await arreter()
    }
  })

type Lancement = {
  readonly donnees: string
  readonly env?: NodeJS.ProcessEnv
  /** Called with each line of the server's log, which then tells every request; silent by default. */
  readonly ecouter?: (ligne: string) => void
}

/** Starts a command that serves, and waits for the address that it prints. */
export async function lancer([commande, ...args]: readonly string[], { donnees, env, ecouter }: Lancement) {
  const { DATABASE_URL: _, ...herite } = env ?? process.env
  const processus = spawn(commande!, args, {
    cwd: racine,
    env: { ...herite, PORT: '0', ORIFLAMME_DATA: donnees, LOG_LEVEL: ecouter ? 'info' : 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, interrupted as a whole, as Ctrl-C does in a terminal.
    detached: true,
  })
  if (ecouter) createInterface(processus.stderr).on('line', ecouter)
  else processus.stderr.pipe(process.stderr, { end: false })
  const fin = new Promise<void>((resolve) => processus.once('close', () => resolve()))
  const adresse = await new Promise<string>((resolve, reject) => {
    let lu = ''
    processus.stdout.on('data', (texte) => {
      lu += texte
      const trouvee = /Oriflamme est prêt : (\S+)/.exec(lu)?.[1]
      if (trouvee) resolve(trouvee)
    })
    processus.once('error', reject)
    fin.then(() => reject(new Error(`le serveur s’est arrêté : ${lu}`)))
  })
  const arreter = async () => {
    // Already gone: what was measured has failed, and says so itself.
    if (processus.exitCode === null && processus.signalCode === null) process.kill(-processus.pid!, 'SIGINT')
    await fin
  }
  return { adresse, arreter, pid: processus.pid! }
}
