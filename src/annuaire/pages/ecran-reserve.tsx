import type { ReactNode } from 'react'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { ACTIONS, type Action, ROLES } from '#socle/acces.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatConnexion, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'

/**
 * A screen for those who may do an action: nothing of it is asked of the server before we know that they may. Others
 * read why, and where to go instead.
 */
export function EcranReserve({
  action,
  titre,
  children,
}: {
  readonly action: Action
  /** Title of the page while its content is not there. */
  readonly titre: string
  readonly children: ReactNode
}) {
  const { data, error, isError, refetch } = useCompte()
  if (data?.droits.includes(action)) return children
  return (
    <Page titre={titre}>
      {data ? (
        data.acteur ? (
          <EtatVide
            titre={`Le rôle « ${ROLES[data.acteur.role].libelle} » ne donne pas accès à cet écran.`}
            action={
              <div className="rangee">
                <LienBouton to="/" variante="principal">
                  Voir les campagnes
                </LienBouton>
                <LienBouton to="/droits">Qui peut faire quoi</LienBouton>
              </div>
            }
          >
            Il faut le droit « {ACTIONS[action].libelle} ». Si vous devriez l’avoir, écrivez à
            l’administrateur de la Région.
          </EtatVide>
        ) : (
          <EtatConnexion />
        )
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement />
      )}
    </Page>
  )
}
