import { type Dispositif, MONTANT, type Regle, type Regles, regleDeCondition } from '#aides/dispositif.ts'
import type { Moteur } from '#aides/moteur.ts'

/**
 * The branches of the rules of a scheme, and those that a dossier takes. Examples must take each of them once, and the
 * explanation of an amount tells them: both read the same path.
 */
export type Branche = {
  readonly regle: string
  /** Place in the rule: « 0 » the first branch of its variations, « 1.0 » one inside the second. */
  readonly chemin: string
}
export const ecrireBranche = ({ regle, chemin }: Branche): string => `${regle} › ${chemin}`

type Objet = Readonly<Record<string, unknown>>
type Variation = { readonly si?: Regle; readonly alors?: Regle; readonly sinon?: Regle }

/** The mechanisms whose branches we can follow: a rule that uses any other is refused. */
export const MECANISMES = ['valeur', 'variations', 'somme', 'toutes ces conditions', 'une de ces conditions']

/** Every branch that the amount and the conditions may take. */
export function listerBranches(dispositif: Dispositif): Branche[] {
  const branches: Branche[] = []
  const tout = (regle: string, chemin: string) => void branches.push({ regle, chemin })
  for (const depart of departs(dispositif)) suivre(dispositif.regles, depart, tout, () => undefined)
  return uniques(branches)
}

/** The branches that this dossier takes, and the rules met on the way, in the order of the computation. */
export function parcourir(
  dispositif: Dispositif,
  moteur: Moteur,
  depart: readonly string[] = departs(dispositif),
): { branches: Branche[]; regles: string[] } {
  const branches: Branche[] = []
  const regles = new Set<string>()
  const choisir = (si: Regle): boolean => moteur.evaluer(si).valeur === true
  for (const nom of depart)
    suivre(
      dispositif.regles,
      nom,
      (regle, chemin) => void branches.push({ regle, chemin }),
      choisir,
      (regle) => void regles.add(regle),
    )
  return { branches: uniques(branches), regles: [...regles] }
}

const departs = ({ conditions, regles }: Dispositif): string[] => [
  ...conditions.map(({ nom }) => regleDeCondition(nom)),
  ...(MONTANT in regles ? [MONTANT] : []),
]

/**
 * Walks a rule and those that it names.
 *
 * @param choisir whether a branch is taken; undefined follows them all
 */
function suivre(
  regles: Regles,
  depart: string,
  prise: (regle: string, chemin: string) => void,
  choisir: (si: Regle) => boolean | undefined,
  rencontree: (regle: string) => void = () => undefined,
): void {
  const vues = new Set<string>()
  const regle = (nom: string): void => {
    if (vues.has(nom)) return
    vues.add(nom)
    rencontree(nom)
    valeur(nom, regles[nom] ?? null, '')
  }
  const valeur = (nom: string, noeud: Regle, chemin: string): void => {
    if (typeof noeud === 'string') for (const autre of nommees(regles, noeud, nom)) regle(autre)
    if (typeof noeud !== 'object' || noeud === null) return
    const objet = noeud as Objet
    for (const cle of MECANISMES) {
      const contenu = objet[cle]
      if (contenu === undefined) continue
      if (cle === 'variations') varier(nom, contenu as Variation[], chemin)
      else for (const un of Array.isArray(contenu) ? contenu : [contenu]) valeur(nom, un as Regle, chemin)
    }
  }
  const varier = (nom: string, variations: readonly Variation[], chemin: string): void => {
    for (const [i, { si, alors, sinon }] of variations.entries()) {
      const ici = chemin === '' ? String(i) : `${chemin}.${i}`
      if (si !== undefined) valeur(nom, si, ici)
      const choix = si === undefined || choisir(si)
      if (choix === false) continue
      prise(nom, ici)
      valeur(nom, alors ?? sinon ?? null, ici)
      if (choix === true && si !== undefined) return
    }
  }
  regle(depart)
}

/** The rules that an expression names, other than the one it stands in, in the order in which it names them. */
export const nommees = (regles: Regles, expression: string, dans: string): string[] =>
  lireNoms(regles, expression, dans).noms.toSorted((a, b) => expression.indexOf(a) - expression.indexOf(b))

/** What is left of an expression without the names of rules and the texts between quotes: operators and figures. */
export const sansNoms = (regles: Regles, expression: string): string =>
  lireNoms(regles, expression, '').reste.replace(/'[^']*'/g, '')

type Noms = { readonly noms: string[]; readonly reste: string }
const lus = new WeakMap<Regles, Map<string, Noms>>()

/** Read once a scheme: the same expressions come back with each dossier. */
function lireNoms(regles: Regles, expression: string, dans: string): Noms {
  const connus = lus.get(regles) ?? new Map<string, Noms>()
  lus.set(regles, connus)
  const cle = `${dans} : ${expression}`
  const lue = connus.get(cle) ?? chercherNoms(regles, expression, dans)
  connus.set(cle, lue)
  return lue
}

function chercherNoms(regles: Regles, expression: string, dans: string): Noms {
  let reste = expression.replace(/'[^']*'/g, "''")
  const noms: string[] = []
  // Longest first, so that « duree minimale » is not read as « duree ».
  for (const nom of Object.keys(regles).sort((a, b) => b.length - a.length)) {
    if (nom === dans) continue
    const motif = new RegExp(`(?<![\\p{L}\\d])${nom.replaceAll('.', '\\.')}(?![\\p{L}\\d])`, 'gu')
    const sans = reste.replaceAll(motif, ' ')
    if (sans !== reste) noms.push(nom)
    reste = sans
  }
  return { noms, reste }
}

const uniques = (branches: readonly Branche[]): Branche[] => [
  ...new Map(branches.map((une) => [ecrireBranche(une), une])).values(),
]
