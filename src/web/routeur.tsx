import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { validerRechercheClassement } from '#majoration/pages/recherche-classement.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import { Cadre } from '#web/cadre.tsx'

/** Every address of the application. Pages load when they are first visited; their filters live in the address. */
const racine = createRootRoute({ component: Cadre, notFoundComponent: Introuvable, errorComponent: Erreur })

type Recherche = Record<string, unknown>

const ecran = (
  path: string,
  component: ReturnType<typeof lazyRouteComponent>,
  validateSearch: (recherche: Recherche) => object = toutGarder,
) => createRoute({ getParentRoute: () => racine, path, component, validateSearch })

/** Most pages read their own parameters, and check them themselves. */
function toutGarder(recherche: Recherche): Recherche {
  return recherche
}

const routes = racine.addChildren([
  ecran(
    '/',
    lazyRouteComponent(() => import('#campagnes/pages/campagnes.tsx'), 'PageCampagnes'),
  ),
  ecran(
    '/campagnes/nouvelle',
    lazyRouteComponent(() => import('#campagnes/pages/import.tsx'), 'PageImport'),
  ),
  ecran(
    '/campagnes/preparer',
    lazyRouteComponent(() => import('#campagnes/pages/appel-nouveau.tsx'), 'PagePreparer'),
  ),
  ecran(
    '/campagnes/$id/appel',
    lazyRouteComponent(() => import('#campagnes/pages/appel.tsx'), 'PageAppel'),
  ),
  ecran(
    '/campagnes/$id',
    lazyRouteComponent(() => import('#majoration/pages/campagne.tsx'), 'PageCampagne'),
  ),
  ecran(
    '/campagnes/$id/classement',
    lazyRouteComponent(() => import('#majoration/pages/classement.tsx'), 'PageClassement'),
    validerRechercheClassement,
  ),
  ecran(
    '/campagnes/$id/simulation',
    lazyRouteComponent(() => import('#majoration/pages/simulation.tsx'), 'PageSimulation'),
  ),
  ecran(
    '/campagnes/$id/comparaison',
    lazyRouteComponent(() => import('#majoration/pages/comparaison.tsx'), 'PageComparaison'),
  ),
  ecran(
    '/campagnes/$id/sensibilite',
    lazyRouteComponent(() => import('#majoration/pages/sensibilite.tsx'), 'PageSensibilite'),
  ),
  ecran(
    '/campagnes/$id/repartition',
    lazyRouteComponent(() => import('#majoration/pages/repartition.tsx'), 'PageRepartition'),
  ),
  ecran(
    '/campagnes/$id/territoires',
    lazyRouteComponent(() => import('#majoration/pages/territoires.tsx'), 'PageTerritoires'),
  ),
  ecran(
    '/campagnes/$id/annees',
    lazyRouteComponent(() => import('#majoration/pages/annees.tsx'), 'PageAnnees'),
  ),
  ecran(
    '/campagnes/$id/rejeu',
    lazyRouteComponent(() => import('#majoration/pages/rejeu.tsx'), 'PageRejeu'),
  ),
  ecran(
    '/campagnes/$id/vote',
    lazyRouteComponent(() => import('#majoration/pages/vote.tsx'), 'PageVote'),
  ),
  ecran(
    '/campagnes/$id/reprise',
    lazyRouteComponent(() => import('#majoration/pages/reprise.tsx'), 'PageReprise'),
  ),
  ecran(
    '/campagnes/$id/seance',
    lazyRouteComponent(() => import('#majoration/pages/seance.tsx'), 'PageSeance'),
  ),
  ecran(
    '/campagnes/$id/deliberation',
    lazyRouteComponent(() => import('#deliberations/pages/deliberation.tsx'), 'PageDeliberation'),
  ),
  ecran(
    '/campagnes/$id/formations',
    lazyRouteComponent(() => import('#campagnes/pages/formations.tsx'), 'PageFormations'),
  ),
  ecran(
    '/campagnes/$id/publication',
    lazyRouteComponent(() => import('#campagnes/pages/publication.tsx'), 'PagePublication'),
  ),
  ecran(
    '/campagnes/$id/notifications',
    lazyRouteComponent(() => import('#courriers/pages/notifications.tsx'), 'PageNotifications'),
  ),
  ecran(
    '/campagnes/$id/demandes',
    lazyRouteComponent(() => import('#campagnes/demandes/pages/instruction-file.tsx'), 'PageFileDemandes'),
  ),
  ecran(
    '/campagnes/$id/demandes/$demande',
    lazyRouteComponent(() => import('#campagnes/demandes/pages/instruction-etude.tsx'), 'PageEtudeDemande'),
  ),
  ecran(
    '/campagnes/$id/exceptionnelles',
    lazyRouteComponent(() => import('#campagnes/demandes/pages/exceptionnelles.tsx'), 'PageExceptionnelles'),
  ),
  ecran(
    '/campagnes/$id/lectures',
    lazyRouteComponent(() => import('#campagnes/lectures/pages/lecture-campagne.tsx'), 'PageLectures'),
  ),
  ecran(
    '/lectures',
    lazyRouteComponent(() => import('#campagnes/lectures/pages/mes-lectures.tsx'), 'PageMesLectures'),
  ),
  ecran(
    '/appels',
    lazyRouteComponent(() => import('#campagnes/demandes/pages/espace-appels.tsx'), 'PageAppels'),
  ),
  ecran(
    '/demandes/$demande/montant',
    lazyRouteComponent(() => import('#majoration/pages/montant-vote.tsx'), 'PageMontantVote'),
  ),
  ecran(
    '/demandes/$demande',
    lazyRouteComponent(() => import('#campagnes/demandes/pages/demande-page.tsx'), 'PageDemande'),
  ),
  ecran(
    '/campagnes/$id/transmission',
    lazyRouteComponent(() => import('#diffusion/pages/transmission.tsx'), 'PageTransmission'),
  ),
  ecran(
    '/campagnes/$id/rapprochement',
    lazyRouteComponent(() => import('#diffusion/pages/rapprochement.tsx'), 'PageRapprochement'),
  ),
  ecran(
    '/organismes/$siret',
    lazyRouteComponent(() => import('#memoire/pages/memoire.tsx'), 'PageMemoire'),
  ),
  ecran(
    '/travaux',
    lazyRouteComponent(() => import('#travaux/pages/travaux.tsx'), 'PageTravaux'),
  ),
  ecran(
    '/aides',
    lazyRouteComponent(() => import('#aides/pages/aides.tsx'), 'PageAides'),
  ),
  ecran(
    '/aides/$code',
    lazyRouteComponent(() => import('#aides/pages/aide.tsx'), 'PageAide'),
  ),
  ecran(
    '/campagnes-aides',
    lazyRouteComponent(() => import('#aides/sessions/pages/sessions.tsx'), 'PageSessions'),
  ),
  ecran(
    '/campagnes-aides/$session',
    lazyRouteComponent(() => import('#aides/sessions/pages/session.tsx'), 'PageSession'),
  ),
  ecran(
    '/campagnes-aides/$session/attestations',
    lazyRouteComponent(() => import('#aides/dossiers/pages/attestations.tsx'), 'PageAttestations'),
  ),
  ecran(
    '/campagnes-aides/$session/dossiers',
    lazyRouteComponent(() => import('#aides/dossiers/pages/dossiers.tsx'), 'PageDossiersAide'),
  ),
  ecran(
    '/campagnes-aides/$session/dossiers/$dossier',
    lazyRouteComponent(() => import('#aides/dossiers/pages/dossier.tsx'), 'PageDossierAide'),
  ),
  ecran(
    '/soldes',
    lazyRouteComponent(() => import('#aides/soldes/pages/soldes.tsx'), 'PageSoldes'),
  ),
  ecran(
    '/soldes/$solde',
    lazyRouteComponent(() => import('#aides/soldes/pages/solde.tsx'), 'PageSolde'),
  ),
  ecran(
    '/non-valeurs',
    lazyRouteComponent(() => import('#aides/non-valeurs/pages/non-valeurs.tsx'), 'PageNonValeurs'),
  ),
  ecran(
    '/non-valeurs/$admission',
    lazyRouteComponent(() => import('#aides/non-valeurs/pages/admission.tsx'), 'PageAdmission'),
  ),
  ecran(
    '/paiements-aides',
    lazyRouteComponent(() => import('#aides/asp/pages/paiements-aides.tsx'), 'PagePaiementsAides'),
  ),
  ecran(
    '/suivi-aide/$jeton',
    lazyRouteComponent(() => import('#aides/dossiers/pages/suivi-aide.tsx'), 'PageSuiviAide'),
  ),
  ecran(
    '/donnees-ouvertes',
    lazyRouteComponent(() => import('#diffusion/pages/donnees-ouvertes.tsx'), 'PageDonneesOuvertes'),
  ),
  ecran(
    '/campagnes/$id/paiement',
    lazyRouteComponent(() => import('#campagnes/pages/paiement.tsx'), 'PagePaiement'),
  ),
  ecran(
    '/budget',
    lazyRouteComponent(() => import('#budget/pages/budget.tsx'), 'PageBudget'),
  ),
  ecran(
    '/budget/lignes/$ligne',
    lazyRouteComponent(() => import('#budget/pages/ligne.tsx'), 'PageLigne'),
  ),
  ecran(
    '/journal',
    lazyRouteComponent(() => import('#journal/pages/journal.tsx'), 'PageJournal'),
  ),
  ecran(
    '/donnees-personnelles',
    lazyRouteComponent(() => import('#donnees-personnelles/pages/registre.tsx'), 'PageRegistre'),
  ),
  ecran(
    '/administration/invitations',
    lazyRouteComponent(() => import('#annuaire/pages/invitations.tsx'), 'PageInvitations'),
  ),
  ecran(
    '/administration/messages',
    lazyRouteComponent(() => import('#annuaire/pages/messages.tsx'), 'PageMessages'),
  ),
  ecran(
    '/administration/cles',
    lazyRouteComponent(() => import('#annuaire/pages/cles.tsx'), 'PageCles'),
  ),
  ecran(
    '/administration/personnes',
    lazyRouteComponent(() => import('#annuaire/pages/personnes.tsx'), 'PagePersonnes'),
  ),
  ecran(
    '/administration/personnes/$personne',
    lazyRouteComponent(() => import('#annuaire/pages/personne.tsx'), 'PagePersonne'),
  ),
  ecran(
    '/administration/organisations',
    lazyRouteComponent(() => import('#annuaire/pages/organisations.tsx'), 'PageOrganisations'),
  ),
  ecran(
    '/campagnes-aides/$session/listes',
    lazyRouteComponent(() => import('#aides/listes/pages/listes.tsx'), 'PageListesAides'),
  ),
  ecran(
    '/campagnes-aides/$session/listes/$liste',
    lazyRouteComponent(() => import('#aides/listes/pages/liste.tsx'), 'PageListeAide'),
  ),
  ecran(
    '/campagnes-aides/$session/a-verifier',
    lazyRouteComponent(() => import('#aides/listes/pages/a-verifier.tsx'), 'PageAVerifier'),
  ),
  ecran(
    '/entrer',
    lazyRouteComponent(() => import('#annuaire/pages/entrer.tsx'), 'PageEntrer'),
  ),
  ecran(
    '/compte',
    lazyRouteComponent(() => import('#annuaire/pages/compte.tsx'), 'PageCompte'),
  ),
  ecran(
    '/delegations',
    lazyRouteComponent(() => import('#annuaire/pages/delegations.tsx'), 'PageDelegations'),
  ),
  ecran(
    '/droits',
    lazyRouteComponent(() => import('#annuaire/pages/droits.tsx'), 'PageDroits'),
  ),
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
