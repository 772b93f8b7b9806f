import { CHAMPS } from '#campagnes/formation.ts'
import type { CleDepartage, Composante, Critere, Echelle, Grille } from '#campagnes/reglement.ts'
import type { Motif } from '#socle/decision.ts'

/** A criterion is worth at most 100 points, in hundredths of a point. */
export const POIDS_MAXIMUM = 10_000

const CODES_CHAMPS: ReadonlySet<string> = new Set(CHAMPS.map(({ code }) => code))

/**
 * Every reason why a scoring grid cannot be used: weights out of bounds, shares that do not sum to 100, a scale that
 * divides by zero or goes back, a tie-break on a criterion that does not exist. Empty when the grid is sound.
 */
export function verifierGrille(grille: Grille, departage: readonly CleDepartage[]): Motif[] {
  const codes = new Set<string>()
  const motifs: Motif[] = []
  if (grille.criteres.length === 0) {
    motifs.push({ code: 'grille_vide', message: 'La grille doit compter au moins un critère.' })
  }
  for (const critere of grille.criteres) {
    if (codes.has(critere.code)) {
      motifs.push({
        code: 'critere_en_double',
        message: `Le critère « ${critere.code} » figure deux fois dans la grille.`,
      })
    }
    codes.add(critere.code)
    motifs.push(...verifierCritere(critere))
  }
  for (const cle of departage) {
    if (cle !== 'contrats' && !codes.has(cle.replace(/^points:/, ''))) {
      motifs.push({
        code: 'departage_inconnu',
        message: `La clé de départage « ${cle} » ne désigne ni les contrats ni un critère de la grille.`,
      })
    }
  }
  return motifs
}

function verifierCritere(critere: Critere): Motif[] {
  const motifs: Motif[] = []
  if (!Number.isInteger(critere.poids) || critere.poids < 0 || critere.poids > POIDS_MAXIMUM) {
    motifs.push({
      code: 'poids_invalide',
      message: `Le poids du critère « ${critere.libelle} » doit être compris entre 0 et 100 points, au centième près.`,
      chiffres: { poids: critere.poids, maximum: POIDS_MAXIMUM },
      correcteur: 'agent',
    })
  }
  const parts = critere.composantes.reduce((somme, { part }) => somme + part, 0)
  if (parts !== 100 || critere.composantes.some(({ part }) => !partEntiere(part))) {
    motifs.push({
      code: 'parts_invalides',
      message: `Les parts du critère « ${critere.libelle} » doivent être des nombres entiers dont la somme fait 100 %.`,
      chiffres: { somme: parts },
    })
  }
  return [...motifs, ...critere.composantes.flatMap((composante) => verifierComposante(composante, critere))]
}

function verifierComposante({ champ, echelle }: Composante, critere: Critere): Motif[] {
  const motifs: Motif[] = []
  if (!CODES_CHAMPS.has(champ)) {
    motifs.push({
      code: 'champ_inconnu',
      message: `Le critère « ${critere.libelle} » lit un champ inconnu : « ${champ} ».`,
    })
  }
  if (!echelleValide(echelle)) {
    motifs.push({
      code: 'echelle_invalide',
      message: `L’échelle du champ « ${champ} » (critère « ${critere.libelle} ») doit avoir des bornes entières et distinctes, ou des paliers croissants aux parts de 0 à 100 %.`,
    })
  }
  return motifs
}

function echelleValide(echelle: Echelle): boolean {
  switch (echelle.type) {
    case 'ouiNon':
      return true
    case 'proportionnelle':
      return borne(echelle.de) && borne(echelle.a) && echelle.de !== echelle.a
    case 'paliers':
      return (
        echelle.paliers.length > 0 &&
        echelle.paliers.every(({ des, part }, i) => {
          const precedent = echelle.paliers[i - 1]
          return borne(des) && partEntiere(part) && (precedent === undefined || precedent.des < des)
        })
      )
  }
}

const partEntiere = (part: number) => Number.isInteger(part) && part >= 0 && part <= 100
/** Bounds stay under a million so that scoring remains exact in doubles (see `notation.ts`). */
const borne = (valeur: number) => Number.isInteger(valeur) && valeur >= 0 && valeur <= 1_000_000
