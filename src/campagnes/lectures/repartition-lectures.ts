import { comparerTextes } from '#socle/ordre.ts'

/** Somebody who may be given a reading. */
export type AgentLecteur = {
  readonly id: string
  readonly nom: string
  readonly organisation: string | null
  /** Those who lead settle the gaps of others: they are given a reading by hand only. */
  readonly conduit: boolean
}

/** An application to give to two agents, with those who have it already. */
export type ALire = {
  readonly id: string
  readonly organisation: string
  /** What the work is measured by. */
  readonly formations: number
  readonly agents: readonly { readonly rang: number; readonly agent: string }[]
}

export type Attribution = { readonly demande: string; readonly rang: 1 | 2; readonly agent: string }

/**
 * Gives each application the agents that it lacks, evenly: each place goes to whoever has the fewest formations to
 * read, then in alphabetical order. Never twice to one person, never to somebody of the body itself; what was given stays.
 *
 * @param demandes in the order in which they are served
 * @returns the places filled, and the applications that still lack somebody
 */
export function repartirLectures(
  demandes: readonly ALire[],
  candidats: readonly AgentLecteur[],
): { readonly attributions: readonly Attribution[]; readonly manquantes: readonly string[] } {
  const charges = new Map<string, number>()
  const charger = (agent: string, formations: number) =>
    charges.set(agent, (charges.get(agent) ?? 0) + formations)
  for (const { agents, formations } of demandes) for (const { agent } of agents) charger(agent, formations)
  const offerts = candidats.filter(({ conduit }) => !conduit)
  const attributions: Attribution[] = []
  const manquantes = new Set<string>()
  for (const { id, organisation, formations, agents } of demandes) {
    const siens = new Set(agents.map(({ agent }) => agent))
    for (const rang of [1, 2] as const) {
      if (agents.some((un) => un.rang === rang)) continue
      const [choisi] = offerts
        .filter((agent) => !siens.has(agent.id) && agent.organisation !== organisation)
        .sort(
          (a, b) =>
            (charges.get(a.id) ?? 0) - (charges.get(b.id) ?? 0) ||
            comparerTextes(a.nom, b.nom) ||
            comparerTextes(a.id, b.id),
        )
      if (!choisi) {
        manquantes.add(id)
        continue
      }
      siens.add(choisi.id)
      charger(choisi.id, formations)
      attributions.push({ demande: id, rang, agent: choisi.id })
    }
  }
  return { attributions, manquantes: [...manquantes] }
}
