import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

// Files in transit hold personal data in clear. Each process keeps its own in a folder that bears its name: what a killed
// one left is told from what another living server, sharing the place, is reading.

const MACHINE = `${encodeURIComponent(hostname())}_`
/** Not its number alone: a server started again in a container is given the same. */
const OWN = `${MACHINE}${process.pid}_${randomBytes(6).toString('hex')}`

/** How often a process says that it lives, and looks for what dead ones left. */
const BEAT_MS = 20_000
/** A process of another machine silent for so long is dead; one of this machine is known to be at once. */
const SILENCE_MS = 120_000

/**
 * Opens the folder of this process under `root`, and removes those of dead ones: now, then again as long as it lives.
 *
 * @returns its path, and how to remove it when the process stops
 */
export async function openTransit(root: string): Promise<{ folder: string; close: () => Promise<void> }> {
  const folder = join(root, OWN)
  const beat = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const now = new Date()
    await utimes(folder, now, now)
    await sweep(root)
  }
  await beat()
  // A disk that fails for a moment is tried again at the next beat.
  const pulse = setInterval(() => void beat().catch(() => {}), BEAT_MS).unref()
  const close = () => {
    clearInterval(pulse)
    return rm(folder, { recursive: true, force: true })
  }
  return { folder, close }
}

async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const path = join(root, name)
    if (name !== OWN && (isOfDead(name) || (await isSilent(path))))
      await rm(path, { recursive: true, force: true })
  }
}

/** Whether a folder is of a process of this machine that is no more. */
function isOfDead(name: string): boolean {
  const pid = name.startsWith(MACHINE) ? Number(name.slice(MACHINE.length).split('_')[0]) : 0
  return pid === process.pid || (pid > 0 && !isAlive(pid))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process may not be spoken to, and lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Also of what versions before this one left beside the folders. Another process may remove it first. */
async function isSilent(path: string): Promise<boolean> {
  const seen = await stat(path).catch(() => undefined)
  return seen !== undefined && Date.now() - seen.mtimeMs > SILENCE_MS
}
