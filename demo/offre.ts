import { FILIERES, type Titre } from './metiers.ts'
import type { Profil } from './organismes.ts'
import type { Random } from './random.ts'
import { SITES, type Site } from './sites.ts'

/** A course on a site: what one formation of a body teaches, and where. */
export type Cours = {
  readonly titre: Titre
  readonly filiere: string
  /** Usual share of women of the filière, in %. */
  readonly femmes: number
  readonly site: Site
}

/**
 * Invents `nombre` different courses for a body: titles of its filières, on as few sites as that takes.
 * A title comes back on another site rather than twice on the same one.
 * @param convient leaves out the courses that cannot end on the side of the line where the body is
 */
export function inventerOffre(
  profil: Profil,
  convient: (cours: Cours) => boolean,
  nombre: number,
  random: Random,
): Cours[] {
  const titres = profil.filieres.flatMap((code) => {
    const { libelle, femmes, titres } = FILIERES[code]
    return titres
      .filter(({ niveau }) => enseigne(profil, niveau))
      .map((titre) => ({ titre, filiere: libelle, femmes }))
  })
  const voisins = SITES.filter(({ departement }) => !profil.departement || departement === profil.departement)
  const possibles: Cours[] = []
  for (const site of random.shuffle(voisins)) {
    if (possibles.length >= 1.3 * nombre) break
    possibles.push(...titres.map((titre) => ({ ...titre, site })).filter(convient))
  }
  if (possibles.length < nombre)
    throw new RangeError(`offre trop pauvre : ${possibles.length} cours pour ${nombre}`)
  return random.shuffle(possibles).slice(0, nombre)
}

/** About how many points a course has before anything is declared, whatever its size. */
export const pointsAcquis = ({ titre, femmes, site }: Cours) =>
  [0, 12, 16, 20][titre.priorite]! +
  Math.min(femmes / 10, 5) +
  ({ 3: 4, 4: 2 }[titre.niveau] ?? 0) +
  (site.peuPourvu ? 5 : 0)

const enseigne = ({ niveaux = [3, 8] }: Profil, niveau: number) =>
  niveau >= niveaux[0] && niveau <= niveaux[1]
