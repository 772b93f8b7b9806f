import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { SansFormation } from '#campagnes/pages/appel-sans-formation.tsx'
import { useCampagne, useFormations } from '#campagnes/pages/donnees.ts'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'

type Proprietes = {
  readonly children: (campagne: Campagne, formations: readonly Formation[]) => ReactNode
  /** In place of the page while the campaign has no formation: that there is nothing to rank, by default. */
  readonly sansFormation?: (campagne: Campagne) => ReactNode
}

/**
 * Waits for the campaign of the address and its formations, then shows the page: every screen that ranks starts with
 * `<CampagneChargee>{(campagne, formations) => …}</CampagneChargee>` and never deals with what is not there yet. Only
 * for those who see every formation: on a part of them, the ranking and the amounts would be false.
 */
export const CampagneChargee = (props: Proprietes) => (
  <EcranReserve action="classement.lire" titre="Campagne">
    <Chargee {...props} />
  </EcranReserve>
)

function Chargee({ children, sansFormation }: Proprietes) {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const campagne = useCampagne(id)
  const formations = useFormations(id)
  const enErreur = [campagne, formations].find((requete) => requete.isError)
  if (enErreur)
    return (
      <Page titre="Campagne">
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      </Page>
    )
  if (!campagne.data || !formations.data)
    return (
      <Page titre="Campagne">
        <Chargement quoi="Chargement de la campagne" />
      </Page>
    )
  if (formations.data.length > 0) return children(campagne.data, formations.data)
  return sansFormation?.(campagne.data) ?? <SansFormation campagne={campagne.data} />
}
