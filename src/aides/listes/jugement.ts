import type { Dispositif } from '#aides/dispositif.ts'
import { type Instruction, instruire } from '#aides/instruire.ts'
import { type AnomalieListe, signaler } from '#aides/listes/controle-ligne.ts'
import { champDeLaQuestion } from '#aides/listes/reponses.ts'
import { lireDossier } from '#aides/question.ts'

/** Beyond so many different sets of answers kept, the first ones are forgotten. */
const GARDES = 20_000

/**
 * Judges the lines of a list by one scheme on one day. A verdict is kept by its answers: thousands of lines share a few
 * hundred, and each judgement takes more than a millisecond.
 */
export class Juge {
  readonly dispositif: Dispositif
  readonly aujourdhui: string
  readonly #gardes = new Map<string, Instruction>()

  constructor(dispositif: Dispositif, aujourdhui: string) {
    this.dispositif = dispositif
    this.aujourdhui = aujourdhui
  }

  /**
   * @param reponses as `repondre` gives them
   * @throws Error when an answer is not one that the scheme takes: cells were read before
   */
  juger(reponses: Readonly<Record<string, string>>): Instruction {
    const cle = JSON.stringify(reponses)
    const garde = this.#gardes.get(cle)
    if (garde) return garde
    const lues = lireDossier(this.dispositif.questions, reponses)
    if (lues.statut === 'refus') throw new Error(lues.motifs.map(({ message }) => message).join(' '))
    const instruction = instruire(this.dispositif, lues.valeur, this.aujourdhui)
    if (this.#gardes.size >= GARDES) this.#gardes.clear()
    this.#gardes.set(cle, instruction)
    return instruction
  }
}

/** What a centre is told before it deposits: why an aid would be refused, and what is missing to judge it. */
export function prevenir(instruction: Instruction): AnomalieListe[] {
  if (instruction.statut === 'refus')
    return [
      signaler(
        'avertissement',
        null,
        'refus_prevu',
        `L’aide serait refusée : ${instruction.motifs.map(({ message }) => message).join(' ')}`,
      ),
    ]
  if (instruction.statut === 'incomplet')
    return instruction.questions.map(({ nom, titre }) =>
      signaler(
        'avertissement',
        champDeLaQuestion(nom) ?? null,
        'reponse_manquante',
        `Le dossier serait incomplet : il manque « ${titre} ».`,
      ),
    )
  return []
}
