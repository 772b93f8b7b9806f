import { type ReactNode, useEffect } from 'react'
import { ecrirePart } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'

type ProprietesProgression = {
  /** What is under way: « Envoi », « Lecture ». */
  readonly libelle: string
  readonly fait: number
  readonly total: number
  readonly children?: ReactNode
}

/** A bar that fills, with its share in figures; said aloud at each quarter, not at each step. */
export function Progression({ libelle, fait, total, children }: ProprietesProgression) {
  const annoncer = useAnnonce()
  const quart = total > 0 ? Math.floor((4 * fait) / total) : 0
  useEffect(() => {
    annoncer(quart === 0 ? `${libelle} en cours` : `${libelle} : ${ecrirePart(quart, 4)}`)
  }, [annoncer, libelle, quart])
  return (
    <div className="import-progression">
      <div className="import-progression-texte">
        <span>{children}</span>
        <strong>{ecrirePart(Math.min(fait, total), Math.max(total, 1))}</strong>
      </div>
      <progress aria-label={libelle} max={Math.max(total, 1)} value={Math.min(fait, total)} />
    </div>
  )
}
