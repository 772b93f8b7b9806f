import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  type FilterFn,
  type Row,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
} from '@tanstack/react-table'
import type { Organisme } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { ecrireNombre, ecrirePoints } from '#socle/francais.ts'
import { sansAccents } from '#socle/texte.ts'

export const FONCTIONS = tableFeatures({
  columnFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
})

export type RangeeClassement = Row<typeof FONCTIONS, LigneClassee>

type Presentation = {
  readonly titre: string
  /** Track of the grid: every line has the same ones. */
  readonly largeur: string
  readonly nombre?: boolean
  /** Left out of the column chooser: it names the line. */
  readonly fixe?: boolean
}

/** How each column looks, in the order of the screen. */
export const PRESENTATIONS = {
  rang: { titre: 'Rang', largeur: '3.5rem', nombre: true, fixe: true },
  intitule: { titre: 'Formation', largeur: 'minmax(9rem, 3fr)', fixe: true },
  organisme: { titre: 'Organisme', largeur: 'minmax(8rem, 2fr)' },
  filiere: { titre: 'Filière', largeur: 'minmax(7rem, 1.2fr)' },
  niveau: { titre: 'Niveau', largeur: '3.75rem' },
  commune: { titre: 'Commune', largeur: 'minmax(8rem, 1fr)' },
  departement: { titre: 'Dépt', largeur: '3.25rem' },
  contrats: { titre: 'Contrats', largeur: '4.75rem', nombre: true },
  cumul: { titre: 'Cumul', largeur: '4.5rem', nombre: true },
  points: { titre: 'Points', largeur: '4.5rem', nombre: true },
  retenue: { titre: 'Décision', largeur: '6rem' },
  environnement: { titre: 'Bonus vert', largeur: '6rem' },
  palier: { titre: 'Palier', largeur: '4.5rem', nombre: true },
  codeRncp: { titre: 'RNCP', largeur: '7rem' },
  identifiant: { titre: 'Identifiant', largeur: '7rem' },
} as const satisfies Record<string, Presentation>

export type CodeColonne = keyof typeof PRESENTATIONS
export const CODES = Object.keys(PRESENTATIONS) as CodeColonne[]
export const presentation = (code: string): Presentation => PRESENTATIONS[code as CodeColonne]
/** Classes of the cells of a column, its title included. */
export const classeDe = (code: string): string =>
  `colonne-${code}${presentation(code).nombre ? ' nombre' : ''}`

/** Numeric order; the ranking settles equals, for a sort keeps the order of its input. */
const parValeur: SortFn<typeof FONCTIONS, LigneClassee> = (a, b, code) =>
  a.getValue<number>(code) - b.getValue<number>(code)

/** The filter's value is the list of accepted values. */
const parmi: FilterFn<typeof FONCTIONS, LigneClassee> = (rangee, code, valeurs: ReadonlySet<string>) =>
  valeurs.has(String(rangee.getValue(code)))

/** Every word must be somewhere in the line. */
const contient: FilterFn<typeof FONCTIONS, LigneClassee> = (rangee, code, mots: readonly string[]) => {
  const texte = rangee.getValue<string>(code)
  return mots.every((mot) => texte.includes(mot))
}

/** On one side of the line or the other. */
const duCote: FilterFn<typeof FONCTIONS, LigneClassee> = (
  rangee,
  _,
  { retenues, cote }: { retenues: number; cote: 'oui' | 'non' },
) => rangee.original.rang <= retenues === (cote === 'oui')

/**
 * The columns of the classement. Texts sort by the French alphabet: their places are computed once for every
 * distinct text, so that sorting 100 000 lines compares whole numbers.
 */
export function creerColonnes(lignes: readonly LigneClassee[], organismes: readonly Organisme[]) {
  const noms = new Map(organismes.map((o) => [o.identifiant, o.nom]))
  const nomDe = (ligne: LigneClassee) => noms.get(ligne.formation.organisme) ?? ligne.formation.organisme
  const places = placerTextes(lignes, nomDe)
  const alphabetique: SortFn<typeof FONCTIONS, LigneClassee> = (a, b, code) =>
    places().get(a.getValue<string>(code))! - places().get(b.getValue<string>(code))!
  const c = createColumnHelper<typeof FONCTIONS, LigneClassee>()
  const texte = (id: CodeColonne, lire: (ligne: LigneClassee) => string) =>
    c.accessor(lire, { id, sortFn: alphabetique, filterFn: parmi, sortDescFirst: false })
  const nombre = (
    id: CodeColonne,
    lire: (ligne: LigneClassee) => number,
    ecrire: (n: number) => string = ecrireNombre,
  ) =>
    c.accessor(lire, {
      id,
      sortFn: parValeur,
      filterFn: id === 'rang' ? duCote : parmi,
      sortDescFirst: id !== 'rang',
      cell: ({ getValue }) => ecrire(getValue()),
    })
  return c.columns([
    nombre('rang', (l) => l.rang),
    texte('intitule', (l) => l.formation.intitule),
    texte('organisme', nomDe),
    texte('filiere', (l) => l.formation.filiere),
    nombre('niveau', (l) => l.formation.niveau),
    texte('commune', (l) => l.formation.commune),
    texte('departement', (l) => l.formation.departement),
    nombre('contrats', (l) => l.formation.contrats),
    nombre('cumul', (l) => l.cumulContrats),
    nombre('points', (l) => l.points, ecrirePoints),
    // Drawn by the table, which knows where the line is; its order is the ranking's.
    c.accessor((l) => l.rang, { id: 'retenue', sortFn: parValeur, enableSorting: false }),
    nombre(
      'environnement',
      (l) => (l.formation.environnementale ? 1 : 0),
      (v) => (v ? 'oui' : 'non'),
    ),
    nombre('palier', (l) => l.formation.palier),
    texte('codeRncp', (l) => l.formation.codeRncp ?? '—'),
    texte('identifiant', (l) => l.formation.identifiant),
    c.accessor((l) => simplifier(texteDe(l, nomDe(l))), {
      id: 'recherche',
      filterFn: contient,
      enableSorting: false,
    }),
  ])
}

const texteDe = ({ formation: f }: LigneClassee, organisme: string) =>
  [f.intitule, organisme, f.filiere, f.commune, f.departement, f.codeRncp, f.identifiant].join(' ')

/** Lower case without accents: « métiers de l’énergie » is found by « metier energie ». */
export const simplifier = (texte: string): string => sansAccents(texte).replaceAll('’', "'")

/** The place of every distinct text in the French alphabet, computed when first asked. */
function placerTextes(lignes: readonly LigneClassee[], nomDe: (ligne: LigneClassee) => string) {
  let places: Map<string, number> | undefined
  return () => {
    if (places) return places
    const textes = new Set(
      lignes.flatMap((l) => {
        const { intitule, filiere, commune, departement, codeRncp, identifiant } = l.formation
        return [nomDe(l), intitule, filiere, commune, departement, codeRncp ?? '—', identifiant]
      }),
    )
    const { compare } = new Intl.Collator('fr', { numeric: true })
    places = new Map([...textes].sort(compare).map((texte, place) => [texte, place]))
    return places
  }
}
