import type { BrouillonAppel } from '#campagnes/appel.ts'
import { comparerAppels } from '#campagnes/fusion-appel.ts'
import { completerHeure } from '#campagnes/horaires.ts'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'
import { ecrireNombre } from '#socle/francais.ts'

/** A call as it is typed: its envelope is a text until it is saved. */
export type SaisieAppel = Omit<BrouillonAppel, 'dotation'> & { readonly enveloppe: string }

/** Changes some of what is typed. */
export type Saisir = (change: Partial<SaisieAppel>) => void

/** Puts a call in the fields of the form. */
export const ouvrirSaisie = (appel: BrouillonAppel): SaisieAppel => {
  const { libelle, dotation, ouvre, ferme, voteLe, pieces, contacts, questions } = appel
  return {
    libelle,
    enveloppe: ecrireNombre(dotation / 100),
    ouvre,
    ferme,
    voteLe,
    pieces,
    contacts,
    questions,
  }
}

/** Reads the form; undefined while its envelope is not an amount. */
export function lireSaisieAppel({ enveloppe, ...saisie }: SaisieAppel): BrouillonAppel | undefined {
  const { centimes } = lireDotation(enveloppe) as { centimes?: number }
  if (centimes === undefined) return undefined
  const { ouvre, ferme } = saisie
  return { ...saisie, dotation: centimes, ouvre: completerHeure(ouvre), ferme: completerHeure(ferme) }
}

/** Whether what is typed differs from the call that it began with. */
export function modifie(base: BrouillonAppel, saisie: SaisieAppel): boolean {
  const lue = lireSaisieAppel(saisie)
  return lue === undefined || comparerAppels(base, lue).length > 0
}
