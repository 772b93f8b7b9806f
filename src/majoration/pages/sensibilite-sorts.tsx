import type { Sort } from '#majoration/sensibilite.ts'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'

/** The four fates in the order in which they are shown, and the words for them. */
export const SORTS: readonly Sort[] = ['toujours', 'depend', 'indetermine', 'jamais']

export const LIBELLES_FORMATION: Readonly<Record<Sort, string>> = {
  toujours: 'Toujours retenue',
  depend: 'Dépend des poids',
  indetermine: 'Indéterminée',
  jamais: 'Jamais retenue',
}

export const LIBELLES_ORGANISME: Readonly<Record<Sort, string>> = {
  toujours: 'Toujours bénéficiaire',
  depend: 'Dépend des poids',
  indetermine: 'Indéterminé',
  jamais: 'Jamais bénéficiaire',
}

const TONS: Readonly<Record<Sort, TonEtiquette>> = {
  toujours: 'retenu',
  depend: 'or',
  indetermine: 'neutre',
  jamais: 'flamme',
}

export const EtiquetteSort = ({
  sort,
  libelles,
}: {
  readonly sort: Sort
  readonly libelles: Readonly<Record<Sort, string>>
}) => <Etiquette ton={TONS[sort]}>{libelles[sort]}</Etiquette>
