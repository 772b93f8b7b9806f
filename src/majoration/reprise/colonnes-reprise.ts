/** The columns of a file of voted amounts: what reads it and what writes its model know no other. */
export type CodeReprise =
  | 'siret'
  | 'identifiant'
  | 'nom'
  | 'contrats'
  | 'majoration'
  | 'dontBonusVert'
  | 'majorationExceptionnelle'

export type ColonneReprise = {
  readonly code: CodeReprise
  /** The header written in the model file. */
  readonly entete: string
  /** The headers recognised, once `normaliserEntete` took case, accents and punctuation away. */
  readonly reconnue: RegExp
  readonly nature: 'signe' | 'nombre' | 'euros'
  /** Each line says it; elsewhere an empty cell is 0. */
  readonly requise: boolean
  /** What the « Mode d’emploi » says. */
  readonly aide: string
}

export const COLONNES_REPRISE: readonly ColonneReprise[] = [
  {
    ...{ code: 'siret', entete: 'SIRET', nature: 'signe', requise: false },
    reconnue: /^(no )?siret( organisme| of cfa)?$/,
    aide: 'Il désigne l’organisme, à 14 chiffres ; à défaut, son identifiant ou son nom suffit.',
  },
  {
    ...{ code: 'identifiant', entete: 'Identifiant', nature: 'signe', requise: false },
    reconnue: /^(identifiant|id)( organisme| of cfa)?$/,
    aide: 'Celui que cette campagne donne à l’organisme.',
  },
  {
    ...{ code: 'nom', entete: 'Organisme (OF-CFA)', nature: 'signe', requise: false },
    reconnue: /^(nom )?(organisme( of cfa)?|of cfa|cfa|beneficiaire)$|^nom$/,
    aide: 'Son nom dans cette campagne, accents et majuscules indifférents.',
  },
  {
    ...{ code: 'contrats', entete: 'Contrats', nature: 'nombre', requise: true },
    reconnue: /^(nb )?contrats( (retenus|majores|votes))?$/,
    aide: 'Contrats majorés, en nombre entier.',
  },
  {
    ...{ code: 'majoration', entete: 'Majoration (€)', nature: 'euros', requise: true },
    reconnue: /^(montant )?majoration( votee)?( euros?)?$/,
    aide: 'En euros entiers, bonus vert compris, majoration exceptionnelle à part.',
  },
  {
    ...{ code: 'dontBonusVert', entete: 'Dont bonus vert (€)', nature: 'euros', requise: false },
    reconnue: /^(dont )?bonus vert( euros?)?$/,
    aide: 'La part de la majoration qui est du bonus vert, en euros entiers ; vide pour 0.',
  },
  {
    ...{
      code: 'majorationExceptionnelle',
      entete: 'Majoration exceptionnelle (€)',
      nature: 'euros',
      requise: false,
    },
    reconnue: /^(majoration )?exceptionnelle( votee)?( euros?)?$/,
    aide: 'En plus de la majoration, en euros et centimes ; vide pour 0.',
  },
]

/** A line of the file, its cells as they are. */
export type Places = Readonly<Partial<Record<CodeReprise, number>>>

/** Why a header that names those columns is not enough to read votes; null when it is. */
export function enteteIncomplet(places: Places): boolean {
  const designe = COLONNES_REPRISE.some(
    ({ code, nature }) => nature === 'signe' && places[code] !== undefined,
  )
  return !designe || COLONNES_REPRISE.some(({ code, requise }) => requise && places[code] === undefined)
}
