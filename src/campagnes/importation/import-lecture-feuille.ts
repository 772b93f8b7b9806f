import type { Cellule, LigneLue } from '#campagnes/importation/cellule.ts'
import { COLONNES_MAXIMUM } from '#campagnes/importation/entetes.ts'
import {
  type Classeur,
  decodeEscapes,
  type FeuilleDuClasseur,
} from '#campagnes/importation/import-lecture-classeur.ts'
import {
  attribut,
  classeurAbime,
  type Evenements,
  LectureXml,
} from '#campagnes/importation/import-lecture-xml.ts'
import { readEntry } from '#campagnes/importation/import-lecture-zip.ts'

const LIGNES_D_UNE_FEUILLE = 1_048_576

/**
 * The lines of a sheet, in batches as they come out of the archive. Nothing runs ahead of the consumer: the next
 * piece is decompressed when the lines of the last one have been taken.
 *
 * @param avancer told, after each piece, the share of the sheet already read, from 0 to 1
 * @param jusqua bytes after which the rest is left unread
 */
export async function* readSheet(
  classeur: Classeur,
  { entree }: FeuilleDuClasseur,
  avancer: (part: number) => void = () => {},
  jusqua = Number.POSITIVE_INFINITY,
): AsyncGenerator<LigneLue[]> {
  const lignes = new LignesDeFeuille(classeur)
  const lecture = new LectureXml(lignes)
  const decodeur = new TextDecoder('utf-8')
  let lus = 0
  for await (const morceau of readEntry(classeur.path, entree)) {
    lecture.ajouter(decodeur.decode(morceau, { stream: true }))
    lus += morceau.length
    avancer(entree.taille ? Math.min(1, lus / entree.taille) : 0)
    const pretes = lignes.prendre()
    if (pretes.length > 0) yield pretes
    if (lus > jusqua) return
  }
  lecture.ajouter(decodeur.decode())
  lecture.finir()
}

/** Turns the tags of a sheet into lines. */
class LignesDeFeuille implements Evenements {
  readonly #classeur: Classeur
  #pretes: LigneLue[] = []
  #numero = 0
  #cellules: Cellule[] = []
  #colonne = 0
  #type = ''
  #style = -1
  #valeur = ''
  #formule = false
  #dansValeur = false
  #phonetique = false

  constructor(classeur: Classeur) {
    this.#classeur = classeur
  }

  prendre(): LigneLue[] {
    const pretes = this.#pretes
    this.#pretes = []
    return pretes
  }

  ouvre(nom: string, attributs: string): void {
    if (nom === 'c') this.#ouvrirCellule(attributs)
    else if (nom === 'v' || nom === 't') this.#dansValeur = !this.#phonetique
    else if (nom === 'f') this.#formule = true
    else if (nom === 'rPh') this.#phonetique = true
    else if (nom === 'row') this.#ouvrirLigne(attributs)
  }

  ferme(nom: string): void {
    if (nom === 'c') this.#fermerCellule()
    else if (nom === 'v' || nom === 't') this.#dansValeur = false
    else if (nom === 'rPh') this.#phonetique = false
    else if (nom === 'row' && this.#cellules.length > 0)
      this.#pretes.push({ numero: this.#numero, cellules: this.#cellules })
  }

  texte(texte: string): void {
    if (this.#dansValeur) this.#valeur += texte
  }

  /** Lines come in their order: one that goes back would be taken for another. */
  #ouvrirLigne(attributs: string): void {
    const numero = Number(attribut(attributs, 'r') ?? this.#numero + 1)
    if (!Number.isInteger(numero) || numero <= this.#numero || numero > LIGNES_D_UNE_FEUILLE)
      throw classeurAbime()
    this.#numero = numero
    this.#cellules = []
    this.#colonne = 0
  }

  #ouvrirCellule(attributs: string): void {
    const reference = attribut(attributs, 'r')
    if (reference) this.#colonne = colonneDe(reference)
    this.#type = attribut(attributs, 't') ?? 'n'
    this.#style = Number(attribut(attributs, 's') ?? -1)
    this.#valeur = ''
    this.#formule = false
  }

  #fermerCellule(): void {
    const cellule = this.#lire()
    if (this.#colonne < 0) throw classeurAbime()
    // One column too many shows that there are too many; a stray cell at XFD1 must not widen every line.
    if (this.#colonne <= COLONNES_MAXIMUM && cellule !== null) {
      while (this.#cellules.length < this.#colonne) this.#cellules.push(null)
      this.#cellules[this.#colonne] = cellule
    }
    this.#colonne += 1
  }

  #lire(): Cellule {
    const valeur = this.#valeur
    if (valeur === '') return this.#formule && this.#type !== 'str' ? { erreur: '#CALC!' } : null
    switch (this.#type) {
      case 's':
        return this.#classeur.textes[Number(valeur)] ?? { erreur: '#REF!' }
      case 'str':
      case 'inlineStr':
        return decodeEscapes(valeur)
      case 'b':
        return valeur === '1' || valeur === 'true'
      case 'e':
        return { erreur: valeur }
      case 'd':
        return { date: valeur.slice(0, 10) }
      default:
        return this.#lireNombre(valeur)
    }
  }

  #lireNombre(valeur: string): Cellule {
    const nombre = Number(valeur)
    if (Number.isNaN(nombre)) return valeur
    const format = this.#classeur.formats[this.#style]
    if (format === 'pourcentage') return { pourcentage: nombre }
    if (format === 'date') return { date: ecrireJour(nombre + (this.#classeur.origine1904 ? 1_462 : 0)) }
    return nombre
  }
}

/** « AB12 » → 27. */
function colonneDe(reference: string): number {
  let colonne = 0
  for (let i = 0; i < reference.length; i++) {
    const unite = reference.charCodeAt(i) & 0xdf
    if (unite < 65 || unite > 90) break
    colonne = colonne * 26 + unite - 64
  }
  return colonne - 1
}

/** The day that a spreadsheet counts from 30 December 1899, as it shows it. */
function ecrireJour(serie: number): string {
  const jour = new Date(Date.UTC(1899, 11, 30) + Math.floor(serie) * 86_400_000)
  if (Number.isNaN(jour.getTime())) return String(serie)
  const [annee, mois, quantieme] = jour.toISOString().slice(0, 10).split('-')
  return `${quantieme}/${mois}/${annee}`
}
