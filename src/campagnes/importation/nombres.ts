import { type Cellule, ecrireCellule, nettoyer } from '#campagnes/importation/cellule.ts'
import { erreur, type Lecture, lu, luAvec } from '#campagnes/importation/lecture.ts'
import { ecrireNombre, ecrirePourcentage, INSECABLE } from '#socle/francais.ts'

/** A decimal as typed: sign, whole part with optional thousands separated by a space, decimals. */
const DECIMAL = /^([+\-−]?)(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/

/**
 * Reads a whole number, 0 or more: « 1153 », « 1 153 », « 12,0 ». Nothing is guessed: « 1,153 » may be a decimal or
 * a thousand, it is refused.
 */
export function lireEntier(cellule: Cellule, maximum: number): Lecture<number> {
  // A spreadsheet computes with doubles and shows 15 digits: its 3.0000000000000004 is meant 3.
  if (typeof cellule === 'number') return verifierEntier(Number(cellule.toPrecision(15)), maximum)
  const texte = nettoyer(ecrireCellule(cellule))
  const decimal = typeof cellule === 'string' ? DECIMAL.exec(texte) : null
  if (!decimal) return pasUnNombre('un nombre entier')
  const [, signe, entiers = '', decimales = ''] = decimal
  if (/[1-9]/.test(decimales))
    return erreur(
      'non_entier',
      `Ce nombre n’est pas entier${INSECABLE}; s’il s’agit de milliers, écrivez-le sans virgule ni point.`,
    )
  const valeur = Number(entiers.replaceAll(' ', ''))
  return verifierEntier(signe === '-' || signe === '−' ? -valeur : valeur, maximum)
}

function verifierEntier(valeur: number, maximum: number): Lecture<number> {
  if (!Number.isFinite(valeur)) return pasUnNombre('un nombre entier')
  if (valeur < 0) return negatif()
  if (!Number.isInteger(valeur)) return erreur('non_entier', 'Ce nombre n’est pas entier.')
  if (valeur > maximum)
    return erreur('trop_grand', `Ce nombre dépasse le maximum admis, ${ecrireNombre(maximum)}.`)
  return lu(valeur)
}

/**
 * Reads a percentage into hundredths of a percent.
 *
 * « 45,5 », « 45.5 », « 45,5 % » and the number 45.5 all mean 45,5 %: the model asks for percentages. A workbook
 * cell holding 0.455 and *shown* as « 45,5 % » means 45,5 % too. But a bare 0.455 is read 0,455 %, as written, with
 * a warning: it may be a fraction, and only the person who sent the file knows.
 */
export function lirePourcentage(cellule: Cellule): Lecture<number> {
  if (typeof cellule === 'object' && cellule !== null && 'pourcentage' in cellule)
    return verifierPourcentage(decimalDe(cellule.pourcentage * 100), true)
  if (typeof cellule === 'number')
    return Number.isFinite(cellule)
      ? verifierPourcentage(decimalDe(cellule), false)
      : pasUnNombre('un pourcentage')
  if (typeof cellule !== 'string') return pasUnNombre('un pourcentage')
  const texte = nettoyer(cellule)
  const signe = /\s*%$/.exec(texte)
  const nombre = signe ? texte.slice(0, -signe[0].length) : texte
  return DECIMAL.test(nombre) ? verifierPourcentage(nombre, signe !== null) : pasUnNombre('un pourcentage')
}

/** A double as the decimal it stands for: 0.455 × 100 is 45.50000000000001, meant 45.5. */
const decimalDe = (valeur: number): string =>
  Math.abs(valeur) < 1e-6
    ? '0'
    : Math.abs(valeur) >= 1e9
      ? '999999999'
      : Number(valeur.toPrecision(12)).toString()

function verifierPourcentage(texte: string, avecSigne: boolean): Lecture<number> {
  const [, signe, entiers = '', decimales = ''] = DECIMAL.exec(texte) ?? []
  if ((signe === '-' || signe === '−') && /[1-9]/.test(entiers + decimales)) return negatif()
  const exacts = Number(entiers.replaceAll(' ', '')) * 100 + Number(decimales.slice(0, 2).padEnd(2, '0'))
  const reste = decimales.slice(2)
  const centiemes = exacts + (reste !== '' && reste[0]! >= '5' ? 1 : 0)
  if (centiemes > 10_000 || (centiemes === 10_000 && exacts === 10_000 && /[1-9]/.test(reste)))
    return erreur('pourcentage_hors_bornes', 'Un pourcentage est compris entre 0 et 100.')
  const lecture = () => `lu ${ecrirePourcentage(centiemes)}`
  if (!avecSigne && centiemes > 0 && centiemes < 100)
    return luAvec(
      centiemes,
      'pourcentage_ou_fraction',
      `Valeur comprise entre 0 et 1${INSECABLE}: ${lecture()}. S’il s’agit d’une fraction, multipliez-la par 100.`,
    )
  if (/[1-9]/.test(reste))
    return luAvec(centiemes, 'pourcentage_arrondi', `Arrondi au centième${INSECABLE}: ${lecture()}.`)
  return lu(centiemes)
}

const negatif = <T>() => erreur<T>('negatif', 'Une valeur négative n’est pas possible ici.')
const pasUnNombre = <T>(quoi: string) => erreur<T>('pas_un_nombre', `Cette valeur n’est pas ${quoi}.`)
