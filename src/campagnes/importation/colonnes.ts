import type { CodeChamp } from '#campagnes/formation.ts'
import { COLONNES_DECLARATION } from '#campagnes/importation/colonnes-declaration.ts'

/** What a column of the model file is about: a property of the formation, or a value read by the scoring grid. */
export type CodeColonne =
  | 'organisme'
  | 'siret'
  | 'identifiant'
  | 'intitule'
  | 'niveau'
  | 'codeRncp'
  | 'commune'
  | 'departement'
  | 'filiere'
  | 'contrats'
  | 'environnementale'
  | 'palier'
  | CodeChamp

/** How the cells of a column are read. */
export type NatureColonne =
  | 'texte'
  | 'siret'
  | 'rncp'
  | 'niveau'
  | 'departement'
  | 'entier'
  | 'pourcentage'
  | 'ouiNon'
  | 'palier'

export type Colonne = {
  readonly code: CodeColonne
  /** The header written in the model file. */
  readonly entete: string
  readonly aide: string
  /** What a cell must hold, said in messages and in the « Mode d’emploi ». */
  readonly attendu: string
  readonly unite: string
  readonly nature: NatureColonne
  /** A required column must be there, and each of its cells filled. */
  readonly requise: boolean
  /** Largest value, in the unit of the stored value (a percentage in hundredths). */
  readonly maximum: number
  /** Value of the fictional line of the model. */
  readonly exemple: string | number
  /** Other headers met in the files that training centres send. */
  readonly synonymes: readonly string[]
}

/** No body declares more contracts than this for one formation: beyond, two numbers were glued together. */
const CONTRATS_MAXIMUM = 100_000

const IDENTITE: readonly Colonne[] = [
  texte('organisme', 'Organisme (OF-CFA)', 'Nom de l’organisme qui porte la candidature', 'CFA Exemple', [
    'organisme',
    'of-cfa',
    'cfa',
    'bénéficiaire',
    'nom du CFA',
    'nom de l’organisme',
    'organisme de formation',
    'établissement',
    'raison sociale',
    'OF',
  ]),
  {
    code: 'siret',
    entete: 'SIRET',
    aide: 'Identifie l’organisme ; sans SIRET, c’est son nom qui l’identifie',
    attendu: '14 chiffres, colonne au format Texte',
    unite: 'identifiant',
    nature: 'siret',
    requise: false,
    maximum: 0,
    exemple: '00000000000000',
    synonymes: [
      'numéro siret',
      'n° siret',
      'no siret',
      'siret organisme',
      'siret cfa',
      'siret of-cfa',
      'code siret',
    ],
  },
  texte(
    'identifiant',
    'Identifiant de la formation',
    'Votre référence de la ligne, unique dans le fichier',
    'EXEMPLE-001',
    [
      'identifiant',
      'id',
      'id formation',
      'identifiant formation',
      'référence',
      'référence formation',
      'numéro de dossier',
      'code formation',
      'n° formation',
    ],
  ),
  texte('intitule', 'Intitulé de la formation', 'Titre ou diplôme préparé', 'exemple — à supprimer', [
    'intitulé',
    'formation',
    'libellé',
    'libellé formation',
    'nom de la formation',
    'diplôme',
    'titre',
    'certification',
    'intitulé du diplôme',
  ]),
  {
    code: 'niveau',
    entete: 'Niveau',
    aide: 'Niveau du cadre national des certifications, de 3 (CAP) à 8 (doctorat)',
    attendu: 'un nombre entier de 3 à 8',
    unite: 'niveau',
    nature: 'niveau',
    requise: true,
    maximum: 8,
    exemple: 5,
    synonymes: ['niveau de formation', 'niveau de qualification', 'niveau diplôme', 'niv'],
  },
  {
    code: 'codeRncp',
    entete: 'Code RNCP',
    aide: 'Code de la fiche du répertoire national, s’il existe',
    attendu: 'un code comme RNCP38565, ou rien',
    unite: 'identifiant',
    nature: 'rncp',
    requise: false,
    maximum: 0,
    exemple: '',
    synonymes: ['rncp', 'n° rncp', 'numéro rncp', 'fiche rncp', 'code fiche rncp'],
  },
  texte('commune', 'Commune', 'Commune du site de formation', 'Paris', [
    'ville',
    'commune du site',
    'site',
    'localité',
    'lieu de formation',
    'commune de formation',
  ]),
  {
    code: 'departement',
    entete: 'Département',
    aide: 'Code du département du site de formation',
    attendu: 'un code de département français (75, 93, 2A, 971…) ou son nom',
    unite: 'code',
    nature: 'departement',
    requise: true,
    maximum: 0,
    exemple: '75',
    synonymes: ['dept', 'dpt', 'code département', 'n° département', 'dép', 'département du site'],
  },
  texte('filiere', 'Filière', 'Filière professionnelle', 'Numérique', [
    'secteur',
    'filière professionnelle',
    'secteur d’activité',
    'domaine',
    'branche',
  ]),
  {
    code: 'contrats',
    entete: 'Contrats',
    aide: 'Nombre de contrats pour lesquels la majoration est demandée',
    attendu: 'un nombre entier, 0 ou plus',
    unite: 'contrats',
    nature: 'entier',
    requise: true,
    maximum: CONTRATS_MAXIMUM,
    exemple: 24,
    synonymes: [
      'nombre de contrats',
      'nb contrats',
      'contrats demandés',
      'nombre de contrats demandés',
      'nombre de contrats d’apprentissage',
      'contrats d’apprentissage',
      'contrats nombre',
    ],
  },
  {
    code: 'environnementale',
    entete: 'Dimension environnementale',
    aide: 'La formation comporte une dimension environnementale : chacun de ses contrats reçoit le bonus vert',
    attendu: 'oui ou non',
    unite: 'oui / non',
    nature: 'ouiNon',
    requise: true,
    maximum: 1,
    exemple: 'oui',
    synonymes: ['environnementale', 'bonus vert', 'verte', 'formation verte', 'formation environnementale'],
  },
  {
    code: 'palier',
    entete: 'Palier du périmètre financier',
    aide: 'Palier du complément : aucun, palier 1 (15 % en 2023) ou palier 2 (20 % en 2023)',
    attendu: '0, 1 ou 2 (ou « aucun », « palier 1 », « palier 2 », 15 %, 20 %)',
    unite: 'palier',
    nature: 'palier',
    requise: true,
    maximum: 2,
    exemple: 0,
    synonymes: [
      'palier',
      'périmètre financier',
      'périmètre',
      'complément',
      'complément de périmètre financier',
      'tier',
    ],
  },
]

/** The text that marks the fictional line of the model: it is skipped when the file comes back. */
export const MENTION_EXEMPLE = 'exemple — à supprimer'

function texte(
  code: CodeColonne,
  entete: string,
  aide: string,
  exemple: string,
  synonymes: readonly string[],
): Colonne {
  return {
    code,
    entete,
    aide,
    attendu: 'un texte de 1 à 300 caractères',
    unite: 'texte',
    nature: 'texte',
    requise: true,
    maximum: 300,
    exemple,
    synonymes,
  }
}

/** Every column of the model file, in its order: the reading, the model, its manual and the screens derive from it. */
export const COLONNES: readonly Colonne[] = [...IDENTITE, ...COLONNES_DECLARATION]

export const COLONNES_PAR_CODE: ReadonlyMap<CodeColonne, Colonne> = new Map(COLONNES.map((c) => [c.code, c]))
