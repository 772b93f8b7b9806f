import { useEffect, useMemo, useState } from 'react'
import type { Formation } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { DemandeEpreuve, ReponseEpreuve } from '#majoration/pages/sensibilite-travail.ts'
import type { Sensibilite } from '#majoration/sensibilite.ts'
import { classerFormations, compterRetenues, type Parametres } from '#majoration/simulation.ts'

export type Epreuve = {
  readonly lignes: readonly LigneClassee[]
  readonly retenues: number
  readonly sensibilite: Sensibilite
  readonly amplitudes: Readonly<Record<string, number>>
}

export type EtatEpreuve = {
  /** The last result; it answers an older question while `enCours`. */
  readonly epreuve: Epreuve | undefined
  readonly enCours: boolean
  /** From 0 to 1. */
  readonly avancement: number
  readonly echec: boolean
}

/** Below this nothing is said of the progress: a bar that flashes tells nothing. */
const DELAI_AVANCEMENT_MS = 100

/** Asks a worker what becomes of each formation; a newer question ends the older one. */
export function useEpreuve(
  formations: readonly Formation[],
  parametres: Parametres,
  amplitudes: Readonly<Record<string, number>>,
): EtatEpreuve {
  const [epreuve, setEpreuve] = useState<Epreuve>()
  const [avancement, setAvancement] = useState<number>()
  const [echec, setEchec] = useState(false)
  const classement = useMemo(() => {
    const lignes = classerFormations(formations, parametres)
    return { lignes, retenues: compterRetenues(lignes, parametres.coupure) }
  }, [formations, parametres])

  useEffect(() => {
    const travail = new Worker(new URL('./sensibilite-travail.ts', import.meta.url), { type: 'module' })
    const debut = performance.now()
    setEchec(false)
    setAvancement(0)
    travail.onmessage = ({ data }: MessageEvent<ReponseEpreuve>) => {
      if (data.nature === 'avancement') {
        if (performance.now() - debut > DELAI_AVANCEMENT_MS) setAvancement(data.part)
        return
      }
      setEpreuve({ ...classement, sensibilite: data.sensibilite, amplitudes })
      setAvancement(undefined)
    }
    travail.onerror = () => {
      setEchec(true)
      setAvancement(undefined)
    }
    travail.postMessage({ formations, parametres, amplitudes } satisfies DemandeEpreuve)
    return () => travail.terminate()
  }, [formations, parametres, amplitudes, classement])

  return { epreuve, enCours: avancement !== undefined, avancement: avancement ?? 1, echec }
}
