import type { Anomalie } from '#campagnes/importation/anomalies.ts'
import { type Cellule, ecrireCellule, estVide, nettoyer } from '#campagnes/importation/cellule.ts'
import { COLONNES, type CodeColonne, type Colonne } from '#campagnes/importation/colonnes.ts'
import { INSECABLE } from '#socle/francais.ts'
import { sansAccents } from '#socle/texte.ts'

/** Where each field is in the file. */
export type Entetes = {
  /** Line of the header, as a spreadsheet numbers it. */
  readonly ligne: number
  /** Every header, as written. */
  readonly textes: readonly string[]
  /** For each position, the column it holds; null when it is not one of ours. */
  readonly colonnes: readonly (Colonne | null)[]
  readonly reconnues: number
  readonly anomalies: readonly Anomalie[]
}

/** The header is looked for in this many lines: files of administrations open with titles and legends. */
export const LIGNES_FOUILLEES = 20
/** Nobody has that many columns: beyond, the file is something else. */
export const COLONNES_MAXIMUM = 500
/** Under this number of known headers, a line is a title or data, not a header. */
const RECONNUES_MINIMUM = 4

/**
 * Finds the header among the first lines of a sheet: the line where most columns are recognised, the first one on
 * a tie; undefined when no line looks like a header.
 */
export function trouverEntetes(
  lignes: readonly { readonly numero: number; readonly cellules: readonly Cellule[] }[],
): Entetes | undefined {
  let meilleure: { readonly numero: number; readonly cellules: readonly Cellule[] } | undefined
  let reconnues = RECONNUES_MINIMUM - 1
  for (const ligne of lignes.filter(({ cellules }) => !cellules.every(estVide)).slice(0, LIGNES_FOUILLEES)) {
    const nombre = compterReconnues(ligne.cellules)
    if (nombre <= reconnues) continue
    meilleure = ligne
    reconnues = nombre
  }
  return meilleure && lireEntetes(meilleure.numero, meilleure.cellules)
}

/** How many different columns of the model a line names. */
export function compterReconnues(cellules: readonly Cellule[]): number {
  const colonnes = cellules.map((cellule) => reconnaitre(nettoyer(ecrireCellule(cellule))))
  return new Set(colonnes.filter((colonne) => colonne !== null)).size
}

/** Reads one line as a header: what each column is, and everything that prevents the file from being read. */
export function lireEntetes(ligne: number, cellules: readonly Cellule[]): Entetes {
  const textes = cellules.map((cellule) => nettoyer(ecrireCellule(cellule)))
  const colonnes = textes.map((texte) => reconnaitre(texte))
  const presents = new Set(colonnes.flatMap((colonne) => (colonne ? [colonne.code] : [])))
  return {
    ligne,
    textes,
    colonnes: premieresSeulement(colonnes),
    reconnues: presents.size,
    anomalies: [
      ...doublons(ligne, textes, colonnes),
      ...manquantes(ligne, textes, colonnes, presents),
      ...inconnues(ligne, textes, colonnes),
    ],
  }
}

/** The columns that the corrected file adds: known, and not read. */
export const ENTETE_LIGNE_ORIGINE = 'Ligne d’origine'
export const ENTETE_A_CORRIGER = 'À corriger'

const MOTS_VIDES = new Set('de des du la le les l d en a au aux et ou un une par pour s'.split(' '))
const MEMES_MOTS: ReadonlyMap<string, string> = new Map([
  ['nbre', 'nb'],
  ['nombre', 'nb'],
  ['nbr', 'nb'],
  ['pourcentage', 'part'],
  ['taux', 'part'],
  ['pct', 'part'],
  ['numero', 'no'],
  ['num', 'no'],
  ['n', 'no'],
])

/** A header without what people write differently: case, accents, punctuation, small words, « nb » for « nombre ». */
export function normaliserEntete(texte: string): string {
  return sansAccents(texte.replaceAll('%', ' part '))
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((mot) => mot && !MOTS_VIDES.has(mot))
    .map((mot) => MEMES_MOTS.get(mot) ?? mot)
    .join(' ')
}

// The code of a field also names it: a file exported by a program has `jeunesQpvRuraux` or `jeunes_qpv_ruraux`.
const motsDuCode = (code: string) => code.replace(/([A-Z])/g, ' $1')
const CONNUS: ReadonlyMap<string, Colonne> = new Map(
  [...COLONNES]
    .reverse()
    .flatMap((colonne) =>
      [...colonne.synonymes, motsDuCode(colonne.code), colonne.code, colonne.entete].map(
        (nom) => [normaliserEntete(nom), colonne] as const,
      ),
    ),
)
const AJOUTEES = new Set([ENTETE_LIGNE_ORIGINE, ENTETE_A_CORRIGER].map(normaliserEntete))

function reconnaitre(texte: string): Colonne | null {
  const cle = normaliserEntete(texte)
  if (cle === '') return null
  const sansParentheses = normaliserEntete(texte.replace(/\([^)]*\)/g, ' '))
  return CONNUS.get(cle) ?? CONNUS.get(sansParentheses) ?? null
}

const premieresSeulement = (colonnes: readonly (Colonne | null)[]) =>
  colonnes.map((colonne, i) => (colonne && colonnes.indexOf(colonne) === i ? colonne : null))

function doublons(
  ligne: number,
  textes: readonly string[],
  colonnes: readonly (Colonne | null)[],
): Anomalie[] {
  return colonnes.flatMap((colonne, i) => {
    const premiere = colonne ? colonnes.indexOf(colonne) : i
    if (!colonne || premiere === i) return []
    return [
      {
        gravite: 'erreur' as const,
        ligne,
        colonne: textes[i]!,
        champ: colonne.code,
        valeur: textes[i]!,
        code: 'colonne_en_double',
        message: `Les colonnes ${guillemets(textes[premiere]!)} et ${guillemets(textes[i]!)} donnent toutes deux ${guillemets(colonne.entete)}. Gardez-en une seule.`,
        attendu: `une seule colonne ${guillemets(colonne.entete)}`,
      },
    ]
  })
}

function manquantes(
  ligne: number,
  textes: readonly string[],
  colonnes: readonly (Colonne | null)[],
  presents: ReadonlySet<CodeColonne>,
): Anomalie[] {
  const libres = textes.filter((texte, i) => texte !== '' && !colonnes[i])
  return COLONNES.filter(({ code, requise }) => requise && !presents.has(code)).map((colonne) => {
    const proche = plusProche(colonne, libres)
    const suite = proche
      ? ` La colonne ${guillemets(proche)} lui ressemble : si c’est elle, renommez-la.`
      : ''
    return {
      gravite: 'erreur',
      ligne,
      colonne: colonne.entete,
      champ: colonne.code,
      valeur: null,
      code: 'colonne_manquante',
      message: `La colonne ${guillemets(colonne.entete)} est absente.${suite}`,
      attendu: `une colonne ${guillemets(colonne.entete)}`,
    }
  })
}

function inconnues(
  ligne: number,
  textes: readonly string[],
  colonnes: readonly (Colonne | null)[],
): Anomalie[] {
  const noms = textes.filter(
    (texte, i) => texte !== '' && !colonnes[i] && !AJOUTEES.has(normaliserEntete(texte)),
  )
  if (noms.length === 0) return []
  const liste = enumerer(noms)
  return [
    {
      gravite: 'avertissement',
      ligne,
      colonne: null,
      champ: null,
      valeur: ecrireCellule(noms.join(', ')),
      code: 'colonnes_inconnues',
      message:
        noms.length === 1
          ? `La colonne ${liste} n’est pas connue : elle ne sera pas lue.`
          : `Les colonnes ${liste} ne sont pas connues : elles ne seront pas lues.`,
      attendu: null,
    },
  ]
}

const NOMS_CITES = 8

function enumerer(noms: readonly string[]): string {
  const cites = noms.slice(0, NOMS_CITES).map(guillemets).join(', ')
  return noms.length > NOMS_CITES ? `${cites} et ${noms.length - NOMS_CITES} autres` : cites
}

const guillemets = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`

/** The free header that looks most like the column, if one does. */
function plusProche(colonne: Colonne, libres: readonly string[]): string | undefined {
  const cible = normaliserEntete(colonne.entete)
  const classes = libres
    .map((texte) => ({ texte, ecart: ecartRelatif(cible, normaliserEntete(texte)) }))
    .filter(({ ecart }) => ecart <= 0.4)
    .sort((a, b) => a.ecart - b.ecart)
  return classes[0]?.texte
}

function ecartRelatif(a: string, b: string): number {
  const longueur = Math.max(a.length, b.length)
  if (longueur === 0 || longueur > 80) return 1
  return distance(a, b) / longueur
}

/** Levenshtein's distance: how many letters to change, add or remove. */
function distance(a: string, b: string): number {
  let precedente = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const courante = [i]
    for (let j = 1; j <= b.length; j++) {
      const remplacement = precedente[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      courante.push(Math.min(remplacement, precedente[j]! + 1, courante[j - 1]! + 1))
    }
    precedente = courante
  }
  return precedente[b.length]!
}
