/** The kinds of files that the agency returns. */
export const GENRES_RETOUR = {
  integrations: 'Intégrations',
  rejets: 'Rejets',
  paiements: 'Paiements',
  reversements: 'Ordres de reversement',
} as const
export type GenreRetour = keyof typeof GENRES_RETOUR

export type NomRetour = {
  readonly genre: GenreRetour
  /** Name of our file that it answers, for integrations and rejects. */
  readonly envoi: string | null
}

const ENVOI = 'nps_ficimport_idp_[A-Za-z0-9-]+_[0-9]{14}'
const FORMES: readonly (readonly [GenreRetour, RegExp])[] = [
  ['integrations', new RegExp(`^identifiants_generes_(${ENVOI})\\.csv$`)],
  ['rejets', new RegExp(`^rejets_integ_idp_(${ENVOI})\\.csv$`)],
  ['paiements', /^renvoi_paiement_[A-Za-z0-9_-]+\.xml$/],
  ['reversements', /^renvoi_ordrereversement_[A-Za-z0-9_-]+\.xml$/],
]

/** What a file is, by its exact name; undefined for any other, which is set aside and never guessed. */
export function reconnaitre(nom: string): NomRetour | undefined {
  for (const [genre, forme] of FORMES) {
    const trouve = forme.exec(nom)
    if (trouve) return { genre, envoi: trouve[1] ? `${trouve[1]}.xml` : null }
  }
  return undefined
}
