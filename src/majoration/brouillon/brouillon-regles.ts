import type { Champ } from '#campagnes/formation.ts'
import type { CleDepartage, Coupure, Critere, Echelle } from '#campagnes/reglement.ts'
import {
  ecrireExact,
  lireEntier,
  partEnPourcent,
  pourcentEnPart,
} from '#majoration/brouillon/brouillon-textes.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import { fraction } from '#socle/fraction.ts'
import { ecrireNombre, FINE, INSECABLE } from '#socle/francais.ts'

/** The cut-off as one text, mode then value as a field shows it: `points 55.5`, `formations 76`, `contrats 900/1167`. */
export function texteCoupure(coupure: Coupure): string {
  switch (coupure.mode) {
    case 'aucune':
      return 'aucune'
    case 'points':
      return `points ${ecrireExact(fraction(coupure.minimum, 100))}`
    case 'partFormations':
      return `formations ${partEnPourcent(coupure.part)}`
    case 'partContrats':
      return `contrats ${partEnPourcent(coupure.part)}`
  }
}

/** Reads what `texteCoupure` writes, and what people type after the mode: decimal comma, quotient, spaces. */
export function lireCoupure(texte: string): Decision<Coupure> {
  const mode = texte.split(' ', 1)[0]!
  const saisie = texte.slice(mode.length)
  if (mode === 'aucune') return accord({ mode: 'aucune' })
  if (mode === 'points') {
    const minimum = lireEntier(saisie, 100, 10_000_000)
    return minimum === undefined
      ? non(
          'coupure_invalide',
          'Indiquez un nombre de points, avec deux décimales au plus, par exemple 55,5.',
        )
      : accord({ mode, minimum })
  }
  if (mode === 'formations' || mode === 'contrats') {
    const part = pourcentEnPart(saisie)
    return part === undefined
      ? non(
          'coupure_invalide',
          'Indiquez une part de 0 à 100 %, par exemple 76 ou 75,5, ou une fraction comme 900/1167.',
        )
      : accord({ mode: mode === 'formations' ? 'partFormations' : 'partContrats', part })
  }
  return non('coupure_invalide', 'Choisissez une manière de couper : points, formations, contrats ou aucune.')
}

/** Tie-break keys separated by spaces; each only once, each known to the grid. None at all is allowed. */
export function lireDepartage(texte: string, modele: Parametres): Decision<CleDepartage[]> {
  const cles = texte.split(' ').filter((cle) => cle !== '')
  const permises = new Set(clesDepartage(modele))
  const connues = cles.filter((cle): cle is CleDepartage => permises.has(cle as CleDepartage))
  if (connues.length < cles.length)
    return non('departage_inconnu', 'Cette clé de départage n’est pas dans la grille.')
  if (new Set(connues).size < connues.length)
    return non('departage_en_double', 'Une clé de départage figure deux fois.')
  return accord(connues)
}

/** Every key that may break ties under this grid. */
export const clesDepartage = ({ grille }: Pick<Parametres, 'grille'>): CleDepartage[] => [
  'contrats',
  ...grille.criteres.map((critere) => `points:${critere.code}` as const),
]

/** The shares of a criterion in whole %, in the order of the grid: `25-25-25-25`. */
export const texteParts = ({ composantes }: Pick<Critere, 'composantes'>): string =>
  composantes.map(({ part }) => part).join('-')

/** Reads what `texteParts` writes; the shares share out all the points of the criterion, no more and no less. */
export function lireParts(texte: string, { composantes }: Pick<Critere, 'composantes'>): Decision<number[]> {
  const lues = texte.split('-').map((part) => lireEntier(part, 1, 100))
  const parts = lues.filter((part) => part !== undefined)
  if (lues.length !== composantes.length || parts.length < lues.length)
    return non('part_invalide', 'Indiquez des parts en % entiers, de 0 à 100.')
  const somme = parts.reduce((total, part) => total + part, 0)
  return somme === 100
    ? accord(parts)
    : non(
        'parts_invalides',
        `La somme des parts doit faire 100${FINE}%${INSECABLE}: elle fait ${somme}${FINE}%.`,
      )
}

/** A scale as one text in the unit of its field: bounds `0-50`, steps `1-60 2-80 3-100` (from, share in %). */
export function texteEchelle(echelle: Echelle, champ: Champ): string {
  const borne = (valeur: number) => ecrireExact(fraction(valeur, diviseur(champ)))
  switch (echelle.type) {
    case 'ouiNon':
      return ''
    case 'proportionnelle':
      return `${borne(echelle.de)}-${borne(echelle.a)}`
    case 'paliers':
      return echelle.paliers.map(({ des, part }) => `${borne(des)}-${part}`).join(' ')
  }
}

/** Reads what `texteEchelle` writes, for a scale of the same kind as `modele`. */
export function lireEchelle(texte: string, modele: Echelle, champ: Champ): Decision<Echelle> {
  if (modele.type === 'ouiNon') return accord(modele)
  const couples = texte.split(' ').map((couple) => couple.split('-'))
  if (modele.type === 'proportionnelle') {
    const [de, a] = couples.length === 1 ? couples[0]!.map((borne) => lireBorne(borne, champ)) : []
    if (de === undefined || a === undefined || couples[0]!.length !== 2)
      return non('borne_invalide', bornePermise(champ))
    if (de === a)
      return non(
        'bornes_egales',
        'Les deux bornes doivent être différentes : sans écart, rien n’est proportionnel.',
      )
    return accord({ type: 'proportionnelle', de, a })
  }
  const paliers: { des: number; part: number }[] = []
  for (const [seuil = '', taux = ''] of couples) {
    const des = lireBorne(seuil, champ)
    const part = lireEntier(taux, 1, 100)
    if (des === undefined) return non('borne_invalide', bornePermise(champ))
    if (part === undefined)
      return non('part_invalide', 'Indiquez une part des points en % entiers, de 0 à 100.')
    if (paliers.some((autre) => autre.des === des))
      return non('palier_en_double', 'Deux paliers commencent à la même valeur.')
    paliers.push({ des, part })
  }
  return accord({ type: 'paliers', paliers: paliers.sort((a, b) => a.des - b.des) })
}

const diviseur = (champ: Champ) => (champ.unite === 'pourcentage' ? 100 : 1)
const lireBorne = (texte: string, champ: Champ) => lireEntier(texte, diviseur(champ), champ.maximum)

const bornePermise = (champ: Champ) => {
  const maximum = ecrireNombre(champ.maximum / diviseur(champ))
  return champ.unite === 'pourcentage'
    ? `Indiquez un pourcentage de 0 à ${maximum}, avec deux décimales au plus.`
    : `Indiquez un nombre entier de 0 à ${maximum}.`
}

const non = (code: string, message: string) => refus({ code, message, correcteur: 'agent' })
