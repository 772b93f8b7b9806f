import { enMots, sansAccents } from '#socle/texte.ts'

/** Kinds of street on four signs at most, as the post office and the paying agency write them. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ allee: 'ALL', allees: 'ALL', avenue: 'AV', ave: 'AV', boulevard: 'BD', bld: 'BD', bvd: 'BD' },
  ...{
    carrefour: 'CAR',
    chaussee: 'CHS',
    chemin: 'CHE',
    chem: 'CHE',
    cite: 'CITE',
    clos: 'CLOS',
    cour: 'COUR',
  },
  ...{ cours: 'CRS', esplanade: 'ESP', faubourg: 'FG', hameau: 'HAM', impasse: 'IMP', lieudit: 'LD' },
  ...{ lotissement: 'LOT', mail: 'MAIL', montee: 'MTE', passage: 'PAS', place: 'PL', placette: 'PLA' },
  ...{ promenade: 'PROM', quai: 'QUAI', quartier: 'QUA', residence: 'RES', rondpoint: 'RPT', route: 'RTE' },
  ...{ rue: 'RUE', ruelle: 'RLE', sente: 'SEN', sentier: 'SEN', square: 'SQ', traverse: 'TRA', villa: 'VLA' },
  ...{ village: 'VLGE', voie: 'VOIE', zone: 'ZONE' },
}

/**
 * « Avenue », « av. » → « AV », « Lieu-dit » → « LD »; a code of four letters at most stays; undefined when nothing short
 * says it, or when a number was typed with it.
 */
export function typeDeVoie(texte: string): string | undefined {
  const mot = enMots(texte).replaceAll(' ', '')
  if (Object.hasOwn(TYPES, mot)) return TYPES[mot]
  return /^[a-z]{1,4}$/.test(mot) ? mot.toUpperCase() : undefined
}

/** « bis » → « B »; undefined when the agency has no such extension. */
export function extensionDeVoie(texte: string): string | undefined {
  const mot = sansAccents(texte).replace(/[^a-z]/g, '')
  const code = { bis: 'B', ter: 'T', quater: 'Q', quinquies: 'C' }[mot] ?? mot.toUpperCase()
  return /^[BTQC]$/.test(code) ? code : undefined
}
