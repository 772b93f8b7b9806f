import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { direEcarts, direRetenues, type Mesure } from '#majoration/pages/classement-mesure.ts'
import { ecrireMontantExact } from '#socle/francais.ts'
import { Icone } from '#ui/icone.tsx'

type Proprietes = {
  /** What the line retains; it may lag behind the line by a moment. */
  readonly mesure: Mesure
  readonly retenues: number
  readonly modifiee: boolean
  readonly formations: number
  /** Its place among the lines, in px under the header. */
  readonly haut: number
  readonly hauteurLigne: number
  readonly hauteurEntete: number
  /** The edge of the region where it waits when its place is out of sight. */
  readonly bord: 'haut' | 'bas' | undefined
  /** The region that scrolls: the line stays in sight when it is moved. */
  readonly region: RefObject<HTMLDivElement | null>
  readonly deplacer: (retenues: number) => void
  /** From a place among the lines in sight (filters hide some) to a number of retained formations. */
  readonly retenuesA: (position: number) => number
}

/** Distance to an edge of the region, in px, from which a drag scrolls it. */
const MARGE = 36

/**
 * The cut-off, in the table itself: a band between two formations, as high as one of them, that says what it retains.
 * It is dragged, or moved by the keys once focused (the keys of a splitter: the line goes where the arrow points).
 * When its place is out of sight it waits at the edge of the table, where a press brings its place back.
 */
export function LigneCoupure(props: Proprietes) {
  const { mesure, retenues, formations, haut, hauteurLigne, hauteurEntete, region, deplacer } = props
  const ligne = useRef<HTMLDivElement>(null)
  const defilement = useRef(0)
  useEffect(() => () => cancelAnimationFrame(defilement.current), [])

  const montrer = () => {
    const cadre = region.current!
    cadre.scrollTop = hauteurEntete + haut - cadre.clientHeight / 2
  }
  const horsDeVue = () => {
    const { scrollTop, clientHeight } = region.current!
    return haut < scrollTop || hauteurEntete + haut + hauteurLigne > scrollTop + clientHeight
  }
  // The keyboard may push the line out of sight: the region follows it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the place
  useEffect(() => {
    if (props.bord && document.activeElement === ligne.current && !ligne.current?.dataset.prise) montrer()
  }, [haut])

  const placer = (clientY: number) => {
    const cadre = region.current!
    const y = clientY - cadre.getBoundingClientRect().top + cadre.scrollTop - hauteurEntete
    deplacer(props.retenuesA(Math.floor(y / hauteurLigne)))
  }
  const glisser = (clientY: number) => {
    cancelAnimationFrame(defilement.current)
    placer(clientY)
    const { top, bottom } = region.current!.getBoundingClientRect()
    const vitesse = clientY < top + hauteurEntete + MARGE ? -1 : clientY > bottom - MARGE ? 1 : 0
    if (vitesse === 0) return
    defilement.current = requestAnimationFrame(() => {
      region.current?.scrollBy(0, vitesse * 14)
      glisser(clientY)
    })
  }
  const prendre = (evenement: PointerEvent<HTMLDivElement>) => {
    if (evenement.button !== 0) return
    evenement.preventDefault()
    evenement.currentTarget.focus({ preventScroll: true })
    // Taken from the edge it would jump there: a press brings its place back, and only then is it dragged.
    if (horsDeVue()) return
    evenement.currentTarget.setPointerCapture(evenement.pointerId)
    evenement.currentTarget.dataset.prise = 'oui'
  }
  const lacher = (evenement: PointerEvent<HTMLDivElement>) => {
    cancelAnimationFrame(defilement.current)
    delete evenement.currentTarget.dataset.prise
  }
  const touche = (evenement: KeyboardEvent) => {
    if (evenement.key === 'Enter') return montrer()
    const pas = PAS[evenement.key]
    if (pas === undefined) return
    evenement.preventDefault()
    deplacer(Number.isFinite(pas) ? retenues + pas : pas > 0 ? formations : 0)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator one moves, with a value; <hr> has none
    <div
      ref={ligne}
      className="coupure-ligne"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Ligne de coupure"
      aria-valuemin={0}
      aria-valuemax={formations}
      aria-valuenow={retenues}
      aria-valuetext={direRetenues(mesure)}
      data-bord={props.bord}
      style={{ blockSize: `${hauteurLigne}px`, insetBlockStart: `${hauteurEntete}px` }}
      onPointerDown={prendre}
      onPointerMove={(e) => e.currentTarget.dataset.prise && glisser(e.clientY)}
      onPointerUp={lacher}
      onPointerCancel={lacher}
      onClick={() => horsDeVue() && montrer()}
      onKeyDown={touche}
    >
      <TexteCoupure mesure={mesure} modifiee={props.modifiee} bord={props.bord} />
    </div>
  )
}

function TexteCoupure({ mesure, modifiee, bord }: Pick<Proprietes, 'mesure' | 'modifiee' | 'bord'>) {
  const { repartition } = mesure
  const forfait = repartition.statut === 'accord' ? repartition.valeur.forfaitDeBase : null
  const ecarts = direEcarts(mesure)
  return (
    <span className="coupure-texte">
      <Icone nom={bord ? 'chevron' : 'poignee'} />
      <strong>{direRetenues(mesure)}</strong>
      {modifiee && (
        <span className="coupure-ecart">
          {ecarts.formations}, {ecarts.organismes}
        </span>
      )}
      {forfait && <span className="coupure-forfait">forfait {ecrireMontantExact(forfait)}</span>}
    </span>
  )
}

const PAS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}
