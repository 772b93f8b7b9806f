import { type Cellule, ecrireEntiere, estVide, nettoyer } from '#campagnes/importation/cellule.ts'
import type { Colonne, NatureColonne } from '#campagnes/importation/colonnes.ts'
import { lireDepartement } from '#campagnes/importation/departements.ts'
import { erreur, type Lecture, lu, luAvec, rien } from '#campagnes/importation/lecture.ts'
import { lireEntier, lirePourcentage } from '#campagnes/importation/nombres.ts'
import { lireSiret } from '#campagnes/importation/siret.ts'
import { ecrireNombre, INSECABLE } from '#socle/francais.ts'

export type Valeur = string | number

/** Reads one cell as its column asks: the value to keep, or why it cannot be. Yes and no are 1 and 0. */
export function lireCellule(cellule: Cellule, colonne: Colonne): Lecture<Valeur> {
  if (estVide(cellule)) return colonne.requise ? erreur('valeur_manquante', manque(colonne)) : rien()
  const faute = fauteDeTableur(cellule)
  return faute ?? LECTURES[colonne.nature](cellule, colonne)
}

const LECTURES: Readonly<Record<NatureColonne, (cellule: Cellule, colonne: Colonne) => Lecture<Valeur>>> = {
  texte: lireTexte,
  siret: lireSiret,
  rncp: lireRncp,
  niveau: lireNiveau,
  departement: lireCodeDepartement,
  entier: (cellule, { maximum }) => lireEntier(cellule, maximum),
  pourcentage: lirePourcentage,
  ouiNon: lireOuiNon,
  palier: lirePalier,
}

function manque({ nature }: Colonne): string {
  if (nature === 'entier') return `La cellule est vide${INSECABLE}; indiquez 0 s’il n’y en a pas.`
  if (nature === 'pourcentage') return `La cellule est vide${INSECABLE}; indiquez 0 si la part est nulle.`
  if (nature === 'ouiNon')
    return `La cellule est vide${INSECABLE}; un vide n’est pas lu «${INSECABLE}non${INSECABLE}», écrivez-le.`
  return 'La cellule est vide.'
}

const ERREUR_DE_FORMULE =
  /^#(N\/?A|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!|SPILL!|CALC!|ERROR!)/i
const PAS_UN_NOMBRE = /^[+-]?(nan|inf(inity|ini)?|∞|null|undefined)$/i

/** What no column can hold: the error of a formula, a date that the spreadsheet invented, NaN. */
function fauteDeTableur(cellule: Cellule): Lecture<Valeur> | undefined {
  if (typeof cellule === 'object' && cellule !== null && 'date' in cellule)
    return erreur(
      'date_inattendue',
      `Le tableur a transformé cette valeur en date${INSECABLE}: mettez la colonne au format Texte ou Nombre, puis ressaisissez-la.`,
    )
  const texte = typeof cellule === 'number' ? '' : ecrireEntiere(cellule).trim()
  if (ERREUR_DE_FORMULE.test(texte))
    return erreur(
      'formule_en_erreur',
      'La formule de cette cellule est en erreur : corrigez-la ou écrivez la valeur.',
    )
  if (PAS_UN_NOMBRE.test(texte)) return erreur('pas_une_valeur', 'Cette cellule ne contient pas une valeur.')
  return undefined
}

function lireTexte(cellule: Cellule, { maximum }: Colonne): Lecture<string> {
  const texte = nettoyer(ecrireEntiere(cellule))
  if (texte === '') return erreur('valeur_manquante', 'La cellule ne contient que des caractères invisibles.')
  if (/^[=+\-@]/.test(texte))
    return erreur(
      'texte_formule',
      `Ce texte commence par «${INSECABLE}${texte[0]}${INSECABLE}»${INSECABLE}: un tableur l’exécuterait comme une formule. Retirez ce signe.`,
    )
  if (texte.length > maximum)
    return erreur(
      'texte_trop_long',
      `Ce texte compte ${ecrireNombre(texte.length)} caractères ; le maximum est ${ecrireNombre(maximum)}.`,
    )
  return lu(texte)
}

function lireRncp(cellule: Cellule): Lecture<string> {
  const texte = nettoyer(ecrireEntiere(cellule))
  const numero = /^(?:rncp)?\s*[-n°]?\s*(\d{1,6})$/i.exec(texte)
  if (numero) return lu(`RNCP${numero[1]}`)
  if (/^[=+\-@]/.test(texte) || texte.length > 40)
    return erreur('rncp_invalide', 'Ce texte n’est pas un code RNCP.')
  return luAvec(texte, 'rncp_inhabituel', 'Ce code n’a pas la forme d’un code RNCP : gardé tel quel.')
}

const ANCIENS_NIVEAUX: ReadonlyMap<string, number> = new Map([
  ['V', 3],
  ['IV', 4],
  ['III', 5],
  ['II', 6],
  ['I', 7],
])

function lireNiveau(cellule: Cellule): Lecture<number> {
  const texte = nettoyer(ecrireEntiere(cellule))
  const niveau = /^(?:niveau|niv\.?|n)?\s*(\d{1,2})(?:[.,]0+)?(?:\s*\([^)]*\))?$/i.exec(texte)
  if (niveau && Number(niveau[1]) >= 3 && Number(niveau[1]) <= 8) return lu(Number(niveau[1]))
  const ancien = ANCIENS_NIVEAUX.get(texte.replace(/^(niveau|niv\.?)\s*/i, '').toUpperCase())
  if (ancien)
    return erreur(
      'niveau_ancien',
      `Écriture d’avant 2019${INSECABLE}: indiquez le niveau du cadre national, sans doute ${ancien}${ancien === 7 ? ' ou 8' : ''}.`,
    )
  return erreur('niveau_inconnu', 'Ce niveau n’existe pas.')
}

function lireCodeDepartement(cellule: Cellule): Lecture<string> {
  const texte = nettoyer(ecrireEntiere(cellule))
  const code = lireDepartement(texte)
  if (code) return lu(code)
  return /^\d{5}$/.test(texte)
    ? erreur(
        'departement_inconnu',
        'Ce nombre ressemble à un code postal ou de commune : indiquez le département.',
      )
    : erreur('departement_inconnu', 'Ce département n’existe pas.')
}

const OUI = new Set(['oui', 'o', 'x', 'vrai', 'true', 'yes', 'y', '1'])
const NON = new Set(['non', 'n', 'faux', 'false', 'no', '0'])

function lireOuiNon(cellule: Cellule): Lecture<number> {
  const texte = nettoyer(ecrireEntiere(cellule)).toLowerCase()
  if (OUI.has(texte)) return lu(1)
  if (NON.has(texte)) return lu(0)
  return erreur('oui_non_inconnu', 'Cette valeur ne se lit ni oui ni non.')
}

// 15 and 20 are the rates of tiers 1 and 2 in the 2023 règlement: files speak of either.
const PALIERS: ReadonlyMap<string, number> = new Map([
  ['aucun', 0],
  ['sans', 0],
  ['0', 0],
  ['0%', 0],
  ['palier0', 0],
  ['1', 1],
  ['palier1', 1],
  ['15', 1],
  ['15%', 1],
  ['2', 2],
  ['palier2', 2],
  ['20', 2],
  ['20%', 2],
])

function lirePalier(cellule: Cellule): Lecture<number> {
  const texte = nettoyer(ecrireEntiere(cellule)).toLowerCase()
  const palier = PALIERS.get(texte.replace(/[.,]0+(?=\s*%?$)/, '').replace(/\s/g, ''))
  return palier === undefined ? erreur('palier_inconnu', 'Ce palier n’existe pas.') : lu(palier)
}
