import { parseArgs } from 'node:util'
import { partValide } from '#majoration/coupure.ts'
import type { CoupureDemandee } from '#majoration/ligne-de-commande/import-csv-retenues.ts'
import { lireDecimal } from '#majoration/ligne-de-commande/points-exacts.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireNombre } from '#socle/francais.ts'
import { type Centimes, euros } from '#socle/montant.ts'

export const FORMATS = ['json', 'csv', 'table'] as const
export type Format = (typeof FORMATS)[number]

export type Demande = {
  /** Path, or `-` for standard input. */
  readonly fichier: string
  readonly dotation: Centimes
  readonly reglement: string
  /** What replaces the règlement's ceiling; undefined to leave it as it is. */
  readonly plafond: Centimes | null | undefined
  readonly coupure: CoupureDemandee
  readonly format: Format
}

const OPTIONS = {
  dotation: { type: 'string' },
  reglement: { type: 'string' },
  plafond: { type: 'string' },
  'points-min': { type: 'string' },
  'part-formations': { type: 'string' },
  'part-contrats': { type: 'string' },
  format: { type: 'string' },
} as const

type Option = keyof typeof OPTIONS

const mauvaisUsage = (message: string) => refus({ code: 'usage', message })

/** Understands the arguments after `repartir`: the request, `'aide'`, or the first reason why they are not one. */
export function lireDemande(args: string[]): Decision<Demande | 'aide'> {
  const fin = args.indexOf('--')
  if (args.slice(0, fin < 0 ? undefined : fin).some((mot) => mot === '--help' || mot === '-h'))
    return accord('aide')
  // Not strict: `--points-min -5` is a value, and the refusals are ours, in French.
  const { tokens } = parseArgs({
    args,
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options = new Map<Option, string>()
  const fichiers: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') fichiers.push(token.value)
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(OPTIONS, token.name)) return mauvaisUsage(`L’option « ${token.rawName} » n’existe pas`)
    // `--dotation --plafond 3` forgot a value, rather than gave « --plafond » for one.
    if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))
      return mauvaisUsage(`L’option « ${token.rawName} » attend une valeur`)
    if (options.has(token.name as Option))
      return mauvaisUsage(`L’option « ${token.rawName} » est donnée deux fois`)
    options.set(token.name as Option, token.value)
  }
  const [fichier, ...autres] = fichiers
  if (fichier === undefined)
    return mauvaisUsage('Il manque le fichier CSV à lire, ou « - » pour l’entrée standard')
  if (autres.length > 0) return mauvaisUsage(`Un seul fichier est attendu, « ${autres[0]} » est de trop`)
  return composer(fichier, options)
}

function composer(fichier: string, options: ReadonlyMap<Option, string>): Decision<Demande> {
  const dotation = options.get('dotation')
  if (dotation === undefined)
    return mauvaisUsage('Il manque « --dotation », l’enveloppe à répartir, en euros')
  const plafond = options.get('plafond')
  const format = options.get('format') ?? 'json'
  const coupure = lireCoupure(options)
  const centimes = lireEuros(dotation)
  const centimesPlafond = plafond === undefined || plafond === 'aucun' ? 0 : lireEuros(plafond)
  const motifs: (Motif | undefined)[] = [
    centimes === undefined ? montantAttendu('dotation', dotation, '') : undefined,
    centimesPlafond === undefined ? montantAttendu('plafond', plafond!, ', ou « aucun »') : undefined,
    ...(coupure.statut === 'refus' ? coupure.motifs : []),
    FORMATS.includes(format as Format)
      ? undefined
      : { code: 'usage', message: `Le format « ${format} » n’existe pas : ${FORMATS.join(', ')}` },
  ]
  const premier = motifs.find((motif) => motif !== undefined)
  if (premier || coupure.statut === 'refus') return refus(premier!)
  return accord({
    fichier,
    dotation: centimes!,
    reglement: options.get('reglement') ?? 'majoration-2023',
    plafond: plafond === 'aucun' ? null : plafond === undefined ? undefined : centimesPlafond!,
    coupure: coupure.valeur,
    format: format as Format,
  })
}

const montantAttendu = (option: Option, valeur: string, sinon: string): Motif => ({
  code: 'usage',
  message: `« --${option} » vaut « ${valeur} », un nombre entier d’euros de 0 à ${ecrireNombre(EUROS_MAXIMUM)}${sinon}, est attendu`,
})

/** Beyond, the cents of an amount no longer fit exactly in a number. */
const EUROS_MAXIMUM = Math.floor(Number.MAX_SAFE_INTEGER / 100)

/** Whole euros, written `20140000` or `20140000,00`, in cents; undefined for anything else. */
function lireEuros(texte: string): Centimes | undefined {
  const decimal = lireDecimal(texte)
  const valeur = decimal?.match(/^\d+$/) ? Number(decimal) : Number.NaN
  return valeur <= EUROS_MAXIMUM ? euros(valeur) : undefined
}

function lireCoupure(options: ReadonlyMap<Option, string>): Decision<CoupureDemandee> {
  const demandees = (['points-min', 'part-formations', 'part-contrats'] as const).filter((option) =>
    options.has(option),
  )
  const [option, autre] = demandees
  if (option === undefined) return accord({ mode: 'aucune' })
  if (autre !== undefined)
    return mauvaisUsage(`« --${option} » et « --${autre} » s’excluent : une seule coupure est possible`)
  const valeur = options.get(option)!
  if (option === 'points-min') {
    const minimum = lireDecimal(valeur)
    if (minimum === undefined)
      return mauvaisUsage(`« --points-min » vaut « ${valeur} », un nombre décimal est attendu`)
    return accord({ mode: 'points', minimum })
  }
  if (!partValide(valeur)) {
    return mauvaisUsage(
      `« --${option} » vaut « ${valeur} », une part de 0 à 1 est attendue, comme 0.76 ou 900/1167`,
    )
  }
  return accord({ mode: option === 'part-formations' ? 'partFormations' : 'partContrats', part: valeur })
}
