import { Link, useLocation } from '@tanstack/react-router'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import type { Action } from '#socle/acces.ts'
import { BarreOnglets, type OngletBarre } from '#web/barre-onglets.tsx'

type Ecran = OngletBarre & { readonly droit: Action }

type Domaine = {
  readonly libelle: string
  /** How its addresses begin: « campagnes » for /campagnes/2023. The start page is the first domain's. */
  readonly debuts: readonly string[]
  /** Its screens in the order of its tabs; the first that the person may open is where the domain leads. */
  readonly ecrans: readonly Ecran[]
}

/** What the application is made of; screens of nobody's domain (journal, accounts…) are reached by the menu. */
const DOMAINES: readonly Domaine[] = [
  {
    libelle: 'Majoration',
    debuts: ['', 'campagnes', 'appels', 'demandes', 'lectures', 'organismes'],
    ecrans: [{ to: '/', libelle: 'Campagnes', droit: 'campagne.lire' }],
  },
  {
    libelle: 'Aides aux apprentis',
    debuts: ['campagnes-aides', 'paiements-aides', 'soldes', 'non-valeurs', 'aides', 'suivi-aide'],
    ecrans: [
      { to: '/campagnes-aides', libelle: 'Campagnes', droit: 'aide.lire', dessous: true },
      { to: '/paiements-aides', libelle: 'Paiements', droit: 'aide.traiter' },
      { to: '/soldes', libelle: 'Soldes', droit: 'solde.lire', dessous: true },
      { to: '/non-valeurs', libelle: 'Titres et non-valeurs', droit: 'nonvaleur.lire', dessous: true },
      { to: '/aides', libelle: 'Règles', droit: 'reglement.lire', dessous: true },
    ],
  },
  {
    libelle: 'Budget',
    debuts: ['budget'],
    ecrans: [{ to: '/budget', libelle: 'Budget', droit: 'budget.lire' }],
  },
]

/** « /soldes/12 » → « soldes ». */
const debutDe = (adresse: string): string => adresse.split('/')[1] ?? ''

const useDebut = (): string => useLocation({ select: ({ pathname }) => debutDe(pathname) })

const ouverts = ({ ecrans }: Domaine, { droits }: CompteCourant): readonly Ecran[] =>
  ecrans.filter(({ droit }) => droits.includes(droit))

/** Where one is in the application, and the way to its other parts. */
export function Domaines({ compte }: { readonly compte: CompteCourant }) {
  const debut = useDebut()
  return (
    <nav className="cadre-domaines" aria-label="Domaines">
      <ul>
        {DOMAINES.map((domaine) => {
          const [premier] = ouverts(domaine, compte)
          const ici = domaine.debuts.includes(debut)
          return (
            premier && (
              <li key={domaine.libelle}>
                <Link to={premier.to} activeOptions={{ exact: true }} data-ici={ici || undefined}>
                  {domaine.libelle}
                  {ici && <span className="hors-ecran"> (vous y êtes)</span>}
                </Link>
              </li>
            )
          )
        })}
      </ul>
    </nav>
  )
}

/** The tabs of a domain, when it has several screens for this person. */
export function OngletsDomaine({ compte }: { readonly compte: CompteCourant }) {
  const debut = useDebut()
  const domaine = DOMAINES.find(({ debuts }) => debuts.includes(debut))
  const ecrans = domaine ? ouverts(domaine, compte) : []
  if (!domaine || ecrans.length < 2) return null
  const rang = ecrans.findIndex(({ to }) => debutDe(to) === debut)
  return <BarreOnglets nom={domaine.libelle} onglets={ecrans} rang={rang} />
}
