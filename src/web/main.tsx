import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { compteCourant } from '#annuaire/pages/compte-courant.tsx'
import { reprendreDepart } from '#annuaire/pages/depart.ts'
import '#ui/jetons.css'
import '#ui/polices.css'
import '#ui/socle.css'
import '#ui/page.css'
import '#ui/carte.css'
import '#ui/boutons.css'
import '#ui/champs.css'
import '#ui/curseur.css'
import '#ui/messages.css'
import '#ui/dialogue.css'
import '#ui/tableau.css'
import '#ui/jauge.css'
import '#ui/mouvements.css'
import { ErreurApi } from '#ui/requete.ts'
import { appliquerTheme } from '#ui/theme.ts'
import { creerRouteur } from '#web/routeur.tsx'

appliquerTheme()
reprendreDepart()

// A refusal of the server will not change by asking again; a lost connection may.
const requetes = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (essais, erreur) =>
        essais < 2 && !(erreur instanceof ErreurApi && erreur.statut >= 400 && erreur.statut < 500),
    },
  },
})

// Every screen depends on who is here: asked before anything is drawn.
void requetes.prefetchQuery(compteCourant)

createRoot(document.getElementById('racine')!).render(
  <StrictMode>
    <QueryClientProvider client={requetes}>
      <I18nProvider locale="fr-FR">
        <RouterProvider router={creerRouteur()} />
      </I18nProvider>
    </QueryClientProvider>
  </StrictMode>,
)
