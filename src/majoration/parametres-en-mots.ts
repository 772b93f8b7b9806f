import { CHAMPS, type Champ, type CodeChamp } from '#campagnes/formation.ts'
import type { CleDepartage, Composante, Coupure, Grille } from '#campagnes/reglement.ts'
import {
  ecrireNombre,
  ecrirePoints,
  ecrirePourcentage,
  ecrireTaux,
  FINE,
  INSECABLE,
} from '#socle/francais.ts'

/** Parameters said in French, the same words on screen, in the annex, in the workbook and in a comparison. */

/** « 76 % des formations », « 42,50 points au moins »… */
export function ecrireCoupure(coupure: Coupure): string {
  switch (coupure.mode) {
    case 'aucune':
      return 'aucune'
    case 'points':
      return `${ecrirePoints(coupure.minimum)} points au moins`
    case 'partFormations':
      return `${ecrirePartTexte(coupure.part)} des formations`
    case 'partContrats':
      return `${ecrirePartTexte(coupure.part)} des contrats`
  }
}

/** A share kept exact: decimals become a percentage, a fraction stays as it was typed. */
function ecrirePartTexte(part: string): string {
  const decimal = /^(\d)(?:[.,](\d*))?$/.exec(part)
  if (!decimal) return part
  const chiffres = `${decimal[1]}${(decimal[2] ?? '').padEnd(2, '0')}`
  const entiers = chiffres.slice(0, 3).replace(/^0+(?=\d)/, '')
  const decimales = chiffres.slice(3).replace(/0+$/, '')
  return ecrireTaux(decimales ? `${entiers}.${decimales}` : entiers)
}

/** The whole order of a ranking: « points décroissants, puis contrats décroissants, puis identifiant ». */
export function direOrdre(departage: readonly CleDepartage[], { criteres }: Grille): string {
  const direCle = (cle: CleDepartage) => {
    if (cle === 'contrats') return 'contrats décroissants'
    const code = cle.slice('points:'.length)
    const libelle = criteres.find((critere) => critere.code === code)?.libelle ?? code
    return `points «${INSECABLE}${libelle}${INSECABLE}» décroissants`
  }
  return ['points décroissants', ...departage.map(direCle), 'identifiant'].join(', puis ')
}

/** How a declared value becomes points, as a sentence. */
export function direEchelle({ champ, echelle }: Composante): string {
  const valeur = (brute: number) => direValeur(champDe(champ), brute)
  switch (echelle.type) {
    case 'ouiNon':
      return 'Tous les points si oui, aucun sinon.'
    case 'paliers':
      return `${echelle.paliers.map(({ des, part }) => `${part}${FINE}% des points à partir de ${valeur(des)}`).join(', ')}.`
    case 'proportionnelle':
      return `Proportionnel${INSECABLE}: aucun point à ${valeur(echelle.de)}, tous les points à ${valeur(echelle.a)}.`
  }
}

/** The same in few words, for a table: « de 0 % à 50 % », « 60 % dès 1, 100 % dès 3 ». */
export function resumerEchelle({ champ, echelle }: Composante): string {
  const valeur = (brute: number) => direValeur(champDe(champ), brute)
  switch (echelle.type) {
    case 'ouiNon':
      return 'oui ou non'
    case 'paliers':
      return echelle.paliers.map(({ des, part }) => `${part}${FINE}% dès ${valeur(des)}`).join(', ')
    case 'proportionnelle':
      return `de ${valeur(echelle.de)} à ${valeur(echelle.a)}`
  }
}

/** A declared value in the unit of its field: « oui », « 45,5 % », « 120 h », « 12 ». */
export function direValeur({ unite }: Champ, valeur: number): string {
  switch (unite) {
    case 'ouiNon':
      return valeur > 0 ? 'oui' : 'non'
    case 'pourcentage':
      return ecrirePourcentage(valeur)
    case 'heures':
      return `${ecrireNombre(valeur)}${FINE}h`
    case 'nombre':
      return ecrireNombre(valeur)
  }
}

const champs = new Map(CHAMPS.map((champ) => [champ.code, champ]))
export const champDe = (code: CodeChamp): Champ => champs.get(code)!
