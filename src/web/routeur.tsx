import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { validerRechercheClassement } from '#majoration/pages/recherche-classement.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import { Cadre } from '#web/cadre.tsx'

/** Every address of the application. Pages load when they are first visited; their filters live in the address. */
const racine = createRootRoute({ component: Cadre, notFoundComponent: Introuvable, errorComponent: Erreur })

const PAGES = import.meta.glob<Record<string, ComponentType>>(
  '../*/pages/{campagnes,import,campagne,classement,simulation,comparaison,sensibilite,repartition}.tsx',
)

const ecran = (path: string, fichier: string, nom: string) =>
  createRoute({
    getParentRoute: () => racine,
    path,
    component: lazyRouteComponent(() => PAGES[`../${fichier}`]!(), nom),
    validateSearch: path.endsWith('/classement') ? validerRechercheClassement : toutGarder,
  })

/** Pages that read their own parameters check them themselves. */
function toutGarder(recherche: Record<string, unknown>): Record<string, unknown> {
  return recherche
}

const routes = racine.addChildren([
  ecran('/', 'campagnes/pages/campagnes.tsx', 'PageCampagnes'),
  ecran('/campagnes/nouvelle', 'campagnes/pages/import.tsx', 'PageImport'),
  ecran('/campagnes/$id', 'majoration/pages/campagne.tsx', 'PageCampagne'),
  ecran('/campagnes/$id/classement', 'majoration/pages/classement.tsx', 'PageClassement'),
  ecran('/campagnes/$id/simulation', 'majoration/pages/simulation.tsx', 'PageSimulation'),
  ecran('/campagnes/$id/comparaison', 'majoration/pages/comparaison.tsx', 'PageComparaison'),
  ecran('/campagnes/$id/sensibilite', 'majoration/pages/sensibilite.tsx', 'PageSensibilite'),
  ecran('/campagnes/$id/repartition', 'majoration/pages/repartition.tsx', 'PageRepartition'),
])

export const creerRouteur = () =>
  createRouter({
    routeTree: routes,
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Chargement />,
    scrollRestoration: true,
  })

function Introuvable() {
  return (
    <Page titre="Page introuvable">
      <EtatVide
        titre="Cette adresse ne mène à aucune page."
        action={
          <LienBouton to="/" variante="principal">
            Voir les campagnes
          </LienBouton>
        }
      >
        Le lien est peut-être ancien, ou l’adresse incomplète.
      </EtatVide>
    </Page>
  )
}

function Erreur({ error, reset }: ErrorComponentProps) {
  return (
    <Page titre="Une erreur s’est produite">
      <EtatErreur erreur={error} reessayer={reset} />
    </Page>
  )
}
