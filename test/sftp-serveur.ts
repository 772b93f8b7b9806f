import type { AddressInfo } from 'node:net'
import ssh2, { type Attributes, type FileEntry, type SFTPWrapper } from 'ssh2'
import { fingerprintOf } from '#platform/sftp.ts'
import type { SftpSettings } from '#platform/sftp-config.ts'

// A real SFTP server on this machine, with two folders in memory.

type Scope = { after(undo: () => Promise<void>): void }
const { Server, utils } = ssh2
const { OPEN_MODE, STATUS_CODE } = utils.sftp

export type ServeurSftp = {
  readonly settings: SftpSettings
  /** Content by path: `depot/nom`, `retours/nom`. */
  readonly fichiers: Map<string, Buffer>
  /** Every name that a file of the deposit was given, in order: twice the same is a file sent twice. */
  readonly deposes: string[]
  /** Called before each operation: may throw to cut the connection there. */
  avant: (operation: string, chemin: string) => void
  /** A deposit that may only be written: nothing in it can be read or measured. */
  aveugle: boolean
}

export async function openSftpServer(scope: Scope): Promise<ServeurSftp> {
  const { private: privateKey } = utils.generateKeyPairSync('ed25519')
  const cle = utils.parseKey(privateKey)
  if (cle instanceof Error) throw cle
  const etat = {
    fichiers: new Map<string, Buffer>(),
    deposes: [] as string[],
    avant: () => {},
    aveugle: false,
  }
  const serveur = etat as unknown as ServeurSftp & { settings: SftpSettings }
  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => {})
    // Without it each answer waits forty milliseconds for the next one; the types forget that a server has it too.
    ;(client as unknown as { setNoDelay(wanted: boolean): void }).setNoDelay(true)
    client.on('authentication', (ctx) =>
      ctx.method === 'password' && ctx.username === 'region' && ctx.password === 'secret'
        ? ctx.accept()
        : ctx.reject(['password']),
    )
    client.on('session', (accept) =>
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), serveur, () => client.end())),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  scope.after(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  Object.assign(serveur, {
    settings: {
      ...{
        host: '127.0.0.1',
        port: (server.address() as AddressInfo).port,
        username: 'region',
        password: 'secret',
      },
      ...{ privateKey: undefined, passphrase: undefined, depot: 'depot', retours: 'retours' },
      empreinte: fingerprintOf(cle.getPublicSSH()),
    },
  })
  return serveur
}

type Poignee = { chemin: string; octets: Buffer; ecrit: boolean; listee?: boolean }

function serve(sftp: SFTPWrapper, serveur: ServeurSftp, couper: () => void): void {
  const { fichiers } = serveur
  const poignees = new Map<number, Poignee>()
  let suivante = 0
  const poignee = (brut: Buffer) => poignees.get(brut.readUInt32BE(0))
  const ouvrir = (une: Poignee) => {
    poignees.set(++suivante, une)
    const brut = Buffer.alloc(4)
    brut.writeUInt32BE(suivante, 0)
    return brut
  }
  /** Answers one operation, unless the test cuts the connection there. */
  const repondre = (operation: string, chemin: string, travail: () => void) => {
    try {
      serveur.avant(operation, chemin)
    } catch {
      return couper()
    }
    travail()
  }
  const attributs = (octets: Buffer): Attributes => ({
    ...{ mode: 0o100_644, uid: 0, gid: 0, size: octets.length, atime: 1_700_000_000, mtime: 1_700_000_000 },
  })
  const cache = (chemin: string) => serveur.aveugle && chemin.startsWith('depot/')
  sftp.on('OPEN', (id, chemin, flags) =>
    repondre('ouvrir', chemin, () => {
      if (flags & OPEN_MODE.WRITE)
        return sftp.handle(id, ouvrir({ chemin, octets: Buffer.alloc(0), ecrit: true }))
      const octets = fichiers.get(chemin)
      if (cache(chemin)) return sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
      if (!octets) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
      sftp.handle(id, ouvrir({ chemin, octets, ecrit: false }))
    }),
  )
  sftp.on('WRITE', (id, brut, position, octets) => {
    const une = poignee(brut)!
    repondre('ecrire', une.chemin, () => {
      const taille = Math.max(une.octets.length, position + octets.length)
      une.octets = Buffer.concat([une.octets], taille)
      octets.copy(une.octets, position)
      // What a cut leaves is a file that stops in the middle.
      fichiers.set(une.chemin, une.octets)
      sftp.status(id, STATUS_CODE.OK)
    })
  })
  sftp.on('READ', (id, brut, position, longueur) => {
    const { octets } = poignee(brut)!
    if (position >= octets.length) return sftp.status(id, STATUS_CODE.EOF)
    sftp.data(id, octets.subarray(position, position + longueur))
  })
  sftp.on('CLOSE', (id, brut) => {
    const une = poignee(brut)
    if (une?.ecrit) fichiers.set(une.chemin, une.octets)
    poignees.delete(brut.readUInt32BE(0))
    sftp.status(id, STATUS_CODE.OK)
  })
  const mesurer = (id: number, chemin: string) =>
    repondre('mesurer', chemin, () => {
      const octets = fichiers.get(chemin)
      if (cache(chemin)) sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
      else if (octets) sftp.attrs(id, attributs(octets))
      else sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    })
  sftp.on('STAT', mesurer)
  sftp.on('LSTAT', mesurer)
  sftp.on('FSTAT', (id, brut) => sftp.attrs(id, attributs(poignee(brut)!.octets)))
  sftp.on('RENAME', (id, de, vers) =>
    repondre('renommer', de, () => {
      const octets = fichiers.get(de)
      if (!octets) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
      if (fichiers.has(vers)) return sftp.status(id, STATUS_CODE.FAILURE)
      fichiers.delete(de)
      fichiers.set(vers, octets)
      serveur.deposes.push(vers)
      // Cut here: the file has its name, and nobody was told.
      repondre('renommé', vers, () => sftp.status(id, STATUS_CODE.OK))
    }),
  )
  sftp.on('REMOVE', (id, chemin) => {
    sftp.status(id, fichiers.delete(chemin) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE)
  })
  sftp.on('OPENDIR', (id, chemin) =>
    repondre('lister', chemin, () =>
      sftp.handle(id, ouvrir({ chemin, octets: Buffer.alloc(0), ecrit: false })),
    ),
  )
  sftp.on('READDIR', (id, brut) => {
    const une = poignee(brut)!
    if (une.listee) return sftp.status(id, STATUS_CODE.EOF)
    une.listee = true
    const entrees: FileEntry[] = [...fichiers]
      .filter(([chemin]) => chemin.startsWith(`${une.chemin}/`))
      .map(([chemin, octets]) => ({
        ...{ filename: chemin.slice(une.chemin.length + 1), longname: chemin, attrs: attributs(octets) },
      }))
    sftp.name(id, entrees)
  })
  sftp.on('REALPATH', (id, chemin) =>
    sftp.name(id, [{ filename: chemin, longname: chemin, attrs: attributs(Buffer.alloc(0)) }]),
  )
}
