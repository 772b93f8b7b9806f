import { CHAMPS_BANQUE, type ChampListe, type Saisies } from '#aides/listes/colonnes-liste.ts'
import { type EntetesListe, motifContreEntetes, trouverEntetesListe } from '#aides/listes/entetes-liste.ts'
import { ecrireJour } from '#aides/listes/jours.ts'
import { type Cellule, ecrireEntiere, type LigneLue, nettoyer } from '#campagnes/importation/cellule.ts'
import { MENTION_EXEMPLE } from '#campagnes/importation/colonnes.ts'
import { openTableOf, type TableauOuvert } from '#campagnes/importation/import-lecture.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

/** A line of a file as typed, bank cells included: they are sealed before anything is kept. */
export type LigneSaisie = { readonly ligne: number; readonly saisies: Saisies }

/** A cell longer than that is not one: it is cut, and refused by its column. */
const LONGUEUR_MAXIMUM = 400

/**
 * Opens a list, CSV or workbook, and checks that every required column is in it.
 *
 * @throws FichierIllisible when it is not a table, when a column is missing or twice there
 */
export async function openListe(path: string, nom?: string): Promise<TableauOuvert<EntetesListe>> {
  const tableau = await openTableOf(trouverEntetesListe, path, nom)
  const motif = motifContreEntetes(tableau.entetes)
  if (motif) throw new FichierIllisible(motif.code, motif.message)
  return tableau
}

/** The lines of a list, in batches as the file gives them; the fictional line of the model is left out. */
export async function* readListe(tableau: TableauOuvert<EntetesListe>): AsyncGenerator<LigneSaisie[]> {
  for await (const lot of tableau.lignes())
    yield lot
      .map((ligne) => lireSaisies(ligne, tableau.entetes))
      .filter(({ saisies }) => !estExemple(saisies))
}

function lireSaisies({ numero, cellules }: LigneLue, { champs }: EntetesListe): LigneSaisie {
  const saisies: Partial<Record<ChampListe, string>> = {}
  for (const [i, champ] of champs.entries()) {
    const texte = champ === null ? '' : writeCell(cellules[i])
    if (champ !== null && texte !== '') saisies[champ] = texte
  }
  return { ligne: numero, saisies }
}

/** Days as people type them: what a spreadsheet took for a date is shown as its reader saw it. */
function writeCell(cellule: Cellule | undefined): string {
  const date = typeof cellule === 'object' && cellule !== null && 'date' in cellule ? cellule.date : undefined
  return date === undefined
    ? nettoyer(ecrireEntiere(cellule)).slice(0, LONGUEUR_MAXIMUM)
    : ecrireJour(date.slice(0, 10))
}

const estExemple = ({ nomNaissance = '' }: Saisies) => nomNaissance.toLowerCase() === MENTION_EXEMPLE

/** What is kept readable of a line, and what is sealed. */
export function separerBanque(saisies: Saisies): { readonly cellules: Saisies; readonly banque: Saisies } {
  const entrees = Object.entries(saisies)
  const dedans = ([champ]: readonly [string, string]) => (CHAMPS_BANQUE as readonly string[]).includes(champ)
  return {
    cellules: Object.fromEntries(entrees.filter((une) => !dedans(une))),
    banque: Object.fromEntries(entrees.filter(dedans)),
  }
}
