import { ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'

const TONS: Readonly<Partial<Record<EtatCampagne, TonEtiquette>>> = {
  ouverte: 'vert',
  au_vote: 'flamme',
  votee: 'retenu',
  en_paiement: 'retenu',
}

/** Where a campaign stands, in a word; what it means shows on hover. */
export const EtatDeCampagne = ({ etat }: { readonly etat: EtatCampagne }) => (
  <Etiquette ton={TONS[etat] ?? 'neutre'} titre={ETATS_CAMPAGNE[etat].sens}>
    {ETATS_CAMPAGNE[etat].libelle}
  </Etiquette>
)
