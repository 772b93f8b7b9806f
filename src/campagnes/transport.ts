import { CHAMPS, type CodeChamp, type Formation, type Palier } from '#campagnes/formation.ts'

/**
 * Formations as they travel from the server to the screens: one array a column, repeated texts once in a
 * dictionary. 100 000 formations weigh less than 12 MB before compression.
 */
export type FormationsCompactes = {
  readonly nombre: number
  readonly identifiant: readonly string[]
  readonly organisme: ColonneTexte
  readonly intitule: ColonneTexte
  readonly niveau: readonly number[]
  readonly codeRncp: ColonneTexte
  readonly commune: ColonneTexte
  readonly departement: ColonneTexte
  readonly filiere: ColonneTexte
  readonly contrats: readonly number[]
  /** 1 for a formation with an environmental dimension. */
  readonly environnementale: readonly number[]
  readonly palier: readonly number[]
  readonly declaration: Readonly<Record<CodeChamp, readonly number[]>>
}

/** Grows when the shape changes, so that no browser keeps formations in the old one. */
export const VERSION_TRANSPORT = 1

/** Distinct values in order of appearance, and for each line the position of its own; -1 for none. */
export type ColonneTexte = { readonly valeurs: readonly string[]; readonly positions: readonly number[] }

export function encoderFormations(formations: readonly Formation[]): FormationsCompactes {
  return {
    nombre: formations.length,
    identifiant: formations.map((f) => f.identifiant),
    organisme: encoderTextes(formations, (f) => f.organisme),
    intitule: encoderTextes(formations, (f) => f.intitule),
    niveau: formations.map((f) => f.niveau),
    codeRncp: encoderTextes(formations, (f) => f.codeRncp),
    commune: encoderTextes(formations, (f) => f.commune),
    departement: encoderTextes(formations, (f) => f.departement),
    filiere: encoderTextes(formations, (f) => f.filiere),
    contrats: formations.map((f) => f.contrats),
    environnementale: formations.map((f) => (f.environnementale ? 1 : 0)),
    palier: formations.map((f) => f.palier),
    declaration: parChamp((champ) => formations.map((f) => f.declaration[champ])),
  }
}

/** The formations as they were, in the same order. */
export function decoderFormations(compactes: FormationsCompactes): Formation[] {
  const { organisme, intitule, codeRncp, commune, departement, filiere, declaration } = compactes
  return compactes.identifiant.map((identifiant, i) => ({
    identifiant,
    organisme: lireTexte(organisme, i) ?? '',
    intitule: lireTexte(intitule, i) ?? '',
    niveau: compactes.niveau[i]!,
    codeRncp: lireTexte(codeRncp, i),
    commune: lireTexte(commune, i) ?? '',
    departement: lireTexte(departement, i) ?? '',
    filiere: lireTexte(filiere, i) ?? '',
    contrats: compactes.contrats[i]!,
    environnementale: compactes.environnementale[i] === 1,
    palier: compactes.palier[i] as Palier,
    declaration: parChamp((champ) => declaration[champ][i]!),
  }))
}

function encoderTextes(
  formations: readonly Formation[],
  lire: (f: Formation) => string | null,
): ColonneTexte {
  const rangs = new Map<string, number>()
  const positions = formations.map((formation) => {
    const texte = lire(formation)
    if (texte === null) return -1
    const connu = rangs.get(texte)
    if (connu !== undefined) return connu
    rangs.set(texte, rangs.size)
    return rangs.size - 1
  })
  return { valeurs: [...rangs.keys()], positions }
}

const lireTexte = ({ valeurs, positions }: ColonneTexte, i: number): string | null =>
  valeurs[positions[i]!] ?? null

const parChamp = <T>(valeur: (champ: CodeChamp) => T) =>
  Object.fromEntries(CHAMPS.map(({ code }) => [code, valeur(code)])) as Record<CodeChamp, T>
