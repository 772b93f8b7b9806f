import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { verifierRepartition } from '#campagnes/controle-reglement.ts'
import type { ParametresRepartition, Reglement } from '#campagnes/reglement.ts'
import { AIDE } from '#majoration/ligne-de-commande/cli-repartir-aide.ts'
import { type Demande, lireDemande } from '#majoration/ligne-de-commande/cli-repartir-options.ts'
import { presenter } from '#majoration/ligne-de-commande/cli-repartir-sorties.ts'
import { RefusDeLecture } from '#majoration/ligne-de-commande/import-csv-octets.ts'
import { lireRetenues } from '#majoration/ligne-de-commande/import-csv-retenues.ts'
import { repartir } from '#majoration/repartition.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'

const REGLEMENTS = new URL('../../../reglements/', import.meta.url)
const MORCEAU = 1 << 20

/**
 * `majoration repartir`: reads the file, cuts, spreads, prints. No database, no framework: Node's start-up and this.
 * @param reglements the folder of the règlements, ending with a slash
 * @returns the exit code: 0; 1 with one line on standard error for a refused computation; 2 for bad usage
 */
export async function executer(args: string[], reglements = REGLEMENTS): Promise<number> {
  const demande = lireDemande(args)
  if (demande.statut === 'refus') return mauvaisUsage(demande.motifs[0]!.message)
  if (demande.valeur === 'aide') {
    process.stdout.write(`${AIDE}\n`)
    return 0
  }
  const reglement = await loadReglement(demande.valeur.reglement, reglements)
  if (reglement.statut === 'refus') return mauvaisUsage(reglement.motifs[0]!.message)
  try {
    return await calculer(demande.valeur, reglement.valeur)
  } catch (erreur) {
    if (erreur instanceof RefusDeLecture) return refuser(erreur.message)
    const { code, syscall } = erreur as NodeJS.ErrnoException
    if (syscall === 'open' || syscall === 'read')
      return mauvaisUsage(fichierIllisible(demande.valeur.fichier, code))
    throw erreur
  }
}

async function calculer(demande: Demande, reglement: ParametresRepartition): Promise<number> {
  const { beneficiaires, formationsRetenues } = await lireRetenues(
    openFichier(demande.fichier),
    demande.coupure,
  )
  const { plafond = reglement.plafond } = demande
  const repartition = repartir(demande.dotation, beneficiaires, { ...reglement, plafond })
  if (repartition.statut === 'refus')
    return refuser(repartition.motifs.map((motif) => motif.message).join(' '))
  process.stdout.write(presenter(repartition.valeur, formationsRetenues, demande.format))
  return 0
}

function openFichier(fichier: string): AsyncIterable<Buffer> {
  if (fichier === '-') return process.stdin
  // npm runs scripts in the package's folder; what people type is relative to theirs.
  const dossier = process.env.npm_lifecycle_event === 'oriflamme' ? process.env.INIT_CWD : undefined
  return createReadStream(resolve(dossier ?? process.cwd(), fichier), { highWaterMark: MORCEAU })
}

/**
 * The rates of a règlement. Its whole check, which takes longer to load than the computation to run, is only called
 * upon to explain a file that does not hold.
 */
async function loadReglement(code: string, dossier: URL): Promise<Decision<ParametresRepartition>> {
  const codes = readdirSync(dossier)
    .filter((nom) => /^majoration-.*\.json$/.test(nom))
    .map((nom) => nom.slice(0, -'.json'.length))
  if (!codes.includes(code)) {
    return refus({
      code: 'usage',
      message: `Le règlement « ${code} » n’existe pas : ${codes.sort().join(', ')}`,
    })
  }
  const texte = readFileSync(new URL(`${code}.json`, dossier), 'utf8')
  const repartition = parseRepartition(texte)
  if (repartition && verifierRepartition(repartition).length === 0) return accord(repartition)
  const { parseReglement } = await import('#campagnes/import-reglements.ts')
  const reglement = parseReglement(texte, `${code}.json`)
  return reglement.statut === 'refus' ? reglement : accord(reglement.valeur.repartition)
}

function parseRepartition(texte: string): ParametresRepartition | undefined {
  try {
    return (JSON.parse(texte) as Partial<Reglement> | null)?.repartition
  } catch {
    return undefined
  }
}

function fichierIllisible(fichier: string, code: string | undefined): string {
  const raisons: Readonly<Record<string, string>> = {
    ENOENT: 'il n’existe pas',
    EISDIR: 'c’est un dossier',
    EACCES: 'sa lecture n’est pas permise',
  }
  return `Le fichier « ${fichier} » ne peut pas être lu : ${raisons[code ?? ''] ?? code}`
}

function mauvaisUsage(message: string): number {
  writeErreur(`${message.replace(/\.$/, '')}. Aide : oriflamme majoration repartir --help`)
  return 2
}

function refuser(message: string): number {
  writeErreur(message)
  return 1
}

/** One line, whatever the values quoted in it hold. */
const writeErreur = (message: string) =>
  process.stderr.write(`${message.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}\n`)
