import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { comparer, ecrireDecimal, type Fraction, fraction, lireFraction } from '#socle/fraction.ts'
import { ecrireDate, ecrireDecimale, ecrireMontant, FINE, INSECABLE } from '#socle/francais.ts'
import { type Centimes, centimes } from '#socle/montant.ts'

/** What a scheme asks, under the name that its rules use. */
export type Question = {
  readonly nom: string
  readonly titre: string
  readonly texte: string
  readonly nature: Nature
}

export type Nature =
  | { readonly genre: 'oui ou non' }
  | {
      readonly genre: 'choix'
      readonly choix: readonly { readonly code: string; readonly libelle: string }[]
    }
  /** Up to four decimals, in `unite` (none: a plain count). */
  | { readonly genre: 'nombre'; readonly unite: string; readonly minimum: number; readonly maximum: number }
  /** Bounds in whole euros. */
  | { readonly genre: 'montant'; readonly minimum: number; readonly maximum: number }
  | { readonly genre: 'date' }

/** An answer as read: a boolean, the code of a choice, an exact number, cents, or a day AAAA-MM-JJ. */
export type Reponse =
  | { readonly genre: 'oui ou non'; readonly valeur: boolean }
  | { readonly genre: 'choix'; readonly valeur: string; readonly libelle: string }
  | { readonly genre: 'nombre'; readonly valeur: Fraction; readonly unite: string }
  | { readonly genre: 'montant'; readonly valeur: Centimes }
  | { readonly genre: 'date'; readonly valeur: string }

/** The answers given so far, by question. */
export type Dossier = ReadonlyMap<string, Reponse>

/**
 * Reads what somebody answered: « oui », « non » or a boolean, the code of a choice, a decimal with a point or a comma, a
 * day AAAA-MM-JJ. An empty answer is no answer.
 *
 * @returns the answers, or every answer that cannot be read: code `question-inconnue` or `reponse-invalide`
 */
export function lireDossier(
  questions: readonly Question[],
  reponses: Readonly<Record<string, unknown>>,
): Decision<Dossier> {
  const dossier = new Map<string, Reponse>()
  const motifs: Motif[] = []
  for (const [nom, brute] of Object.entries(reponses)) {
    if (brute === null || brute === undefined || brute === '') continue
    const question = questions.find((une) => une.nom === nom)
    const lue = question && lireReponse(question.nature, brute)
    if (lue) dossier.set(nom, lue)
    else motifs.push(question ? invalide(question) : inconnue(nom))
  }
  return motifs.length > 0 ? refus(...motifs) : accord(dossier)
}

const invalide = ({ nom, titre, nature }: Question): Motif => ({
  code: 'reponse-invalide',
  message: `«${INSECABLE}${titre}${INSECABLE}»${INSECABLE}: ${decrireAttente(nature)}.`,
  chiffres: { question: nom },
  correcteur: 'demandeur',
})

const inconnue = (nom: string): Motif => ({
  code: 'question-inconnue',
  message: `Ce dispositif ne pose pas la question «${INSECABLE}${nom}${INSECABLE}».`,
  chiffres: { question: nom },
  correcteur: 'demandeur',
})

/** What an answer must be, in words. */
export function decrireAttente(nature: Nature): string {
  switch (nature.genre) {
    case 'oui ou non':
      return 'répondez par oui ou par non'
    case 'choix':
      return `choisissez parmi ${nature.choix.map(({ libelle }) => libelle).join(', ')}`
    case 'nombre':
      return `un nombre de ${nature.minimum} à ${nature.maximum}${unite(nature.unite)}, quatre décimales au plus`
    case 'montant':
      return `un montant de ${ecrireMontant(nature.minimum * 100)} à ${ecrireMontant(nature.maximum * 100)}, au centime`
    case 'date':
      return 'un jour du calendrier, sous la forme AAAA-MM-JJ'
  }
}

function lireReponse(nature: Nature, brute: unknown): Reponse | undefined {
  const texte = typeof brute === 'string' ? brute.trim() : String(brute)
  switch (nature.genre) {
    case 'oui ou non':
      if (texte === 'oui' || texte === 'true') return { genre: nature.genre, valeur: true }
      return texte === 'non' || texte === 'false' ? { genre: nature.genre, valeur: false } : undefined
    case 'choix': {
      const choisi = nature.choix.find(({ code }) => code === texte)
      return choisi && { genre: nature.genre, valeur: choisi.code, libelle: choisi.libelle }
    }
    case 'nombre': {
      const valeur = lireBorne(texte, nature, 10_000n)
      return valeur && { genre: nature.genre, valeur, unite: nature.unite }
    }
    case 'montant': {
      const valeur = lireBorne(texte, nature, 100n)
      return valeur && { genre: nature.genre, valeur: centimes((valeur.n * 100n) / valeur.d) }
    }
    case 'date':
      return estUnJour(texte) ? { genre: nature.genre, valeur: texte } : undefined
  }
}

/** A decimal within bounds, and a whole number of 1/precision. */
function lireBorne(
  texte: string,
  { minimum, maximum }: { minimum: number; maximum: number },
  precision: bigint,
): Fraction | undefined {
  const valeur = texte.includes('/') ? undefined : lireFraction(texte)
  if (!valeur || precision % valeur.d !== 0n) return undefined
  const dedans = comparer(valeur, fraction(minimum)) >= 0 && comparer(valeur, fraction(maximum)) <= 0
  return dedans ? valeur : undefined
}

/** Proleptic Gregorian, by counting: rules never see the clock nor its time zones. */
function estUnJour(texte: string): boolean {
  const lu = /^(\d{4})-(\d{2})-(\d{2})$/.exec(texte)
  if (!lu) return false
  const [annee, mois, jour] = lu.slice(1).map(Number) as [number, number, number]
  const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
  const jours = [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][mois - 1] ?? 0
  return annee >= 1900 && jour >= 1 && jour <= jours
}

/** The answer as Publicodes reads it: `oui`, `'3'`, `20.1 %`, `16510.01 €`, `05/10/2020`. */
export function ecrireSituation(reponse: Reponse): string {
  switch (reponse.genre) {
    case 'oui ou non':
      return reponse.valeur ? 'oui' : 'non'
    case 'choix':
      return `'${reponse.valeur}'`
    case 'nombre':
      return `${ecrireDecimal(reponse.valeur, 4)} ${reponse.unite}`.trim()
    case 'montant':
      return `${ecrireDecimal(fraction(reponse.valeur, 100), 2)} €`
    case 'date':
      return reponse.valeur.split('-').reverse().join('/')
  }
}

/** The answer as people read it: « oui », « Niveau 3 (CAP) », « 20,1 % », « 16 510 € », « 5 octobre 2020 ». */
export function ecrireReponse(reponse: Reponse): string {
  switch (reponse.genre) {
    case 'oui ou non':
      return reponse.valeur ? 'oui' : 'non'
    case 'choix':
      return reponse.libelle
    case 'nombre':
      return ecrireDecimale(reponse.valeur, decimales(reponse.valeur)) + unite(reponse.unite)
    case 'montant':
      return ecrireMontant(reponse.valeur)
    case 'date':
      return ecrireDate(reponse.valeur)
  }
}

/** How many decimals write the number exactly: none for 20, one for 20.1. */
const decimales = ({ d }: Fraction): number => [0, 1, 2, 3].find((n) => 10n ** BigInt(n) % d === 0n) ?? 4

const unite = (nom: string): string => (nom === '' ? '' : `${nom === '%' ? FINE : INSECABLE}${nom}`)
