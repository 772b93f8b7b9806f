import { memo, type PointerEvent, useMemo, useState } from 'react'
import type { LigneClassee } from '#majoration/classement.ts'
import { compter, ecrireNombre, ecrirePoints } from '#socle/francais.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Width of a bar and step of the axis, in hundredths of a point. */
const PAS = 200
const DIZAINE = 1000

type Classe = { readonly de: number; readonly retenues: number; readonly ecartees: number }

const COLONNES: readonly Colonne<Classe>[] = [
  {
    code: 'de',
    titre: 'Points',
    cellule: (c) => `de ${ecrirePoints(c.de)} à moins de ${ecrirePoints(c.de + PAS)}`,
  },
  { code: 'retenues', titre: 'Retenues', nombre: true, cellule: (c) => ecrireNombre(c.retenues) },
  { code: 'ecartees', titre: 'Écartées', nombre: true, cellule: (c) => ecrireNombre(c.ecartees) },
]

type Proprietes = {
  readonly lignes: readonly LigneClassee[]
  readonly retenues: number
  /** Points at stake in the grid, the end of the axis. */
  readonly maximum: number
  readonly deplacer: (retenues: number) => void
}

/**
 * How the points are spread, and where the line falls among them. Bars are plain boxes: light, printable, exact. A
 * pointer takes the line there too; the keyboard has the line of the table and the fields.
 */
export const Histogramme = memo(function Histogramme({ lignes, retenues, maximum, deplacer }: Proprietes) {
  const nombres = useMemo(() => compterParClasse(lignes, maximum), [lignes, maximum])
  const seuil = retenues > 0 ? lignes[retenues - 1]!.points : maximum
  const classes = useMemo(() => partager(nombres, lignes, retenues), [nombres, lignes, retenues])
  const [deplie, setDeplie] = useState(false)
  const [de, a] = useMemo(() => cadrer(lignes, maximum), [lignes, maximum])
  const visibles = classes.filter((classe) => classe.de >= de && classe.de < a)
  const plusHaute = Math.max(1, ...nombres)
  const ou = (points: number) => `${(Math.min(1, (points - de) / (a - de)) * 100).toFixed(3)}%`
  const viser = (evenement: PointerEvent<HTMLDivElement>) => {
    const { left, width } = evenement.currentTarget.getBoundingClientRect()
    deplacer(compterAPartirDe(lignes, de + ((evenement.clientX - left) / width) * (a - de)))
  }
  const prendre = (evenement: PointerEvent<HTMLDivElement>) => {
    if (evenement.button !== 0) return
    evenement.currentTarget.setPointerCapture(evenement.pointerId)
    viser(evenement)
  }
  return (
    <figure className="histogramme">
      <figcaption>
        <h3>Points des formations</h3>
        <Legende />
      </figcaption>
      <div
        className="histogramme-cadre"
        role="img"
        aria-label={`Histogramme des points de ${compter(lignes.length, 'formation')}, coupure à ${ecrirePoints(seuil)} points. Les mêmes chiffres sont dans le tableau qui suit.`}
      >
        <div
          className="histogramme-barres"
          onPointerDown={prendre}
          onPointerMove={(e) => e.currentTarget.hasPointerCapture(e.pointerId) && viser(e)}
        >
          {visibles.map((classe) => (
            <Barre
              key={classe.de}
              retenues={classe.retenues / plusHaute}
              ecartees={classe.ecartees / plusHaute}
            />
          ))}
          <div
            className="histogramme-ligne"
            style={{ insetInlineStart: ou(seuil) }}
            data-fin={seuil > de + (a - de) * 0.75 || undefined}
          >
            <span>{ecrirePoints(seuil)}</span>
          </div>
        </div>
        <div className="histogramme-axe">
          {Array.from({ length: Math.round((a - de) / DIZAINE) + 1 }, (_, i) => de + i * DIZAINE).map(
            (points) => (
              <span key={points} style={{ insetInlineStart: ou(points) }}>
                {points / 100}
              </span>
            ),
          )}
        </div>
      </div>
      <details className="jumeau" onToggle={(e) => setDeplie(e.currentTarget.open)}>
        <summary>Voir les chiffres</summary>
        {deplie && (
          <TableauDonnees
            legende="Formations par tranche de points"
            legendeMasquee
            colonnes={COLONNES}
            lignes={classes.filter((classe) => classe.retenues + classe.ecartees > 0)}
            cle={(c) => String(c.de)}
            hauteur="16rem"
          />
        )}
      </details>
    </figure>
  )
})

/** One class, in shares of the highest. */
const Barre = memo(function Barre({ retenues, ecartees }: { retenues: number; ecartees: number }) {
  return (
    <div className="histogramme-barre">
      <i data-etat="ecartee" style={{ blockSize: `${ecartees * 100}%` }} />
      <i data-etat="retenue" style={{ blockSize: `${retenues * 100}%` }} />
    </div>
  )
})

const Legende = () => (
  <span className="histogramme-legende" aria-hidden="true">
    <span data-etat="retenue">retenues</span>
    <span data-etat="ecartee">écartées</span>
  </span>
)

/** The tens between which all the points are, in hundredths: the axis leaves out what is empty at both ends. */
function cadrer(lignes: readonly LigneClassee[], maximum: number): [number, number] {
  const bas = Math.floor((lignes.at(-1)?.points ?? 0) / DIZAINE) * DIZAINE
  const haut = Math.ceil((lignes[0]?.points ?? maximum) / DIZAINE) * DIZAINE
  return [bas, Math.max(haut, bas + DIZAINE)]
}

/** How many formations have at least these points; they stand in descending order. */
function compterAPartirDe(lignes: readonly LigneClassee[], points: number): number {
  let [bas, haut] = [0, lignes.length]
  while (bas < haut) {
    const milieu = (bas + haut) >> 1
    if (lignes[milieu]!.points >= points) bas = milieu + 1
    else haut = milieu
  }
  return bas
}

/** How many formations fall in each class, the last one closed on the maximum. */
function compterParClasse(lignes: readonly LigneClassee[], maximum: number): number[] {
  const nombres = new Array<number>(Math.max(1, Math.ceil(maximum / PAS))).fill(0)
  for (const { points } of lignes) nombres[classeDe(points, nombres.length)]! += 1
  return nombres
}

const classeDe = (points: number, n: number) => Math.min(n - 1, Math.floor(points / PAS))

/** Retained lines come first and points only go down: classes above the line's are all retained, below all left out. */
function partager(nombres: readonly number[], lignes: readonly LigneClassee[], retenues: number): Classe[] {
  if (retenues === 0) return nombres.map((n, i) => ({ de: i * PAS, retenues: 0, ecartees: n }))
  const limite = classeDe(lignes[retenues - 1]!.points, nombres.length)
  const auDessus = nombres.reduce((somme, n, i) => (i > limite ? somme + n : somme), 0)
  return nombres.map((n, i) => {
    const dedans = i > limite ? n : i < limite ? 0 : retenues - auDessus
    return { de: i * PAS, retenues: dedans, ecartees: n - dedans }
  })
}
