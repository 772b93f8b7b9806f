/** Bytes one after the other, each text found again by its bounds. */
export class Reserve {
  octets = new Uint8Array(1 << 16)
  longueur = 0

  /** Copies `source[debut…fin[` and returns where the copy begins. */
  ajouter(source: Uint8Array, debut: number, fin: number): number {
    const place = this.longueur
    const longueur = place + fin - debut
    if (longueur > this.octets.length)
      this.octets = agrandir(this.octets, Math.max(longueur, this.octets.length * 2))
    const octets = this.octets
    for (let p = debut, q = place; p < fin; p++, q++) octets[q] = source[p]!
    this.longueur = longueur
    return place
  }
}

/**
 * Gives each distinct run of bytes a number, 0, 1, 2… in order of arrival. A `Map` of texts would do the same after
 * a million texts were made to find seventy-one of them.
 */
export class DictionnaireOctets {
  readonly #reserve = new Reserve()
  readonly #debuts: number[] = []
  readonly #fins: number[] = []
  readonly #empreintes: number[] = []
  /** Number + 1 by place, 0 for none; a power of two, never more than half full. */
  #places = new Int32Array(1024)

  get taille(): number {
    return this.#debuts.length
  }

  numero(octets: Uint8Array, debut: number, fin: number): number {
    let empreinte = 0x811c9dc5
    for (let p = debut; p < fin; p++) empreinte = Math.imul(empreinte ^ octets[p]!, 0x01000193)
    empreinte ^= empreinte >>> 15
    const places = this.#places
    const masque = places.length - 1
    for (let place = empreinte & masque; ; place = (place + 1) & masque) {
      const numero = places[place]! - 1
      if (numero < 0) return this.#inscrire(octets, debut, fin, empreinte, place)
      if (this.#empreintes[numero] === empreinte && this.#estEgal(numero, octets, debut, fin)) return numero
    }
  }

  octetsDe(numero: number): Uint8Array {
    return this.#reserve.octets.subarray(this.#debuts[numero]!, this.#fins[numero]!)
  }

  /** Compares two entries by the places of their bytes (see `Encodage.placesDesOctets`). */
  comparer(a: number, b: number, places: Uint8Array): number {
    const { octets } = this.#reserve
    return comparerOctets(octets, this.#debuts[a]!, this.#fins[a]!, this.#debuts[b]!, this.#fins[b]!, places)
  }

  #inscrire(octets: Uint8Array, debut: number, fin: number, empreinte: number, place: number): number {
    const numero = this.#debuts.length
    const copie = this.#reserve.ajouter(octets, debut, fin)
    this.#debuts.push(copie)
    this.#fins.push(copie + fin - debut)
    this.#empreintes.push(empreinte)
    this.#places[place] = numero + 1
    if (numero * 2 > this.#places.length) this.#elargir()
    return numero
  }

  #estEgal(numero: number, octets: Uint8Array, debut: number, fin: number): boolean {
    const connus = this.#reserve.octets
    let q = this.#debuts[numero]!
    if (this.#fins[numero]! - q !== fin - debut) return false
    for (let p = debut; p < fin; p++, q++) if (octets[p] !== connus[q]) return false
    return true
  }

  #elargir(): void {
    const places = new Int32Array(this.#places.length * 4)
    const masque = places.length - 1
    for (const [numero, empreinte] of this.#empreintes.entries()) {
      let place = empreinte & masque
      while (places[place] !== 0) place = (place + 1) & masque
      places[place] = numero + 1
    }
    this.#places = places
  }
}

/** Negative, zero or positive as the first run of bytes comes before, with or after the second, by `places`. */
export function comparerOctets(
  octets: Uint8Array,
  debutA: number,
  finA: number,
  debutB: number,
  finB: number,
  places: Uint8Array,
): number {
  const longueur = Math.min(finA - debutA, finB - debutB)
  for (let i = 0; i < longueur; i++) {
    const a = octets[debutA + i]!
    const b = octets[debutB + i]!
    if (a !== b) return places[a]! - places[b]!
  }
  return finA - debutA - (finB - debutB)
}

/** The same values in a longer array. */
export function agrandir<T extends Uint8Array | Int32Array | Float64Array>(tableau: T, longueur: number): T {
  const plusGrand = new (tableau.constructor as new (n: number) => T)(longueur)
  plusGrand.set(tableau)
  return plusGrand
}
