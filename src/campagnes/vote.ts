import type { Echeance } from '#campagnes/campagne.ts'

/** A vote of the assembly: its day (`AAAA-MM-JJ`) and the délibération that keeps it. */
export type Vote = {
  readonly date: string
  readonly reference: string
  /** Its amounts were brought as a file. */
  readonly repris?: true
}

/** The last vote of the amounts that the calendar of a campaign keeps, with the act that it comes from. */
export function trouverVote(calendrier: readonly Echeance[]): Vote | undefined {
  const votes = calendrier.filter(({ nature }) => nature === 'vote')
  const dernier = votes.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1)
  return dernier && { date: dernier.date, reference: dernier.source, ...(dernier.repris && { repris: true }) }
}
