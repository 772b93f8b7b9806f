import type { Soldes } from '#budget/rules/soldes.ts'
import { Jauge } from '#ui/jauge.tsx'
import { Montant } from '#ui/montant.tsx'

const ecrire = (centimes: number) => <Montant centimes={centimes} />

/** The two envelopes of a line as bars: what may be promised, what may be paid. */
export const JaugesLigne = ({ soldes }: { readonly soldes: Soldes }) => (
  <>
    {soldes.voteAutorisationEngagement !== 0 && (
      <Jauge
        titre="Autorisations d’engagement"
        total={soldes.voteAutorisationEngagement}
        ecrire={ecrire}
        segments={[
          { libelle: 'Engagé', valeur: soldes.engageSurAffectation, serie: 1 },
          { libelle: 'Affecté, pas encore engagé', valeur: soldes.resteAEngager, serie: 2 },
          { libelle: 'Reste à affecter', valeur: soldes.resteAAffecter, serie: 'neutre' },
        ]}
      />
    )}
    <Jauge
      titre="Crédits de paiement"
      total={soldes.voteCreditsDePaiement}
      ecrire={ecrire}
      segments={[
        { libelle: 'Payé', valeur: soldes.paye, serie: 1 },
        { libelle: 'Mandaté, pas encore payé', valeur: soldes.resteAPayer, serie: 2 },
        { libelle: 'Engagé sans affectation', valeur: soldes.retenuSansMandat, serie: 4 },
        { libelle: 'Reste', valeur: soldes.resteCreditsDePaiement, serie: 'neutre' },
      ]}
    />
  </>
)
