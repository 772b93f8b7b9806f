import { useEffect, useRef, useState } from 'react'
import type { PointCourbe } from '#majoration/courbe.ts'
import type { Fraction } from '#socle/fraction.ts'
import { ecrireMontantExact, ecrireNombre, FINE, INSECABLE } from '#socle/francais.ts'

export type Repere = { readonly libelle: string; readonly contrats: number; readonly forfait: Fraction }
export type PointTrace = PointCourbe & { readonly forfait: Fraction }

const HAUTEUR = 280
const MARGE = { haut: 18, droite: 14, bas: 42, gauche: 62 }

type ProprietesDessin = {
  readonly points: readonly PointTrace[]
  readonly total: number
  readonly ici: Repere | null
  readonly reference: Repere | null
  /** The point being read, by pointer or by keyboard. */
  readonly lu: PointTrace | null
  readonly onLire: (rang: number) => void
  readonly phrase: string
}

/** The curve, where the simulation is on it, where the reference is, and the point that is being read. */
export function Dessin({ points, total, ici, reference, lu, onLire, phrase }: ProprietesDessin) {
  const [cadre, largeur] = useLargeur()
  const [bas, haut] = etendue(points, total, ici)
  const x = (contrats: number) =>
    MARGE.gauche + (contrats / Math.max(total, 1)) * (largeur - MARGE.gauche - MARGE.droite)
  const y = (forfait: number) =>
    MARGE.haut + (1 - (forfait - bas) / (haut - bas)) * (HAUTEUR - MARGE.haut - MARGE.bas)
  const trace = points
    .map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.contrats).toFixed(1)},${y(nombre(p.forfait)).toFixed(1)}`)
    .join('')
  const fond = HAUTEUR - MARGE.bas
  return (
    <div ref={cadre}>
      <svg
        viewBox={`0 0 ${largeur} ${HAUTEUR}`}
        width={largeur}
        height={HAUTEUR}
        role="img"
        aria-label={`Courbe du forfait de base. ${phrase}`}
        onPointerMove={(evenement) => {
          const place = evenement.clientX - evenement.currentTarget.getBoundingClientRect().left
          const part = (place - MARGE.gauche) / Math.max(largeur - MARGE.gauche - MARGE.droite, 1)
          if (points.length > 0 && part >= 0 && part <= 1) onLire(plusProche(points, part * total))
        }}
      >
        <clipPath id="courbe-cadre">
          <rect
            x={MARGE.gauche}
            y={MARGE.haut}
            width={Math.max(largeur - MARGE.gauche - MARGE.droite, 0)}
            height={fond - MARGE.haut}
          />
        </clipPath>
        {graduer(bas, haut, 5).map((valeur) => (
          <g key={valeur} className="courbe-graduation">
            <line x1={MARGE.gauche} x2={largeur - MARGE.droite} y1={y(valeur)} y2={y(valeur)} />
            <text x={MARGE.gauche - 8} y={y(valeur)} dy=".32em" textAnchor="end">
              {ecrireNombre(valeur)}
              {FINE}€
            </text>
          </g>
        ))}
        {graduer(0, total, largeur < 480 ? 3 : 6).map((valeur) => (
          <text key={valeur} className="courbe-graduation" x={x(valeur)} y={fond + 16} textAnchor="middle">
            {ecrireNombre(valeur)}
          </text>
        ))}
        <text className="courbe-axe" x={largeur - MARGE.droite} y={HAUTEUR - 6} textAnchor="end">
          contrats retenus
        </text>
        <g clipPath="url(#courbe-cadre)">
          <path className="courbe-trace" d={trace} />
          {ici && (
            <path
              className="courbe-rappel"
              d={`M${x(ici.contrats)},${fond}V${y(nombre(ici.forfait))}H${MARGE.gauche}`}
            />
          )}
        </g>
        {reference && dans(nombre(reference.forfait), bas, haut) && (
          <circle
            className="courbe-reference"
            cx={x(reference.contrats)}
            cy={y(nombre(reference.forfait))}
            r="6"
          >
            <title>{`${reference.libelle}${INSECABLE}: ${ecrireMontantExact(reference.forfait)}`}</title>
          </circle>
        )}
        {lu && dans(nombre(lu.forfait), bas, haut) && (
          <g className="courbe-lue">
            <path d={`M${x(lu.contrats)},${fond}V${y(nombre(lu.forfait))}`} />
            <circle cx={x(lu.contrats)} cy={y(nombre(lu.forfait))} r="4" />
          </g>
        )}
        {ici && (
          <g className="courbe-ici">
            <circle cx={x(ici.contrats)} cy={y(nombre(ici.forfait))} r="5" />
            <text
              x={x(ici.contrats)}
              y={y(nombre(ici.forfait)) - 12}
              textAnchor={
                ici.contrats > total * 0.8 ? 'end' : ici.contrats < total * 0.15 ? 'start' : 'middle'
              }
            >
              {ecrireMontantExact(ici.forfait)}
            </text>
          </g>
        )}
      </svg>
    </div>
  )
}

/** Index of the point whose contracts are nearest. */
export function plusProche(points: readonly PointTrace[], contrats: number): number {
  let meilleur = 0
  for (const [i, point] of points.entries())
    if (Math.abs(point.contrats - contrats) < Math.abs(points[meilleur]!.contrats - contrats)) meilleur = i
  return meilleur
}

/** For drawing only: a pixel needs no exactness. */
const nombre = (valeur: Fraction) => Number(valeur.n) / Number(valeur.d)
const dans = (valeur: number, bas: number, haut: number) => valeur >= bas && valeur <= haut

/** The height of the picture: what happens above a quarter of the contracts, for the rest would crush it. */
function etendue(points: ProprietesDessin['points'], total: number, ici: Repere | null): [number, number] {
  const utiles = points.filter((p) => p.contrats >= total / 4).map((p) => nombre(p.forfait))
  if (ici) utiles.push(nombre(ici.forfait))
  const pas = pasDe(Math.max(0, ...utiles), 5)
  return [
    Math.floor(Math.min(0, ...utiles) / pas) * pas,
    Math.max(Math.ceil((Math.max(0, ...utiles) * 1.05) / pas) * pas, pas),
  ]
}

/** Round graduations between two values: 1, 2 or 5 times a power of ten. */
function graduer(bas: number, haut: number, combien: number): number[] {
  const pas = pasDe(haut - bas, combien)
  const premiere = Math.ceil(bas / pas) * pas
  return Array.from({ length: Math.floor((haut - premiere) / pas + 1e-9) + 1 }, (_, i) =>
    Math.round(premiere + i * pas),
  )
}

function pasDe(etendue: number, combien: number): number {
  const brut = Math.max(etendue / combien, 1)
  const puissance = 10 ** Math.floor(Math.log10(brut))
  return ([1, 2, 5, 10].find((facteur) => facteur * puissance >= brut) ?? 10) * puissance
}

/** The width of the frame, followed as the window changes: texts keep their size on a narrow screen. */
function useLargeur() {
  const cadre = useRef<HTMLDivElement>(null)
  const [largeur, setLargeur] = useState(640)
  useEffect(() => {
    const element = cadre.current
    if (!element) return
    const observateur = new ResizeObserver(
      ([entree]) => entree && setLargeur(Math.round(entree.contentRect.width)),
    )
    observateur.observe(element)
    return () => observateur.disconnect()
  }, [])
  return [cadre, largeur] as const
}
