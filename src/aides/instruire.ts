import { nommees, parcourir } from '#aides/branches.ts'
import {
  type Condition,
  type Dispositif,
  MONTANT,
  type Regle,
  regleDeCondition,
  regleDeLacune,
  type Version,
} from '#aides/dispositif.ts'
import { enCentimesExacts } from '#aides/montant-exact.ts'
import { type Moteur, placer } from '#aides/moteur.ts'
import { type Dossier, ecrireReponse, type Question } from '#aides/question.ts'
import type { Motif } from '#socle/decision.ts'
import { ecrireDate, ecrireMontant, FINE, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What a scheme answers to a dossier, with the version of the text that judged it and the day it did. */
export type Instruction = Verdict & {
  readonly version: Version
  readonly jugeLe: string
  /** Where that day stands in the period of the scheme: an older version still judges what was asked in its time. */
  readonly periode: 'a venir' | 'ouverte' | 'close'
}
export type Verdict =
  | { readonly statut: 'accord'; readonly montant: Centimes; readonly explication: readonly Etape[] }
  /** All the conditions that fail; `aVerifier` are those that other answers would still decide. */
  | { readonly statut: 'refus'; readonly motifs: readonly Motif[]; readonly aVerifier: readonly string[] }
  | { readonly statut: 'incomplet'; readonly questions: readonly QuestionPosee[] }
  /** Eligible as far as the sources go; they do not say how much. */
  | { readonly statut: 'non calculable'; readonly motifs: readonly Motif[] }

/** One line of the way to an amount: an answer, a figure of the rule with its source, or what is computed from them. */
export type Etape = { readonly libelle: string; readonly valeur: string; readonly source?: string }

/** Where an answer comes from, in an explication. */
export const REPONSE_DONNEE = 'Réponse donnée'

/** A question still to be asked, and what its answer decides. */
export type QuestionPosee = Question & { readonly pourquoi: readonly string[] }

/**
 * Judges a dossier by one scheme. Every condition that can be decided is decided, so that a refusal gives all its reasons
 * at once; a missing answer asks, in an order that ends soonest; an amount is exact to the cent or is not given.
 *
 * @param dossier answers read by `lireDossier` for this scheme
 * @param aujourdhui AAAA-MM-JJ
 */
export function instruire(dispositif: Dispositif, dossier: Dossier, aujourdhui: string): Instruction {
  const { version, periode } = dispositif
  const place = aujourdhui < periode.debut ? 'a venir' : aujourdhui > periode.fin ? 'close' : 'ouverte'
  return {
    ...juger(dispositif, dossier, placer(dispositif, dossier)),
    version,
    jugeLe: aujourdhui,
    periode: place,
  }
}

function juger(dispositif: Dispositif, dossier: Dossier, moteur: Moteur): Verdict {
  const jugees = dispositif.conditions.map((condition) => ({
    condition,
    ...moteur.evaluer(regleDeCondition(condition.nom)),
  }))
  const inconnues = jugees.filter(({ valeur }) => typeof valeur !== 'boolean')
  const manquees = jugees.filter(({ valeur }) => valeur === false)
  if (manquees.length > 0)
    return {
      statut: 'refus',
      motifs: manquees.map(({ condition }) => motiver(dispositif, dossier, condition)),
      aVerifier: inconnues.map(({ condition }) => condition.titre),
    }
  const lacunes = dispositif.lacunes.map((lacune) => ({
    lacune,
    ...moteur.evaluer(regleDeLacune(lacune.nom)),
  }))
  const vides = lacunes.filter(({ valeur }) => valeur === true)
  const montant = MONTANT in dispositif.regles && vides.length === 0 ? moteur.evaluer(MONTANT) : undefined
  const attendues: Attente[] = [
    ...inconnues.map(({ condition, manquantes }) => ({ pour: condition.titre, manquantes, condition: true })),
    ...lacunes
      .filter(({ valeur }) => valeur === undefined)
      .map(({ lacune, manquantes }) => ({ pour: lacune.titre, manquantes, condition: false })),
    ...(montant && montant.valeur === undefined
      ? [{ pour: titreDe(dispositif, MONTANT), manquantes: montant.manquantes, condition: false }]
      : []),
  ]
  if (attendues.length > 0) return { statut: 'incomplet', questions: ordonner(dispositif, attendues) }
  if (vides.length > 0) {
    const motifs = vides.map(({ lacune }) => ({ code: lacune.nom, message: lacune.manque }))
    return { statut: 'non calculable', motifs }
  }
  return payer(dispositif, dossier, moteur, montant?.valeur)
}

/** The amount and how it comes, or why there is none. */
function payer(dispositif: Dispositif, dossier: Dossier, moteur: Moteur, valeur: unknown): Verdict {
  const impossible = (code: string, message: string): Verdict => ({
    statut: 'non calculable',
    motifs: [{ code, message }],
  })
  if (typeof valeur !== 'number')
    return impossible('montant absent', 'La règle ne donne pas de montant pour ces réponses.')
  const montant = enCentimesExacts(valeur)
  if (montant === undefined)
    return impossible(
      'montant au centime',
      'Le calcul ne tombe pas sur un centime entier, et la règle ne dit pas comment arrondir.',
    )
  if (montant <= 0 && dispositif.reversement === undefined)
    return impossible('montant positif', 'La règle donne un montant qui n’est pas positif.')
  return { statut: 'accord', montant, explication: expliquer(dispositif, dossier, moteur) }
}

function expliquer(dispositif: Dispositif, dossier: Dossier, moteur: Moteur): Etape[] {
  const { regles } = parcourir(dispositif, moteur, [MONTANT])
  return regles.reverse().map((nom): Etape => {
    const libelle = titreDe(dispositif, nom)
    const reponse = dossier.get(nom)
    if (reponse) return { libelle, valeur: ecrireReponse(reponse), source: REPONSE_DONNEE }
    const parametre = dispositif.parametres.find((un) => un.nom === nom)
    if (parametre) {
      const { document, endroit } = parametre.source
      return { libelle, valeur: ecrireValeur(parametre.valeur), source: `${document}, ${endroit}` }
    }
    const { valeur, unite } = moteur.evaluer(nom)
    const exact = typeof valeur === 'number' && unite === '€' ? enCentimesExacts(valeur) : undefined
    return { libelle, valeur: exact === undefined ? String(valeur) : ecrireMontant(exact) }
  })
}

/** Why a condition fails: its sentence with the answers in it, and the figures that it compares. */
function motiver(dispositif: Dispositif, dossier: Dossier, { nom, article, refus }: Condition): Motif {
  const lire = (cle: string): string | undefined => {
    const reponse = dossier.get(cle)
    const parametre = dispositif.parametres.find((un) => un.nom === cle)
    return reponse ? ecrireReponse(reponse) : parametre && ecrireValeur(parametre.valeur)
  }
  const regle = regleDeCondition(nom)
  const chiffres = nommees(dispositif.regles, textes(dispositif.regles[regle] ?? null), regle).flatMap(
    (cle) => {
      const valeur = lire(cle)
      return valeur === undefined ? [] : [[titreDe(dispositif, cle), valeur] as const]
    },
  )
  const message = refus.replace(/\{([^}]+)\}/g, (_, cle: string) => lire(cle) ?? cle)
  return { code: nom, message, article, chiffres: Object.fromEntries(chiffres), correcteur: 'demandeur' }
}

/** Every expression of a rule, end to end. */
function textes(noeud: unknown): string {
  if (typeof noeud === 'string') return noeud
  if (typeof noeud !== 'object' || noeud === null) return ''
  const { titre: _, article: _a, refus: _r, ...calcul } = noeud as Record<string, unknown>
  return Object.values(calcul).map(textes).join(' ; ')
}

const titreDe = ({ regles }: Dispositif, nom: string): string => {
  const regle: Regle = regles[nom] ?? null
  return typeof regle === 'object' && regle !== null && typeof regle.titre === 'string' ? regle.titre : nom
}

/** « 13000 € » → « 13 000 € », « 01/09/2020 » → « 1er septembre 2020 », « 600 heures ». */
export function ecrireValeur(valeur: string): string {
  if (/^\d{2}\/\d{2}\/\d{4}$/.test(valeur)) return ecrireDate(valeur.split('/').reverse().join('-'))
  const [nombre = '', unite = ''] = valeur.split(' ')
  if (unite === '€') return ecrireMontant(Math.round(Number(nombre) * 100))
  return `${nombre.replace('.', ',')}${unite === '%' ? FINE : INSECABLE}${unite}`
}

type Attente = {
  readonly pour: string
  readonly manquantes: readonly string[]
  readonly condition: boolean
}

/**
 * First what may end the examination: a question that decides a condition alone, before one that needs others, before one
 * that only serves the amount. Among those, the one that serves most; then the order of the file.
 */
function ordonner({ questions }: Dispositif, attendues: readonly Attente[]): QuestionPosee[] {
  const rangs = questions.flatMap((question, ordre) => {
    const siennes = attendues.filter(({ manquantes }) => manquantes.includes(question.nom))
    if (siennes.length === 0) return []
    const conditions = siennes.filter(({ condition }) => condition).map(({ manquantes }) => manquantes.length)
    const avec = conditions.length > 0 ? Math.min(...conditions) : Number.POSITIVE_INFINITY
    return [{ question, ordre, avec, sert: siennes.length, pourquoi: siennes.map(({ pour }) => pour) }]
  })
  rangs.sort((a, b) => (a.avec === b.avec ? b.sert - a.sert || a.ordre - b.ordre : a.avec - b.avec))
  return rangs.map(({ question, pourquoi }) => ({ ...question, pourquoi }))
}
