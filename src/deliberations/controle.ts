import { CHAMPS, CHAMPS_AFFECTATION, CHAMPS_ANTERIEURE } from '#deliberations/champs.ts'
import { type Deliberation, prose } from '#deliberations/composer.ts'
import type { Faits } from '#deliberations/faits.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'

/** A figure of the database, and whether the text says it. */
export type ChiffreControle = {
  readonly libelle: string
  readonly attendu: string
  readonly dit: boolean
  /** The text must say it: without it, or said otherwise, nothing is sent. */
  readonly exige: boolean
}

export type Controle = {
  readonly conforme: boolean
  readonly chiffres: readonly ChiffreControle[]
  /** Figures of the text that the database does not know, each with the words around it. */
  readonly inconnus: readonly { readonly trouve: string; readonly contexte: string }[]
  /** Sums that do not hold together. */
  readonly incoherences: readonly string[]
}

/** Compares every figure of a text with the database: those it must say, and those it says without reason. */
export function controler(deliberation: Deliberation, faits: Faits): Controle {
  const texte = prose(deliberation)
  const dits = new Set(releverChiffres(texte).map(({ trouve }) => normaliser(trouve)))
  const contient = (attendu: string) =>
    dits.has(normaliser(attendu)) || normaliser(texte).includes(` ${normaliser(attendu)} `)
  const chiffres = attendusDe(faits).map(({ libelle, attendu, exige }) => ({
    ...{ libelle, attendu, exige },
    dit: contient(attendu),
  }))
  const connus = new Set(chiffres.map(({ attendu }) => normaliser(attendu)))
  const inconnus = releverChiffres(texte).filter(({ trouve }) => !connus.has(normaliser(trouve)))
  const incoherences = verifierSommes(faits, deliberation)
  const conforme =
    inconnus.length === 0 && incoherences.length === 0 && chiffres.every(({ dit, exige }) => dit || !exige)
  return { conforme, chiffres, inconnus, incoherences }
}

type Attendu = Omit<ChiffreControle, 'dit'>

/** Every figure that the fields can say: the total and each affectation must be said, the others may. */
function attendusDe(faits: Faits): Attendu[] {
  const attendus: Attendu[] = []
  const ajouter = (libelle: string, attendu: string | null, exige: boolean) => {
    if (attendu !== null) attendus.push({ libelle, attendu, exige })
  }
  for (const { libelle, dire, chiffre, obligatoire } of Object.values(CHAMPS))
    if (chiffre) ajouter(libelle, dire(faits), obligatoire === true)
  for (const une of faits.affectations)
    for (const { libelle, dire, chiffre, obligatoire } of Object.values(CHAMPS_AFFECTATION))
      if (chiffre) ajouter(`${libelle}, ${une.operation}`, dire(une), obligatoire === true)
  for (const une of faits.anterieures)
    for (const { libelle, dire, chiffre } of Object.values(CHAMPS_ANTERIEURE))
      if (chiffre) ajouter(`${libelle}, ${une.deliberation}`, dire(une), false)
  return attendus
}

const NOMS_DE_NOMBRE =
  'zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|millions?|milliards?|et'
const NOMBRE = '(?<![\\d,])(?:\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+(?!\\d)|\\d+)'
const CHIFFRES: readonly RegExp[] = [
  // Amounts and shares: « 20 270 000 € », « +16,2 % ».
  new RegExp(`[+−-]?${NOMBRE}(?:,\\d+)?[ \\u00a0\\u202f]?[€%]`, 'gu'),
  // What is counted.
  new RegExp(`${NOMBRE}(?=\\s(?:contrats?|formations?|organismes?|OF-CFA)(?![\\p{L}]))`, 'gu'),
  // Amounts in words.
  new RegExp(
    `(?<![\\p{L}-])(?:(?:${NOMS_DE_NOMBRE})[\\s-])+(?:d’)?euros?(?:\\set\\s(?:(?:${NOMS_DE_NOMBRE})[\\s-])+centimes?)?`,
    'gu',
  ),
]

/** The figures of a text: amounts, shares, counts, amounts in words. A year, an article, a code is none of them. */
export function releverChiffres(texte: string): { trouve: string; contexte: string }[] {
  return CHIFFRES.flatMap((motif) =>
    [...texte.matchAll(motif)].map((lu) => ({
      trouve: lu[0].trim().replace(/^et\s/, ''),
      contexte: texte
        .slice(Math.max(0, lu.index - 40), lu.index + lu[0].length + 25)
        .replace(/\s+/g, ' ')
        .trim(),
    })),
  )
}

/** Spaces of every kind are the same, and signs of minus too. */
const normaliser = (texte: string): string =>
  texte
    .replace(/\s+/gu, ' ')
    .replace(/(\d) (?=[\d€%])/g, '$1')
    .replaceAll('−', '-')
    .trim()

function verifierSommes(faits: Faits, { annexe }: Deliberation): string[] {
  const somme = (lire: (ligne: Faits['lignes'][number]) => number) =>
    faits.lignes.reduce((total, ligne) => total + lire(ligne), 0)
  const fautes: string[] = []
  const exiger = (
    quoi: string,
    trouve: number,
    attendu: number,
    dire: (n: number) => string = ecrireMontant,
  ) => {
    if (trouve !== attendu)
      fautes.push(`${quoi}${INSECABLE}: ${dire(trouve)}, pour ${dire(attendu)} dans la base.`)
  }
  exiger(
    'Total des organismes de l’annexe',
    somme(({ totale }) => totale),
    faits.totale,
  )
  exiger('Majoration et exceptionnelle', faits.majoration + faits.exceptionnelle, faits.totale)
  exiger(
    'Contrats de l’annexe',
    somme(({ contrats }) => contrats),
    faits.contrats,
    String,
  )
  exiger('Lignes de l’annexe', annexe.lignes.length, faits.organismes, String)
  const affecte = faits.affectations.reduce((total, { montant }) => total + montant, 0)
  if (affecte !== faits.totale && !faits.affectations.some(({ montant }) => montant === faits.totale))
    fautes.push(
      `Aucune affectation n’est égale à la majoration totale, ${ecrireMontant(faits.totale)}${INSECABLE}: l’ensemble affecté fait ${ecrireMontant(affecte)}.`,
    )
  return fautes
}
