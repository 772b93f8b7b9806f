import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import {
  type ChampParametre,
  champsDe,
  champsModifies,
  memeStructure,
  retablir,
} from '#majoration/brouillon/brouillon.ts'
import { ecrireAdresse, lireAdresse } from '#majoration/brouillon/brouillon-adresse.ts'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { type Parametres, parametresDe } from '#majoration/simulation.ts'
import type { Motif } from '#socle/decision.ts'

/** Long enough to gather the steps of a slider, short enough that a reload right after typing keeps everything. */
const DELAI_ADRESSE_MS = 150
/** Changes of one parameter nearer than this are one gesture, that « précédent » undoes at once. */
const MEME_GESTE_MS = 2_500

/** Last version of each scenario that this tab saved: going back to a draft made before is not a conflict. */
const enregistreesIci = new Map<string, number>()

export type EtatSimulation = ReturnType<typeof useEtatSimulation>

/**
 * The parameters being tried. They live in the address as differences from the règlement, with the scenario that
 * they come from and its version: a reload and a shared link find them again, saved or not, and « précédent » undoes
 * the parameters changed one after the other.
 */
export function useEtatSimulation(campagne: Campagne, scenarios: readonly Scenario[]) {
  const adresse = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const naviguer = useNavigate()
  const reglement = useMemo(() => parametresDe(campagne.reglement, campagne.dotation), [campagne])
  const champs = useMemo(() => champsDe(reglement), [reglement])
  const depart = useMemo(
    () => lire(adresse, champs, reglement, scenarios),
    [adresse, champs, reglement, scenarios],
  )

  const [parametres, setParametres] = useState(depart.parametres)
  const courants = useRef(parametres)
  const cleEcrite = useRef(cleDe(adresse))
  /** The parameter that the hand is on, and when the address last followed it. */
  const geste = useRef<{ cle: string; suivi: number }>(undefined)
  const poser = useCallback((suivants: Parametres) => {
    courants.current = suivants
    setParametres(suivants)
  }, [])

  // The address changed by itself (« précédent », a link, a scenario opened): it wins over what was on the form.
  useEffect(() => {
    if (cleDe(adresse) === cleEcrite.current) return
    cleEcrite.current = cleDe(adresse)
    geste.current = undefined
    poser(depart.parametres)
  }, [adresse, depart, poser])

  const { scenario: idOuvert, version: versionOuverte, reference: idReference } = depart
  useEffect(() => {
    const suivante = composer(champs, reglement, parametres, {
      scenario: idOuvert,
      version: versionOuverte,
      reference: idReference,
    })
    if (cleDe(suivante) === cleEcrite.current) return
    const minuterie = setTimeout(() => {
      cleEcrite.current = cleDe(suivante)
      const maintenant = performance.now()
      const replace = !geste.current || maintenant - geste.current.suivi < MEME_GESTE_MS
      if (geste.current) geste.current.suivi = maintenant
      void naviguer({ to: '.', search: suivante as never, replace, resetScroll: false })
    }, DELAI_ADRESSE_MS)
    return () => clearTimeout(minuterie)
  }, [parametres, champs, reglement, idOuvert, versionOuverte, idReference, naviguer])

  const changer = useCallback(
    (champ: ChampParametre, saisie: string): Changement => {
      const decision = champ.ecrire(courants.current, saisie)
      if (decision.statut === 'refus') return { accepte: false, motif: decision.motifs[0]! }
      if (geste.current?.cle !== champ.cle) geste.current = { cle: champ.cle, suivi: -Infinity }
      poser(decision.valeur)
      return { accepte: true, texte: champ.lire(decision.valeur) }
    },
    [poser],
  )
  const aller = useCallback(
    (suivants: Parametres, lien: Lien, replace = false) => {
      const search = composer(champs, reglement, suivants, lien)
      cleEcrite.current = cleDe(search)
      geste.current = undefined
      poser(suivants)
      void naviguer({ to: '.', search: search as never, replace, resetScroll: false })
    },
    [champs, reglement, naviguer, poser],
  )

  const retablirChamps = useCallback(
    (voulus: readonly ChampParametre[]) =>
      aller(retablir(voulus, reglement, courants.current), {
        scenario: idOuvert,
        version: versionOuverte,
        reference: idReference,
      }),
    [aller, reglement, idOuvert, versionOuverte, idReference],
  )

  const ouvert = scenarios.find(({ id }) => id === idOuvert)
  const base = ouvert?.parametres ?? reglement
  return {
    champs,
    reglement,
    parametres,
    /** Parameters of the address that could not be read, kept as in the règlement. */
    ignores: depart.ignores,
    changer,
    retablir: retablirChamps,
    /** The saved scenario that the parameters come from, as it is now on the server. */
    ouvert,
    /** The scenario of the address no longer exists: someone deleted it. */
    disparu: idOuvert !== undefined && !ouvert,
    /** Version that was opened: what a save must be based on. */
    versionOuverte:
      ouvert && enregistreesIci.get(ouvert.id) === ouvert.version
        ? ouvert.version
        : (versionOuverte ?? ouvert?.version),
    nonEnregistres: useMemo(() => champsModifies(champs, base, parametres), [champs, base, parametres]),
    idReference: idReference ?? SCENARIO_REGLEMENT,
    parametresReference: scenarios.find(({ id }) => id === idReference)?.parametres ?? reglement,
    choisirReference: (id: string) =>
      aller(courants.current, {
        scenario: idOuvert,
        version: versionOuverte,
        reference: id === SCENARIO_REGLEMENT ? undefined : id,
      }),
    /** Opens a saved scenario, or the règlement when none is given. */
    ouvrir: (scenario?: Scenario) =>
      aller(scenario?.parametres ?? reglement, {
        scenario: scenario?.id,
        version: scenario?.version,
        reference: idReference,
      }),
    /** Says that the parameters as they are now belong to this scenario, just saved. */
    rattacher: (scenario: Scenario) => {
      enregistreesIci.set(scenario.id, scenario.version)
      aller(
        courants.current,
        { scenario: scenario.id, version: scenario.version, reference: idReference },
        true,
      )
    },
    peutOuvrir: (scenario: Scenario) => memeStructure(scenario.parametres, reglement),
  }
}

export type Changement =
  | { readonly accepte: true; readonly texte: string }
  | { readonly accepte: false; readonly motif: Motif }

type Lien = {
  readonly scenario: string | undefined
  readonly version: number | undefined
  readonly reference: string | undefined
}

/** An address with a scenario but no version is a mere link to it: its saved parameters are the starting point. */
function lire(
  adresse: Readonly<Record<string, unknown>>,
  champs: readonly ChampParametre[],
  reglement: Parametres,
  scenarios: readonly Scenario[],
): Lien & { parametres: Parametres; ignores: readonly ChampParametre[] } {
  const texte = (cle: string) => (adresse[cle] === undefined ? undefined : String(adresse[cle]))
  const id = texte('scenario')
  const lien = { scenario: id === SCENARIO_REGLEMENT ? undefined : id, reference: texte('reference') }
  const version = Number(adresse.version)
  if (Number.isInteger(version)) return { ...lien, version, ...lireAdresse(champs, reglement, adresse) }
  const scenario = scenarios.find((s) => s.id === lien.scenario)
  if (!scenario || !memeStructure(scenario.parametres, reglement)) {
    return { ...lien, scenario: undefined, version: undefined, ...lireAdresse(champs, reglement, adresse) }
  }
  return { ...lien, version: scenario.version, parametres: scenario.parametres, ignores: [] }
}

function composer(
  champs: readonly ChampParametre[],
  reglement: Parametres,
  parametres: Parametres,
  lien: Lien,
) {
  const { scenario, version, reference } = lien
  return {
    ...(scenario !== undefined
      ? { scenario: /^\d{1,15}$/.test(scenario) ? Number(scenario) : scenario }
      : {}),
    ...(scenario !== undefined && version !== undefined ? { version } : {}),
    ...(reference !== undefined
      ? { reference: /^\d{1,15}$/.test(reference) ? Number(reference) : reference }
      : {}),
    ...ecrireAdresse(champs, reglement, parametres),
  }
}

const cleDe = (adresse: Readonly<Record<string, unknown>>) =>
  Object.keys(adresse)
    .filter((cle) => adresse[cle] !== undefined)
    .sort()
    .map((cle) => `${cle}=${adresse[cle]}`)
    .join('&')
