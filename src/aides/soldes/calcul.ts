import type { Dispositif } from '#aides/dispositif.ts'
import { type Etape, instruire, REPONSE_DONNEE } from '#aides/instruire.ts'
import { enCentimesExacts } from '#aides/montant-exact.ts'
import { placer } from '#aides/moteur.ts'
import type { Dossier, Reponse } from '#aides/question.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** What the rules of a scheme that pays in advance call what they ask and what they give. */
const [BILAN, ESTIME, VERSE, AVANCE] = ['bilan remis', 'montant estime', 'montant verse', 'avance'] as const

export type Calcul = {
  readonly avance: Centimes
  /** Real amount less what was advanced: negative, it comes back. Null as long as the real amount is not known. */
  readonly solde: Centimes | null
  /** How the balance comes, step by step; empty without it. */
  readonly explication: readonly Etape[]
}

/** Whether a scheme settles an advance: its rules give one, and ask for the estimate and for the real amount. */
export const seSolde = ({ regles, questions }: Pick<Dispositif, 'regles' | 'questions'>): boolean =>
  AVANCE in regles && [BILAN, ESTIME, VERSE].every((nom) => questions.some((une) => une.nom === nom))

/**
 * Works out the advance and the balance of a training centre by the rules of the scheme, exact to the cent or refused.
 *
 * @param reel what the centre really paid, null when it is not known yet
 * @param aujourdhui AAAA-MM-JJ
 */
export function calculerSolde(
  dispositif: Dispositif,
  { estime, reel }: { readonly estime: Centimes; readonly reel: Centimes | null },
  aujourdhui: string,
): Decision<Calcul> {
  const montant = (valeur: Centimes): Reponse => ({ genre: 'montant', valeur })
  const estimation: readonly (readonly [string, Reponse])[] = [
    [BILAN, { genre: 'oui ou non', valeur: true }],
    [ESTIME, montant(estime)],
  ]
  const { valeur } = placer(dispositif, new Map(estimation)).evaluer(AVANCE)
  const avance = typeof valeur === 'number' ? enCentimesExacts(valeur) : undefined
  if (avance === undefined)
    return refus(
      imprecis('L’avance de ce montant estimé ne tombe pas sur un centime, et la règle ne l’arrondit pas.'),
    )
  if (reel === null) return accord({ avance, solde: null, explication: [] })
  const dossier: Dossier = new Map([...estimation, [VERSE, montant(reel)]])
  const instruction = instruire(dispositif, dossier, aujourdhui)
  if (instruction.statut === 'accord')
    return accord({ avance, solde: instruction.montant, explication: instruction.explication.map(situer) })
  return instruction.statut === 'incomplet'
    ? refus(imprecis('La règle de ce dispositif demande plus que l’estimation et le montant réel.'))
    : refus(...instruction.motifs)
}

/** Nobody answers here, as on a public page: what is not a figure of the rule was entered in the balance. */
const situer = ({ source, ...etape }: Etape): Etape => ({
  ...etape,
  ...(source && { source: source === REPONSE_DONNEE ? 'Donnée du solde' : source }),
})

const imprecis = (message: string): Motif => ({
  code: 'montant-au-centime',
  message,
  correcteur: 'agent',
})
