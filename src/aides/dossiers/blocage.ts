import type { MotifPaiement } from '#aides/asp/correcteur.ts'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import { raisonDe } from '#aides/asp/rejets.ts'
import type { Blocage } from '#aides/dossiers/correction-permise.ts'

/** Where the payment of a dossier stands, and what was said of it. */
export type PaiementArrete = {
  readonly paiement: EtatPaiement | null
  readonly raison: string | null
  readonly motifs: readonly MotifPaiement[]
}

/** What stops the payment of a dossier: our own tests, or what the agency or a bank answered. */
export function blocagesDe({ paiement, raison, motifs }: PaiementArrete): Blocage[] {
  if (paiement === 'incomplete')
    return motifs.map(({ code, champ, message, correcteur }) => ({
      code,
      champ,
      libelle: message,
      correcteur,
    }))
  if (raison === null || (paiement !== 'rejetee' && paiement !== 'impayee')) return []
  const { code, champ, libelle, correcteur } = raisonDe(raison)
  return [{ code, champ, libelle, correcteur }]
}
