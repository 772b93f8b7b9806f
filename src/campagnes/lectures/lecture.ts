import { CHAMPS, type Champ, type CodeChamp } from '#campagnes/formation.ts'
import type { Composante, Grille } from '#campagnes/reglement.ts'
import { arrondir, comparer, type Fraction, fois, fraction, lireFraction } from '#socle/fraction.ts'

/**
 * Terminology
 * - lecture: one agent's appreciation of a whole application, alone;
 * - appréciation: one mark on one field of one formation, and why;
 * - retenue: what the two marks make, which the ranking then reads.
 */

/** Fields of the grid that are judged on evidence and not counted: those that two agents may read. Indicatif. */
export const CHAMPS_APPRECIES: readonly CodeChamp[] = [
  'prioriteFiliere',
  'innovation',
  'besoinFinancement',
  'territoirePeuPourvu',
]

/** Gap beyond which somebody settles, as a share of the scale: no published text gives one. Indicatif. */
export const SEUIL_INDICATIF = '1/3'

/** What a campaign chose. `exigee`: no proposition is frozen before every validated application was read twice. */
export type ChoixLecture = {
  readonly exigee: boolean
  readonly champs: readonly CodeChamp[]
  /** Share of the scale, exact: `"1/3"`, `"0.25"`. */
  readonly seuil: string
}

/** Lowest and highest mark, in the unit of the field (a percentage in hundredths). */
export type Bornes = { readonly minimum: number; readonly maximum: number }

/** A field that is read twice, with the scale that the règlement gives it. */
export type CritereApprecie = Pick<Champ, 'libelle' | 'aide' | 'unite'> &
  Bornes & { readonly champ: CodeChamp; readonly critere: string }

/** What a campaign that chose nothing gets: every judged field that its grid reads, asked of nobody. */
export const choixParDefaut = (grille: Grille): ChoixLecture => ({
  exigee: false,
  champs: champsPossibles(grille),
  seuil: SEUIL_INDICATIF,
})

/** The judged fields that a grid reads, in the order of the model file. */
export function champsPossibles(grille: Grille): CodeChamp[] {
  const lus = new Set(grille.criteres.flatMap(({ composantes }) => composantes.map(({ champ }) => champ)))
  return CHAMPS.map(({ code }) => code).filter((code) => CHAMPS_APPRECIES.includes(code) && lus.has(code))
}

/** What the two agents mark, each field between the bounds within which it counts in the grid. */
export function criteresApprecies(
  grille: Grille,
  { champs }: Pick<ChoixLecture, 'champs'>,
): CritereApprecie[] {
  return champsPossibles(grille)
    .filter((champ) => champs.includes(champ))
    .map((champ) => {
      const { libelle, aide, unite } = CHAMPS.find(({ code }) => code === champ)!
      const criteres = grille.criteres.filter(({ composantes }) =>
        composantes.some((composante) => composante.champ === champ),
      )
      const echelles = criteres.flatMap(({ composantes }) =>
        composantes.filter((composante) => composante.champ === champ).map(bornesDe),
      )
      return {
        ...{ champ, libelle, aide, unite, critere: criteres.map((critere) => critere.libelle).join(', ') },
        minimum: Math.min(...echelles.map(({ minimum }) => minimum)),
        maximum: Math.max(...echelles.map(({ maximum }) => maximum)),
      }
    })
}

/** The values between which a scale gives points: beyond them, a mark changes nothing. */
function bornesDe({ echelle }: Composante): Bornes {
  switch (echelle.type) {
    case 'ouiNon':
      return { minimum: 0, maximum: 1 }
    case 'paliers':
      return { minimum: 0, maximum: echelle.paliers.at(-1)!.des }
    case 'proportionnelle':
      return { minimum: Math.min(echelle.de, echelle.a), maximum: Math.max(echelle.de, echelle.a) }
  }
}

/** What two marks make. `ecart` in the unit of the field. */
export type Confrontation =
  | {
      readonly verdict: 'retenue'
      readonly ecart: number
      readonly moyenne: Fraction
      readonly valeur: number
    }
  | { readonly verdict: 'aArbitrer'; readonly ecart: number }

/**
 * Confronts two marks, in whichever order. Up to the threshold, the retained value is their exact mean, rounded once to
 * the unit in which the field is declared, a half in favour of the body (up); beyond it, somebody settles.
 *
 * @param seuil share of the scale, already judged readable
 */
export function confronter(
  [une, autre]: readonly [number, number],
  { minimum, maximum }: Bornes,
  seuil: string,
): Confrontation {
  const ecart = Math.abs(une - autre)
  const permis = fois(fraction(maximum - minimum), lireFraction(seuil)!)
  if (comparer(fraction(ecart), permis) > 0) return { verdict: 'aArbitrer', ecart }
  const moyenne = fraction(une + autre, 2)
  return { verdict: 'retenue', ecart, moyenne, valeur: Number(arrondir(moyenne)) }
}
