import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file on its way into a ZIP: its bytes come piece by piece. */
export type Entree = {
  readonly nom: string
  /** Instant, UTC: the ZIP shows it in Paris time, wherever it is made. */
  readonly le: string
  /** Compressed already: stored as it is. */
  readonly dense: boolean
  readonly octets: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * A ZIP as it is written: at most one piece of one file is in memory. The same entries give the same bytes, whatever
 * the day and the machine.
 */
export async function* exportArchive(entrees: AsyncIterable<Entree>): AsyncGenerator<Uint8Array> {
  const prets: Uint8Array[] = []
  let echec: Error | undefined
  const zip = new Zip((erreur, octets) => {
    if (erreur) echec = erreur
    else prets.push(octets)
  })
  const vider = function* () {
    if (echec) throw echec
    yield* prets.splice(0)
  }
  for await (const { nom, le, dense, octets } of entrees) {
    const fichier = dense ? new ZipPassThrough(nom) : new ZipDeflate(nom, { level: 6 })
    fichier.mtime = dateDuZip(le)
    zip.add(fichier)
    for await (const morceau of octets) {
      fichier.push(morceau)
      yield* vider()
    }
    fichier.push(new Uint8Array(0), true)
    yield* vider()
  }
  zip.end()
  yield* vider()
}

const paris = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Paris', hourCycle: 'h23' },
  ...{
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  },
})

/** A ZIP keeps a wall clock without zone, and fflate reads that of the machine: it is given the one of Paris. */
function dateDuZip(instant: string): Date {
  const parts = paris.formatToParts(new Date(instant))
  const lire = (quoi: string) => Number(parts.find(({ type }) => type === quoi)?.value ?? 0)
  return new Date(
    ...([lire('year'), lire('month') - 1, lire('day')] as const),
    ...([lire('hour'), lire('minute'), lire('second')] as const),
  )
}

/** Pieces of the size that the database keeps, whatever the size of those received. */
export async function* regrouper(octets: AsyncIterable<Uint8Array>, taille: number): AsyncGenerator<Buffer> {
  let gardes: Uint8Array[] = []
  let longueur = 0
  for await (const recu of octets) {
    let reste = recu
    while (longueur + reste.length >= taille) {
      const prise = taille - longueur
      yield Buffer.concat([...gardes, reste.subarray(0, prise)])
      reste = reste.subarray(prise)
      gardes = []
      longueur = 0
    }
    if (reste.length > 0) {
      gardes.push(reste)
      longueur += reste.length
    }
  }
  if (longueur > 0) yield Buffer.concat(gardes)
}
