import { parseArgs } from 'node:util'
import { type Verification, verifierChaine } from '#journal/chaine.ts'
import { findSansSceau, listMaillons } from '#journal/store-journal.ts'
import { runCommand, withDatabase } from '#platform/command.ts'
import { fingerprint } from '#platform/tokens.ts'
import { compter } from '#socle/francais.ts'

const AIDE = `Prouve que le journal n’a pas été altéré, ou nomme la première entrée rompue.

Usage : oriflamme journal verifier [--tete EMPREINTE]

  --tete EMPREINTE   empreinte relevée auparavant et gardée ailleurs (page « Journal », ou GET
                     /api/journal/tete) : la chaîne doit encore la contenir. Sans elle, une chaîne
                     réécrite en entier, ou privée de ses derniers actes, ne se voit pas.
  -h, --help         cette aide

La commande lit la base du serveur, qu’il fonctionne ou non : celle de DATABASE_URL, sinon celle du
dossier de données (ORIFLAMME_DATA).

Code de sortie : 0 si le journal est intact, 1 s’il est rompu, 2 si la commande est mal écrite ou si la
base n’a pas pu être lue.
`

/** `journal verifier`. @returns the exit code: 0 proved, 1 broken, 2 nothing could be verified */
export async function executer(args: string[]): Promise<number> {
  const demande = lireDemande(args)
  if ('refus' in demande) {
    process.stderr.write(`${demande.refus}. Aide : oriflamme journal verifier --help\n`)
    return 2
  }
  if (demande.aide) {
    process.stdout.write(AIDE)
    return 0
  }
  return runCommand(async () =>
    presenter(
      await withDatabase(async ({ owner }) =>
        verifierChaine(listMaillons(owner), {
          attendue: demande.tete,
          sansSceau: await findSansSceau(owner),
          hacher: fingerprint,
        }),
      ),
    ),
  )
}

type Demande = { readonly refus: string } | { readonly aide: boolean; readonly tete: string | undefined }

function lireDemande(args: string[]): Demande {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  let aide = false
  let tete: string | undefined
  for (const token of tokens) {
    if (token.kind === 'positional') return { refus: `« ${token.value} » est de trop` }
    if (token.kind !== 'option') continue
    if (token.name === 'help') aide = true
    else if (token.name !== 'tete') return { refus: `L’option « ${token.rawName} » n’existe pas` }
    else if (!/^[0-9a-f]{64}$/i.test(token.value ?? ''))
      return { refus: '« --tete » attend une empreinte de 64 chiffres hexadécimaux' }
    else tete = token.value?.toLowerCase()
  }
  return { aide, tete }
}

const options = { help: { type: 'boolean', short: 'h' }, tete: { type: 'string' } } as const

function presenter({ maillons, tete, rupture }: Verification): number {
  if (!rupture) {
    process.stdout.write(`Le journal est intact : ${compter(maillons, 'maillon')}.\nTête : ${tete}\n`)
    return 0
  }
  const entree = rupture.entree === null ? '' : ` (entrée ${rupture.entree})`
  process.stderr.write(
    `Le journal est rompu${entree} : ${rupture.message}\n` +
      `La chaîne tient jusqu’au maillon ${maillons}, d’empreinte ${tete}.\n`,
  )
  return 1
}
