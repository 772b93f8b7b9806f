import { LecteurDeLignes } from '#majoration/ligne-de-commande/import-csv-lignes.ts'
import { type Encodage, RefusDeLecture } from '#majoration/ligne-de-commande/import-csv-octets.ts'

export const COLONNES = [
  'organisme',
  'formation',
  'contrats',
  'contrats_verts',
  'contrats_perimetre_15',
  'contrats_perimetre_20',
  'points',
] as const
export type Colonne = (typeof COLONNES)[number]

/** The header understood: the reader set on its separator, and the place of each column (-1 when absent). */
export type Entete = {
  readonly lecteur: LecteurDeLignes
  readonly places: Readonly<Record<Colonne, number>>
  /** Where the line after the header begins. */
  readonly suite: number
}

/** More columns than a spreadsheet can have: not a table. */
const COLONNES_MAXIMUM = 16_384

/**
 * Finds the header, the first line that is not blank, and its separator: of `;` and `,` the one that shows the most
 * columns known here, `;` when they are equal.
 *
 * @param octets the first bytes of the file
 * @param fini nothing comes after them
 * @param avecPoints the points are needed
 * @returns undefined when the end of the header is not there yet
 * @throws RefusDeLecture for an empty file, a column missing or written twice
 */
export function lireEntete(
  octets: Uint8Array,
  fini: boolean,
  encodage: Encodage,
  avecPoints: boolean,
): Entete | undefined {
  const debut = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf ? 3 : 0
  const lectures = ([';', ','] as const).map((separateur) =>
    essayer(octets, debut, fini, separateur, encodage),
  )
  if (lectures.includes(undefined)) return undefined
  const comprises = lectures.filter((l): l is Essai => typeof l === 'object')
  if (comprises.length === 0) throw new RefusDeLecture(lectures[0] as string)
  const [premier, second] = comprises as [Essai, Essai | undefined]
  const meilleur = second && second.connues > premier.connues ? second : premier
  return { lecteur: preparer(meilleur), places: placer(meilleur, avecPoints), suite: meilleur.suite }
}

type Essai = {
  separateur: ';' | ','
  noms: string[]
  connues: number
  ligne: number
  apres: number
  suite: number
}

/** The header cut by one separator; a sentence when it cannot be, undefined when its end is not there yet. */
function essayer(
  octets: Uint8Array,
  debut: number,
  fini: boolean,
  separateur: ';' | ',',
  encodage: Encodage,
): Essai | string | undefined {
  // Reading takes the doubled quotes out in place: each separator has its own copy to try on.
  const lecteur = new LecteurDeLignes(separateur, COLONNES_MAXIMUM)
  lecteur.octets = octets.slice()
  try {
    for (let p = debut; p < octets.length; ) {
      p = lecteur.lire(p, fini)
      if (p < 0) return undefined
      if (lecteur.estVide()) continue
      if (lecteur.cellules > COLONNES_MAXIMUM)
        return `Ligne ${lecteur.ligne} : l’en-tête a plus de ${COLONNES_MAXIMUM} colonnes.`
      const noms = Array.from({ length: lecteur.cellules }, (_, c) =>
        lecteur.texte(c, encodage).trim().toLowerCase(),
      )
      const connues = COLONNES.filter((colonne) => noms.includes(colonne)).length
      return { separateur, noms, connues, ligne: lecteur.ligne, apres: lecteur.ligneSuivante, suite: p }
    }
  } catch (erreur) {
    if (erreur instanceof RefusDeLecture) return erreur.message
    throw erreur
  }
  return fini ? 'Le fichier est vide : il faut au moins une ligne d’en-tête.' : undefined
}

function preparer({ separateur, noms, apres }: Essai): LecteurDeLignes {
  const lecteur = new LecteurDeLignes(separateur, noms.length)
  lecteur.commencerA(apres)
  return lecteur
}

function placer({ noms, ligne }: Essai, avecPoints: boolean): Record<Colonne, number> {
  const places = Object.fromEntries(COLONNES.map((colonne) => [colonne, noms.indexOf(colonne)])) as Record<
    Colonne,
    number
  >
  const requises = COLONNES.filter((colonne) => colonne !== 'points' || avecPoints)
  const absentes = requises.filter((colonne) => places[colonne] < 0)
  if (absentes.length > 0) {
    const raison = absentes.includes('points') ? ' (« points » est nécessaire pour couper la liste)' : ''
    throw new RefusDeLecture(
      `Ligne ${ligne} : l’en-tête n’a pas ${absentes.length > 1 ? 'les colonnes' : 'la colonne'} ${absentes.map((c) => `« ${c} »`).join(', ')}${raison}.`,
    )
  }
  const double = requises.find((colonne) => noms.indexOf(colonne) !== noms.lastIndexOf(colonne))
  if (double)
    throw new RefusDeLecture(`Ligne ${ligne} : la colonne « ${double} » figure deux fois dans l’en-tête.`)
  return places
}
