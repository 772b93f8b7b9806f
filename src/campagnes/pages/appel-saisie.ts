import type { BrouillonAppel } from '#campagnes/appel.ts'
import { comparerAppels } from '#campagnes/fusion-appel.ts'
import { completerHeure } from '#campagnes/horaires.ts'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'
import { ecrireNombre } from '#socle/francais.ts'

/** A call as it is typed: its envelopes are texts until it is saved. */
export type SaisieAppel = Omit<BrouillonAppel, 'dotation' | 'enveloppeExceptionnelle' | 'ecartContrats'> & {
  readonly enveloppe: string
  readonly aPart: string
  readonly ecart: string
}

/** Changes some of what is typed. */
export type Saisir = (change: Partial<SaisieAppel>) => void

/** Puts a call in the fields of the form. */
export const ouvrirSaisie = (appel: BrouillonAppel): SaisieAppel => {
  const { libelle, dotation, enveloppeExceptionnelle, ecartContrats, ...reste } = appel
  const { ouvre, ferme, voteLe, pieces, contacts, questions } = reste
  return {
    libelle,
    enveloppe: ecrireNombre(dotation / 100),
    aPart: ecrireNombre(enveloppeExceptionnelle / 100),
    ecart: String(ecartContrats),
    ouvre,
    ferme,
    voteLe,
    pieces,
    contacts,
    questions,
  }
}

/** Reads the envelope of the exceptional majorations: nothing typed is none. */
export const lireAPart = (saisie: string): ReturnType<typeof lireDotation> =>
  /^\s*0*\s*€?\s*$/.test(saisie) ? { centimes: 0 } : lireDotation(saisie)

/** Reads « 20 » or « 20 % »; undefined when it is not a whole number from 1 to 100. */
export function lireEcart(saisie: string): number | undefined {
  const lu = /^\s*(\d{1,3})\s*%?\s*$/.exec(saisie)?.[1]
  const ecart = Number(lu ?? 0)
  return ecart >= 1 && ecart <= 100 ? ecart : undefined
}

/** Reads the form; undefined while one of its figures cannot be read. */
export function lireSaisieAppel({
  enveloppe,
  aPart,
  ecart,
  ...saisie
}: SaisieAppel): BrouillonAppel | undefined {
  const dotation = lireDotation(enveloppe)
  const exceptionnelle = lireAPart(aPart)
  const ecartContrats = lireEcart(ecart)
  if (dotation.erreur !== undefined || exceptionnelle.erreur !== undefined) return undefined
  if (ecartContrats === undefined) return undefined
  return {
    ...saisie,
    dotation: dotation.centimes,
    enveloppeExceptionnelle: exceptionnelle.centimes,
    ecartContrats,
    ouvre: completerHeure(saisie.ouvre),
    ferme: completerHeure(saisie.ferme),
  }
}

/** Whether what is typed differs from the call that it began with. */
export function modifie(base: BrouillonAppel, saisie: SaisieAppel): boolean {
  const lue = lireSaisieAppel(saisie)
  return lue === undefined || comparerAppels(base, lue).length > 0
}
