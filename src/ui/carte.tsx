import { type ReactNode, useId } from 'react'

type ProprietesCarte = {
  readonly titre: ReactNode
  /** Beside the title: a label, a button, a figure. */
  readonly actions?: ReactNode
  readonly chapeau?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A titled region of a page. */
export function Carte({ titre, actions, chapeau, className = '', children }: ProprietesCarte) {
  const id = useId()
  return (
    <section className={`carte ${className}`} aria-labelledby={id}>
      <header className="carte-entete">
        <h2 id={id}>{titre}</h2>
        {actions}
      </header>
      {chapeau && <p className="carte-chapeau">{chapeau}</p>}
      {children}
    </section>
  )
}

type ProprietesChiffre = {
  readonly libelle: ReactNode
  readonly valeur: ReactNode
  /** A second line: unit, comparison, source. */
  readonly precision?: ReactNode
  /** One figure of a group may be the important one. */
  readonly accent?: boolean
}

/** A group of key figures, read as « libellé : valeur ». */
export const ChiffresCles = ({ children }: { readonly children: ReactNode }) => (
  <dl className="chiffres-cles">{children}</dl>
)

export const ChiffreCle = ({ libelle, valeur, precision, accent = false }: ProprietesChiffre) => (
  <div className="chiffre-cle" data-accent={accent || undefined}>
    <dt>{libelle}</dt>
    <dd className="chiffre-cle-valeur">{valeur}</dd>
    {precision && <dd className="chiffre-cle-precision">{precision}</dd>}
  </div>
)
