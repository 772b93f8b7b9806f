/**
 * Terminology
 * - organisme: an OF-CFA, the training centre that applies and is paid;
 * - formation: one line of its application, a course on one site, with the contracts that it declares;
 * - palier: the tier of its « périmètre financier », 0 (none), 1 or 2; the rate of each is in the règlement.
 */
export type Palier = 0 | 1 | 2

export type Organisme = {
  readonly identifiant: string
  readonly nom: string
  readonly siret: string | null
}

/** What a formation declares for the grid: whole numbers, in the unit of `CHAMPS` (a percentage in hundredths). */
export type Declaration = Readonly<Record<CodeChamp, number>>

export type Formation = {
  readonly identifiant: string
  readonly organisme: string
  readonly intitule: string
  /** Niveau of the national framework, 3 (CAP) to 8. */
  readonly niveau: number
  readonly codeRncp: string | null
  readonly commune: string
  /** Code of the département, '75', '2A'… */
  readonly departement: string
  readonly filiere: string
  readonly contrats: number
  /** A formation with an environmental dimension: each of its contracts gets the bonus vert. */
  readonly environnementale: boolean
  readonly palier: Palier
  readonly declaration: Declaration
}

export type CodeChamp =
  | 'prioriteFiliere'
  | 'innovation'
  | 'jeunesQpvRuraux'
  | 'apprentisHandicap'
  | 'partFemmes'
  | 'partPremiersNiveaux'
  | 'besoinFinancement'
  | 'effectifOrganisme'
  | 'jeunesSansContrat'
  | 'partSansContrat'
  | 'territoirePeuPourvu'
  | 'heuresEnvironnement'
  | 'partHeuresEnvironnement'

/** How a declared value is written: yes/no as 0 or 1, a count as is, a percentage in hundredths (4 550 = 45,5 %). */
export type UniteChamp = 'ouiNon' | 'nombre' | 'pourcentage' | 'heures'

export type Champ = {
  readonly code: CodeChamp
  readonly libelle: string
  readonly aide: string
  readonly unite: UniteChamp
  readonly maximum: number
}

/** Every value that the scoring grid may read, in the order of the model file. */
export const CHAMPS: readonly Champ[] = [
  {
    code: 'prioriteFiliere',
    libelle: 'Priorité de la filière',
    aide: 'Nombre de caractères reconnus, de 0 à 3 : métier en tension, métier émergent, besoins de recrutement avérés',
    unite: 'nombre',
    maximum: 3,
  },
  { code: 'innovation', libelle: 'Formation innovante', aide: 'oui ou non', unite: 'ouiNon', maximum: 1 },
  {
    code: 'jeunesQpvRuraux',
    libelle: 'Jeunes des quartiers prioritaires et des territoires ruraux',
    aide: 'Nombre d’apprentis',
    unite: 'nombre',
    maximum: 100_000,
  },
  {
    code: 'apprentisHandicap',
    libelle: 'Apprentis en situation de handicap',
    aide: 'Nombre d’apprentis',
    unite: 'nombre',
    maximum: 100_000,
  },
  {
    code: 'partFemmes',
    libelle: 'Part des femmes',
    aide: 'En % des apprentis',
    unite: 'pourcentage',
    maximum: 10_000,
  },
  {
    code: 'partPremiersNiveaux',
    libelle: 'Part des premiers niveaux de qualification',
    aide: 'En % des apprentis',
    unite: 'pourcentage',
    maximum: 10_000,
  },
  {
    code: 'besoinFinancement',
    libelle: 'Besoin de financement',
    aide: 'Déficit de l’activité apprentissage, en % de ses charges (comptabilité analytique)',
    unite: 'pourcentage',
    maximum: 10_000,
  },
  {
    code: 'effectifOrganisme',
    libelle: 'Niveau d’activité de l’organisme',
    aide: 'Nombre d’apprentis de l’organisme, toutes formations',
    unite: 'nombre',
    maximum: 1_000_000,
  },
  {
    code: 'jeunesSansContrat',
    libelle: 'Jeunes inscrits sans contrat à la clôture',
    aide: 'Nombre de jeunes',
    unite: 'nombre',
    maximum: 100_000,
  },
  {
    code: 'partSansContrat',
    libelle: 'Part des inscrits sans contrat à la clôture',
    aide: 'En % des inscrits',
    unite: 'pourcentage',
    maximum: 10_000,
  },
  {
    code: 'territoirePeuPourvu',
    libelle: 'Territoire peu pourvu en offre de formation',
    aide: 'oui ou non',
    unite: 'ouiNon',
    maximum: 1,
  },
  {
    code: 'heuresEnvironnement',
    libelle: 'Heures consacrées à l’environnement',
    aide: 'Nombre d’heures du cycle',
    unite: 'heures',
    maximum: 10_000,
  },
  {
    code: 'partHeuresEnvironnement',
    libelle: 'Part des heures consacrées à l’environnement',
    aide: 'En % des heures du cycle',
    unite: 'pourcentage',
    maximum: 10_000,
  },
]
