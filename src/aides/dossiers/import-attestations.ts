import { type Cellule, ecrireEntiere, type LigneLue, nettoyer } from '#campagnes/importation/cellule.ts'
import { readSheets } from '#campagnes/importation/import-feuilles.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { sansAccents } from '#socle/texte.ts'

/** A line of a file of attestations, as typed. */
export type LigneAttestation = {
  readonly numero: string
  readonly assidu: string
  readonly absences: string
}

/** Beyond, it is not the list of a centre. */
const LIGNES_MAXIMUM = 40_000
const ENTETES: Readonly<Record<keyof LigneAttestation, RegExp>> = {
  numero: /^numero/,
  assidu: /^assidu/,
  absences: /^absences/,
}

/**
 * Reads attestations from a CSV or a workbook, such as the one that the list of dossiers exports: a line a dossier, under
 * a header that names the number and the attendance. Lines that say nothing are left out.
 *
 * @throws FichierIllisible when it is not a table, when no such header is found, or beyond 40 000 lines
 */
export async function importAttestations(path: string, nom: string): Promise<LigneAttestation[]> {
  for await (const lignes of readSheets(path, nom, LIGNES_MAXIMUM)) {
    const places = trouver(lignes)
    if (!places) continue
    const lire = (cellules: LigneLue['cellules'], place: number | undefined) =>
      place === undefined ? '' : ecrire(cellules[place])
    return lignes
      .slice(1)
      .map(({ cellules }) => ({
        numero: lire(cellules, places.numero).toUpperCase(),
        assidu: sansAccents(lire(cellules, places.assidu)),
        absences: lire(cellules, places.absences),
      }))
      .filter(({ numero, assidu, absences }) => numero !== '' && (assidu !== '' || absences !== ''))
  }
  throw new FichierIllisible(
    'entete_introuvable',
    'La première ligne doit nommer une colonne « Numéro » et une colonne « Assiduité attestée » ou « Absences » : reprenez le classeur des dossiers.',
  )
}

function trouver([entetes]: readonly LigneLue[]):
  | Partial<Record<keyof LigneAttestation, number>>
  | undefined {
  const titres = (entetes?.cellules ?? []).map((cellule) => sansAccents(ecrire(cellule)))
  const place = (motif: RegExp) => {
    const rang = titres.findIndex((titre) => motif.test(titre))
    return rang < 0 ? undefined : rang
  }
  const [numero, assidu, absences] = [ENTETES.numero, ENTETES.assidu, ENTETES.absences].map(place)
  if (numero === undefined || (assidu === undefined && absences === undefined)) return undefined
  return { numero, ...(assidu !== undefined && { assidu }), ...(absences !== undefined && { absences }) }
}

const ecrire = (cellule: Cellule | undefined): string => nettoyer(ecrireEntiere(cellule)).slice(0, 100)
