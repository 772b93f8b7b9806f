import type { Dispositif } from '#aides/dispositif.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { Juge } from '#aides/listes/jugement.ts'
import type { SessionDeListe } from '#aides/listes/store-listes.ts'

let lus: readonly Dispositif[] | undefined

/** The text that judges a session: that very version, or none. */
export function findDispositif({ dispositif, version }: SessionDeListe): Dispositif | undefined {
  lus ??= importDispositifs()
  return lus.find((un) => un.code === dispositif && un.version.empreinte === version)
}

const juges = new Map<string, Juge>()

/**
 * Who judges a session on a day: kept from a request to the next, with its verdicts.
 *
 * @throws Error when the text of the session is not in `reglements/` any more: never another in its place
 */
export function judgeOf(session: SessionDeListe, aujourdhui: string): Juge {
  const connu = juges.get(session.version)
  if (connu?.aujourdhui === aujourdhui) return connu
  const dispositif = findDispositif(session)
  if (!dispositif)
    throw new Error(
      `le texte ${session.version.slice(0, 12)} de « ${session.dispositif} » n’est plus dans reglements/`,
    )
  const juge = new Juge(dispositif, aujourdhui)
  juges.set(session.version, juge)
  return juge
}
