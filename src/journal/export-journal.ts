import type { Entree } from '#journal/entree.ts'
import { direEntree } from '#journal/phrases.ts'
import { neutraliser } from '#socle/tableur.ts'

const COLONNES: readonly (readonly [entete: string, valeur: (entree: Entree) => string | null])[] = [
  ['Numéro', ({ id }) => String(id)],
  ['Instant (UTC)', ({ instant }) => instant],
  ['Phrase', direEntree],
  ['Acte', ({ acte }) => acte],
  ['Objet', ({ objet }) => objet],
  ['Personne', ({ nom }) => nom],
  ['Identifiant', ({ personne }) => personne],
  ['Par délégation de', ({ pour }) => pour],
  ['Rôle', ({ role }) => role],
  ['Adresse', ({ adresse }) => adresse],
  ['Version du logiciel', ({ logiciel }) => logiciel],
  ['Règlement', ({ reglement }) => reglement],
  ['Motif', ({ motif }) => motif],
  ['Avant', ({ avant }) => json(avant)],
  ['Après', ({ apres }) => json(apres)],
]

/** The journal as French spreadsheets open it: UTF-8 with its mark, semicolons, CRLF; no text is ever a formula. */
export async function* exportJournal(lots: AsyncIterable<readonly Entree[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\ufeff${COLONNES.map(([entete]) => entete).join(';')}\r\n`)
  for await (const lot of lots) {
    const lignes = lot.map(
      (entree) => `${COLONNES.map(([, valeur]) => formatCell(valeur(entree))).join(';')}\r\n`,
    )
    yield encoder.encode(lignes.join(''))
  }
}

const json = (valeur: unknown): string | null => (valeur === null ? null : JSON.stringify(valeur))

function formatCell(valeur: string | null): string {
  const texte = neutraliser(valeur ?? '')
  return /[";\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte
}
