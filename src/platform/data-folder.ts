import { userInfo } from 'node:os'
import { StartupRefusal } from '#platform/refusal.ts'

const reasons: Readonly<Record<string, (account: string) => string>> = {
  EACCES: (account) => `le compte « ${account} » n’a pas le droit d’y écrire`,
  EPERM: (account) => `le compte « ${account} » n’a pas le droit d’y écrire`,
  EROFS: () => 'il est en lecture seule',
  EEXIST: () => 'un fichier porte ce nom',
  ENOTDIR: () => 'un fichier porte ce nom',
  ENOSPC: () => 'le disque est plein',
  EDQUOT: () => 'le quota du disque est atteint',
}

/** What the system refuses in the data folder, as something to put right; any other error as it is. */
export function explainDataFolder(error: unknown, folder: string): unknown {
  const { code = '', path } = error as NodeJS.ErrnoException
  const reason = reasons[code]
  const ours = path !== undefined && (path.startsWith(folder) || folder.startsWith(path))
  if (!reason || !ours) return error
  return new StartupRefusal(
    `Le dossier de données ${folder} ne peut pas être utilisé : ${reason(accountName())} (${path}).\n` +
      'Corrigez-le, ou indiquez un autre dossier : ORIFLAMME_DATA=/autre/dossier npm start',
    1,
    { cause: error },
  )
}

/** The name of the account, else its number: a container may give it no name. */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}
