import { useEffect } from 'react'
import type { Delai } from '#campagnes/demandes/espace.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { ecrireInstant, useHeureServeur } from '#ui/horloge.ts'
import { Message } from '#ui/message.tsx'

const JOUR = 86_400_000

type Proprietes = {
  readonly delai: Delai
  /** The deadline has just passed under one's eyes. */
  readonly onPasse?: () => void
}

/** What remains before the deadline, by the server's clock; to the second on the last day. */
export function TempsRestant({ delai: { jusquAu, motifs }, onPasse }: Proprietes) {
  const fin = jusquAu ? Date.parse(jusquAu) : 0
  // The last second counts whole: the deadline is passed when the next one begins.
  const reste = useReste(fin + 1_000)
  const passe = jusquAu !== null && reste <= 0
  useEffect(() => {
    if (passe) onPasse?.()
  }, [passe, onPasse])
  if (!jusquAu || passe)
    return (
      <Message ton="avertissement" motifs={motifs}>
        {passe && <p>Le délai est passé depuis le {ecrireInstant(jusquAu)} (heure de Paris).</p>}
      </Message>
    )
  return (
    <p className="espace-delai" data-dernier-jour={reste < JOUR || undefined}>
      <strong>{direReste(reste)}</strong>
      <span>
        jusqu’au <time dateTime={jusquAu}>{ecrireInstant(jusquAu)}</time>, heure de Paris
      </span>
    </p>
  )
}

/** Redrawn each second in the last days only. */
function useReste(fin: number): number {
  const grossier = useHeureServeur('minute')
  const fin2 = fin - grossier < 2 * JOUR
  return fin - useHeureServeur(fin2 ? 'seconde' : 'minute')
}

/** « Il reste 12 jours », then on the last day « Il reste 05 h 12 min 07 s ». */
export function direReste(ms: number): string {
  if (ms >= JOUR) return `Il reste ${compter(Math.floor(ms / JOUR), 'jour')}`
  const secondes = Math.floor(ms / 1_000)
  const deux = (n: number) => String(n).padStart(2, '0')
  const [h, min, s] = [Math.floor(secondes / 3_600), Math.floor(secondes / 60) % 60, secondes % 60]
  const heures = h > 0 ? `${h}${INSECABLE}h${INSECABLE}` : ''
  return `Il reste ${heures}${deux(min)}${INSECABLE}min${INSECABLE}${deux(s)}${INSECABLE}s`
}
