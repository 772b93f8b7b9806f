import { memo, useEffect, useRef, useState } from 'react'
import type { LigneClassee } from '#majoration/classement.ts'
import type { PointCourbe } from '#majoration/courbe.ts'
import { useCourbe } from '#majoration/pages/courbe-points.ts'
import type { Repartition } from '#majoration/repartition.ts'
import type { Parametres } from '#majoration/simulation.ts'
import type { Fraction } from '#socle/fraction.ts'
import { ecrireMontantExact, ecrireNombre, FINE } from '#socle/francais.ts'
import { MontantExact, Nombre } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

export type Repere = { readonly libelle: string; readonly contrats: number; readonly forfait: Fraction }

type ProprietesCourbe = {
  readonly lignes: readonly LigneClassee[]
  readonly parametres: Pick<Parametres, 'dotation' | 'repartition'>
  readonly courant: Repartition | null
  readonly reference: Repere | null
}

const HAUTEUR = 280
const MARGE = { haut: 18, droite: 14, bas: 42, gauche: 62 }

/** Forfait de base against retained contracts, with where we are and where the reference is; its table below. */
export const Courbe = memo(function Courbe({ lignes, parametres, courant, reference }: ProprietesCourbe) {
  const { points, enCours } = useCourbe(lignes, parametres)
  const traces = points.filter(
    (point): point is PointCourbe & { forfait: Fraction } => point.forfait !== null,
  )
  const ici = courant?.forfaitDeBase
    ? { libelle: 'Simulation', contrats: courant.contrats, forfait: courant.forfaitDeBase }
    : null
  const phrase = ici
    ? `Avec ${ecrireNombre(ici.contrats)} contrats retenus, le forfait de base est de ${ecrireMontantExact(ici.forfait)}.`
    : 'Aucun forfait de base avec les paramètres actuels.'
  if (points.length === 0) return <p className="secondaire">Calcul de la courbe…</p>
  return (
    <figure className="courbe" data-en-cours={enCours || undefined}>
      <Dessin
        points={traces}
        total={points.at(-1)!.contrats}
        ici={ici}
        reference={reference}
        phrase={phrase}
      />
      <figcaption className="discret">
        {phrase} La courbe s’interrompt là où le calcul est refusé ou tous les organismes sont au plafond.
      </figcaption>
      <details className="ecran-seulement">
        <summary>Voir la courbe en tableau</summary>
        <TableauDonnees
          legende="Forfait de base selon le nombre de contrats retenus"
          legendeMasquee
          hauteur="20rem"
          colonnes={[
            {
              code: 'contrats',
              titre: 'Contrats retenus',
              nombre: true,
              cellule: (p) => <Nombre valeur={p.contrats} />,
            },
            {
              code: 'formations',
              titre: 'Formations',
              nombre: true,
              cellule: (p) => <Nombre valeur={p.formations} />,
            },
            {
              code: 'forfait',
              titre: 'Forfait de base',
              nombre: true,
              cellule: (p) => (p.forfait ? <MontantExact euros={p.forfait} /> : '—'),
            },
            {
              code: 'plafonnes',
              titre: 'Au plafond',
              nombre: true,
              cellule: (p) => <Nombre valeur={p.plafonnes} />,
            },
          ]}
          lignes={points}
          cle={(p) => String(p.formations)}
        />
      </details>
    </figure>
  )
})

type ProprietesDessin = {
  readonly points: readonly (PointCourbe & { forfait: Fraction })[]
  readonly total: number
  readonly ici: Repere | null
  readonly reference: Repere | null
  readonly phrase: string
}

function Dessin({ points, total, ici, reference, phrase }: ProprietesDessin) {
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
            <title>{`${reference.libelle} : ${ecrireMontantExact(reference.forfait)}`}</title>
          </circle>
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
