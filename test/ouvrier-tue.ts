import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** How many kills a crash test draws: ORIFLAMME_COUPURES=50 for the long form. */
export const COUPURES = Number(process.env.ORIFLAMME_COUPURES ?? 8)

/**
 * Programs of this folder, each in a process of its own, that say « début » when they begin and « fin » when nothing is left
 * to do: killed at a moment drawn at random, or left to their end.
 *
 * @param programme the file beside this one
 */
export function ouvrir(programme: string): Ouvrier {
  const chemin = fileURLToPath(new URL(programme, import.meta.url))
  let frappes = 0
  return {
    couper: async (arguments_, avant) => {
      const { fini } = await lancer(chemin, arguments_, Math.random() * avant)
      if (!fini) frappes++
    },
    laisser: async (arguments_) => {
      const { fini, dit } = await lancer(chemin, arguments_)
      assert.ok(fini, dit)
    },
    frappes: () => frappes,
  }
}

export type Ouvrier = {
  /** Starts the program and kills it (SIGKILL) at any moment of the `avant` milliseconds after it begins. */
  readonly couper: (arguments_: object, avant: number) => Promise<void>
  /** Starts the program and waits for its end, which must be whole. */
  readonly laisser: (arguments_: object) => Promise<void>
  /** How many kills came before the end of the work. */
  readonly frappes: () => number
}

async function lancer(chemin: string, arguments_: object, delai?: number) {
  const enfant = spawn(process.execPath, [chemin, JSON.stringify(arguments_)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let dit = ''
  const debut = Promise.withResolvers<void>()
  const mort = new Promise<void>((resolve) => enfant.on('close', () => resolve()))
  void mort.then(() => debut.resolve())
  enfant.stderr.on('data', (texte) => (dit += texte))
  enfant.stdout.on('data', (texte) => {
    dit += texte
    debut.resolve()
  })
  await debut.promise
  if (delai !== undefined) {
    await Promise.race([wait(delai), mort])
    enfant.kill('SIGKILL')
  }
  await mort
  return { fini: /^fin$/m.test(dit), dit }
}
