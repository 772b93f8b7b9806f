import { type Encodage, RefusDeLecture } from '#majoration/ligne-de-commande/import-csv-octets.ts'

const SAUT = 10
const RETOUR = 13
const GUILLEMET = 34
/** A line longer than this is a quote left open, not a line. */
export const LONGUEUR_MAXIMALE = 1 << 20

/**
 * Cuts CSV (RFC 4180, `;` or `,`, LF or CRLF) into cells, one line at a time, without leaving the bytes: cell `c` of
 * the current line is `octets[debuts[c]]` to `octets[fins[c]]`, quotes removed.
 *
 * Why not the library used elsewhere: a million lines must come out in the time that DuckDB takes, and a parser
 * that makes a text of each cell takes about ten times longer (docs/decisions/0003-lecture-csv-du-calcul.md). The
 * tests check it against that library on random files.
 */
export class LecteurDeLignes {
  octets: Uint8Array = new Uint8Array(0)
  readonly debuts: Int32Array
  readonly fins: Int32Array
  /** Number of cells of the current line; those beyond `capacite` are counted, not kept. */
  cellules = 0
  /** Number in the file, from 1, of the current line (its first one when a cell holds line breaks). */
  ligne = 1
  #suivante = 1
  readonly #separateur: number
  readonly #capacite: number
  /** 1 for the bytes that end a run of plain characters. */
  readonly #arrets = new Uint8Array(256)
  readonly #aDedoubler: number[] = []

  constructor(separateur: ';' | ',', capacite: number) {
    this.#separateur = separateur.charCodeAt(0)
    this.#capacite = capacite
    this.debuts = new Int32Array(capacite + 1)
    this.fins = new Int32Array(capacite + 1)
    for (const arret of [SAUT, RETOUR, GUILLEMET, this.#separateur]) this.#arrets[arret] = 1
  }

  /** Starts counting lines at `ligne`. */
  commencerA(ligne: number): void {
    this.ligne = ligne
    this.#suivante = ligne
  }

  /** The number that the next line will have. */
  get ligneSuivante(): number {
    return this.#suivante
  }

  /**
   * Reads the line that begins at `depart` in `octets`.
   * @param fini nothing comes after `octets`
   * @returns where the next line begins, or -1 when the end of this one is not there yet
   * @throws RefusDeLecture for a misplaced or unclosed quote
   */
  lire(depart: number, fini: boolean): number {
    const { octets, debuts, fins } = this
    const arrets = this.#arrets
    const separateur = this.#separateur
    const capacite = this.#capacite
    const limite = octets.length
    this.ligne = this.#suivante
    let p = depart
    let cellule = 0
    let sauts = 1
    for (;;) {
      let debut = p
      let fin: number
      const cite = p < limite && octets[p] === GUILLEMET
      if (cite) {
        debut = ++p
        for (;;) {
          while (p < limite && octets[p] !== GUILLEMET) if (octets[p++] === SAUT) sauts++
          if (p >= limite && fini) throw this.#refus('un guillemet ouvert n’est pas fermé')
          if (p >= limite || (p + 1 === limite && !fini)) return this.#attendre(depart)
          if (octets[p + 1] !== GUILLEMET || p + 1 === limite) break
          if (this.#aDedoubler.at(-1) !== cellule) this.#aDedoubler.push(cellule)
          p += 2
        }
        fin = p++
      } else {
        while (p < limite && arrets[octets[p]!] === 0) p++
        fin = p
      }
      if (p >= limite && !fini) return this.#attendre(depart)
      if (cellule <= capacite) {
        debuts[cellule] = debut
        fins[cellule] = fin
      }
      cellule++
      if (p >= limite) break
      const octet = octets[p]
      if (octet === separateur) {
        p++
        continue
      }
      if (octet === SAUT) {
        p++
        break
      }
      if (octet === RETOUR) {
        if (p + 1 === limite && !fini) return this.#attendre(depart)
        p += octets[p + 1] === SAUT && p + 1 < limite ? 2 : 1
        break
      }
      throw this.#refus(
        cite
          ? 'des caractères suivent un guillemet fermant (dans une cellule entre guillemets, un guillemet s’écrit "")'
          : 'un guillemet est au milieu d’une cellule (une cellule qui en contient s’écrit entre guillemets, et chaque guillemet "")',
      )
    }
    if (p - depart > LONGUEUR_MAXIMALE) throw this.#refusLongueur()
    this.cellules = cellule
    this.#suivante += sauts
    while (this.#aDedoubler.length > 0) this.#dedoubler(this.#aDedoubler.pop()!)
    return p
  }

  /** A line with nothing in it, or nothing but spaces. */
  estVide(): boolean {
    if (this.cellules !== 1) return false
    const debut = this.debuts[0]!
    if (debut > 0 && this.octets[debut - 1] === GUILLEMET) return false
    for (let p = debut; p < this.fins[0]!; p++)
      if (this.octets[p] !== 32 && this.octets[p] !== 9) return false
    return true
  }

  texte(cellule: number, encodage: Encodage): string {
    return encodage.decoder(this.octets.subarray(this.debuts[cellule]!, this.fins[cellule]!))
  }

  #attendre(depart: number): -1 {
    if (this.octets.length - depart > LONGUEUR_MAXIMALE) throw this.#refusLongueur()
    this.#aDedoubler.length = 0
    return -1
  }

  /** Replaces each "" of a cell by ", in place: the bytes are ours and the line is not read again. */
  #dedoubler(cellule: number): void {
    if (cellule > this.#capacite) return
    const { octets } = this
    let ecrit = this.debuts[cellule]!
    for (let p = ecrit; p < this.fins[cellule]!; p++) {
      octets[ecrit++] = octets[p]!
      if (octets[p] === GUILLEMET) p++
    }
    this.fins[cellule] = ecrit
  }

  #refus(constat: string): RefusDeLecture {
    return new RefusDeLecture(`Ligne ${this.ligne} : ${constat}.`)
  }

  #refusLongueur(): RefusDeLecture {
    return this.#refus('la ligne dépasse 1 Mio (un guillemet ouvert n’est peut-être pas fermé)')
  }
}
