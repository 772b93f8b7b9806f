import { createHash } from 'node:crypto'
import type { ExerciceOuvert } from '#diffusion/exercice.ts'
import { COLONNES_SCDL, type Subvention } from '#diffusion/subvention.ts'
import { neutraliser } from '#socle/tableur.ts'

/** What anyone who takes a file must know of it: the schema it holds, and under what licence. */
export const SCHEMA_SCDL = 'https://schema.data.gouv.fr/schemas/scdl/subventions/2.1.0/schema.json'
export const LICENCE = {
  name: 'etalab-2.0',
  title: 'Licence Ouverte 2.0',
  path: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
} as const

/** RFC 4180 in UTF-8 without mark, commas, CRLF: what the schema's own validators read. */
export function exportSubventionsCsv({ subventions }: Pick<ExerciceOuvert, 'subventions'>): string {
  const lignes = subventions.map((subvention) =>
    COLONNES_SCDL.map((colonne) => quote(formatCell(subvention[colonne]))).join(','),
  )
  return [COLONNES_SCDL.join(','), ...lignes].map((ligne) => `${ligne}\r\n`).join('')
}

/** The same lines, with what the file is: numbers are numbers, what is not known is null. */
export function exportSubventionsJson(ouvert: ExerciceOuvert): string {
  return JSON.stringify({
    metadonnees: { schema: SCHEMA_SCDL, licence: LICENCE.title, ...describe(ouvert) },
    subventions: ouvert.subventions.map((subvention) =>
      Object.fromEntries(COLONNES_SCDL.map((colonne) => [colonne, typed(subvention, colonne)])),
    ),
  })
}

/** Frictionless Data Package: every file with its address, schema, size and hash, and whether it is fictitious. */
export function exportDatapackage(ouverts: readonly ExerciceOuvert[], region: string): object {
  return {
    profile: 'tabular-data-package',
    name: 'subventions-apprentissage',
    title: `Subventions votées au titre de la majoration des coûts-contrats d’apprentissage, ${region}`,
    licenses: [LICENCE],
    resources: ouverts
      .filter(({ motifs }) => motifs.length === 0)
      .map((ouvert) => {
        const csv = Buffer.from(exportSubventionsCsv(ouvert))
        return {
          name: `subventions-${ouvert.exercice}`,
          path: `subventions/${ouvert.exercice}.csv`,
          format: 'csv',
          mediatype: 'text/csv',
          encoding: 'utf-8',
          dialect: { delimiter: ',', lineTerminator: '\r\n', doubleQuote: true, header: true },
          schema: SCHEMA_SCDL,
          bytes: csv.length,
          hash: `sha256:${createHash('sha256').update(csv).digest('hex')}`,
          ...describe(ouvert),
        }
      }),
  }
}

const describe = (ouvert: ExerciceOuvert) => ({
  exercice: ouvert.exercice,
  fictif: ouvert.fictif,
  mention: ouvert.fictif
    ? `Données de démonstration, SIRET inventés : ${ouvert.mention ?? 'fictives'}`
    : null,
  campagnes: ouvert.campagnes,
  lignes: ouvert.subventions.length,
  montant: ouvert.montant / 100,
  sansSiret: ouvert.sansSiret,
})

const nombres: readonly string[] = ['montant', 'pourcentageSubvention']

function typed(subvention: Subvention, colonne: keyof Subvention): string | number | null {
  const texte = subvention[colonne]
  if (texte === '') return null
  return nombres.includes(colonne) ? Number(texte) : texte
}

/** Figures, dates and identifiers are what they are; a name is never a formula. */
const formatCell = (texte: string) => (/^[\d./-]*$/.test(texte) ? texte : neutraliser(texte))

const quote = (texte: string) => (/[",\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte)
