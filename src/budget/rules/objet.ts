import type { Motif } from '#socle/decision.ts'

/** Whether what is engaged pays an application: « demande:ID ». */
export const paieUneDemande = (objet: string): boolean => /^demande:/i.test(objet.trim())

/** Whether what is engaged pays an individual aid to its beneficiaries: « dispositif:CODE », through an agency or not. */
export const paieUneAide = (objet: string): boolean => objet.startsWith('dispositif:')

/**
 * What pays an application moves with it, and whoever validated it does not pay it: that is judged where its campaign
 * is paid, and nowhere else. An act of the budget alone would leave the application behind, and its separation of
 * duties with it.
 */
export const refuserDemande = (objet: string): Motif[] =>
  paieUneDemande(objet)
    ? [
        {
          code: 'demande-par-sa-campagne',
          message:
            'Ce qui paie une demande s’engage, se mandate et se constate depuis « Paiement » de sa campagne : la demande y avance avec l’argent.',
          correcteur: 'agent',
        },
      ]
    : []
