import { compterPerimes, type Perime } from '#donnees-personnelles/conservation.ts'
import { listPerimes } from '#donnees-personnelles/store-conservation.ts'
import { removePerimes } from '#donnees-personnelles/store-purge.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import { runCommand, withDatabase } from '#platform/command.ts'
import { compter } from '#socle/francais.ts'

const AIDE = `Supprime les données personnelles dont la durée de conservation est passée.

Usage : oriflamme donnees purger [--essai]

  --essai      dit ce qui serait supprimé, et ne supprime rien
  -h, --help   cette aide

Les durées sont celles du registre (page « Données personnelles »). Le serveur le fait chaque nuit, sauf si
ORIFLAMME_PURGE vaut « non » : lancez alors cette commande vous-même. La suppression laisse une entrée au journal, qui compte et ne nomme personne. Les comptes, les montants et le journal
n’en dépendent pas.

Code de sortie : 0, ou 2 si la commande est mal écrite ou si la base n’a pas pu être lue.
`

const NOMS: Readonly<Record<Perime['nature'], string>> = {
  session: 'Session',
  invitation: 'Invitation',
  message: 'Message',
}

/** `donnees purger`. @returns the exit code: 0, or 2 when nothing could be done */
export async function executer(args: string[], clock: Clock = systemClock): Promise<number> {
  if (args.some((mot) => mot === '--help' || mot === '-h')) {
    process.stdout.write(AIDE)
    return 0
  }
  const inconnu = args.find((mot) => mot !== '--essai')
  if (inconnu !== undefined) {
    process.stderr.write(`« ${inconnu} » n’est pas attendu. Aide : oriflamme donnees purger --help\n`)
    return 2
  }
  const essai = args.length > 0
  return runCommand(() =>
    withDatabase(async ({ systeme }) => {
      const perimes = essai
        ? await listPerimes(systeme, clock.now())
        : await removePerimes(systeme, clock.now())
      process.stdout.write(presenter(perimes, essai))
      return 0
    }),
  )
}

function presenter(perimes: readonly Perime[], essai: boolean): string {
  const { sessions, invitations, messages } = compterPerimes(perimes)
  const total = [
    compter(sessions, 'session'),
    compter(invitations, 'invitation'),
    compter(messages, 'message'),
  ]
  const lignes = perimes.map(
    ({ nature, id, depuis }) => `${NOMS[nature].padEnd(10)}  ${id}  depuis le ${depuis.slice(0, 10)}`,
  )
  const verbe = essai ? 'Seraient supprimés' : 'Supprimés'
  return `${[...(essai ? lignes : []), `${verbe} : ${total.join(', ')}.`].join('\n')}\n`
}
