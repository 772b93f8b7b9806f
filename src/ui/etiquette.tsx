import type { ReactNode } from 'react'

export type TonEtiquette = 'neutre' | 'retenu' | 'ecarte' | 'or' | 'flamme' | 'vert'

/** A short word about a thing: a state, a warning of nature. */
export const Etiquette = ({
  ton = 'neutre',
  children,
  titre,
}: {
  readonly ton?: TonEtiquette
  readonly children: ReactNode
  readonly titre?: string
}) => (
  <span className={`etiquette etiquette-${ton}`} title={titre}>
    {children}
  </span>
)

/** The value is ours, not the assembly's. */
export const Indicatif = () => (
  <Etiquette ton="or" titre="Valeur choisie pour l’outil : les documents publiés ne la donnent pas.">
    indicatif
  </Etiquette>
)

/** The people or lines shown are invented. */
export const Fictif = ({
  mention,
  titre = 'Les formations sont inventées ; les totaux par organisme sont ceux de la délibération.',
}: {
  readonly mention?: string | null
  readonly titre?: string
}) => (
  <Etiquette ton="or" titre={titre}>
    {mention ?? 'fictif'}
  </Etiquette>
)
