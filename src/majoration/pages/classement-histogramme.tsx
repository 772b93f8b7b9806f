import { memo, useMemo } from 'react'
import type { LigneClassee } from '#majoration/classement.ts'
import { compter, ecrireNombre, ecrirePoints } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Width of a bar, in hundredths of a point. */
const PAS = 200

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
}

/** How the points are spread, and where the line falls among them. Bars are plain boxes: light, printable, exact. */
export const Histogramme = memo(function Histogramme({ lignes, retenues, maximum }: Proprietes) {
  const nombres = useMemo(() => compterParClasse(lignes, maximum), [lignes, maximum])
  const seuil = retenues > 0 ? lignes[retenues - 1]!.points : maximum
  const classes = useMemo(() => partager(nombres, lignes, retenues), [nombres, lignes, retenues])
  const plusHaute = Math.max(1, ...nombres)
  const occupees = classes.filter((classe) => classe.retenues + classe.ecartees > 0)
  return (
    <Carte titre="Répartition des points" className="histogramme" actions={<Legende />}>
      <div
        className="histogramme-cadre"
        role="img"
        aria-label={`Histogramme des points de ${compter(lignes.length, 'formation')}, coupure à ${ecrirePoints(seuil)} points. Les mêmes chiffres sont dans le tableau qui suit.`}
      >
        <div className="histogramme-barres">
          {classes.map((classe) => (
            <div key={classe.de} className="histogramme-barre">
              <i data-etat="ecartee" style={{ blockSize: `${(classe.ecartees / plusHaute) * 100}%` }} />
              <i data-etat="retenue" style={{ blockSize: `${(classe.retenues / plusHaute) * 100}%` }} />
            </div>
          ))}
          <div
            className="histogramme-ligne"
            style={{ insetInlineStart: `${(seuil / maximum) * 100}%` }}
            data-fin={seuil > maximum * 0.75 || undefined}
          >
            <span>{ecrirePoints(seuil)}</span>
          </div>
        </div>
        <div className="histogramme-axe">
          {Array.from({ length: Math.floor(maximum / 1000) + 1 }, (_, i) => i * 10).map((points) => (
            <span key={points} style={{ insetInlineStart: `${((points * 100) / maximum) * 100}%` }}>
              {points}
            </span>
          ))}
        </div>
      </div>
      <details className="jumeau">
        <summary>Voir les chiffres</summary>
        <TableauDonnees
          legende="Formations par tranche de points"
          legendeMasquee
          colonnes={COLONNES}
          lignes={occupees}
          cle={(c) => String(c.de)}
          hauteur="16rem"
        />
      </details>
    </Carte>
  )
})

const Legende = () => (
  <span className="histogramme-legende" aria-hidden="true">
    <span data-etat="retenue">retenues</span>
    <span data-etat="ecartee">écartées</span>
  </span>
)

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
