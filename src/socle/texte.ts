/** A text as it is searched: lower case, without accents. « Énergie » and « energie » are the same. */
export const sansAccents = (texte: string): string =>
  texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A text as it is compared: its words alone, without accents, capitals nor punctuation, one space apart. */
export const enMots = (texte: string): string =>
  sansAccents(texte)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
