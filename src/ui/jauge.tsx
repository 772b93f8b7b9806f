import type { ReactNode } from 'react'

export type Segment = {
  readonly libelle: string
  readonly valeur: number
  /** One of the chart's series, 1 to 4, or neutral. */
  readonly serie: 1 | 2 | 3 | 4 | 'neutre'
}

type ProprietesJauge = {
  readonly titre: string
  /** What the full bar stands for. */
  readonly total: number
  readonly segments: readonly Segment[]
  readonly ecrire: (valeur: number) => ReactNode
  /** A mark on the bar: a ceiling, the règlement's value. */
  readonly repere?: { readonly valeur: number; readonly libelle: string }
}

/** A share of a whole as one bar, with its legend, which is also its table: label, value, for everyone. */
export const Jauge = ({ titre, total, segments, ecrire, repere }: ProprietesJauge) => (
  <figure className="jauge">
    <figcaption>{titre}</figcaption>
    <div className="jauge-barre" aria-hidden="true">
      {segments
        .filter(({ valeur }) => valeur > 0)
        .map((segment) => (
          <span
            key={segment.libelle}
            data-serie={segment.serie}
            style={{ inlineSize: `${total > 0 ? Math.min(100, (segment.valeur / total) * 100) : 0}%` }}
          />
        ))}
      {repere && total > 0 && (
        <i
          style={{ insetInlineStart: `${Math.min(100, (repere.valeur / total) * 100)}%` }}
          title={repere.libelle}
        />
      )}
    </div>
    <dl className="jauge-legende">
      {segments.map((segment) => (
        <div key={segment.libelle} data-serie={segment.serie}>
          <dt>{segment.libelle}</dt>
          <dd>{ecrire(segment.valeur)}</dd>
        </div>
      ))}
    </dl>
  </figure>
)
