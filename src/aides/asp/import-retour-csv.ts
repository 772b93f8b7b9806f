import { parse } from 'csv-parse/sync'
import { masquerComptes } from '#aides/asp/masquer-comptes.ts'
import type { Annonce } from '#aides/asp/retour.ts'

/** One line of a return file: its number, what it says, and all of it to be kept. */
export type LigneLue = {
  readonly ligne: number
  readonly annonce: Annonce | null
  readonly contenu: Readonly<Record<string, unknown>>
}

/** A file that is not what its name says. */
export class RetourIllisible extends Error {
  override name = 'RetourIllisible'
}

/** Headers as the agency writes them, its typing errors included (`idPretaDoss`). */
const INTEGRATIONS =
  'Numero enregistrement;idIndDoss;idIndTiers;idDoss;numAdmDoss;idPretaDoss;numAdmPrestaDoss;idIndPrestaDoss'
const REJETS = 'Numéro d’enregistrement;Type d’entité;Numadm;Motif rejet;idIndDoublon'

/**
 * Reads `identifiants_generes_…csv` or `rejets_integ_idp_…csv`: ISO-8859-1, « ; ».
 *
 * @throws RetourIllisible when a column that we need is missing
 */
export function importRetourCsv(genre: 'integrations' | 'rejets', octets: Uint8Array): LigneLue[] {
  const [entetes = [], ...lignes] = readRows(octets)
  const attendus = (genre === 'integrations' ? INTEGRATIONS : REJETS).split(';')
  const places = new Map(entetes.map((entete, place) => [enCle(entete), place]))
  const absents = attendus.filter((entete) => !places.has(enCle(entete)))
  if (absents.length > 0)
    throw new RetourIllisible(`Colonne absente : ${absents.map((entete) => `« ${entete} »`).join(', ')}.`)
  return lignes.map((cellules, i) => {
    const lire = (entete: string) => cellules[places.get(enCle(entete))!]?.trim() ?? ''
    const contenu = Object.fromEntries(
      entetes.map((entete, place) => [entete.trim(), masquerComptes(cellules[place] ?? '')]),
    )
    const numero = lire(attendus[0]!)
    const annonce: Annonce | null = !/^[0-9]{1,15}$/.test(numero)
      ? null
      : genre === 'rejets'
        ? { genre, paiement: numero, motif: masquerComptes(lire('Motif rejet')) }
        : {
            ...{ genre, paiement: numero, individu: lire('idIndDoss'), dossier: lire('idDoss') },
            ...{ prestation: lire('idPretaDoss'), numero: lire('numAdmDoss') },
            numeroPrestation: lire('numAdmPrestaDoss'),
          }
    return { ligne: i + 2, annonce, contenu }
  })
}

function readRows(octets: Uint8Array): string[][] {
  try {
    return parse(new TextDecoder('iso-8859-1').decode(octets), {
      ...{ delimiter: ';', relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    }) as string[][]
  } catch {
    throw new RetourIllisible('Le fichier ne se lit pas comme un CSV séparé par « ; ».')
  }
}

/** The apostrophe of « Numéro d'enregistrement » is typed one way or the other. */
const enCle = (entete: string): string =>
  entete
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
