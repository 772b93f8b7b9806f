import { spawnSync } from 'node:child_process'
import { lstatSync } from 'node:fs'

/** The system account that runs PostgreSQL when it cannot be the one that runs Node. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

/**
 * PostgreSQL refuses to run as root, so that a flaw in it cannot become a flaw of the whole machine. Root then lends
 * it an account: the one that already owns the data, else `oriflamme` or `postgres`, else one made for it, else nobody.
 *
 * @returns undefined when PostgreSQL can run as the current user
 */
export function chooseAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  return ownerOf(cluster) ?? find('oriflamme') ?? find('postgres') ?? create('oriflamme') ?? find('nobody')
}

/** Whether the account can go through every folder down to this one, whatever grants it (mode, group, ACL). */
export function canEnter(account: Account | undefined, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...as(account),
  })
  return status === 0
}

/** The options of `spawn` that make a process run as the account. */
export const as = (account: Account | undefined): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {}

function ownerOf(folder: string): Account | undefined {
  const owner = lstatSync(folder, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { name: String(owner.uid), uid: owner.uid, gid: owner.gid } : undefined
}

function find(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((option) => {
    const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  })
  return uid && gid !== undefined ? { name, uid, gid } : undefined
}

function create(name: string): Account | undefined {
  const commands: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ]
  for (const [command, args] of commands)
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return find(name)
  return undefined
}
