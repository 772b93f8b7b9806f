import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import type { Coupure } from '#campagnes/reglement.ts'
import { lireCoupure, texteCoupure } from '#majoration/brouillon/brouillon-regles.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import {
  type Changement,
  changerRecherche,
  type RechercheClassement,
  validerRechercheClassement,
} from '#majoration/pages/recherche-classement.ts'
import { classerFormations, compterRetenues } from '#majoration/simulation.ts'

/** The ranking of a campaign under its own règlement, and where the règlement stops. */
export function useClassement({ reglement }: Campagne, formations: readonly Formation[]) {
  return useMemo(() => {
    const lignes = classerFormations(formations, reglement)
    return { lignes, retenuesReglement: compterRetenues(lignes, reglement.coupure) }
  }, [formations, reglement])
}

/** The address of the page as state: what it says, and how to change it without leaving a trace at each letter. */
export function useRecherche(): [RechercheClassement, (changement: Changement, trace?: boolean) => void] {
  const brute = useSearch({ strict: false })
  // The router leaves beside the checked keys those that the check has dropped.
  const recherche = useMemo(() => validerRechercheClassement(brute), [brute])
  const naviguer = useNavigate()
  const changer = useCallback(
    (changement: Changement, trace = false) =>
      naviguer({
        to: '.',
        search: (avant: RechercheClassement) => changerRecherche(avant, changement),
        replace: !trace,
        resetScroll: false,
      }),
    [naviguer],
  )
  return [recherche, changer]
}

/** How long the line must rest before the address follows: browsers refuse too many changes of address. */
const REPOS = 250

export type EtatCoupure = {
  readonly coupure: Coupure
  readonly retenues: number
  readonly retenuesReglement: number
  /** False while the règlement's own line is shown. */
  readonly modifiee: boolean
  /** Moves the line so that the first `retenues` formations are retained. */
  readonly deplacer: (retenues: number) => void
  readonly fixer: (coupure: Coupure) => void
  readonly retablir: () => void
}

/** Where the line is. It moves at once on the screen; the address follows when it rests. */
export function useCoupure(
  lignes: readonly LigneClassee[],
  retenuesReglement: number,
  reglement: Coupure,
): EtatCoupure {
  const [{ coupure: texte }, changer] = useRecherche()
  const [enMain, setEnMain] = useState<number | null>(null)
  const minuterie = useRef<ReturnType<typeof setTimeout>>(undefined)
  const n = lignes.length

  const deLAdresse = useMemo(() => {
    const lue = texte === undefined ? undefined : lireCoupure(texte)
    const coupure = lue?.statut === 'accord' ? lue.valeur : reglement
    return { coupure, retenues: compterRetenues(lignes, coupure) }
  }, [texte, lignes, reglement])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once the address says it, the hand lets go
  useEffect(() => setEnMain(null), [deLAdresse])
  useEffect(() => () => clearTimeout(minuterie.current), [])

  const fixer = useCallback(
    (coupure: Coupure) => {
      clearTimeout(minuterie.current)
      const memeQueReglement = texteCoupure(coupure) === texteCoupure(reglement)
      changer({ coupure: memeQueReglement ? undefined : texteCoupure(coupure) })
      setEnMain(null)
    },
    [changer, reglement],
  )
  const deplacer = useCallback(
    (voulues: number) => {
      const retenues = Math.max(0, Math.min(n, voulues))
      setEnMain(retenues)
      clearTimeout(minuterie.current)
      minuterie.current = setTimeout(
        () =>
          fixer(
            retenues === retenuesReglement ? reglement : { mode: 'partFormations', part: `${retenues}/${n}` },
          ),
        REPOS,
      )
    },
    [n, fixer, retenuesReglement, reglement],
  )
  const retenues = enMain ?? deLAdresse.retenues
  const coupure = useMemo(
    (): Coupure =>
      enMain === null || n === 0 ? deLAdresse.coupure : { mode: 'partFormations', part: `${enMain}/${n}` },
    [enMain, n, deLAdresse],
  )
  const retablir = useCallback(() => fixer(reglement), [fixer, reglement])
  return {
    coupure,
    retenues,
    retenuesReglement,
    modifiee: retenues !== retenuesReglement,
    deplacer,
    fixer,
    retablir,
  }
}
