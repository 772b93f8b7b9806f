import { type EtatPaiement, peutPasser } from '#aides/asp/etats.ts'
import { lireMontantAsp } from '#aides/asp/montant-asp.ts'
import { expliquerImpaye, expliquerRejet } from '#aides/asp/rejets.ts'
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

const parquer = (code: string, message: string): Effet => ({ effet: 'parquer', code, message })

/**
 * What a line does to the payment that it names. Anything unexpected is set aside with its reason: a line is never lost,
 * and nothing is believed that contradicts what we sent.
 *
 * @param envoi our file that the return answers, when its name says it
 */
export function decider(annonce: Annonce, concerne: Concerne | undefined, envoi: string | null): Effet {
  if (annonce.genre === 'paiements' || annonce.genre === 'reversements') {
    if (annonce.prestations.length !== 1)
      return parquer(
        'prestations',
        `La ligne nomme ${annonce.prestations.length} prestations : elle doit en nommer une.`,
      )
  }
  if (!concerne) return parquer('orpheline', 'Aucun de nos paiements ne porte cet identifiant.')
  if (envoi !== null && concerne.fichier !== envoi)
    return parquer('autre-fichier', `Ce paiement n’est pas dans le fichier ${envoi}.`)
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

function integrer(annonce: Annonce & { genre: 'integrations' }, concerne: Concerne): Effet {
  const { individu, dossier, prestation } = annonce
  if (![individu, dossier, prestation].every((id) => /^[0-9]{1,18}$/.test(id)))
    return parquer('identifiants', 'Un identifiant de l’ASP manque ou n’est pas un nombre.')
  if (annonce.numero !== concerne.numero || !annonce.numeroPrestation.startsWith(concerne.numero))
    return parquer(
      'numero',
      `Le numéro ${annonce.numero} n’est pas celui de ce paiement, ${concerne.numero}.`,
    )
  const connus = [concerne.individu, concerne.dossierAsp, concerne.prestation]
  const contredit = [individu, dossier, prestation].some((id, i) => connus[i] !== null && connus[i] !== id)
  if (contredit)
    return parquer('identifiant-change', 'L’ASP donne un autre identifiant que la première fois.')
  if (['integree', 'payee', 'impayee', 'a_reverser'].includes(concerne.etat)) return { effet: 'deja' }
  const identifiants = { individu, dossier, prestation }
  return passer(concerne, 'integree', { le: null, suite: null, identifiants })
}

function rejeter(texte: string, concerne: Concerne): Effet {
  // A record refused for several reasons has a line each: the next ones only add theirs, in whatever order they come.
  const tous = [...new Set([...(concerne.suite?.split('\n') ?? []), texte])].sort()
  const suite = { code: expliquerRejet(tous[0]!).code, texte: tous.join('\n') }
  if (concerne.etat === 'rejetee') return { effet: 'appliquer', vers: 'rejetee', le: null, suite }
  return passer(concerne, 'rejetee', { le: null, suite })
}

function payer(annonce: Annonce & { genre: 'paiements' }, concerne: Concerne): Effet {
  const { etat, le, code, libelle } = annonce
  if (etat !== 'PAYE' && etat !== 'INVALIDE')
    return parquer('etat-inconnu', `L’état « ${etat} » n’est ni PAYE ni INVALIDE.`)
  const tropTot = avantEnvoi(le, concerne)
  if (tropTot) return tropTot
  if (etat === 'INVALIDE') {
    const suite = { code: expliquerImpaye(code).code, texte: [code, libelle].filter(Boolean).join(' : ') }
    return passer(concerne, 'impayee', { le, suite })
  }
  const montant = lireMontantAsp(annonce.montant)
  if (le === null) return parquer('date', 'La date du paiement manque ou n’est pas une date.')
  if (montant !== concerne.montant)
    return parquer(
      'montant',
      `L’ASP dit avoir versé ${montant === undefined ? `« ${annonce.montant} »` : ecrireMontant(montant)}, nous avons demandé ${ecrireMontant(concerne.montant)}.`,
    )
  if (concerne.etat === 'payee' || concerne.etat === 'a_reverser') return { effet: 'deja' }
  return passer(concerne, 'payee', { le, suite: null })
}

function reverser(annonce: Annonce & { genre: 'reversements' }, concerne: Concerne): Effet {
  const { etat, le, code, libelle } = annonce
  if (etat === 'INVALIDE')
    return parquer('ordre-invalide', 'L’ASP annule un ordre de reversement : voir avec elle ce qui reste dû.')
  if (etat !== 'EMIS') return parquer('etat-inconnu', `L’état « ${etat} » n’est ni EMIS ni INVALIDE.`)
  const lu = lireMontantAsp(annonce.montant)
  const montant = lu === undefined ? undefined : Math.abs(lu)
  if (montant === undefined || montant === 0 || montant > concerne.montant)
    return parquer(
      'montant',
      `Le montant à reverser « ${annonce.montant} » ne tient pas dans ce qui a été versé.`,
    )
  const tropTot = avantEnvoi(le, concerne)
  if (tropTot) return tropTot
  const suite = { code, texte: libelle, montant }
  if (concerne.etat === 'a_reverser')
    return parquer('second-ordre', 'Un ordre de reversement est déjà connu pour ce paiement.')
  return passer(concerne, 'a_reverser', { le, suite })
}

/** An answer older than the request is that of the request before: it must not end this one. */
function avantEnvoi(le: string | null, { envoyeLe }: Concerne): Effet | undefined {
  if (le === null || envoyeLe === null || le >= envoyeLe) return undefined
  return parquer(
    'anterieure',
    'La réponse est plus ancienne que l’envoi : elle est celle d’une demande d’avant.',
  )
}

function passer(
  { etat }: Concerne,
  vers: EtatPaiement,
  faits: Omit<Effet & { effet: 'appliquer' }, 'effet' | 'vers'>,
): Effet {
  if (peutPasser(etat, vers)) return { effet: 'appliquer', vers, ...faits }
  return parquer('passage', `Un paiement à l’état « ${etat} » ne peut pas passer à « ${vers} ».`)
}

/** What may come right by itself, once another file is read. */
export const A_REPRENDRE = ['orpheline', 'passage', 'erreur'] as const
