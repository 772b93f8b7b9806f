import { type ReactNode, useMemo, useState } from 'react'
import { comparerTextes } from '#socle/ordre.ts'
import { Icone } from '#ui/icone.tsx'

export type Colonne<L> = {
  readonly code: string
  readonly titre: ReactNode
  readonly cellule: (ligne: L) => ReactNode
  /** Right-aligned figures. */
  readonly nombre?: boolean
  /** Makes the column sortable: the value that orders the lines. Texts follow the French alphabet. */
  readonly tri?: (ligne: L) => number | string
  /** Cell of the totals line. */
  readonly total?: ReactNode
  /** Hidden on narrow screens. */
  readonly secondaire?: boolean
}

export type Tri = { readonly colonne: string; readonly sens: 'asc' | 'desc' }

type ProprietesTableau<L> = {
  /** Says what the table is; shown above it unless `legendeMasquee`. */
  readonly legende: ReactNode
  readonly legendeMasquee?: boolean
  readonly colonnes: readonly Colonne<L>[]
  readonly lignes: readonly L[]
  readonly cle: (ligne: L) => string
  /** The column whose cells name their line, the first by default. */
  readonly enTete?: string
  readonly triInitial?: Tri
  /** Controlled sort (kept in the URL, say); give both. */
  readonly triCourant?: Tri | undefined
  readonly onTri?: (tri: Tri) => void
  readonly vide?: ReactNode
  /** The region scrolls past this height and its header stays. */
  readonly hauteur?: string
  /** On a narrow screen each line becomes a card, each cell under the name of its column: nothing to scroll sideways. */
  readonly fiches?: boolean
}

const alphabet = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })

/** A table of up to a few hundred lines: caption, aligned figures, header that stays, sort, totals. */
export function TableauDonnees<L>(props: ProprietesTableau<L>) {
  const { colonnes, lignes, cle, legende, enTete = colonnes[0]?.code } = props
  const [triLocal, setTriLocal] = useState<Tri | undefined>(props.triInitial)
  const tri = props.onTri ? props.triCourant : triLocal
  const setTri = props.onTri ?? setTriLocal
  const triees = useMemo(() => trier(lignes, colonnes, tri), [lignes, colonnes, tri])
  const avecTotal = colonnes.some((colonne) => colonne.total !== undefined)
  const texteLegende = typeof legende === 'string' ? legende : undefined
  return (
    <section
      className="tableau-region"
      aria-label={texteLegende}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      style={{ maxBlockSize: props.hauteur }}
    >
      <table className={props.fiches ? 'tableau tableau-fiches' : 'tableau'}>
        <caption className={props.legendeMasquee ? 'hors-ecran' : ''}>{legende}</caption>
        <thead>
          <tr>
            {colonnes.map((colonne) => (
              <th
                key={colonne.code}
                scope="col"
                className={classes(colonne)}
                aria-sort={
                  tri?.colonne === colonne.code
                    ? tri.sens === 'asc'
                      ? 'ascending'
                      : 'descending'
                    : undefined
                }
              >
                {colonne.tri ? (
                  <button type="button" className="tri" onClick={() => setTri(suivant(tri, colonne))}>
                    {colonne.titre}
                    <Icone nom="chevron" />
                  </button>
                ) : (
                  colonne.titre
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {triees.map((ligne) => (
            <tr key={cle(ligne)}>
              {colonnes.map((colonne) =>
                colonne.code === enTete ? (
                  <th key={colonne.code} scope="row" className={classes(colonne)}>
                    {colonne.cellule(ligne)}
                  </th>
                ) : (
                  <td key={colonne.code} className={classes(colonne)} data-titre={nommer(colonne)}>
                    {colonne.cellule(ligne)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {triees.length === 0 && (
            <tr>
              <td colSpan={colonnes.length} className="secondaire">
                {props.vide ?? 'Aucune ligne.'}
              </td>
            </tr>
          )}
        </tbody>
        {avecTotal && triees.length > 0 && (
          <tfoot>
            <tr>
              {colonnes.map((colonne) => (
                <td key={colonne.code} className={classes(colonne)} data-titre={nommer(colonne)}>
                  {colonne.total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}

const classes = <L,>({ nombre, secondaire }: Colonne<L>) =>
  [nombre && 'nombre', secondaire && 'etroit-masque'].filter(Boolean).join(' ')

/** The name of a column where it stands beside its cells; none when it is not a plain text, or names the line. */
const nommer = <L,>({ titre }: Colonne<L>) => (typeof titre === 'string' ? titre : undefined)

/** Figures first show the greatest, texts the first of the alphabet; a second press reverses. */
function suivant<L>(tri: Tri | undefined, colonne: Colonne<L>): Tri {
  if (tri?.colonne === colonne.code)
    return { colonne: colonne.code, sens: tri.sens === 'asc' ? 'desc' : 'asc' }
  return { colonne: colonne.code, sens: colonne.nombre ? 'desc' : 'asc' }
}

function trier<L>(lignes: readonly L[], colonnes: readonly Colonne<L>[], tri: Tri | undefined): readonly L[] {
  const lire = colonnes.find((colonne) => colonne.code === tri?.colonne)?.tri
  if (!tri || !lire) return lignes
  const sens = tri.sens === 'asc' ? 1 : -1
  const comparer = (a: number | string, b: number | string) =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : alphabet.compare(String(a), String(b)) || comparerTextes(String(a), String(b))
  return [...lignes].sort((a, b) => sens * comparer(lire(a), lire(b)))
}
