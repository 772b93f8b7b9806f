import { type CellValue, writeXlsxStream } from 'hucre/xlsx'
import { colonneDe, type Saisies } from '#aides/listes/colonnes-liste.ts'
import type { AnomalieListe } from '#aides/listes/controle-ligne.ts'
import type { ColonneDeListe } from '#aides/listes/liste.ts'
import { ENTETE_A_CORRIGER, ENTETE_LIGNE_ORIGINE } from '#campagnes/importation/entetes.ts'
import { neutraliser } from '#socle/tableur.ts'

type LigneExportee = {
  readonly ligne: number
  readonly saisies: Saisies
  readonly anomalies: readonly AnomalieListe[]
  readonly ecartee: string | null
}

/**
 * The list as corrected so far: the columns of its file that are read, then the line of origin and what is left to
 * correct. Written as it is read; it can be sent back as it is.
 *
 * @param lignes the next lines after one, none at the end
 */
export function exportListeCorrigee(
  colonnes: readonly ColonneDeListe[],
  lignes: (apres: number) => Promise<readonly LigneExportee[]>,
): ReadableStream<Uint8Array> {
  const lues = colonnes.filter(({ champ }) => champ !== null)
  const titres = [...lues.map(({ entete }) => neutraliser(entete)), ENTETE_LIGNE_ORIGINE, ENTETE_A_CORRIGER]
  const rows = async function* (): AsyncGenerator<CellValue[]> {
    yield titres
    let derniere = 0
    for (;;) {
      const lot = await lignes(derniere)
      if (lot.length === 0) return
      for (const { ligne, saisies, anomalies, ecartee } of lot)
        yield [
          ...lues.map(({ champ }) => neutraliser(saisies[champ!] ?? '') || null),
          ligne,
          neutraliser(ecartee ? `Écartée : ${ecartee}` : anomalies.map(expliquer).join(' • ')) || null,
        ]
      derniere = lot.at(-1)!.ligne
    }
  }
  const columns = titres.map((titre, i) => ({
    width: i === titres.length - 1 ? 80 : Math.max(12, Math.min(34, titre.length + 2)),
  }))
  return writeXlsxStream(rows(), { name: 'À corriger', columns, freezePane: { rows: 1 } })
}

function expliquer({ gravite, champ, message, attendu }: AnomalieListe): string {
  const debut = gravite === 'avertissement' ? 'À vérifier, ' : ''
  const suite = gravite === 'erreur' && attendu ? ` Attendu : ${attendu}.` : ''
  return `${debut}${champ ? colonneDe(champ).entete : 'ligne entière'} : ${message}${suite}`
}
