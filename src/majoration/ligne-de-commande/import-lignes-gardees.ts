import type { Lecture } from '#majoration/ligne-de-commande/import-csv-effectifs.ts'
import type { LigneEffectifs } from '#majoration/ligne-de-commande/import-csv-verificateur.ts'
import { agrandir, comparerOctets, Reserve } from '#majoration/ligne-de-commande/import-dictionnaire.ts'
import type { ColonneDePoints, DecimalCanonique } from '#majoration/ligne-de-commande/points-exacts.ts'

/**
 * The lines of a file kept for a ranking, in columns: about 90 bytes a line where an object of each would take
 * three times that and as long to make as to read the file.
 */
export class LignesGardees {
  #nombre = 0
  #organismes = new Int32Array(1024)
  contrats = new Float64Array(1024)
  #verts = new Float64Array(1024)
  #palier1 = new Float64Array(1024)
  #palier2 = new Float64Array(1024)
  #mantisses = new Float64Array(1024)
  #decimales = new Uint8Array(1024)
  readonly #longs = new Map<number, DecimalCanonique>()
  readonly #formations = new Reserve()
  /** Formation `i` ends where formation `i + 1` begins. */
  #debuts = new Float64Array(1025)

  ajouter(ligne: LigneEffectifs): void {
    const i = this.#nombre++
    if (i === this.contrats.length) this.#agrandir(i * 2)
    this.#organismes[i] = ligne.organisme
    this.contrats[i] = ligne.contrats
    this.#verts[i] = ligne.contratsVerts
    this.#palier1[i] = ligne.contratsPalier1
    this.#palier2[i] = ligne.contratsPalier2
    this.#mantisses[i] = ligne.mantisse
    this.#decimales[i] = ligne.decimales
    if (ligne.pointsLongs !== undefined) this.#longs.set(i, ligne.pointsLongs)
    this.#formations.ajouter(ligne.octets, ligne.debutFormation, ligne.finFormation)
    this.#debuts[i + 1] = this.#formations.longueur
  }

  points(): ColonneDePoints {
    return {
      mantisses: this.#mantisses.subarray(0, this.#nombre),
      decimales: this.#decimales.subarray(0, this.#nombre),
      longs: this.#longs,
    }
  }

  effectifs(i: number) {
    return {
      organisme: this.#organismes[i]!,
      contrats: this.contrats[i]!,
      contratsVerts: this.#verts[i]!,
      contratsPalier1: this.#palier1[i]!,
      contratsPalier2: this.#palier2[i]!,
    }
  }

  /** Orders two lines of equal points: formation, then organisme, then counts; zero only for identical lines. */
  departageur({ encodage, organismes }: Lecture): (i: number, j: number) => number {
    const places = encodage.placesDesOctets()
    const { octets } = this.#formations
    const debuts = this.#debuts
    const comptes = [this.contrats, this.#verts, this.#palier1, this.#palier2]
    const parOrganisme = this.#organismes
    return (i, j) => {
      const parFormation = comparerOctets(
        octets,
        debuts[i]!,
        debuts[i + 1]!,
        debuts[j]!,
        debuts[j + 1]!,
        places,
      )
      if (parFormation !== 0) return parFormation
      const a = parOrganisme[i]!
      const b = parOrganisme[j]!
      if (a !== b) return organismes.comparer(a, b, places)
      for (const compte of comptes) if (compte[i] !== compte[j]) return compte[i]! - compte[j]!
      return 0
    }
  }

  #agrandir(longueur: number): void {
    this.#organismes = agrandir(this.#organismes, longueur)
    this.contrats = agrandir(this.contrats, longueur)
    this.#verts = agrandir(this.#verts, longueur)
    this.#palier1 = agrandir(this.#palier1, longueur)
    this.#palier2 = agrandir(this.#palier2, longueur)
    this.#mantisses = agrandir(this.#mantisses, longueur)
    this.#decimales = agrandir(this.#decimales, longueur)
    this.#debuts = agrandir(this.#debuts, longueur + 1)
  }
}
