import { type BrouillonAppel, LIBELLES_APPEL, pareils } from '#campagnes/appel.ts'

type Champ = keyof BrouillonAppel
const CHAMPS = Object.keys(LIBELLES_APPEL) as Champ[]

/** The fields of the call that differ between two writings of it, in the order of the screen. */
export const comparerAppels = (avant: BrouillonAppel, apres: BrouillonAppel): Champ[] =>
  CHAMPS.filter((champ) => !pareils(avant, apres, champ))

/** Two writings of one call put together, and the fields that both had changed, each in its own way. */
export type Fusion = { readonly appel: BrouillonAppel; readonly disputes: readonly Champ[] }

/**
 * Puts together what two people wrote from the same call: each keeps the fields that the other left alone. On a field
 * that both changed, `mienne` wins and the field is named, so that its author reads again before saving.
 */
export function reunir(base: BrouillonAppel, mienne: BrouillonAppel, sienne: BrouillonAppel): Fusion {
  const disputes = CHAMPS.filter(
    (champ) =>
      !pareils(base, mienne, champ) && !pareils(base, sienne, champ) && !pareils(mienne, sienne, champ),
  )
  const choisis = CHAMPS.map((champ) => [champ, (pareils(base, mienne, champ) ? sienne : mienne)[champ]])
  return { appel: Object.fromEntries(choisis) as BrouillonAppel, disputes }
}
