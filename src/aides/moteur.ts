import Engine from 'publicodes'
import type { Dispositif, Regle, Regles } from '#aides/dispositif.ts'
import { type Dossier, ecrireSituation } from '#aides/question.ts'

/** Publicodes on one scheme and one dossier: the only place that knows the library. */
export type Moteur = {
  /** The value of an expression; `manquantes` are the questions without which it is unknown, in no order. */
  readonly evaluer: (expression: string | Regle) => Evaluation
}
export type Evaluation = {
  /** null: the rules give no value in this case; undefined: unknown until questions are answered. */
  readonly valeur: number | boolean | string | null | undefined
  readonly unite: string
  readonly manquantes: readonly string[]
}

const prets = new WeakMap<Regles, Engine>()

/**
 * Parses the rules of a scheme once, then places a dossier in them. One moteur at a time per scheme: the next dossier
 * takes the place of the last one.
 */
export function placer({ regles }: Pick<Dispositif, 'regles'>, dossier: Dossier): Moteur {
  let engine = prets.get(regles)
  if (!engine) {
    engine = new Engine(regles as Record<string, never>, { strict: true, warn: true, logger: refuseur })
    prets.set(regles, engine)
  }
  const place = engine.setSituation(
    Object.fromEntries([...dossier].map(([nom, reponse]) => [nom, ecrireSituation(reponse)])),
  )
  return {
    evaluer(expression) {
      const { nodeValue, unit, missingVariables } = place.evaluate(expression as string)
      return {
        valeur: nodeValue,
        unite: unit?.numerators.join(' ') ?? '',
        manquantes: Object.keys(missingVariables),
      }
    },
  }
}

/** A unit that does not convert, a cycle: Publicodes only warns and computes on. We stop. */
const refuser = (message: string): never => {
  throw new Error(message)
}
const refuseur = { log: refuser, warn: refuser, error: refuser }
