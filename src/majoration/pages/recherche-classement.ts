import type { Coupure } from '#campagnes/reglement.ts'
import { partValide } from '#majoration/coupure.ts'

/** What the address of the classement carries. Everything absent is the default: a plain link shows the règlement. */
export type RechercheClassement = {
  /** See `lireCoupure`; absent, the règlement's cut-off. */
  readonly coupure?: string
  /** Full text. */
  readonly q?: string
  readonly departements?: readonly string[]
  readonly filieres?: readonly string[]
  readonly niveaux?: readonly string[]
  readonly organismes?: readonly string[]
  readonly retenue?: 'oui' | 'non'
  /** `points-desc`, `intitule-asc`; absent, the ranking. */
  readonly tri?: string
  /** Visible columns; absent, the usual ones. */
  readonly colonnes?: readonly string[]
  /** The formation whose detail is open. */
  readonly formation?: string
}

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
export function validerRechercheClassement(brute: Record<string, unknown>): RechercheClassement {
  return sansAbsents({
    coupure: texte(brute.coupure),
    q: texte(brute.q),
    departements: liste(brute.departements),
    filieres: liste(brute.filieres),
    niveaux: liste(brute.niveaux),
    organismes: liste(brute.organismes),
    retenue: brute.retenue === 'oui' || brute.retenue === 'non' ? brute.retenue : undefined,
    tri: texte(brute.tri),
    colonnes: liste(brute.colonnes),
    formation: texte(brute.formation),
  })
}

/**
 * Reads a cut-off as an address writes it: `rang-886`, `points-4550` (hundredths), `formations-0.76`,
 * `contrats-0.758`, `aucune`. A rank is a share of the formations, k/n, so that it stays one of the règlement's modes.
 *
 * @param n how many formations the campaign has
 */
export function lireCoupure(ecrite: string | undefined, n: number): Coupure | undefined {
  if (ecrite === 'aucune') return { mode: 'aucune' }
  const [, mode, valeur = ''] = /^(rang|points|formations|contrats)-([\d./]+)$/.exec(ecrite ?? '') ?? []
  const entier = /^\d{1,7}$/.test(valeur) ? Number(valeur) : undefined
  switch (mode) {
    case 'rang':
      return entier === undefined || n === 0 ? undefined : { mode: 'partFormations', part: `${Math.min(entier, n)}/${n}` }
    case 'points':
      return entier === undefined ? undefined : { mode: 'points', minimum: entier }
    case 'formations':
      return partValide(valeur) ? { mode: 'partFormations', part: valeur } : undefined
    case 'contrats':
      return partValide(valeur) ? { mode: 'partContrats', part: valeur } : undefined
    default:
      return undefined
  }
}

/** The inverse of `lireCoupure`; a share written k/n over the campaign's own n reads as a rank. */
export function ecrireCoupure(coupure: Coupure, n: number): string {
  switch (coupure.mode) {
    case 'aucune':
      return 'aucune'
    case 'points':
      return `points-${coupure.minimum}`
    case 'partContrats':
      return `contrats-${coupure.part}`
    case 'partFormations': {
      const [k, total] = coupure.part.split('/')
      return total === String(n) ? `rang-${k}` : `formations-${coupure.part}`
    }
  }
}

const texte = (valeur: unknown): string | undefined => {
  const ecrit = typeof valeur === 'number' ? String(valeur) : valeur
  return typeof ecrit === 'string' && ecrit !== '' ? ecrit.slice(0, 200) : undefined
}

const liste = (valeur: unknown): readonly string[] | undefined => {
  const valeurs = (Array.isArray(valeur) ? valeur : [valeur]).map(texte).filter((v) => v !== undefined)
  return valeurs.length > 0 ? valeurs : undefined
}

type Presents<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }
const sansAbsents = <T extends object>(objet: T): Presents<T> =>
  Object.fromEntries(Object.entries(objet).filter(([, valeur]) => valeur !== undefined)) as Presents<T>
