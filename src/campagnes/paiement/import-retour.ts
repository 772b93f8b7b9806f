import { type Cellule, ecrireEntiere, type LigneLue, nettoyer } from '#campagnes/importation/cellule.ts'
import { readSheets } from '#campagnes/importation/import-feuilles.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { LigneRetour } from '#campagnes/paiement/retour.ts'
import { sansAccents } from '#socle/texte.ts'

/** Beyond, it is not the return of a campaign. */
const LIGNES_MAXIMUM = 5_000
/** A header stands at the top; a bordereau has a few lines of title before it. */
const LIGNES_FOUILLEES = 20
/** Of a cell that is kept. */
const TEXTE_MAXIMUM = 300

type Champ = Exclude<keyof LigneRetour, 'numero'>
const ENTETES: Readonly<Record<Champ, RegExp>> = {
  reference: /^reference/,
  etat: /^(etat|statut|suite)/,
  date: /^date (de |du )?(paiement|constat|rejet|suite)|^date$/,
  motif: /^(motif|raison)/,
  montant: /^montant/,
}

/**
 * Reads the return of the accountant, a CSV or a workbook: a line a mandat, under a header that names at least the
 * reference and the state. Lines without reference (titles, totals) or without state (nothing said yet) are left out.
 *
 * @throws FichierIllisible when it is not a table, when no such header is found, or beyond 5 000 lines
 */
export async function importRetour(path: string, nom: string): Promise<LigneRetour[]> {
  const lues: LigneRetour[] = []
  for await (const lignes of readSheets(path, nom, LIGNES_MAXIMUM)) {
    const colonnes = trouver(lignes)
    if (!colonnes) continue
    for (const { numero, cellules } of lignes.slice(colonnes.premiere)) {
      const lire = (champ: Champ) => ecrire(cellules[colonnes.places[champ] ?? -1])
      const ligne = {
        ...{ numero, reference: lire('reference'), etat: lire('etat') },
        ...{ date: lire('date'), motif: lire('motif'), montant: lire('montant') },
      }
      if (ligne.reference && ligne.etat) lues.push(ligne)
    }
    return lues
  }
  throw new FichierIllisible(
    'entete_introuvable',
    'Aucune ligne d’en-têtes ne nomme une colonne « Référence » et une colonne « État » : reprenez le bordereau exporté.',
  )
}

/** Where each column is, and the first line after the header. */
function trouver(lignes: readonly LigneLue[]) {
  for (const [rang, { cellules }] of lignes.slice(0, LIGNES_FOUILLEES).entries()) {
    const titres = cellules.map((cellule) => sansAccents(ecrire(cellule)))
    const places: Partial<Record<Champ, number>> = {}
    for (const [champ, motif] of Object.entries(ENTETES) as [Champ, RegExp][]) {
      const place = titres.findIndex((titre) => motif.test(titre))
      if (place >= 0) places[champ] = place
    }
    if (places.reference !== undefined && places.etat !== undefined) return { places, premiere: rang + 1 }
  }
  return undefined
}

const ecrire = (cellule: Cellule | undefined): string =>
  nettoyer(ecrireEntiere(cellule)).slice(0, TEXTE_MAXIMUM).toWellFormed()
