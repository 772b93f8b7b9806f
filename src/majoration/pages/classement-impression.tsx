import { FlexRender } from '@tanstack/react-table'
import { Fragment } from 'react'
import { type CodeColonne, classeDe, presentation } from '#majoration/pages/classement-colonnes.tsx'
import { direRetenues, type Mesure } from '#majoration/pages/classement-mesure.ts'
import { positionDe, type Vue } from '#majoration/pages/classement-vue.ts'
import { ecrireNombre, INSECABLE } from '#socle/francais.ts'

/** Beyond, nobody reads paper: the CSV of the classement has everything. */
const MAXIMUM = 5000

type Proprietes = {
  readonly vue: Vue
  readonly colonnes: readonly CodeColonne[]
  readonly retenues: number
  readonly mesure: Mesure
}

/** The classement on paper: every line of the view, where the screen only draws those in sight. */
export function ClassementImprime({ vue: { rangees, enOrdre }, colonnes, retenues, mesure }: Proprietes) {
  const position = enOrdre ? positionDe(rangees, retenues) : -1
  const coupure = (
    <tr className="imprime-coupure">
      <td colSpan={colonnes.length}>{direRetenues(mesure)}</td>
    </tr>
  )
  return (
    <table className="tableau classement-imprime">
      <thead>
        <tr>
          {colonnes.map((code) => (
            <th key={code} scope="col" className={classeDe(code)}>
              {presentation(code).titre}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rangees.slice(0, MAXIMUM).map((rangee, i) => (
          <Fragment key={rangee.id}>
            {i === position && coupure}
            <tr>
              {colonnes.map((code) => (
                <td key={code} className={classeDe(code)}>
                  {code === 'retenue' ? (
                    direDecision(rangee.original.rang <= retenues)
                  ) : (
                    <FlexRender cell={rangee.getAllCells().find(({ column }) => column.id === code)!} />
                  )}
                </td>
              ))}
            </tr>
          </Fragment>
        ))}
        {position === rangees.length && coupure}
        {rangees.length > MAXIMUM && (
          <tr>
            <td colSpan={colonnes.length}>
              … et {ecrireNombre(rangees.length - MAXIMUM)} autres{INSECABLE}: filtrez, ou téléchargez le
              classement.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

const direDecision = (retenue: boolean) => (retenue ? 'retenue' : 'écartée')
