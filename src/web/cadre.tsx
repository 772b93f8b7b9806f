import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Annonces } from '#ui/annonce.tsx'
import { Icone } from '#ui/icone.tsx'
import { type Theme, useTheme } from '#ui/theme.ts'
import './cadre.css'

/** What surrounds every page: a link past the navigation, the name, the theme, the campaign's tabs. */
export function Cadre() {
  const { id } = useParams({ strict: false }) as { id?: string }
  return (
    <Annonces>
      <a className="evitement" href="#contenu">
        Aller au contenu
      </a>
      <header className="cadre-haut">
        <div>
          <div className="marque-suite">
            <Link to="/" className="marque">
              <Flamme />
              Oriflamme
            </Link>
            <span className="marque-sous">Majoration des coûts-contrats d’apprentissage</span>
          </div>
          <BoutonTheme />
        </div>
      </header>
      {id && <Onglets campagne={id} />}
      <main id="contenu" className="cadre-contenu" tabIndex={-1}>
        <Outlet />
      </main>
    </Annonces>
  )
}

const ONGLETS = [
  { to: '/campagnes/$id', libelle: 'Campagne' },
  { to: '/campagnes/$id/classement', libelle: 'Classement' },
  { to: '/campagnes/$id/simulation', libelle: 'Simulation' },
  { to: '/campagnes/$id/comparaison', libelle: 'Comparaison' },
  { to: '/campagnes/$id/sensibilite', libelle: 'Sensibilité' },
  { to: '/campagnes/$id/repartition', libelle: 'Répartition' },
]

function Onglets({ campagne }: { campagne: string }) {
  const liste = useRef<HTMLUListElement>(null)
  const ou = useLocation({ select: ({ pathname }) => pathname })
  // On a phone the tabs are wider than the screen: the current one is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each new screen
  useEffect(() => {
    const [onglets, courant] = [
      liste.current,
      liste.current?.querySelector<HTMLElement>('[aria-current=page]'),
    ]
    if (onglets && courant)
      onglets.scrollLeft = courant.offsetLeft - (onglets.clientWidth - courant.offsetWidth) / 2
  }, [ou])
  return (
    <nav className="cadre-onglets" aria-label="Campagne">
      <ul ref={liste}>
        {ONGLETS.map(({ to, libelle }) => (
          <li key={to}>
            <Link to={to} params={{ id: campagne }} activeOptions={{ exact: true, includeSearch: false }}>
              {libelle}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

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
