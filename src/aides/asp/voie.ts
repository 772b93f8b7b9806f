import { sansAccents } from '#socle/texte.ts'

/** Kinds of street, as postal addresses abbreviate them on four signs at most. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ allee: 'ALL', allees: 'ALL', avenue: 'AV', boulevard: 'BD', carrefour: 'CAR', chaussee: 'CHS' },
  ...{ chemin: 'CHE', cite: 'CITE', clos: 'CLOS', cour: 'COUR', cours: 'CRS', esplanade: 'ESP' },
  ...{ faubourg: 'FG', hameau: 'HAM', impasse: 'IMP', lotissement: 'LOT', mail: 'MAIL', passage: 'PAS' },
  ...{ place: 'PL', placette: 'PLA', promenade: 'PROM', quai: 'QUAI', quartier: 'QUA', residence: 'RES' },
  ...{ route: 'RTE', rue: 'RUE', ruelle: 'RLE', sente: 'SEN', sentier: 'SENT', square: 'SQ', villa: 'VLA' },
  ...{ village: 'VLGE', voie: 'VOIE', zone: 'ZONE' },
}

/** « Avenue » → « AV »; a code of four signs at most stays; undefined when nothing short says it. */
export function typeDeVoie(texte: string): string | undefined {
  const mot = sansAccents(texte).replace(/[^a-z]/g, '')
  if (Object.hasOwn(TYPES, mot)) return TYPES[mot]
  return mot.length > 0 && mot.length <= 4 ? mot.toUpperCase() : undefined
}

/** « bis » → « B »; undefined when the agency has no such extension. */
export function extensionDeVoie(texte: string): string | undefined {
  const mot = sansAccents(texte).replace(/[^a-z]/g, '')
  const code = { bis: 'B', ter: 'T', quater: 'Q', quinquies: 'C' }[mot] ?? mot.toUpperCase()
  return /^[BTQC]$/.test(code) ? code : undefined
}
