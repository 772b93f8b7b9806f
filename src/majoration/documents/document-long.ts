/** Documents that take seconds to write for a large campaign: then made in the background. */
export const DOCUMENTS_LONGS = {
  'annexe-expliquee': { libelle: 'Annexe 1 expliquée', extension: 'pdf', type: 'application/pdf' },
  classeur: {
    libelle: 'Classeur',
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const
export type DocumentLong = keyof typeof DOCUMENTS_LONGS

/** Up to here a document is written while one waits; see docs/decisions/0028. */
export const FORMATIONS_SUR_PLACE = 3_000

export const estLong = (formations: number): boolean => formations > FORMATIONS_SUR_PLACE
