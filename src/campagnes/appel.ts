import { lireCourriel } from '#annuaire/invitation.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { PieceDemandee } from '#campagnes/demandes/completude.ts'
import type { Contact, QuestionReponse } from '#campagnes/demandes/demande.ts'
import type { HeureParis } from '#campagnes/horaires.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** A call as it is written. Times are those of a clock in Paris, `AAAA-MM-JJTHH:MM:SS`; empty while unknown. */
export type BrouillonAppel = {
  readonly libelle: string
  readonly dotation: Centimes
  /** Set aside for exceptional majorations, beside the ordinary envelope; zero when there are none. */
  readonly enveloppeExceptionnelle: Centimes
  /** Contracts asked for against those of last year: a warning beyond so much more or less, in %. */
  readonly ecartContrats: number
  readonly ouvre: string
  readonly ferme: string
  /** `AAAA-MM-JJ`, or empty. */
  readonly voteLe: string
  readonly pieces: readonly PieceDemandee[]
  readonly contacts: readonly Contact[]
  readonly questions: readonly QuestionReponse[]
}

/** What a call is judged with: what it was, where its campaign stands, and its times placed. */
export type ContexteAppel = {
  readonly etat: EtatCampagne
  readonly avant: BrouillonAppel
  readonly ouvre: HeureParis | null
  readonly ferme: HeureParis | null
  readonly maintenant: string
}

/** What may still change, state by state: a rule of the game does not change once people play. */
const MODIFIABLES: Readonly<Record<EtatCampagne, readonly (keyof BrouillonAppel)[]>> = {
  preparation: [
    ...(['libelle', 'dotation', 'enveloppeExceptionnelle', 'ouvre', 'ferme', 'voteLe'] as const),
    ...(['ecartContrats', 'pieces', 'contacts', 'questions'] as const),
  ],
  ouverte: ['ecartContrats', 'ferme', 'voteLe', 'contacts', 'questions'],
  close: ['ecartContrats', 'ferme', 'voteLe', 'contacts', 'questions'],
  en_instruction: ['ecartContrats', 'voteLe', 'contacts', 'questions'],
  au_vote: ['voteLe', 'contacts', 'questions'],
  votee: ['contacts', 'questions'],
  en_paiement: ['contacts', 'questions'],
  soldee: [],
}

/** Whether a field of the call may change in this state: what the screen offers. */
export const modifiable = (etat: EtatCampagne, champ: keyof BrouillonAppel): boolean =>
  MODIFIABLES[etat].includes(champ)

/** Keys are compared in this order: the database gives those of a list in its own, a form in another. */
const CLES = ['code', 'libelle', 'aide', 'obligatoire', 'nom', 'courriel', 'telephone', 'question', 'reponse']

/** Whether two writings of a call say the same in a field. */
export const pareils = (a: BrouillonAppel, b: BrouillonAppel, champ: keyof BrouillonAppel): boolean =>
  JSON.stringify(a[champ], CLES) === JSON.stringify(b[champ], CLES)

/** How each field of a call is named in a sentence. */
export const LIBELLES_APPEL: Readonly<Record<keyof BrouillonAppel, string>> = {
  libelle: 'Le libellé',
  dotation: 'La dotation',
  enveloppeExceptionnelle: 'L’enveloppe des majorations exceptionnelles',
  ecartContrats: 'L’écart de contrats signalé',
  ouvre: 'L’ouverture',
  ferme: 'La fermeture',
  voteLe: 'La date du vote',
  pieces: 'La liste des pièces demandées',
  contacts: 'La liste des contacts',
  questions: 'La foire aux questions',
}

/**
 * Judges a call about to be saved, with every reason at once. What cannot be read as a time or a date was refused
 * before (`verifierHoraires`).
 *
 * @returns the call ready to be kept: texts trimmed, addresses in lower case, documents numbered
 */
export function verifierAppel(brouillon: BrouillonAppel, contexte: ContexteAppel): Decision<BrouillonAppel> {
  const { etat, avant, maintenant, ouvre, ferme } = contexte
  const appel = nettoyer(brouillon)
  const motifs: Motif[] = []
  for (const champ of Object.keys(LIBELLES_APPEL) as (keyof BrouillonAppel)[])
    if (!modifiable(etat, champ) && !pareils(appel, avant, champ))
      motifs.push(agent('fige', `${LIBELLES_APPEL[champ]} ne change plus à cette étape de la campagne.`))
  if (appel.libelle === '') motifs.push(agent('libelle-vide', 'Donnez un libellé à la campagne.'))
  motifs.push(...verifierDotationAppel(appel.dotation))
  const { enveloppeExceptionnelle: aPart } = appel
  if (!Number.isSafeInteger(aPart) || aPart < 0 || aPart % 100 !== 0)
    motifs.push(
      agent(
        'enveloppe-exceptionnelle-invalide',
        'L’enveloppe des majorations exceptionnelles est un nombre entier d’euros, zéro s’il n’y en a pas.',
      ),
    )
  const { ecartContrats } = appel
  if (!Number.isInteger(ecartContrats) || ecartContrats < 1 || ecartContrats > 100)
    motifs.push(agent('ecart-invalide', 'L’écart de contrats signalé est un nombre entier de 1 à 100 %.'))
  for (const [heure, quoi] of [
    [ouvre, 'd’ouverture'],
    [ferme, 'de fermeture'],
  ] as const)
    if (heure && heure.relue !== (heure === ouvre ? appel.ouvre : appel.ferme))
      motifs.push(
        agent(
          'heure-inexistante',
          `L’heure ${quoi} n’existe pas : ce jour-là, à Paris, les horloges passent de 2${INSECABLE}h à 3${INSECABLE}h.`,
        ),
      )
  if (ouvre && ferme && ferme.instant <= ouvre.instant)
    motifs.push(agent('fermeture-avant-ouverture', 'L’appel doit fermer après son ouverture.'))
  if (ferme && appel.ferme !== avant.ferme && etat !== 'preparation' && ferme.instant <= maintenant)
    motifs.push(agent('fermeture-passee', 'La nouvelle fermeture est déjà passée.'))
  if (appel.voteLe && appel.ferme && appel.voteLe <= appel.ferme.slice(0, 10))
    motifs.push(agent('vote-avant-fermeture', 'Le vote vient après la fermeture de l’appel.'))
  motifs.push(...verifierListes(appel))
  return motifs.length > 0 ? refus(...motifs) : accord(appel)
}

/** An envelope is a whole number of euros, above zero. */
export const verifierDotationAppel = (dotation: Centimes): Motif[] =>
  Number.isSafeInteger(dotation) && dotation > 0 && dotation % 100 === 0
    ? []
    : [agent('dotation-invalide', 'La dotation doit être un nombre entier d’euros, supérieur à zéro.')]

/** Empty lines are dropped: a form always shows one more than what is said. */
function nettoyer(brouillon: BrouillonAppel): BrouillonAppel {
  const pieces = brouillon.pieces
    .map((piece) => ({ ...piece, libelle: piece.libelle.trim(), aide: piece.aide.trim() }))
    .filter(({ libelle, aide }) => libelle || aide)
  const contacts = brouillon.contacts
    .map(({ nom, courriel, telephone }) => ({
      nom: nom.trim(),
      courriel: lireCourriel(courriel) ?? courriel.trim(),
      telephone: telephone.trim(),
    }))
    .filter(({ nom, courriel, telephone }) => nom || courriel || telephone)
  const questions = brouillon.questions
    .map(({ question, reponse }) => ({ question: question.trim(), reponse: reponse.trim() }))
    .filter(({ question, reponse }) => question || reponse)
  return { ...brouillon, libelle: brouillon.libelle.trim(), pieces: numeroter(pieces), contacts, questions }
}

/** A document keeps its code for ever: what bodies join names it. A new one takes the first that is free. */
function numeroter(pieces: readonly PieceDemandee[]): PieceDemandee[] {
  const pris = new Set(pieces.map(({ code }) => code))
  let rang = 0
  const libre = () => {
    do rang++
    while (pris.has(`piece-${rang}`))
    return `piece-${rang}`
  }
  return pieces.map((piece) => (piece.code ? piece : { ...piece, code: libre() }))
}

function verifierListes({ pieces, contacts, questions }: BrouillonAppel): Motif[] {
  const motifs: Motif[] = []
  const libelles = new Set<string>()
  const codes = new Set<string>()
  for (const { code, libelle, aide } of pieces) {
    if (libelle === '')
      motifs.push(agent('piece-sans-libelle', `La pièce «${INSECABLE}${aide}${INSECABLE}» n’a pas de nom.`))
    else if (libelles.has(libelle.toLocaleLowerCase('fr')) || codes.has(code))
      motifs.push(
        agent('piece-en-double', `La pièce «${INSECABLE}${libelle}${INSECABLE}» est demandée deux fois.`),
      )
    libelles.add(libelle.toLocaleLowerCase('fr'))
    codes.add(code)
  }
  for (const { nom, courriel, telephone } of contacts) {
    const qui = nom || courriel || telephone
    if (nom === '')
      motifs.push(agent('contact-sans-nom', `Dites qui répond à «${INSECABLE}${qui}${INSECABLE}».`))
    if (courriel === '' && telephone === '')
      motifs.push(agent('contact-injoignable', `Donnez à ${qui} un courriel ou un téléphone.`))
    if (courriel !== '' && lireCourriel(courriel) === undefined)
      motifs.push(
        agent(
          'courriel-invalide',
          `«${INSECABLE}${courriel}${INSECABLE}» n’est pas une adresse de courriel.`,
        ),
      )
  }
  for (const { question, reponse } of questions)
    if (question === '' || reponse === '')
      motifs.push(
        agent(
          'question-incomplete',
          `Il manque ${question ? 'la réponse à' : 'la question de'} «${INSECABLE}${question || reponse}${INSECABLE}».`,
        ),
      )
  return motifs
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
