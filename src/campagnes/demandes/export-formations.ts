import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx'
import type { Demande } from '#campagnes/demandes/demande.ts'
import { type FormationSaisie, lireSaisie } from '#campagnes/demandes/saisie.ts'
import { COLONNES, type Colonne } from '#campagnes/importation/colonnes.ts'
import { ENTETE_A_CORRIGER } from '#campagnes/importation/entetes.ts'
import { neutraliser } from '#socle/tableur.ts'

const FOND_ERREUR = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFD9D6' } } } as const
const FOND_AVERTISSEMENT = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFF2CC' } },
} as const
const ENTETE = { font: { bold: true } } as const
const TEXTE = { numFmt: '@' } as const

/**
 * The formations of an application as the model file has them, what is to be put right coloured and said at the end of
 * each line: it can be sent back as it is.
 */
export function exportFormations(
  { organisation, effectif }: Pick<Demande, 'organisation' | 'effectif'>,
  formations: readonly FormationSaisie[],
): Promise<Uint8Array> {
  const titres = [...COLONNES.map(({ entete }) => entete), ENTETE_A_CORRIGER]
  const rows: CellValue[][] = [titres]
  const cells = new Map<string, Partial<Cell>>(titres.map((_, i) => [`0,${i}`, { style: ENTETE }]))
  for (const { identifiant, saisie } of formations) {
    const row = rows.length
    const connues: Readonly<Record<string, string | undefined>> = {
      ...saisie,
      ...{ organisme: organisation.nom, siret: organisation.siret, identifiant, effectifOrganisme: effectif },
    }
    const { constats } = lireSaisie(saisie, effectif)
    for (const { champ, gravite } of [...constats].reverse()) {
      const i = COLONNES.findIndex(({ code }) => code === champ)
      cells.set(`${row},${i}`, { style: gravite === 'erreur' ? FOND_ERREUR : FOND_AVERTISSEMENT })
    }
    for (const [i, { code }] of COLONNES.entries())
      if (['siret', 'identifiant', 'departement'].includes(code) && !cells.has(`${row},${i}`))
        cells.set(`${row},${i}`, { style: TEXTE })
    const dits = constats.map(({ champ, message }) => `${enteteDe(champ)} : ${message}`).join(' • ')
    rows.push([
      ...COLONNES.map((colonne) => writeCell(connues[colonne.code] ?? '', colonne)),
      dits ? neutraliser(dits) : null,
    ])
  }
  const columns = titres.map((titre, i) => ({
    width: i === titres.length - 1 ? 80 : Math.max(12, Math.min(34, titre.length + 2)),
  }))
  return writeXlsx({ sheets: [{ name: 'Candidatures', columns, rows, cells, freezePane: { rows: 1 } }] })
}

const enteteDe = (champ: string) => COLONNES.find(({ code }) => code === champ)?.entete ?? champ

/** A whole number where one is asked for stays a number; everything else is the text that was typed. */
function writeCell(texte: string, { nature }: Colonne): CellValue {
  if (texte === '') return null
  if (['entier', 'niveau', 'palier'].includes(nature) && /^\d{1,9}$/.test(texte)) return Number(texte)
  return neutraliser(texte)
}
