import { requete } from '#ui/requete.ts'

const SUITE = 'oriflamme-apres-sortie'

/**
 * Closes the session here, then at the provider, which sends the browser home.
 *
 * @param onSortie called once our session is closed, before the browser leaves
 * @param suite address to open after that, instead of staying home
 */
export async function sortir(onSortie: () => void, suite?: string): Promise<void> {
  const reponse = await requete<{ suite: string }>('/connexion/sortie', 'POST')
  onSortie()
  if (suite) sessionStorage.setItem(SUITE, suite)
  location.assign(reponse.suite)
}

/** Back from the provider: goes where « Changer de personne » was going. To be called before anything is drawn. */
export function reprendreDepart(): void {
  const suite = sessionStorage.getItem(SUITE)
  if (!suite || location.pathname !== '/') return
  sessionStorage.removeItem(SUITE)
  location.replace(suite)
}
