import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Grille } from '#campagnes/reglement.ts'
import { lireEntier } from '#majoration/brouillon/brouillon-textes.ts'
import type { Sort } from '#majoration/sensibilite.ts'

/** How far weights move, in whole %: one for all, and those of criteria that have their own. */
export type Amplitudes = {
  readonly commune: number
  readonly propres: Readonly<Record<string, number>>
}

export const AMPLITUDE_DEPART = 20
const PREFIXE = 'amplitude.'
/** Long enough to gather the steps of a slider; the computation follows the address. */
const DELAI_ADRESSE_MS = 200

/** A whole percentage from 0 to 100, as typed; undefined otherwise. */
export const lireAmplitude = (saisie: string): number | undefined => lireEntier(saisie, 1, 100)

const SORTS: readonly Sort[] = ['toujours', 'depend', 'indetermine', 'jamais']

/** What the address says of the list: a link typed by hand never breaks the page. */
export function useRechercheSensibilite() {
  const adresse = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const naviguer = useNavigate()
  const texte = (cle: string) => (adresse[cle] === undefined ? '' : String(adresse[cle]).slice(0, 200))
  const changer = useCallback(
    (changement: Readonly<Record<string, string | number | undefined>>, trace = false) =>
      void naviguer({
        to: '.',
        search: ((avant: object) => ({ ...avant, ...changement })) as never,
        replace: !trace,
        resetScroll: false,
      }),
    [naviguer],
  )
  return {
    adresse,
    changer,
    sort: SORTS.find((sort) => sort === adresse.sort),
    vue: adresse.vue === 'organismes' ? ('organismes' as const) : ('formations' as const),
    organisme: texte('organisme'),
    q: texte('q'),
    exemple: texte('exemple'),
  }
}

/**
 * The amplitudes of the address, and those on the form while a hand moves them.
 * `posees` is what must be computed, with every criterion of the grid as a share (0.2 for ± 20 %).
 */
export function useAmplitudes(
  grille: Grille,
  adresse: Readonly<Record<string, unknown>>,
  changer: (changement: Readonly<Record<string, number | undefined>>) => void,
) {
  const codes = useMemo(() => grille.criteres.map(({ code }) => code), [grille])
  const cle = [adresse.amplitude, ...codes.map((code) => adresse[PREFIXE + code])].join(';')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that is read of the address
  const posees = useMemo(() => lire(adresse, codes), [cle, codes])
  const [enMain, setEnMain] = useState<Amplitudes>()
  const minuterie = useRef<ReturnType<typeof setTimeout>>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the address says it, the hand lets go
  useEffect(() => setEnMain(undefined), [posees])
  useEffect(() => () => clearTimeout(minuterie.current), [])

  const poser = useCallback(
    (suivantes: Amplitudes) => {
      setEnMain(suivantes)
      clearTimeout(minuterie.current)
      minuterie.current = setTimeout(() => changer(ecrire(suivantes, codes)), DELAI_ADRESSE_MS)
    },
    [changer, codes],
  )
  const parts = useMemo(
    () => Object.fromEntries(codes.map((code) => [code, (posees.propres[code] ?? posees.commune) / 100])),
    [posees, codes],
  )
  return { amplitudes: enMain ?? posees, parts, poser }
}

function lire(adresse: Readonly<Record<string, unknown>>, codes: readonly string[]): Amplitudes {
  const nombre = (cle: string) =>
    adresse[cle] === undefined ? undefined : lireAmplitude(String(adresse[cle]))
  const propres = codes.flatMap((code) => {
    const propre = nombre(PREFIXE + code)
    return propre === undefined ? [] : [[code, propre] as const]
  })
  return { commune: nombre('amplitude') ?? AMPLITUDE_DEPART, propres: Object.fromEntries(propres) }
}

const ecrire = ({ commune, propres }: Amplitudes, codes: readonly string[]) => ({
  amplitude: commune === AMPLITUDE_DEPART ? undefined : commune,
  ...Object.fromEntries(codes.map((code) => [PREFIXE + code, propres[code]])),
})
