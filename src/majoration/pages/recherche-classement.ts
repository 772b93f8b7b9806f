/** What the address of the classement carries. Everything absent is the default: a plain link shows the règlement. */
export type RechercheClassement = {
  /** As `texteCoupure` writes it (the simulation reads the same); absent, the règlement's cut-off. */
  readonly coupure?: string
  /** Full text. */
  readonly q?: string
  readonly departements?: readonly string[]
  readonly filieres?: readonly string[]
  readonly niveaux?: readonly string[]
  readonly organismes?: readonly string[]
  readonly retenue?: 'oui' | 'non'
  /** `contrats-desc`, `intitule-asc`; absent, the ranking. */
  readonly tri?: string
  /** Visible columns; absent, the usual ones. */
  readonly colonnes?: readonly string[]
  /** The formation whose detail is open. */
  readonly formation?: string
}

/** A change to the address: `undefined` takes a key away. */
export type Changement = { readonly [K in keyof RechercheClassement]?: RechercheClassement[K] | undefined }

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
export const validerRechercheClassement = (brute: Record<string, unknown>): RechercheClassement =>
  sansAbsents({
    coupure: texte(brute.coupure),
    q: texte(brute.q),
    departements: liste(brute.departements),
    filieres: liste(brute.filieres),
    niveaux: liste(brute.niveaux),
    organismes: liste(brute.organismes),
    retenue: brute.retenue === 'oui' || brute.retenue === 'non' ? brute.retenue : undefined,
    tri: texte(brute.tri),
    colonnes: liste(brute.colonnes),
    formation: texte(brute.formation),
  })

/** The address after a change, empty values taken away so that equal views have equal addresses. */
export const changerRecherche = (avant: RechercheClassement, changement: Changement): RechercheClassement =>
  validerRechercheClassement({ ...avant, ...changement })

const texte = (valeur: unknown): string | undefined => {
  const ecrit = typeof valeur === 'number' ? String(valeur) : valeur
  return typeof ecrit === 'string' && ecrit !== '' ? ecrit.slice(0, 200) : undefined
}

const liste = (valeur: unknown): readonly string[] | undefined => {
  const valeurs = (Array.isArray(valeur) ? valeur : [valeur]).map(texte).filter((v) => v !== undefined)
  return valeurs.length > 0 ? valeurs : undefined
}

const sansAbsents = (objet: Changement): RechercheClassement =>
  Object.fromEntries(Object.entries(objet).filter(([, valeur]) => valeur !== undefined))
