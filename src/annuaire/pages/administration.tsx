import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { useAttente } from '#annuaire/pages/gestion-donnees.ts'
import type { Attente } from '#annuaire/schema-gestion.ts'
import type { Action } from '#socle/acces.ts'
import { Page } from '#ui/page.tsx'
import './administration.css'

type Ecran = {
  readonly to: string
  readonly libelle: string
  readonly action: Action
  /** What waits there for an answer. */
  readonly attente?: keyof Attente
}

const ECRANS: readonly Ecran[] = [
  { to: '/administration/personnes', libelle: 'Personnes', action: 'personne.gerer', attente: 'personnes' },
  {
    to: '/administration/organisations',
    libelle: 'Organisations',
    action: 'personne.gerer',
    attente: 'organisations',
  },
  { to: '/administration/invitations', libelle: 'Invitations', action: 'personne.gerer' },
  { to: '/administration/messages', libelle: 'Messages', action: 'personne.gerer' },
  { to: '/administration/cles', libelle: 'Clés', action: 'cle.gerer' },
  { to: '/delegations', libelle: 'Délégations', action: 'delegation.gerer' },
]

type Proprietes = {
  /** What the screen takes; others read why they may not see it. */
  readonly action: Action
  readonly titre: string
  readonly surtitre?: ReactNode
  readonly chapeau?: ReactNode
  readonly etiquettes?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of every screen of administration: its neighbours that this person may open, then the page. */
export const Administration = ({ action, titre, ...page }: Proprietes) => (
  <EcranReserve action={action} titre={titre}>
    <Voisins />
    <Page titre={titre} {...page} />
  </EcranReserve>
)

function Voisins() {
  const droits = useDroits()
  const { data: attendent } = useAttente(droits.has('personne.gerer'))
  const liste = useRef<HTMLUListElement>(null)
  const ecrans = ECRANS.filter(({ action }) => droits.has(action))
  // On a phone the links are wider than the screen: the current one is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again when links come
  useEffect(() => {
    const [tous, courant] = [liste.current, liste.current?.querySelector<HTMLElement>('[aria-current=page]')]
    if (tous && courant) tous.scrollLeft = courant.offsetLeft - (tous.clientWidth - courant.offsetWidth) / 2
  }, [ecrans.length])
  if (ecrans.length < 2) return null
  return (
    <nav className="administration-ecrans ecran-seulement" aria-label="Administration">
      <ul ref={liste}>
        {ecrans.map(({ to, libelle, attente }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ includeSearch: false }}>
              {libelle}
              {attente && <Nombre combien={attendent?.[attente] ?? 0} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How many wait, read as « 3 en attente ». */
const Nombre = ({ combien }: { readonly combien: number }) =>
  combien > 0 && (
    <span className="compteur administration-nombre">
      {combien}
      <span className="hors-ecran"> en attente</span>
    </span>
  )
