import type { LigneLue } from '#campagnes/importation/cellule.ts'
import { openWorkbook } from '#campagnes/importation/import-lecture-classeur.ts'
import { detectCsv, readCsv } from '#campagnes/importation/import-lecture-csv.ts'
import { readSheet } from '#campagnes/importation/import-lecture-feuille.ts'
import { detectFormat } from '#campagnes/importation/import-lecture-format.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { ecrireNombre } from '#socle/francais.ts'

/**
 * Each visible sheet of a small file as lines, all in memory; a CSV is one sheet.
 *
 * @param maximum lines of a sheet
 * @throws FichierIllisible when it is not a table, or beyond that many lines
 */
export async function* readSheets(path: string, nom: string, maximum: number): AsyncGenerator<LigneLue[]> {
  const { format } = await detectFormat(path, nom)
  if (format === 'csv') return yield await gather(readCsv(path, await detectCsv(path)), maximum)
  const classeur = await openWorkbook(path)
  for (const feuille of classeur.feuilles.filter(({ visible }) => visible))
    yield await gather(readSheet(classeur, feuille), maximum)
}

async function gather(lots: AsyncGenerator<LigneLue[]>, maximum: number): Promise<LigneLue[]> {
  const lignes: LigneLue[] = []
  for await (const lot of lots) {
    lignes.push(...lot)
    if (lignes.length > maximum)
      throw new FichierIllisible(
        'trop_de_lignes',
        `Ce fichier compte plus de ${ecrireNombre(maximum)} lignes : découpez-le.`,
      )
  }
  return lignes
}
