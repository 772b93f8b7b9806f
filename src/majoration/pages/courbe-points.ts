import { useEffect, useState } from 'react'
import type { LigneClassee } from '#majoration/classement.ts'
import { calculerPoint, choisirEchantillons, type PointCourbe } from '#majoration/courbe.ts'
import type { Parametres } from '#majoration/simulation.ts'

const ECHANTILLONS = 120

/**
 * The points of the curve, computed while the browser has nothing better to do so that typing never waits.
 * It depends on the ranking, the envelope and the rates, not on the cut-off: moving the line redraws nothing.
 *
 * @returns the last complete curve, and whether a newer one is on its way
 */
export function useCourbe(
  lignes: readonly LigneClassee[],
  { dotation, repartition }: Pick<Parametres, 'dotation' | 'repartition'>,
): { readonly points: readonly PointCourbe[]; readonly enCours: boolean } {
  const [courbe, setCourbe] = useState<{ points: readonly PointCourbe[]; pour: unknown }>({
    points: [],
    pour: null,
  })
  const [demande, setDemande] = useState<object>({})
  useEffect(() => {
    const cle = {}
    setDemande(cle)
    const longueurs = choisirEchantillons(lignes, ECHANTILLONS)
    const points: PointCourbe[] = []
    return quandLibre(() => {
      const longueur = longueurs[points.length]
      if (longueur !== undefined) points.push(calculerPoint(lignes, longueur, { dotation, repartition }))
      if (points.length < longueurs.length) return true
      setCourbe({ points, pour: cle })
      return false
    })
  }, [lignes, dotation, repartition])
  return { points: courbe.points, enCours: courbe.pour !== demande }
}

/** Runs `pas` in idle time until it returns false; returns how to give it up. Safari lacks it: a short timer there. */
function quandLibre(pas: () => boolean): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const minuterie = setInterval(() => {
      if (!pas()) clearInterval(minuterie)
    }, 4)
    return () => clearInterval(minuterie)
  }
  let prevu = 0
  const tranche = (delai: IdleDeadline) => {
    do {
      if (!pas()) return
    } while (delai.timeRemaining() > 4)
    prevu = requestIdleCallback(tranche, { timeout: 200 })
  }
  prevu = requestIdleCallback(tranche, { timeout: 200 })
  return () => cancelIdleCallback(prevu)
}
