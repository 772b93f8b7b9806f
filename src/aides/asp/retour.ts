import { type EtatPaiement, peutPasser } from '#aides/asp/etats.ts'
import { lireMontantAsp } from '#aides/asp/montant-asp.ts'
import { expliquerImpaye, expliquerRejet } from '#aides/asp/rejets.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What one line of a return file says. */
export type Annonce =
  | {
      readonly genre: 'integrations'
      readonly paiement: string
      readonly individu: string
      readonly dossier: string
      readonly prestation: string
      readonly numero: string
      readonly numeroPrestation: string
    }
  | { readonly genre: 'rejets'; readonly paiement: string; readonly motif: string }
  | {
      readonly genre: 'paiements'
      readonly etat: string
      readonly prestations: readonly string[]
      readonly le: string | null
      readonly montant: string
      readonly code: string
      readonly libelle: string
    }
  | {
      readonly genre: 'reversements'
      readonly etat: string
      readonly prestations: readonly string[]
      readonly le: string | null
      readonly montant: string
      readonly code: string
      readonly libelle: string
    }

/** The payment that a line speaks of, as we know it. */
export type Concerne = {
  readonly id: number
  readonly etat: EtatPaiement
  readonly montant: Centimes
  readonly numero: string
  /** Name of the file that carries it; null before it is sent. */
  readonly fichier: string | null
  /** Day on which it was sent, AAAA-MM-JJ. */
  readonly envoyeLe: string | null
  readonly individu: string | null
  readonly dossierAsp: string | null
  readonly prestation: string | null
  /** What the agency already said of its failure, one reason a line. */
  readonly suite: string | null
}

/** What is known of a failure or of a recovery, kept with the payment. */
export type Suite = { readonly code: string; readonly texte: string; readonly montant?: Centimes }

export type Effet =
  | {
      readonly effet: 'appliquer'
      readonly vers: EtatPaiement
      readonly le: string | null
      readonly suite: Suite | null
      readonly identifiants?: { individu: string; dossier: string; prestation: string }
    }
  /** Says nothing that we did not know: left alone. */
  | { readonly effet: 'deja' }
  | { readonly effet: 'parquer'; readonly code: string; readonly message: string }

type Objection = { readonly code: string; readonly message: string }
/** What a line would do, and all that speaks against it, what matters most first. */
type Lecture = { readonly objections: readonly Objection[]; readonly effet: Suivi }
/** What is done of a line that nothing speaks against. */
export type Suivi = Exclude<Effet, { effet: 'parquer' }>

/**
 * What a line does to the payment that it names. Anything unexpected is set aside with its reason: a line is never lost,
 * and nothing is believed that contradicts what we sent.
 *
 * @param envoi our file that the return answers, when its name says it
 */
export function decider(annonce: Annonce, concerne: Concerne | undefined, envoi: string | null): Effet {
  const plusieurs = 'prestations' in annonce && annonce.prestations.length !== 1
  if (plusieurs)
    return {
      ...{ effet: 'parquer', code: 'prestations' },
      message: `La ligne nomme ${annonce.prestations.length} prestations : elle doit en nommer une.`,
    }
  if (!concerne)
    return {
      ...{ effet: 'parquer', code: 'orpheline' },
      message: 'Aucun de nos paiements ne porte cet identifiant.',
    }
  const { objections, effet } = examiner(annonce, concerne, envoi)
  return objections[0] ? { effet: 'parquer', ...objections[0] } : effet
}

/** States that we know how to read, by kind of file: the agency may write another. */
export const ETATS_LUS = { paiements: ['PAYE', 'INVALIDE'], reversements: ['EMIS'] } as const
export type EtatLu = (typeof ETATS_LUS)[keyof typeof ETATS_LUS][number]

/**
 * What a line set aside does to the payment that somebody designates, by the same rule as a line read by itself; every
 * reason why not at once.
 *
 * @param nomme the payment that the line names by itself, if any
 * @param etat what the state that the line gives means, when we do not know it
 */
export function designer(
  annonce: Annonce,
  concerne: Concerne,
  { envoi, nomme, etat }: { envoi: string | null; nomme: Concerne | undefined; etat: EtatLu | null },
): Decision<Suivi> {
  const motifs: Motif[] = []
  const refuser = (code: string, message: string) => motifs.push({ code, message, correcteur: 'agent' })
  if (nomme && nomme.numero !== concerne.numero)
    refuser(
      'autre-dossier',
      `La ligne nomme elle-même le dossier ${nomme.numero} : elle ne s’applique pas au dossier ${concerne.numero}.`,
    )
  const lus: readonly string[] =
    annonce.genre === 'paiements' || annonce.genre === 'reversements' ? ETATS_LUS[annonce.genre] : []
  const ecrit = 'etat' in annonce ? annonce.etat : ''
  if (etat !== null && (!lus.includes(etat) || (lus.includes(ecrit) && ecrit !== etat)))
    refuser('etat-contredit', `La ligne ne peut pas se lire « ${etat} » : elle dit « ${ecrit} ».`)
  const lue = etat !== null && 'etat' in annonce ? { ...annonce, etat } : annonce
  const { objections, effet } = examiner(lue, concerne, envoi)
  for (const { code, message } of objections) refuser(code, message)
  return motifs.length > 0 ? refus(...motifs) : accord(effet)
}

function examiner(annonce: Annonce, concerne: Concerne, envoi: string | null): Lecture {
  const { objections, effet } = lire(annonce, concerne)
  if (envoi === null || concerne.fichier === envoi) return { objections, effet }
  const autre = { code: 'autre-fichier', message: `Ce paiement n’est pas dans le fichier ${envoi}.` }
  return { objections: [autre, ...objections], effet }
}

function lire(annonce: Annonce, concerne: Concerne): Lecture {
  switch (annonce.genre) {
    case 'integrations':
      return integrer(annonce, concerne)
    case 'rejets':
      return rejeter(annonce.motif, concerne)
    case 'paiements':
      return payer(annonce, concerne)
    case 'reversements':
      return reverser(annonce, concerne)
  }
}

const DEJA: Suivi = { effet: 'deja' }

function integrer(annonce: Annonce & { genre: 'integrations' }, concerne: Concerne): Lecture {
  const { individu, dossier, prestation } = annonce
  const objections: Objection[] = []
  if (![individu, dossier, prestation].every((id) => /^[0-9]{1,18}$/.test(id)))
    objections.push({
      code: 'identifiants',
      message: 'Un identifiant de l’ASP manque ou n’est pas un nombre.',
    })
  if (annonce.numero !== concerne.numero || !annonce.numeroPrestation.startsWith(concerne.numero))
    objections.push({
      code: 'numero',
      message: `Le numéro ${annonce.numero} n’est pas celui de ce paiement, ${concerne.numero}.`,
    })
  const connus = [concerne.individu, concerne.dossierAsp, concerne.prestation]
  if ([individu, dossier, prestation].some((id, i) => connus[i] !== null && connus[i] !== id))
    objections.push({
      code: 'identifiant-change',
      message: 'L’ASP donne un autre identifiant que la première fois.',
    })
  if (['integree', 'payee', 'impayee', 'a_reverser'].includes(concerne.etat))
    return { objections, effet: DEJA }
  const identifiants = { individu, dossier, prestation }
  return passer(objections, concerne, 'integree', { le: null, suite: null, identifiants })
}

function rejeter(texte: string, concerne: Concerne): Lecture {
  // A record refused for several reasons has a line each: the next ones only add theirs, in whatever order they come.
  const tous = [...new Set([...(concerne.suite?.split('\n') ?? []), texte])].sort()
  const suite = { code: expliquerRejet(tous[0]!).code, texte: tous.join('\n') }
  if (concerne.etat === 'rejetee')
    return { objections: [], effet: { effet: 'appliquer', vers: 'rejetee', le: null, suite } }
  return passer([], concerne, 'rejetee', { le: null, suite })
}

function payer(annonce: Annonce & { genre: 'paiements' }, concerne: Concerne): Lecture {
  const { etat, le, code, libelle } = annonce
  const objections = [...avantEnvoi(le, concerne)]
  if (etat !== 'PAYE' && etat !== 'INVALIDE') {
    const inconnu = { code: 'etat-inconnu', message: `L’état « ${etat} » n’est ni PAYE ni INVALIDE.` }
    return { objections: [inconnu, ...objections], effet: DEJA }
  }
  if (etat === 'INVALIDE') {
    const suite = { code: expliquerImpaye(code).code, texte: [code, libelle].filter(Boolean).join(' : ') }
    return passer(objections, concerne, 'impayee', { le, suite })
  }
  const montant = lireMontantAsp(annonce.montant)
  if (le === null)
    objections.push({ code: 'date', message: 'La date du paiement manque ou n’est pas une date.' })
  if (montant !== concerne.montant)
    objections.push({
      code: 'montant',
      message: `L’ASP dit avoir versé ${montant === undefined ? `« ${annonce.montant} »` : ecrireMontant(montant)}, nous avons demandé ${ecrireMontant(concerne.montant)}.`,
    })
  if (concerne.etat === 'payee' || concerne.etat === 'a_reverser') return { objections, effet: DEJA }
  return passer(objections, concerne, 'payee', { le, suite: null })
}

function reverser(annonce: Annonce & { genre: 'reversements' }, concerne: Concerne): Lecture {
  const { etat, le, code, libelle } = annonce
  const objections: Objection[] = []
  if (etat === 'INVALIDE')
    objections.push({
      code: 'ordre-invalide',
      message: 'L’ASP annule un ordre de reversement : voir avec elle ce qui reste dû.',
    })
  else if (etat !== 'EMIS')
    objections.push({ code: 'etat-inconnu', message: `L’état « ${etat} » n’est ni EMIS ni INVALIDE.` })
  const lu = lireMontantAsp(annonce.montant)
  const montant = lu === undefined ? 0 : Math.abs(lu)
  if (montant === 0 || montant > concerne.montant)
    objections.push({
      code: 'montant',
      message: `Le montant à reverser « ${annonce.montant} » ne tient pas dans ce qui a été versé.`,
    })
  objections.push(...avantEnvoi(le, concerne))
  const suite = { code, texte: libelle, montant }
  if (concerne.etat !== 'a_reverser') return passer(objections, concerne, 'a_reverser', { le, suite })
  objections.push({
    code: 'second-ordre',
    message: 'Un ordre de reversement est déjà connu pour ce paiement.',
  })
  return { objections, effet: DEJA }
}

/** An answer older than the request is that of the request before: it must not end this one. */
function* avantEnvoi(le: string | null, { envoyeLe }: Concerne): Generator<Objection> {
  if (le !== null && envoyeLe !== null && le < envoyeLe)
    yield {
      code: 'anterieure',
      message: 'La réponse est plus ancienne que l’envoi : elle est celle d’une demande d’avant.',
    }
}

function passer(
  objections: readonly Objection[],
  { etat }: Concerne,
  vers: EtatPaiement,
  faits: Omit<Effet & { effet: 'appliquer' }, 'effet' | 'vers'>,
): Lecture {
  const effet: Suivi = { effet: 'appliquer', vers, ...faits }
  if (peutPasser(etat, vers)) return { objections, effet }
  const message = `Un paiement à l’état « ${etat} » ne peut pas passer à « ${vers} ».`
  return { objections: [...objections, { code: 'passage', message }], effet }
}

/** What may come right by itself, once another file is read. */
export const A_REPRENDRE = ['orpheline', 'passage', 'erreur'] as const
