import process from 'node:process'

/**
 * The command line, one of the three ways in: it finds the command and hands it the arguments that follow.
 * Each command is loaded only when it is asked for, so that `--help` and a calculation start as fast as Node does.
 */
type Commande = {
  readonly resume: string
  /** Runs the command; resolves to the exit code: 0, 1 for a refused computation, 2 for bad usage. */
  readonly executer: (args: string[]) => Promise<number>
}

const DOMAINES: Readonly<Record<string, { resume: string; commandes: Readonly<Record<string, Commande>> }>> =
  {
    majoration: {
      resume: 'Majoration des coûts-contrats',
      commandes: {
        repartir: {
          resume: 'Répartit une dotation entre les organismes d’un fichier CSV',
          executer: async (args) =>
            (await import('#majoration/ligne-de-commande/cli-repartir.ts')).executer(args),
        },
      },
    },
    donnees: {
      resume: 'Données personnelles',
      commandes: {
        purger: {
          resume: 'Supprime ce dont la durée de conservation est passée',
          executer: async (args) => (await import('#donnees-personnelles/cli-purger.ts')).executer(args),
        },
      },
    },
    administrateur: {
      resume: 'Administrateurs de la Région',
      commandes: {
        inviter: {
          resume: 'Invite le premier administrateur, ou le suivant quand le dernier est parti',
          executer: async (args) => (await import('#annuaire/cli-inviter.ts')).executer(args),
        },
      },
    },
    journal: {
      resume: 'Journal des actes',
      commandes: {
        verifier: {
          resume: 'Prouve la chaîne du journal, ou nomme la première entrée rompue',
          executer: async (args) => (await import('#journal/cli-verifier.ts')).executer(args),
        },
      },
    },
  }

const lister = (entrees: Readonly<Record<string, { resume: string }>>) => {
  const largeur = Math.max(...Object.keys(entrees).map((nom) => nom.length))
  return Object.entries(entrees).map(([nom, { resume }]) => `  ${nom.padEnd(largeur)}  ${resume}`)
}

const afficher = (...lignes: string[]) => {
  process.stdout.write(`${lignes.join('\n')}\n`)
  return 0
}

const refuser = (message: string, aide: string) => {
  process.stderr.write(`${message} : voir « ${aide} --help ».\n`)
  return 2
}

const demandeAide = (mot: string | undefined) => mot === '--help' || mot === '-h'

/** Finds the command that the arguments name, runs it, and gives the exit code. */
async function executer([domaine, commande, ...args]: string[]): Promise<number> {
  if (demandeAide(domaine)) {
    return afficher(
      'Usage : oriflamme DOMAINE COMMANDE [OPTIONS]',
      '',
      'Domaines :',
      ...lister(DOMAINES),
      '',
      'Aide : oriflamme DOMAINE --help',
    )
  }
  if (domaine === undefined) return refuser('Il manque une commande', 'oriflamme')
  if (!Object.hasOwn(DOMAINES, domaine)) return refuser(`Le domaine « ${domaine} » n’existe pas`, 'oriflamme')
  const { resume, commandes } = DOMAINES[domaine]!
  if (demandeAide(commande)) {
    return afficher(
      resume,
      '',
      `Usage : oriflamme ${domaine} COMMANDE [OPTIONS]`,
      '',
      'Commandes :',
      ...lister(commandes),
      '',
      `Aide : oriflamme ${domaine} COMMANDE --help`,
    )
  }
  if (commande === undefined) return refuser('Il manque une commande', `oriflamme ${domaine}`)
  if (!Object.hasOwn(commandes, commande)) {
    return refuser(`La commande « ${commande} » n’existe pas`, `oriflamme ${domaine}`)
  }
  return commandes[commande]!.executer(args)
}

// A reader that stops early (`| head`) is not an error.
process.stdout.on('error', (erreur: NodeJS.ErrnoException) => {
  if (erreur.code === 'EPIPE') process.exit()
  throw erreur
})

process.exitCode = await executer(process.argv.slice(2))
