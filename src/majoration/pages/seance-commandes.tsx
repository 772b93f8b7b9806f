import { useEffect, useSyncExternalStore } from 'react'
import type { Seance } from '#majoration/seance.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'

type ProprietesCommandes = {
  readonly preuve: Seance['preuve']
  readonly vue: number
  readonly vues: number
  /** What the current view shows, in words. */
  readonly ou: string
  readonly onAller: (vue: number) => void
  readonly onQuitter: () => void
}

/** The foot of the screen: which proposition this is, where we are in it, and what the hand may do. */
export const CommandesSeance = ({ preuve, vue, vues, ou, onAller, onQuitter }: ProprietesCommandes) => (
  <footer className="seance-pied">
    <p>
      {vue === 1 || !preuve ? (
        ou
      ) : (
        <>
          Proposition n°{INSECABLE}
          {preuve.numero} · <code>{preuve.empreinte.slice(0, 12)}…</code>
        </>
      )}
    </p>
    <div className="seance-commandes ecran-seulement">
      <Bouton aria-label="Vue précédente" isDisabled={vue === 1} onPress={() => onAller(vue - 1)}>
        ←
      </Bouton>
      <span className="insecable">
        {vue} / {vues}
      </span>
      <Bouton aria-label="Vue suivante" isDisabled={vue === vues} onPress={() => onAller(vue + 1)}>
        →
      </Bouton>
      <PleinEcran />
      <Bouton onPress={onQuitter}>Quitter</Bouton>
    </div>
  </footer>
)

/** Not offered by a browser that cannot; leaving the session gives the window back. */
function PleinEcran() {
  const plein = useSyncExternalStore(abonner, () => document.fullscreenElement !== null)
  useEffect(() => () => void (document.fullscreenElement && document.exitFullscreen()), [])
  if (!document.fullscreenEnabled) return null
  const basculer = () => (plein ? document.exitFullscreen() : document.documentElement.requestFullscreen())
  return <Bouton onPress={() => void basculer()}>{plein ? 'Fenêtre' : 'Plein écran'}</Bouton>
}

function abonner(abonne: () => void): () => void {
  document.addEventListener('fullscreenchange', abonne)
  return () => document.removeEventListener('fullscreenchange', abonne)
}
