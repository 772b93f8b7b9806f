import { parseArgs } from 'node:util'
import { partValide } from '#majoration/coupure.ts'
import type { CoupureDemandee } from '#majoration/ligne-de-commande/import-csv-retenues.ts'
import { lireDecimal } from '#majoration/ligne-de-commande/points-exacts.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

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

export const AIDE = `Répartit une dotation entre les organismes d’un fichier CSV, selon un règlement.

Usage : oriflamme majoration repartir FICHIER --dotation EUROS [OPTIONS]

  FICHIER                 fichier CSV, ou - pour l’entrée standard. En-tête, dans un ordre quelconque :
                          organisme;formation;contrats;contrats_verts;contrats_perimetre_15;
                          contrats_perimetre_20;points
                          Séparateur « ; » ou « , », UTF-8 ou Windows-1252, décimales à virgule ou à point.
                          « points » ne sert qu’à couper la liste.

  --dotation EUROS        enveloppe à répartir, en euros entiers (obligatoire)
  --reglement CODE        règlement appliqué (majoration-2023 par défaut)
  --plafond EUROS|aucun   plafond par organisme, à la place de celui du règlement

Coupure, une au plus ; sans elle, toutes les lignes sont retenues : la coupure du règlement n’est pas
appliquée par cette commande.
  --points-min X          retient les formations d’au moins X points
  --part-formations S     retient les ⌊S × n⌋ premières formations (S de 0 à 1 : 0.76, 900/1167)
  --part-contrats S       retient les premières formations tant que leurs contrats cumulés
                          ne dépassent pas S × le total
Classement : points décroissants, puis formation, organisme et effectifs croissants.

  --format json|csv|table présentation du résultat (json par défaut)
  -h, --help              cette aide

Code de sortie : 0, 1 si le calcul est refusé, 2 si la commande est mal écrite.`

const OPTIONS = {
  dotation: { type: 'string' },
  reglement: { type: 'string' },
  plafond: { type: 'string' },
  'points-min': { type: 'string' },
  'part-formations': { type: 'string' },
  'part-contrats': { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Option = keyof typeof OPTIONS

const mauvaisUsage = (message: string) => refus({ code: 'usage', message })

/** Understands the arguments after `repartir`: the request, `'aide'`, or the first reason why they are not one. */
export function lireDemande(args: string[]): Decision<Demande | 'aide'> {
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
    if (token.name === 'help') return accord('aide')
    if (token.value === undefined) return mauvaisUsage(`L’option « ${token.rawName} » attend une valeur`)
    if (options.has(token.name as Option))
      return mauvaisUsage(`L’option « ${token.rawName} » est donnée deux fois`)
    options.set(token.name as Option, token.value)
  }
  const [fichier, ...autres] = fichiers
  if (fichier === undefined) return mauvaisUsage('Il manque le fichier CSV à lire (- pour l’entrée standard)')
  if (autres.length > 0) return mauvaisUsage(`Un seul fichier est attendu, « ${autres[0]} » est de trop`)
  return composer(fichier, options)
}

function composer(fichier: string, options: ReadonlyMap<Option, string>): Decision<Demande> {
  const dotation = options.get('dotation')
  if (dotation === undefined) return mauvaisUsage('Il manque « --dotation », l’enveloppe à répartir en euros')
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
      : { code: 'usage', message: `Le format « ${format} » n’existe pas (${FORMATS.join(', ')})` },
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
  message: `« --${option} » vaut « ${valeur} », un nombre entier d’euros, positif ou nul${sinon}, est attendu`,
})

/** Whole euros, written `20140000` or `20140000,00`, in cents; undefined for anything else. */
function lireEuros(texte: string): Centimes | undefined {
  const decimal = lireDecimal(texte)
  const valeur = decimal?.match(/^\d+$/) ? Number(decimal) * 100 : Number.NaN
  return Number.isSafeInteger(valeur) ? valeur : undefined
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
      `« --${option} » vaut « ${valeur} », une part de 0 à 1 est attendue (0.76 ou 900/1167)`,
    )
  }
  return accord({ mode: option === 'part-formations' ? 'partFormations' : 'partContrats', part: valeur })
}
