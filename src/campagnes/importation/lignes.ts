import { CHAMPS, type CodeChamp, type Palier } from '#campagnes/formation.ts'
import type { Anomalie } from '#campagnes/importation/anomalies.ts'
import {
  type Cellule,
  ecrireCellule,
  estVide,
  type LigneLue,
  nettoyer,
} from '#campagnes/importation/cellule.ts'
import { constatsCroises } from '#campagnes/importation/coherence.ts'
import {
  COLONNES_PAR_CODE,
  type CodeColonne,
  type Colonne,
  MENTION_EXEMPLE,
} from '#campagnes/importation/colonnes.ts'
import type { Entetes } from '#campagnes/importation/entetes.ts'
import type { Constat } from '#campagnes/importation/lecture.ts'
import { OrganismesLus } from '#campagnes/importation/organismes-lus.ts'
import { lireCellule, type Valeur } from '#campagnes/importation/valeurs.ts'
import { INSECABLE } from '#socle/francais.ts'

/** One line once read: a formation, where null stands for what could not be read (the anomalies say why). */
export type LigneImport = {
  readonly ligne: number
  readonly organisme: string | null
  readonly nom: string | null
  readonly siret: string | null
  readonly identifiant: string | null
  readonly intitule: string | null
  readonly niveau: number | null
  readonly codeRncp: string | null
  readonly commune: string | null
  readonly departement: string | null
  readonly filiere: string | null
  readonly contrats: number | null
  readonly environnementale: boolean | null
  readonly palier: Palier | null
  readonly declaration: Readonly<Record<CodeChamp, number | null>>
}

export type LigneVerifiee = { readonly ligne: LigneImport; readonly anomalies: readonly Anomalie[] }

export type ValeursLues = ReadonlyMap<CodeColonne, Valeur>

/**
 * Checks the lines of one file, in their order: each cell alone, the cells of a line together, and each line with
 * those already seen (identifiers, contents, bodies). What it remembers grows with the number of lines, a few dozen
 * bytes each, never with their content.
 */
export class ControleLignes {
  readonly #entetes: Entetes
  /** In a CSV, nothing but separators and quotes holds the cells in their places. */
  readonly #estCsv: boolean
  readonly #identifiants = new Map<string, number>()
  readonly #contenus = new Map<number, number>()
  readonly #organismes = new OrganismesLus()

  constructor(entetes: Entetes, format: 'csv' | 'xlsx') {
    this.#entetes = entetes
    this.#estCsv = format === 'csv'
  }

  /** Checks one line; undefined for a line to skip: empty, or the fictional example of the model. */
  verifier({ numero, cellules }: LigneLue): LigneVerifiee | undefined {
    if (cellules.every(estVide) || cellules.some(estExemple)) return undefined
    const total = this.#ligneDeTotal(numero, cellules)
    if (total) return { ligne: composer(numero, new Map(), null), anomalies: [total] }
    const anomalies: Anomalie[] = []
    const signaler = (code: CodeColonne | null, constat: Constat) =>
      anomalies.push(this.#placer(numero, cellules, code, constat))

    if (this.#estCsv) this.#signalerDecalage(cellules, signaler)
    const valeurs = this.#lireCellules(cellules, signaler)
    const organisme = this.#reconnaitreOrganisme(numero, valeurs, signaler)
    this.#comparerAuxPrecedentes(numero, valeurs, signaler)
    for (const { champ, ...constat } of constatsCroises(valeurs)) signaler(champ, constat)
    return { ligne: composer(numero, valeurs, organisme), anomalies }
  }

  #lireCellules(cellules: readonly Cellule[], signaler: Signaler): Map<CodeColonne, Valeur> {
    const valeurs = new Map<CodeColonne, Valeur>()
    for (const [i, colonne] of this.#entetes.colonnes.entries()) {
      if (!colonne) continue
      const { valeur, constat } = lireCellule(cellules[i] ?? null, colonne)
      if (valeur !== null) valeurs.set(colonne.code, valeur)
      if (constat) signaler(colonne.code, constat)
    }
    return valeurs
  }

  #reconnaitreOrganisme(numero: number, valeurs: ValeursLues, signaler: Signaler) {
    const nom = valeurs.get('organisme')
    if (nom === undefined) return null
    const siret = (valeurs.get('siret') as string | undefined) ?? null
    const effectif = (valeurs.get('effectifOrganisme') as number | undefined) ?? null
    const reconnu = this.#organismes.reconnaitre(numero, String(nom), siret, effectif)
    for (const { champ, ...constat } of reconnu.constats) signaler(champ, constat)
    return reconnu
  }

  #comparerAuxPrecedentes(numero: number, valeurs: ValeursLues, signaler: Signaler): void {
    const identifiant = valeurs.get('identifiant')
    if (identifiant !== undefined) {
      const premiere = this.#identifiants.get(String(identifiant))
      if (premiere === undefined) this.#identifiants.set(String(identifiant), numero)
      else {
        signaler('identifiant', identifiantEnDouble(premiere))
        return
      }
    }
    const empreinte = empreinteDe([...valeurs].filter(([code]) => code !== 'identifiant'))
    const jumelle = this.#contenus.get(empreinte)
    if (jumelle === undefined) this.#contenus.set(empreinte, numero)
    else signaler(null, ligneJumelle(jumelle))
  }

  /** « Total » under the table: one clear message instead of twenty empty cells. */
  #ligneDeTotal(numero: number, cellules: readonly Cellule[]): Anomalie | undefined {
    const premiere = cellules.find((cellule) => !estVide(cellule))
    if (typeof premiere !== 'string' || !/^(sous[- ]?)?totau?[lx]\b/i.test(premiere.trim())) return undefined
    const remplies = cellules.filter((cellule) => !estVide(cellule)).length
    if (remplies * 2 > this.#entetes.reconnues) return undefined
    const message = 'Cette ligne ressemble à un total : supprimez-la, le total est recalculé.'
    return this.#placer(numero, cellules, null, { gravite: 'erreur', code: 'ligne_de_total', message })
  }

  #signalerDecalage(cellules: readonly Cellule[], signaler: Signaler): void {
    if (cellules.some(avaleDesLignes)) signaler(null, guillemetOuvert)
    const colonnes = this.#entetes.textes.length
    const enTrop = cellules.slice(colonnes).filter((cellule) => !estVide(cellule)).length
    if (enTrop === 0) return
    signaler(null, {
      gravite: 'erreur',
      code: 'cellules_en_trop',
      message: `La ligne compte ${cellules.length} cellules pour ${colonnes} colonnes${INSECABLE}: un texte contient sans doute le séparateur sans être entre guillemets.`,
    })
  }

  #placer(ligne: number, cellules: readonly Cellule[], code: CodeColonne | null, constat: Constat): Anomalie {
    const colonne: Colonne | undefined = code === null ? undefined : COLONNES_PAR_CODE.get(code)
    const position = this.#entetes.colonnes.findIndex((autre) => autre !== null && autre.code === code)
    const texte = position >= 0 ? ecrireCellule(cellules[position]) : ''
    return {
      gravite: constat.gravite,
      ligne,
      colonne: position >= 0 ? this.#entetes.textes[position]! : (colonne?.entete ?? null),
      champ: code,
      valeur: texte === '' ? null : texte,
      code: constat.code,
      message: constat.message,
      attendu: colonne?.attendu ?? null,
    }
  }
}

type Signaler = (code: CodeColonne | null, constat: Constat) => void

const estExemple = (cellule: Cellule) =>
  typeof cellule === 'string' && cellule.length < 40 && nettoyer(cellule).toLowerCase() === MENTION_EXEMPLE

/** A quote left open swallows lines until the next one: they would be lost without a word. */
function avaleDesLignes(cellule: Cellule): boolean {
  if (typeof cellule !== 'string' || !(cellule.includes('\n') || cellule.includes('\r'))) return false
  return [';', ',', '\t'].some((separateur) => cellule.split(separateur).length > SEPARATEURS_D_UNE_PHRASE)
}
const SEPARATEURS_D_UNE_PHRASE = 5

const guillemetOuvert: Constat = {
  gravite: 'erreur',
  code: 'guillemet_ouvert',
  message:
    'Un texte de cette ligne court sur plusieurs lignes du fichier et contient des séparateurs : un guillemet (") y est sans doute resté ouvert, et des lignes seraient perdues.',
}

const identifiantEnDouble = (premiere: number): Constat => ({
  gravite: 'erreur',
  code: 'identifiant_en_double',
  message: `Cet identifiant est déjà celui de la ligne ${premiere}${INSECABLE}: chaque formation doit avoir le sien.`,
})

const ligneJumelle = (jumelle: number): Constat => ({
  gravite: 'avertissement',
  code: 'ligne_jumelle',
  message: `Cette ligne répète la ligne ${jumelle}, à l’identifiant près${INSECABLE}: vérifiez qu’elle n’est pas comptée deux fois.`,
})

function composer(
  ligne: number,
  valeurs: ValeursLues,
  organisme: { readonly identifiant: string; readonly nom: string } | null,
): LigneImport {
  const texte = (code: CodeColonne) => (valeurs.get(code) as string | undefined) ?? null
  const nombre = (code: CodeColonne) => (valeurs.get(code) as number | undefined) ?? null
  const environnementale = nombre('environnementale')
  return {
    ligne,
    organisme: organisme?.identifiant ?? null,
    nom: organisme?.nom ?? null,
    siret: texte('siret'),
    identifiant: texte('identifiant'),
    intitule: texte('intitule'),
    niveau: nombre('niveau'),
    codeRncp: texte('codeRncp'),
    commune: texte('commune'),
    departement: texte('departement'),
    filiere: texte('filiere'),
    contrats: nombre('contrats'),
    environnementale: environnementale === null ? null : environnementale === 1,
    palier: nombre('palier') as Palier | null,
    declaration: Object.fromEntries(CHAMPS.map(({ code }) => [code, nombre(code)])) as Record<
      CodeChamp,
      number | null
    >,
  }
}

/**
 * A 53-bit fingerprint of the content of a line (cyrb53). Two different lines among 300 000 share one with
 * a probability of five in a million, and the consequence is a warning: good enough not to keep the contents.
 */
function empreinteDe(valeurs: readonly (readonly [CodeColonne, Valeur])[]): number {
  const texte = JSON.stringify(valeurs)
  let h1 = 0xdeadbeef
  let h2 = 0x41c6ce57
  for (let i = 0; i < texte.length; i++) {
    const unite = texte.charCodeAt(i)
    h1 = Math.imul(h1 ^ unite, 2_654_435_761)
    h2 = Math.imul(h2 ^ unite, 1_597_334_677)
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2_246_822_507) ^ Math.imul(h2 ^ (h2 >>> 13), 3_266_489_909)
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2_246_822_507) ^ Math.imul(h1 ^ (h1 >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & h2) + (h1 >>> 0)
}
