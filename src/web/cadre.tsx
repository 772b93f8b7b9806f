import { Link, Outlet, useParams } from '@tanstack/react-router'
import { AttenteCompte } from '#annuaire/pages/attente.tsx'
import { BandeauDelegation } from '#annuaire/pages/bandeau-delegation.tsx'
import { MenuCompte } from '#annuaire/pages/menu-compte.tsx'
import { INSECABLE } from '#socle/francais.ts'
import { Annonces } from '#ui/annonce.tsx'
import { EtatConnexion } from '#ui/etat.tsx'
import { Icone } from '#ui/icone.tsx'
import { Page } from '#ui/page.tsx'
import { type Theme, useTheme } from '#ui/theme.ts'
import { Domaines, OngletsDomaine } from '#web/domaines.tsx'
import { Onglets } from '#web/onglets.tsx'
import { type Fin, useSession } from '#web/session.tsx'
import './cadre.css'

/** What surrounds every page: a link past the navigation, the name, the domains, who is here, the theme, the tabs of the campaign or of the domain. */
export function Cadre() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const { compte, fin, sortir } = useSession()
  return (
    <Annonces>
      <a className="evitement" href="#contenu">
        Aller au contenu
      </a>
      <header className="cadre-haut">
        {compte?.demonstration && (
          <p className="cadre-demonstration">
            <strong>Démonstration.</strong> Chacun choisit qui il est, sans mot de passe{INSECABLE}: les
            personnes sont inventées, rien n’est à protéger ici.
          </p>
        )}
        {compte && !fin && <BandeauDelegation compte={compte} />}
        <div>
          <div className="marque-suite">
            <Link to="/" className="marque">
              <Flamme />
              Oriflamme
            </Link>
            {compte && !fin && <Domaines compte={compte} />}
          </div>
          <div className="cadre-outils">
            {compte && !fin && <MenuCompte compte={compte} onSortie={sortir} />}
            <BoutonTheme />
          </div>
        </div>
      </header>
      {compte &&
        !fin &&
        (id ? <Onglets campagne={id} compte={compte} /> : <OngletsDomaine compte={compte} />)}
      <main id="contenu" className="cadre-contenu" tabIndex={-1}>
        {fin ? (
          <Depart fin={fin} />
        ) : (
          <>
            {compte && <AttenteCompte compte={compte} />}
            <Outlet />
          </>
        )}
      </main>
    </Annonces>
  )
}

/** In place of the page, when nobody is known any more: nothing of what was shown stays. */
const Depart = ({ fin }: { readonly fin: Fin }) => (
  <Page titre="Vous êtes déconnecté">
    {fin === 'sortie' ? (
      <EtatConnexion titre="Votre session est fermée.">
        Rien de ce que vous voyiez ne reste ici.
      </EtatConnexion>
    ) : (
      <EtatConnexion titre="Votre session est finie.">
        Elle a été fermée ailleurs, ou elle a expiré. Ce que vous veniez de demander n’a pas été fait
        {INSECABLE}: connectez-vous, vous reviendrez à cette page.
      </EtatConnexion>
    )}
  </Page>
)

const THEMES: Readonly<
  Record<Theme, { libelle: string; icone: 'systeme' | 'soleil' | 'lune'; suivant: Theme }>
> = {
  systeme: { libelle: 'Auto', icone: 'systeme', suivant: 'clair' },
  clair: { libelle: 'Clair', icone: 'soleil', suivant: 'sombre' },
  sombre: { libelle: 'Sombre', icone: 'lune', suivant: 'systeme' },
}

function BoutonTheme() {
  const [theme, setTheme] = useTheme()
  const { libelle, icone, suivant } = THEMES[theme]
  return (
    <button type="button" className="theme" onClick={() => setTheme(suivant)}>
      <Icone nom={icone} />
      <span className="hors-ecran">Couleurs : </span>
      {libelle}
    </button>
  )
}

/** The banner on its staff. */
const Flamme = () => (
  <svg viewBox="0 0 22 26" aria-hidden="true" focusable="false">
    <path d="M3 1.5v23" stroke="#e9b949" strokeWidth="2.2" strokeLinecap="round" />
    <path
      d="M5 3c5-1.7 8 2.3 15 .4-2.1 2.5-2.1 4.3 0 6.6-5.3 1.5-5.9 1.5-5.8 3.9.1 1.8 1.6 2.9 3.7 3.6-5.9 1.9-8.5-1.7-12.9.3z"
      fill="#e4572e"
    />
  </svg>
)
