import { type Cellule, ecrireCellule, nettoyer } from '#campagnes/importation/cellule.ts'
import { erreur, type Lecture, lu, luAvec } from '#campagnes/importation/lecture.ts'
import { FINE, INSECABLE } from '#socle/francais.ts'
import { cleValide } from '#socle/siret.ts'

const FORMAT_TEXTE = 'mettez la colonne au format Texte, puis ressaisissez les 14 chiffres'

/**
 * Reads a SIRET, also as spreadsheets mangle it: stored as a number (nothing is lost under 15 digits), without its
 * leading zeros (put back, with a warning, when the check digit agrees), or cut by the scientific notation (lost).
 */
export function lireSiret(cellule: Cellule): Lecture<string> {
  if (typeof cellule === 'number') return verifierChiffres(Number.isInteger(cellule) ? String(cellule) : 'x')
  const texte = nettoyer(ecrireCellule(cellule))
  const scientifique = /^(\d)[.,](\d+)\s*E\s*\+?\s*(\d{1,2})$/i.exec(texte)
  if (scientifique) return lireScientifique(scientifique[1]!, scientifique[2]!, Number(scientifique[3]))
  return verifierChiffres(texte.replace(/[.,]0+$/, '').replace(/[\s.\-_/]/g, ''))
}

/** « 1,23457E+13 » has lost its last digits for good; « 1.2345678900012E+13 » has them all. */
function lireScientifique(premier: string, suite: string, exposant: number): Lecture<string> {
  if (exposant === 13 && suite.length === 13) return verifierChiffres(premier + suite)
  return tronque()
}

function verifierChiffres(chiffres: string): Lecture<string> {
  if (!/^\d+$/.test(chiffres)) return erreur('siret_invalide', 'Un SIRET ne compte que des chiffres.')
  if (chiffres.length === 9)
    return erreur(
      'siret_siren',
      'Ce numéro à 9 chiffres est un SIREN : indiquez le SIRET de l’établissement.',
    )
  if (chiffres.length === 12 || chiffres.length === 13) return completer(chiffres)
  if (chiffres.length !== 14)
    return erreur(
      'siret_longueur',
      `Un SIRET compte 14 chiffres${INSECABLE}; celui-ci en compte ${chiffres.length}.`,
    )
  if (chiffres.endsWith('00000')) return tronque()
  return cleValide(chiffres) ? lu(chiffres) : cleFausse()
}

// No establishment has the number 00000: five zeros stand for the digits that a scientific notation has lost.
const tronque = () =>
  erreur<string>(
    'siret_tronque',
    `Le tableur a remplacé ce SIRET par une écriture scientifique et ses derniers chiffres sont perdus${INSECABLE}: ${FORMAT_TEXTE}.`,
  )

function completer(chiffres: string): Lecture<string> {
  const complet = chiffres.padStart(14, '0')
  if (!cleValide(complet))
    return erreur(
      'siret_longueur',
      `Un SIRET compte 14 chiffres${FINE}; celui-ci en compte ${chiffres.length}, et lui rendre ses zéros de tête ne donne pas un SIRET.`,
    )
  return luAvec(
    complet,
    'siret_zeros',
    `Le tableur a retiré les zéros de tête${INSECABLE}: lu ${complet}. Mettez la colonne au format Texte.`,
  )
}

const cleFausse = () =>
  erreur<string>('siret_cle', 'La clé de contrôle de ce SIRET est fausse : un chiffre a été mal saisi.')
