import type { RefObject } from 'react'
import type { Disposition } from '#majoration/pages/classement-disposition.ts'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import { LigneCoupure } from '#majoration/pages/classement-ligne-coupure.tsx'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { positionDe, retenuesA, type Vue } from '#majoration/pages/classement-vue.ts'

type Proprietes = {
  readonly rangees: Vue['rangees']
  readonly disposition: Disposition
  /** How many of the lines in sight are above the cut. */
  readonly position: number
  readonly etat: EtatCoupure
  readonly mesure: Mesure
  readonly region: RefObject<HTMLDivElement | null>
  /** What the region shows, in px. */
  readonly defilement: number
  readonly fenetre: number
}

/**
 * The lane in which the line slides, over the lines of the table: a spacer as high as what stands above the line puts
 * it in its place, and from there it sticks to the edges of the region. Once moved, it leaves a trace where the
 * règlement had it.
 */
export function VoieCoupure({ rangees, disposition, position, etat, mesure, ...vu }: Proprietes) {
  const { hauteurLigne, hauteurEntete } = disposition
  const haut = position * hauteurLigne
  const fond = vu.defilement + vu.fenetre
  const bord = haut < vu.defilement ? 'haut' : hauteurEntete + haut + hauteurLigne > fond ? 'bas' : undefined
  const origine = positionDe(rangees, etat.retenuesReglement)
  const place = origine > position ? origine + 1 : origine
  return (
    <div className="coupure-voie ecran-seulement">
      <div style={{ blockSize: `${hauteurEntete + haut}px` }} />
      <LigneCoupure
        mesure={mesure}
        retenues={etat.retenues}
        modifiee={etat.modifiee}
        formations={mesure.formations}
        haut={haut}
        hauteurLigne={hauteurLigne}
        hauteurEntete={hauteurEntete}
        bord={bord}
        region={vu.region}
        deplacer={etat.deplacer}
        retenuesA={(autre) => retenuesA(rangees, autre)}
      />
      {etat.modifiee && (
        <div
          className="coupure-origine"
          aria-hidden="true"
          style={{ insetBlockStart: `${hauteurEntete + place * hauteurLigne}px` }}
        >
          <span>ligne du règlement</span>
        </div>
      )}
    </div>
  )
}
