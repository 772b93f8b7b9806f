import type { CodeChamp, Declaration, Formation } from '#campagnes/formation.ts'
import type { Composante, Critere, Echelle, Grille } from '#campagnes/reglement.ts'

/** Points are whole hundredths of a point everywhere: 2 000 is 20 points. */
export type CentiemesDePoint = number

/** One line of the derivation of a formation's points. */
export type DetailPoints = {
  readonly critere: string
  readonly champ: CodeChamp
  /** The declared value, in the unit of its field. */
  readonly valeur: number
  readonly points: CentiemesDePoint
  /** Most that this line could bring. */
  readonly poids: CentiemesDePoint
}

export type FormationNotee = {
  readonly formation: Formation
  readonly points: CentiemesDePoint
  readonly detail: readonly DetailPoints[]
}

/** Scores one formation: each line is rounded half-up to a hundredth of a point, the total is the sum of the lines. */
export function noter(formation: Formation, grille: Grille): FormationNotee {
  const detail = grille.criteres.flatMap((critere) =>
    critere.composantes.map((composante) => noterComposante(formation.declaration, critere, composante)),
  )
  return { formation, points: detail.reduce((somme, ligne) => somme + ligne.points, 0), detail }
}

function noterComposante(declaration: Declaration, critere: Critere, composante: Composante): DetailPoints {
  const valeur = declaration[composante.champ]
  const { num, den } = appliquerEchelle(composante.echelle, valeur)
  return {
    critere: critere.code,
    champ: composante.champ,
    valeur,
    points: arrondirQuotient(critere.poids * composante.part * num, 100 * den),
    poids: arrondirQuotient(critere.poids * composante.part, 100),
  }
}

/** The share of the points that a value earns, as an exact quotient between 0 and 1. */
export function appliquerEchelle(echelle: Echelle, valeur: number): { num: number; den: number } {
  switch (echelle.type) {
    case 'ouiNon':
      return { num: valeur > 0 ? 1 : 0, den: 1 }
    case 'paliers': {
      let part = 0
      for (const palier of echelle.paliers) if (valeur >= palier.des) part = palier.part
      return { num: part, den: 100 }
    }
    case 'proportionnelle': {
      const etendue = Math.abs(echelle.a - echelle.de)
      const parcouru = echelle.a > echelle.de ? valeur - echelle.de : echelle.de - valeur
      return { num: Math.min(Math.max(parcouru, 0), etendue), den: etendue }
    }
  }
}

/**
 * Rounds num/den half-up, both non-negative whole numbers. Weights (≤ 10⁶), shares (≤ 100) and declared values
 * (≤ 10⁶) keep the products far below 2⁵³, so this division of doubles by `Math.floor` is exact.
 */
const arrondirQuotient = (num: number, den: number) => Math.floor((2 * num + den) / (2 * den))
