import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'

const TONS: Readonly<Partial<Record<EtatDemande, TonEtiquette>>> = {
  a_completer: 'flamme',
  deposee: 'retenu',
  complete: 'retenu',
  instruite: 'retenu',
  validee: 'retenu',
  retenue: 'vert',
  notifiee: 'vert',
  engagee: 'vert',
  payee: 'vert',
  ineligible: 'ecarte',
  non_retenue: 'ecarte',
  retiree: 'ecarte',
}

/** The colour of a state; its word says it all the same. */
export const tonEtat = (etat: EtatDemande): TonEtiquette => TONS[etat] ?? 'or'

export const EtatDeDemande = ({ etat }: { readonly etat: EtatDemande }) => (
  <Etiquette ton={tonEtat(etat)}>{ETATS_DEMANDE[etat].libelle}</Etiquette>
)
