import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Communes, type EntreeCommune, indexerCommunes } from '#aides/listes/communes.ts'

/** Code officiel géographique of 1 January 2026 (INSEE), as the State's own package of it gives it. */
const FICHIER = '@etalab/decoupage-administratif/data/communes.json'

let lues: Promise<Communes> | undefined

/** The communes of France, read when a first list needs them, then kept: 3 Mo for the 8 Mo of the file. */
export const readCommunes = (): Promise<Communes> => {
  lues ??= read()
  return lues
}

/** The file has one entry a line: read so, it never holds the server up, where the whole at once took a third of a second. */
async function read(): Promise<Communes> {
  const lignes = createInterface({ input: createReadStream(new URL(import.meta.resolve(FICHIER))) })
  const entrees: EntreeCommune[] = []
  for await (const ligne of lignes) {
    if (!ligne.startsWith('{')) continue
    const { code, type, chefLieu, anciensCodes } = JSON.parse(ligne.replace(/,$/, '')) as EntreeCommune
    entrees.push({ code, type, ...(chefLieu && { chefLieu }), ...(anciensCodes && { anciensCodes }) })
  }
  return indexerCommunes(entrees)
}
