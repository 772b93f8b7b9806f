/**
 * The chain over the journal. Each link seals one entry and the link before it: whoever alters, removes, inserts or
 * moves an entry breaks a link, even with all powers on the database. Whoever rewrites everything from there on
 * changes the head: compare it with one that was exported.
 */

/** What the first link follows. */
export const ORIGINE = { numero: 0, empreinte: '0'.repeat(64) } as const

/** A link, and what the journal says today of the entry that it sealed. */
export type Maillon = {
  readonly numero: number
  readonly entree: number
  /** The entry as it was sealed. */
  readonly contenu: string
  readonly precedente: string
  readonly empreinte: string
  /** Whether the entry still says what was sealed; null when there is no such entry any more. */
  readonly conforme: boolean | null
}

/** The first thing that does not hold. */
export type Rupture = {
  readonly code:
    | 'trou'
    | 'lien'
    | 'sceau'
    | 'entree-absente'
    | 'entree-alteree'
    | 'entree-sans-sceau'
    | 'tete-absente'
  readonly numero: number | null
  readonly entree: number | null
  readonly message: string
}

type Precedent = Pick<Maillon, 'numero' | 'empreinte'>
type Hacher = (texte: string) => string

/** What the database hashes for each link; `hacher` is SHA-256 in hexadecimal. */
export const sceller = (precedente: string, contenu: string, hacher: Hacher): string =>
  hacher(`${precedente}\n${contenu}`)

/** @returns what is wrong with a link, given the one before it; undefined when it holds */
export function verifierMaillon(precedent: Precedent, maillon: Maillon, hacher: Hacher): Rupture | undefined {
  const { numero, entree, contenu, precedente, empreinte, conforme } = maillon
  const rupture = (code: Rupture['code'], message: string): Rupture => ({ code, numero, entree, message })
  if (numero !== precedent.numero + 1)
    return rupture('trou', `Après le maillon ${precedent.numero} vient le ${numero} : il en manque.`)
  if (precedente !== precedent.empreinte)
    return rupture('lien', `Le maillon ${numero} ne suit pas le maillon ${precedent.numero}.`)
  if (sceller(precedente, contenu, hacher) !== empreinte)
    return rupture('sceau', `Le sceau du maillon ${numero} ne correspond pas à son contenu.`)
  if (conforme === null)
    return rupture(
      'entree-absente',
      `L’entrée ${entree}, scellée par le maillon ${numero}, a disparu du journal.`,
    )
  if (!conforme)
    return rupture('entree-alteree', `L’entrée ${entree} ne dit plus ce que le maillon ${numero} a scellé.`)
  return undefined
}

export type Verification = {
  readonly maillons: number
  /** Fingerprint of the last link: keep it elsewhere, and later verifications can start from it. */
  readonly tete: string
  readonly rupture: Rupture | null
}

/**
 * Verifies a whole chain, link by link, without keeping it.
 *
 * @param maillons in the order of their numbers
 * @param attendue a head exported earlier, that the chain must still contain
 * @param sansSceau the first entry of the journal that no link seals, when there is one
 */
export async function verifierChaine(
  maillons: AsyncIterable<Maillon>,
  {
    attendue,
    sansSceau,
    hacher,
  }: { attendue?: string | undefined; sansSceau: number | null; hacher: Hacher },
): Promise<Verification> {
  let precedent: Precedent = ORIGINE
  let retrouvee = attendue === undefined || attendue === ORIGINE.empreinte
  for await (const maillon of maillons) {
    const rupture = verifierMaillon(precedent, maillon, hacher)
    if (rupture) return { maillons: precedent.numero, tete: precedent.empreinte, rupture }
    precedent = maillon
    retrouvee ||= maillon.empreinte === attendue
  }
  const fin = { maillons: precedent.numero, tete: precedent.empreinte }
  if (sansSceau !== null)
    return {
      ...fin,
      rupture: {
        code: 'entree-sans-sceau',
        numero: null,
        entree: sansSceau,
        message: `L’entrée ${sansSceau} du journal n’est scellée par aucun maillon.`,
      },
    }
  if (!retrouvee)
    return {
      ...fin,
      rupture: {
        code: 'tete-absente',
        numero: null,
        entree: null,
        message:
          'La tête attendue n’est pas dans la chaîne : des actes ont été retirés ou réécrits depuis son export.',
      },
    }
  return { ...fin, rupture: null }
}
