import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

export type OngletBarre = {
  readonly to: string
  readonly libelle: string
  /** Current on the screens under it too. */
  readonly dessous?: true
}

type ProprietesBarre = {
  readonly nom: string
  readonly onglets: readonly OngletBarre[]
  /** Which one is current, -1 for none. */
  readonly rang: number
  readonly params?: Readonly<Record<string, string>>
}

/** Screens that go together, one press away from each other. */
export function BarreOnglets({ nom, onglets, rang, params = {} }: ProprietesBarre) {
  const liste = useRef<HTMLUListElement>(null)
  const ou = useLocation({ select: ({ pathname }) => pathname })
  const routeur = useRouter()
  // On a phone the tabs are wider than the screen: the current one is brought into sight. It is known by the address:
  // its link may say a little later that it is current. Once more when the screen is drawn: the router then puts every
  // region that scrolls back where it was on the screen before, these tabs among them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each new screen, and when tabs come
  useEffect(() => {
    const montrer = () => {
      const tous = liste.current
      const courant = tous?.querySelectorAll('a')[rang]
      if (tous && courant) tous.scrollLeft = courant.offsetLeft - (tous.clientWidth - courant.offsetWidth) / 2
    }
    montrer()
    return routeur.subscribe('onRendered', montrer)
  }, [ou, rang])
  return (
    <nav className="cadre-onglets" aria-label={nom}>
      <ul ref={liste}>
        {onglets.map(({ to, libelle, dessous }, i) => (
          <li key={to}>
            <Link
              to={to}
              params={params}
              activeOptions={{ exact: !dessous, includeSearch: false }}
              {...(i === rang && { 'aria-current': 'page' })}
            >
              {libelle}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
