import type { LigneFeuille } from '#aides/feuille.ts'
import { type Cellule, ecrireCellule, estVide, type LigneLue } from '#campagnes/importation/cellule.ts'
import { normaliserEntete } from '#campagnes/importation/entetes.ts'
import { readSheets } from '#campagnes/importation/import-feuilles.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { Files } from '#platform/files.ts'
import { refused } from '#platform/refusals.ts'

/** What a file must look like: its columns by what their header says, and those without which it is not read. */
export type Modele<C extends string> = {
  readonly entetes: Readonly<Record<C, RegExp>>
  readonly requises: readonly C[]
  readonly lignesMaximum: number
  /** « une colonne « Nom » et … »: what to say when no header is found. */
  readonly attendu: string
}

/** A file that was received and read: its name, its fingerprint, its lines. */
export type FichierLu<C extends string> = {
  readonly nom: string
  readonly empreinte: string
  readonly lignes: readonly LigneFeuille<C>[]
}

/** 2 Mo: a few thousand lines. */
const OCTETS_MAXIMUM = 2 * 1_048_576
/** A header stands at the top, sometimes after a few lines of title. */
const LIGNES_FOUILLEES = 20

/**
 * Receives a file, CSV or workbook, reads it against its model, and forgets it.
 *
 * @throws HttpRefusal when it is not a table, is too long, or has no such header
 */
export async function receiveFeuille<C extends string>(
  files: Files,
  body: ReadableStream<Uint8Array> | null,
  nom: string,
  modele: Modele<C>,
): Promise<FichierLu<C>> {
  const { id, path, sha256 } = await files.receive(body, OCTETS_MAXIMUM)
  try {
    return { nom, empreinte: sha256, lignes: await importFeuille(path, nom, modele) }
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  } finally {
    await files.remove(id)
  }
}

/** The lines of the first sheet that has the header; those without anything in a known column are left out. */
export async function importFeuille<C extends string>(
  path: string,
  nom: string,
  modele: Modele<C>,
): Promise<LigneFeuille<C>[]> {
  for await (const lignes of readSheets(path, nom, modele.lignesMaximum)) {
    const trouvees = findColumns(lignes, modele)
    if (!trouvees) continue
    const { places, premiere } = trouvees
    return lignes.slice(premiere).flatMap(({ numero, cellules }) => {
      const lues = Object.fromEntries(
        Object.keys(modele.entetes).map((colonne) => [colonne, cellules[places[colonne as C] ?? -1] ?? null]),
      ) as Record<C, Cellule>
      return Object.values<Cellule>(lues).every(estVide) ? [] : [{ numero, cellules: lues }]
    })
  }
  throw new FichierIllisible(
    'entete_introuvable',
    `Aucune ligne d’en-têtes ne nomme ${modele.attendu} : reprenez le fichier modèle.`,
  )
}

function findColumns<C extends string>(lignes: readonly LigneLue[], { entetes, requises }: Modele<C>) {
  for (const [rang, { cellules }] of lignes.slice(0, LIGNES_FOUILLEES).entries()) {
    const titres = cellules.map((cellule) => normaliserEntete(ecrireCellule(cellule)))
    const places: Partial<Record<C, number>> = {}
    for (const [colonne, entete] of Object.entries(entetes) as [C, RegExp][]) {
      const place = titres.findIndex((titre) => entete.test(titre))
      if (place >= 0) places[colonne] = place
    }
    if (requises.every((colonne) => places[colonne] !== undefined)) return { places, premiere: rang + 1 }
  }
  return undefined
}
