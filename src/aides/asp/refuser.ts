import { horsAscii } from '#aides/asp/ascii.ts'
import type { ChampAsp, CorrecteurAsp } from '#aides/asp/correcteur.ts'

/** Adds a reason to those of a payment. */
export type Refuser = (code: string, champ: ChampAsp, correcteur: CorrecteurAsp, message: string) => void

/** The agency reads plain Latin letters only. */
export function refuserSignes(texte: string, champ: ChampAsp, sujet: string, refuser: Refuser): void {
  const signes = horsAscii(texte)
  if (signes.length > 0)
    refuser(
      'signes',
      champ,
      'centre',
      `${sujet} contient « ${signes.join(' ')} », que l’ASP n’accepte pas : écrivez-le en lettres latines.`,
    )
}
