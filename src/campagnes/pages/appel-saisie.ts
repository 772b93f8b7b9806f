import type { BrouillonAppel } from '#campagnes/appel.ts'
import { comparerAppels } from '#campagnes/fusion-appel.ts'
import { completerHeure } from '#campagnes/horaires.ts'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'
import { ecrireNombre } from '#socle/francais.ts'

/** A call as it is typed: its envelopes are texts until it is saved. */
export type SaisieAppel = Omit<BrouillonAppel, 'dotation' | 'enveloppeExceptionnelle'> & {
  readonly enveloppe: string
  readonly aPart: string
}

/** Changes some of what is typed. */
export type Saisir = (change: Partial<SaisieAppel>) => void

/** Puts a call in the fields of the form. */
export const ouvrirSaisie = (appel: BrouillonAppel): SaisieAppel => {
  const { libelle, dotation, enveloppeExceptionnelle, ouvre, ferme, voteLe, pieces, contacts, questions } =
    appel
  return {
    libelle,
    enveloppe: ecrireNombre(dotation / 100),
    aPart: ecrireNombre(enveloppeExceptionnelle / 100),
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

/** Reads the form; undefined while one of its envelopes is not an amount. */
export function lireSaisieAppel({ enveloppe, aPart, ...saisie }: SaisieAppel): BrouillonAppel | undefined {
  const dotation = lireDotation(enveloppe)
  const exceptionnelle = lireAPart(aPart)
  if (dotation.erreur !== undefined || exceptionnelle.erreur !== undefined) return undefined
  return {
    ...saisie,
    dotation: dotation.centimes,
    enveloppeExceptionnelle: exceptionnelle.centimes,
    ouvre: completerHeure(saisie.ouvre),
    ferme: completerHeure(saisie.ferme),
  }
}

/** Whether what is typed differs from the call that it began with. */
export function modifie(base: BrouillonAppel, saisie: SaisieAppel): boolean {
  const lue = lireSaisieAppel(saisie)
  return lue === undefined || comparerAppels(base, lue).length > 0
}
