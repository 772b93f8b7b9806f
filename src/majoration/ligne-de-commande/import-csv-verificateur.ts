import type { Entete } from '#majoration/ligne-de-commande/import-csv-colonnes.ts'
import {
  LecteurDeDecimal,
  lireEffectif,
  lireEffectifSimple,
} from '#majoration/ligne-de-commande/import-csv-nombres.ts'
import { type Encodage, RefusDeLecture } from '#majoration/ligne-de-commande/import-csv-octets.ts'
import type { DictionnaireOctets } from '#majoration/ligne-de-commande/import-dictionnaire.ts'
import { type DecimalCanonique, lireDecimal } from '#majoration/ligne-de-commande/points-exacts.ts'
import { ecrireNombre } from '#socle/francais.ts'

/** One line of the file, checked. The same object serves for every line: keep what is needed of it. */
export type LigneEffectifs = {
  /** Number of the body in the dictionary. */
  organisme: number
  /** The formation's identifier: `octets[debutFormation…finFormation[`. */
  octets: Uint8Array
  debutFormation: number
  finFormation: number
  contrats: number
  contratsVerts: number
  contratsPalier1: number
  contratsPalier2: number
  /** The points, mantisse / 10^decimales, or `pointsLongs` when they have more than 15 digits. Zero when unread. */
  mantisse: number
  decimales: number
  pointsLongs: DecimalCanonique | undefined
}

/** Checks the cells of the reader's current line and turns them into numbers. */
export class Verificateur {
  readonly #entete: Entete
  readonly #encodage: Encodage
  readonly #organismes: DictionnaireOctets
  readonly #avecPoints: boolean
  readonly #decimal = new LecteurDeDecimal()
  readonly #colonnes: number
  /** Contracts so far: a sum that a double no longer holds exactly is refused. */
  #total = 0
  readonly #ligne: LigneEffectifs = {
    organisme: 0,
    octets: new Uint8Array(0),
    debutFormation: 0,
    finFormation: 0,
    contrats: 0,
    contratsVerts: 0,
    contratsPalier1: 0,
    contratsPalier2: 0,
    mantisse: 0,
    decimales: 0,
    pointsLongs: undefined,
  }

  constructor(entete: Entete, encodage: Encodage, organismes: DictionnaireOctets, avecPoints: boolean) {
    this.#entete = entete
    this.#encodage = encodage
    this.#organismes = organismes
    this.#avecPoints = avecPoints
    this.#colonnes = entete.lecteur.debuts.length - 1
  }

  verifier(): LigneEffectifs {
    const { lecteur, places } = this.#entete
    const { octets, debuts, fins } = lecteur
    if (lecteur.cellules !== this.#colonnes) {
      throw this.#refus(`${lecteur.cellules} cellules au lieu de ${this.#colonnes}`)
    }
    const ligne = this.#ligne
    this.#exigerPleine(places.organisme, 'organisme')
    this.#exigerPleine(places.formation, 'formation')
    ligne.organisme = this.#organismes.numero(octets, debuts[places.organisme]!, fins[places.organisme]!)
    ligne.octets = octets
    ligne.debutFormation = debuts[places.formation]!
    ligne.finFormation = fins[places.formation]!
    ligne.contrats = this.#effectif(places.contrats, 'contrats')
    ligne.contratsVerts = this.#effectif(places.contrats_verts, 'contrats_verts')
    ligne.contratsPalier1 = this.#effectif(places.contrats_perimetre_15, 'contrats_perimetre_15')
    ligne.contratsPalier2 = this.#effectif(places.contrats_perimetre_20, 'contrats_perimetre_20')
    this.#verifierCoherence(ligne)
    if (this.#avecPoints) this.#lirePoints(ligne, places.points)
    return ligne
  }

  #exigerPleine(cellule: number, nom: string): void {
    const { debuts, fins } = this.#entete.lecteur
    if (debuts[cellule] === fins[cellule]) throw this.#refus(`« ${nom} » est vide`)
  }

  #effectif(cellule: number, nom: string): number {
    const { octets, debuts, fins } = this.#entete.lecteur
    const simple = lireEffectifSimple(octets, debuts[cellule]!, fins[cellule]!)
    if (simple >= 0) return simple
    const texte = this.#texte(cellule)
    const valeur = lireEffectif(texte.trim())
    if (valeur === undefined) {
      const attendu = /^\d+$/.test(texte.trim())
        ? `au plus ${ecrireNombre(Number.MAX_SAFE_INTEGER)} est attendu`
        : 'un nombre entier, positif ou nul, est attendu'
      throw this.#refus(`« ${nom} » vaut « ${abreger(texte)} », ${attendu}`)
    }
    return valeur
  }

  #verifierCoherence({ contrats, contratsVerts, contratsPalier1, contratsPalier2 }: LigneEffectifs): void {
    if (contratsVerts > contrats) {
      throw this.#refus(`« contrats_verts » (${contratsVerts}) dépasse « contrats » (${contrats})`)
    }
    if (contratsPalier1 + contratsPalier2 > contrats) {
      throw this.#refus(
        `« contrats_perimetre_15 » et « contrats_perimetre_20 » (${contratsPalier1} + ${contratsPalier2}) dépassent « contrats » (${contrats})`,
      )
    }
    this.#total += contrats
    if (this.#total > Number.MAX_SAFE_INTEGER) {
      throw this.#refus(`le total des contrats dépasse ${ecrireNombre(Number.MAX_SAFE_INTEGER)}`)
    }
  }

  #lirePoints(ligne: LigneEffectifs, cellule: number): void {
    const { octets, debuts, fins } = this.#entete.lecteur
    const decimal = this.#decimal
    ligne.pointsLongs = undefined
    if (decimal.lireSimple(octets, debuts[cellule]!, fins[cellule]!)) {
      ligne.mantisse = decimal.mantisse
      ligne.decimales = decimal.decimales
      return
    }
    const texte = this.#texte(cellule)
    ligne.mantisse = 0
    ligne.decimales = 0
    ligne.pointsLongs = lireDecimal(texte.trim())
    if (ligne.pointsLongs === undefined) {
      throw this.#refus(`« points » vaut « ${abreger(texte)} », un nombre décimal est attendu`)
    }
  }

  #texte(cellule: number): string {
    return this.#entete.lecteur.texte(cellule, this.#encodage)
  }

  #refus(constat: string): RefusDeLecture {
    return new RefusDeLecture(`Ligne ${this.#entete.lecteur.ligne} : ${constat}.`)
  }
}

/** A value quoted in a message: on one line, not too long. */
const abreger = (texte: string) => {
  const plat = texte.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  return plat.length > 60 ? `${plat.slice(0, 60)}…` : plat
}
