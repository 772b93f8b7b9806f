import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

/** What a reading of XML calls, names without their prefix (`x:row` is `row`), texts decoded. */
export type Evenements = {
  ouvre(nom: string, attributs: string): void
  ferme(nom: string): void
  texte(texte: string): void
}

/** No tag nor text of a workbook is that long: an Excel cell stops at 32 767 characters. */
const MORCEAU_MAXIMUM = 1_048_576

/**
 * Reads XML as it comes, in pieces cut anywhere. Only what a spreadsheet contains is read: tags, texts, CDATA;
 * comments, declarations and instructions are skipped, and no entity is ever fetched or expanded.
 */
export class LectureXml {
  #reste = ''
  #profondeur = 0
  #evenements: Evenements

  constructor(evenements: Evenements) {
    this.#evenements = evenements
  }

  /** Reads one more piece. */
  ajouter(morceau: string): void {
    const texte = this.#reste + morceau
    let i = 0
    while (i < texte.length) {
      const suivant = texte.charCodeAt(i) === 60 ? this.#balise(texte, i) : this.#texte(texte, i)
      if (suivant === i) break
      i = suivant
    }
    this.#reste = texte.slice(i)
    if (this.#reste.length > MORCEAU_MAXIMUM) throw classeurAbime()
  }

  /** Says that nothing follows: an open tag then means that the end is missing. */
  finir(): void {
    if (this.#profondeur !== 0 || this.#reste.trim() !== '') throw classeurAbime()
  }

  /** Reads the text at `i`; returns where it ends, or `i` when its end has not come yet. */
  #texte(texte: string, i: number): number {
    const fin = texte.indexOf('<', i)
    if (fin < 0) return i
    this.#evenements.texte(decodeEntities(texte.slice(i, fin)))
    return fin
  }

  #balise(texte: string, i: number): number {
    const suite = texte.charCodeAt(i + 1)
    if (suite === 33) return this.#declaration(texte, i)
    if (suite === 63) return apres(texte, '?>', i)
    const fin = finDeBalise(texte, i)
    if (fin < 0) return i
    if (suite === 47) {
      this.#profondeur -= 1
      this.#evenements.ferme(nomLocal(texte.slice(i + 2, fin).trimEnd()))
      return fin + 1
    }
    const vide = texte.charCodeAt(fin - 1) === 47
    const contenu = texte.slice(i + 1, vide ? fin - 1 : fin)
    const espace = contenu.search(/\s/)
    const nom = nomLocal(espace < 0 ? contenu : contenu.slice(0, espace))
    this.#evenements.ouvre(nom, espace < 0 ? '' : contenu.slice(espace))
    if (vide) this.#evenements.ferme(nom)
    else this.#profondeur += 1
    return fin + 1
  }

  #declaration(texte: string, i: number): number {
    // « <![CDATA[ » may itself be cut between two pieces.
    if (texte.length - i < 9) return i
    if (texte.startsWith('<!--', i)) return apres(texte, '-->', i)
    if (!texte.startsWith('<![CDATA[', i)) return apres(texte, '>', i)
    const fin = texte.indexOf(']]>', i)
    if (fin < 0) return i
    this.#evenements.texte(texte.slice(i + 9, fin))
    return fin + 3
  }
}

/** The value of an attribute in the raw text of a tag, undefined when it is not there. */
export function attribut(attributs: string, nom: string): string | undefined {
  const debut = attributs.indexOf(`${nom}=`)
  if (debut < 0) return undefined
  if (!/\s/.test(attributs[debut - 1] ?? ' '))
    return new RegExp(`\\s${nom}=["']([^"']*)`).exec(attributs)?.[1]
  const guillemet = attributs[debut + nom.length + 1]!
  const fin = attributs.indexOf(guillemet, debut + nom.length + 2)
  return fin < 0 ? undefined : decodeEntities(attributs.slice(debut + nom.length + 2, fin))
}

/** The same words wherever the content of a workbook does not hold together. */
export const classeurAbime = () =>
  new FichierIllisible(
    'classeur_abime',
    'Le contenu du classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le de nouveau au format .xlsx, puis renvoyez-le.',
  )

function apres(texte: string, marque: string, i: number): number {
  const fin = texte.indexOf(marque, i)
  return fin < 0 ? i : fin + marque.length
}

/** The « > » that ends the tag, or −1; one inside quotes does not. */
function finDeBalise(texte: string, debut: number): number {
  let guillemet = 0
  for (let i = debut; i < texte.length; i++) {
    const unite = texte.charCodeAt(i)
    if (guillemet !== 0) guillemet = unite === guillemet ? 0 : guillemet
    else if (unite === 34 || unite === 39) guillemet = unite
    else if (unite === 62) return i
  }
  return -1
}

const nomLocal = (nom: string) => {
  const deuxPoints = nom.indexOf(':')
  return deuxPoints < 0 ? nom : nom.slice(deuxPoints + 1)
}

const ENTITES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(texte: string): string {
  if (!texte.includes('&')) return texte
  return texte.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (entiere, nom: string) => {
    if (!nom.startsWith('#')) return ENTITES[nom] ?? entiere
    const code = /^#x/i.test(nom) ? Number.parseInt(nom.slice(2), 16) : Number(nom.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : entiere
  })
}
