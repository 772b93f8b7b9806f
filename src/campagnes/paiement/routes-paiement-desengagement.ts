import { listEngagementsOfObjet } from '#budget/store-engagements.ts'
import { announce } from '#campagnes/demandes/routes-annonce.ts'
import { holdDemande, moveDemande } from '#campagnes/demandes/routes-passage.ts'
import { demandePayee, suiteDuDesengagement } from '#campagnes/paiement/liquidation.ts'
import { listVotees } from '#campagnes/paiement/store-paiement.ts'
import type { AppContext } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { Acteur } from '#socle/acces.ts'

/**
 * What follows when the budget, which knows nothing of applications, gives back credits that pay one. The application is held
 * first, as engagements and payments do; what it answers is called in the same transaction, once the act is written.
 */
export const followDesengagement =
  (annonce: Pick<AppContext, 'mail' | 'config'>) =>
  async (tx: Tx, objet: string, acteur: Acteur): Promise<() => Promise<void>> => {
    const id = demandePayee(objet)
    if (id === null) return async () => {}
    const tenue = await holdDemande(tx, id)
    return async () => {
      if (tenue.etat !== 'engagee') return
      const votees = await listVotees(tx, tenue.campagne)
      const vote = votees.find(({ demande }) => demande?.id === id)?.vote ?? 0
      const suite = suiteDuDesengagement(vote, await listEngagementsOfObjet(tx, objet))
      if (suite === null) return
      await moveDemande(tx, tenue, suite, acteur)
      if (suite === 'finirDePayer') await announce(tx, annonce, tenue, 'paiement', {})
    }
  }
