import { classeDe, presentation } from '#majoration/pages/classement-colonnes.tsx'
import { Icone } from '#ui/icone.tsx'

type Proprietes = {
  readonly colonnes: readonly string[]
  readonly gabarit: string
  readonly tri: { readonly colonne: string; readonly sens: 'asc' | 'desc' }
  readonly trier: (colonne: string) => void
}

/** The titles of the columns; a press sorts, a second one reverses. */
export const EnteteClassement = ({ colonnes, gabarit, tri, trier }: Proprietes) => (
  // biome-ignore lint/a11y/useSemanticElements: the grid is made of boxes, its roles are written
  <div role="rowgroup" className="classement-entete">
    {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its buttons take the focus */}
    <div role="row" aria-rowindex={1} className="classement-ligne" style={{ gridTemplateColumns: gabarit }}>
      {colonnes.map((code, i) => {
        const { titre } = presentation(code)
        return (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its button takes the focus
          <div
            key={code}
            role="columnheader"
            aria-colindex={i + 1}
            className={classeDe(code)}
            aria-sort={code === tri.colonne ? (tri.sens === 'asc' ? 'ascending' : 'descending') : undefined}
          >
            {code === 'retenue' ? (
              titre
            ) : (
              <button type="button" className="tri" onClick={() => trier(code)}>
                {titre}
                <Icone nom="chevron" />
              </button>
            )}
          </div>
        )
      })}
    </div>
  </div>
)
