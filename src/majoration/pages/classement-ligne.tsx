import { FlexRender } from '@tanstack/react-table'
import { memo } from 'react'
import { classeDe, type RangeeClassement } from '#majoration/pages/classement-colonnes.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

type Proprietes = {
  readonly rangee: RangeeClassement
  readonly index: number
  readonly haut: number
  readonly colonnes: readonly string[]
  readonly gabarit: string
  readonly retenue: boolean
  /** When the line that moved has taken it across: « entre » or « sort » against the règlement. */
  readonly franchit: 'entre' | 'sort' | undefined
  /** The cell that holds the focus of the grid; -1 for every other line. */
  readonly colonneActive: number
  readonly ouvrir: (identifiant: string) => void
  readonly viser: (ligne: number, colonne: number) => void
}

/** One formation. It is drawn again only when it changes sides or takes the focus. */
export const LigneFormation = memo(function LigneFormation(props: Proprietes) {
  const { rangee, index, colonnes, retenue, colonneActive, ouvrir, viser } = props
  const cellules = new Map(rangee.getAllCells().map((cellule) => [cellule.column.id, cellule]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: an ARIA grid; a <tr> cannot be placed line by line
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the grid
    <div
      role="row"
      aria-rowindex={index + 2}
      className="classement-ligne"
      data-retenue={retenue}
      data-franchit={props.franchit}
      style={{ gridTemplateColumns: props.gabarit, insetBlockStart: `${props.haut}px` }}
      onClick={() => ouvrir(rangee.id)}
    >
      {colonnes.map((code, i) => (
        // biome-ignore lint/a11y/useSemanticElements: as its row
        <div
          key={code}
          role="gridcell"
          aria-colindex={i + 1}
          tabIndex={i === colonneActive ? 0 : -1}
          className={classeDe(code)}
          title={code === 'intitule' || code === 'organisme' ? rangee.getValue<string>(code) : undefined}
          onFocus={() => i !== colonneActive && viser(index, i)}
        >
          {code === 'retenue' ? (
            <Etiquette ton={retenue ? 'retenu' : 'ecarte'}>{retenue ? 'retenue' : 'écartée'}</Etiquette>
          ) : (
            <FlexRender cell={cellules.get(code)!} />
          )}
        </div>
      ))}
    </div>
  )
})
