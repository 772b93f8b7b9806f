import { enMots } from '#socle/texte.ts'

/** Abbreviations of four characters at most, as the post office and the paying agency write kinds of streets. */
const ABREGES: ReadonlyMap<string, string> = new Map(
  `allee ALL;allees ALL;avenue AV;ave AV;boulevard BD;bld BD;bvd BD;chemin CHE;chem CHE;chaussee CHS;cite CITE;cours CRS
  esplanade ESP;faubourg FG;hameau HAM;impasse IMP;lotissement LOT;lieu dit LD;lieudit LD;montee MTE;passage PAS
  place PL;promenade PROM;quartier QUA;residence RES;route RTE;rond point RPT;ruelle RLE;sentier SEN;sente SEN;square SQ
  traverse TRA;villa VLA;village VLGE;voie VOI`
    .split(/[;\n]/)
    .map((ligne) => {
      const coupure = ligne.trim().lastIndexOf(' ')
      return [ligne.trim().slice(0, coupure), ligne.trim().slice(coupure + 1)] as const
    }),
)

/** « Avenue », « av. », « AV » → « AV »; a short kind that is not of the table is kept; undefined for a long one. */
export function lireTypeDeVoie(texte: string): string | undefined {
  const mot = enMots(texte)
  const court = mot.toUpperCase()
  return ABREGES.get(mot) ?? (/^[A-Z]{1,4}$/.test(court) ? court : undefined)
}
