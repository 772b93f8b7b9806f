import { ETATS_EXCEPTIONNELLE, type EtatExceptionnelle } from '#campagnes/demandes/exceptionnelle.ts'
import type { BaseRetenus } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'

const TONS: Readonly<Record<EtatExceptionnelle, TonEtiquette>> = {
  ...{ aucune: 'neutre', demandee: 'or', instruite: 'retenu', accordee: 'vert', refusee: 'ecarte' },
  retiree: 'neutre',
}

export const EtatExceptionnel = ({ etat }: { readonly etat: EtatExceptionnelle }) => (
  <Etiquette ton={TONS[etat]} titre={ETATS_EXCEPTIONNELLE[etat].sens}>
    {ETATS_EXCEPTIONNELLE[etat].libelle}
  </Etiquette>
)

/** By what the retained contracts are known, in a few words. */
export const BASES: Readonly<Record<BaseRetenus, string>> = {
  vote: 'tels que votés',
  proposition: 'selon la proposition figée',
  reglement: 'au règlement tel quel',
}
