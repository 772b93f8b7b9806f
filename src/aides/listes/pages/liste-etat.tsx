import { ETATS_LISTE } from '#aides/listes/etats-liste.ts'
import type { EtatListe } from '#aides/listes/liste.ts'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'

const TONS: Partial<Record<EtatListe, TonEtiquette>> = {
  prete: 'vert',
  deposee: 'vert',
  a_corriger: 'flamme',
  refusee: 'flamme',
}

export const EtatDeListe = ({ etat }: { readonly etat: EtatListe }) => (
  <Etiquette ton={TONS[etat] ?? 'neutre'}>{ETATS_LISTE[etat]}</Etiquette>
)
