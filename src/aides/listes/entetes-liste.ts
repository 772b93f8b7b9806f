import { type ChampListe, COLONNES_LISTE } from '#aides/listes/colonnes-liste.ts'
import { ecrireCellule, estVide, type LigneLue, nettoyer } from '#campagnes/importation/cellule.ts'
import { LIGNES_FOUILLEES, normaliserEntete } from '#campagnes/importation/entetes.ts'
import { INSECABLE } from '#socle/francais.ts'

/** The header of a list: each header as written, and the field that it holds; null for one that is not read. */
export type EntetesListe = {
  readonly ligne: number
  readonly textes: readonly string[]
  readonly champs: readonly (ChampListe | null)[]
}

/** Under this number of known headers, a line is a title or data. */
const RECONNUES_MINIMUM = 4

const CONNUES: ReadonlyMap<string, ChampListe> = new Map(
  COLONNES_LISTE.toReversed().flatMap(({ champ, entete, synonymes }) =>
    [...synonymes, champ, champ.replace(/([A-Z])/g, ' $1'), entete].map(
      (un) => [normaliserEntete(un), champ] as const,
    ),
  ),
)

function reconnaitre(texte: string): ChampListe | null {
  const sansParentheses = normaliserEntete(texte.replace(/\([^)]*\)/g, ' '))
  return CONNUES.get(normaliserEntete(texte)) ?? CONNUES.get(sansParentheses) ?? null
}

/** The line, among the first ones, in which most columns are recognised; the first one on a tie. */
export function trouverEntetesListe(lignes: readonly LigneLue[]): EntetesListe | undefined {
  let meilleure: EntetesListe | undefined
  let record = RECONNUES_MINIMUM - 1
  for (const { numero, cellules } of lignes
    .filter((ligne) => !ligne.cellules.every(estVide))
    .slice(0, LIGNES_FOUILLEES)) {
    const textes = cellules.map((cellule) => nettoyer(ecrireCellule(cellule)))
    const champs = textes.map(reconnaitre)
    const reconnues = new Set(champs.filter((champ) => champ !== null)).size
    if (reconnues <= record) continue
    meilleure = { ligne: numero, textes, champs }
    record = reconnues
  }
  return meilleure
}

/** Why no line of this file can be read; null when every required column is there, once. */
export function motifContreEntetes({ textes, champs }: EntetesListe): {
  readonly code: string
  readonly message: string
} | null {
  const double = champs.findIndex((champ, i) => champ !== null && champs.indexOf(champ) !== i)
  if (double >= 0)
    return {
      code: 'colonne_en_double',
      message: `Les colonnes ${citer(textes[champs.indexOf(champs[double]!)]!)} et ${citer(textes[double]!)} disent la même chose : gardez-en une seule.`,
    }
  const manquantes = COLONNES_LISTE.filter(({ champ, requise }) => requise && !champs.includes(champ))
  if (manquantes.length === 0) return null
  const noms = manquantes.map(({ entete }) => citer(entete)).join(', ')
  return {
    code: 'colonnes_manquantes',
    message:
      manquantes.length === 1
        ? `Il manque la colonne ${noms} : ajoutez-la, ou reprenez les en-têtes du fichier modèle.`
        : `Il manque les colonnes ${noms} : ajoutez-les, ou reprenez les en-têtes du fichier modèle.`,
  }
}

const citer = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`
