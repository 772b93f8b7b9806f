import { MENTION_EXEMPLE } from '#campagnes/importation/colonnes.ts'

/** What a column of a list is about. Bank columns are never kept readable. */
export type ChampListe =
  | 'civilite'
  | 'nomNaissance'
  | 'nomUsage'
  | 'prenom'
  | 'neLe'
  | 'paysNaissance'
  | 'communeNaissance'
  | 'numeroVoie'
  | 'extensionVoie'
  | 'typeVoie'
  | 'libelleVoie'
  | 'complement'
  | 'codePostal'
  | 'commune'
  | 'libelleCommune'
  | 'pays'
  | 'courriel'
  | 'telephone'
  | 'iban'
  | 'bic'
  | 'titulaire'
  | 'contrat'
  | 'debut'
  | 'fin'
  | 'rupture'
  | 'diplome'
  | 'niveau'
  | 'rncp'
  | 'uai'
  | 'siret'
  | 'absences'
  | 'premierContrat'
  | 'dejaAide'

/** How the cells of a column are read; lengths and forms are those of the paying agency. */
export type NatureChamp =
  | { readonly genre: 'nom' | 'texte'; readonly maximum: number }
  | {
      readonly genre:
        | 'civilite'
        | 'date'
        | 'pays'
        | 'communeNaissance'
        | 'commune'
        | 'numeroVoie'
        | 'extensionVoie'
        | 'typeVoie'
        | 'codePostal'
        | 'courriel'
        | 'telephone'
        | 'iban'
        | 'bic'
        | 'titulaire'
        | 'niveau'
        | 'rncp'
        | 'uai'
        | 'siret'
        | 'pourcentage'
        | 'ouiNon'
    }

export type ColonneListe = {
  readonly champ: ChampListe
  /** The header written in the model file. */
  readonly entete: string
  /** What a cell must hold, said in messages and in the « Mode d’emploi ». */
  readonly attendu: string
  /** The column must be in the file. Whether each of its cells must be filled is for the line to say. */
  readonly requise: boolean
  /** Value of the fictional line of the model. */
  readonly exemple: string
  readonly nature: NatureChamp
  /** Other headers met in the files of training centres. */
  readonly synonymes: readonly string[]
}

const colonne = (
  champ: ChampListe,
  entete: string,
  nature: NatureChamp | Exclude<NatureChamp['genre'], 'nom' | 'texte'>,
  attendu: string,
  exemple: string,
  synonymes: string,
  requise = true,
): ColonneListe => ({
  ...{ champ, entete, attendu, exemple, requise },
  nature: typeof nature === 'string' ? { genre: nature } : nature,
  synonymes: synonymes === '' ? [] : synonymes.split(' | '),
})
const facultative = (...args: Parameters<typeof colonne>): ColonneListe => ({
  ...colonne(...args),
  requise: false,
})
const nom = (maximum: number) => ({ genre: 'nom', maximum }) as const
const texte = (maximum: number) => ({ genre: 'texte', maximum }) as const

const IDENTITE: readonly ColonneListe[] = [
  colonne('civilite', 'Civilité', 'civilite', 'M ou MME', 'MME', 'civ | titre'),
  colonne(
    'nomNaissance',
    'Nom de naissance',
    nom(50),
    'le nom de naissance, 50 caractères au plus',
    MENTION_EXEMPLE,
    'nom | nom de famille | nom patronymique | nom naissance',
  ),
  facultative(
    'nomUsage',
    'Nom d’usage',
    nom(50),
    'le nom d’usage s’il diffère, 50 caractères au plus',
    '',
    'nom usuel | nom marital | nom usage',
  ),
  colonne('prenom', 'Prénom', nom(20), 'le premier prénom, 20 caractères au plus', 'Alix', 'prénoms'),
  colonne(
    'neLe',
    'Date de naissance',
    'date',
    'une date JJ/MM/AAAA',
    '14/03/2006',
    'né le | née le | né(e) le | naissance | ddn',
  ),
  colonne(
    'paysNaissance',
    'Pays de naissance',
    'pays',
    'le code INSEE du pays (99100 pour la France) ou son nom',
    'France',
    'pays naissance | code pays de naissance',
  ),
  colonne(
    'communeNaissance',
    'Commune de naissance (code INSEE)',
    'communeNaissance',
    'le code INSEE de la commune (5 caractères) ; vide pour qui est né à l’étranger',
    '77288',
    'code insee de naissance | insee naissance | code commune de naissance | commune naissance',
  ),
]

const ADRESSE: readonly ColonneListe[] = [
  facultative(
    'numeroVoie',
    'Numéro de voie',
    'numeroVoie',
    'un nombre',
    '12',
    'numéro | n° | numéro rue | n° de rue',
  ),
  facultative(
    'extensionVoie',
    'Extension',
    'extensionVoie',
    'B, T, Q ou C (bis, ter, quater, C)',
    '',
    'extension de voie | bis ter | indice de répétition',
  ),
  facultative(
    'typeVoie',
    'Type de voie',
    'typeVoie',
    'une abréviation de 4 caractères au plus (RUE, AV, BD…)',
    'RUE',
    'nature de voie | nature voie',
  ),
  colonne(
    'libelleVoie',
    'Libellé de voie',
    texte(28),
    'le nom de la voie, 28 caractères au plus',
    'de l’Exemple',
    'voie | nom de la voie | rue | adresse | libellé de la voie',
  ),
  facultative(
    'complement',
    'Complément d’adresse',
    texte(38),
    'bâtiment, étage, chez…, 38 caractères au plus',
    '',
    'complément | adresse 2 | complément adresse',
  ),
  colonne('codePostal', 'Code postal', 'codePostal', '5 chiffres', '77000', 'cp | code post'),
  colonne(
    'commune',
    'Commune (code INSEE)',
    'commune',
    'le code INSEE de la commune (5 caractères)',
    '77288',
    'code insee | insee commune | code commune | code insee commune | commune de résidence',
  ),
  facultative(
    'libelleCommune',
    'Ville',
    texte(38),
    'le nom de la commune',
    'Melun',
    'libellé commune | nom de la commune | localité',
  ),
  facultative(
    'pays',
    'Pays de résidence',
    'pays',
    'le code INSEE du pays ou son nom ; vide pour la France',
    'France',
    'pays | pays adresse',
  ),
  facultative(
    'courriel',
    'Courriel',
    'courriel',
    'une adresse électronique',
    'alix@exemple.fr',
    'mail | email | e-mail | adresse mail | adresse électronique',
  ),
  facultative(
    'telephone',
    'Téléphone',
    'telephone',
    'un numéro à 10 chiffres, ou international (+…)',
    '06 00 00 00 00',
    'tél | mobile | portable | numéro de téléphone',
  ),
]

const COMPTE: readonly ColonneListe[] = [
  colonne(
    'iban',
    'IBAN',
    'iban',
    'un IBAN de la zone SEPA',
    'FR76 3000 4000 0300 0000 0000 009',
    'compte | numéro iban',
  ),
  colonne('bic', 'BIC', 'bic', '8 ou 11 caractères', 'BNPAFRPPXXX', 'swift | code bic | code swift'),
  colonne(
    'titulaire',
    'Titulaire du compte',
    'titulaire',
    'le nom du titulaire, 32 caractères au plus',
    'EXEMPLE Alix',
    'titulaire | intitulé du compte | nom du titulaire',
  ),
]

const CONTRAT: readonly ColonneListe[] = [
  colonne(
    'contrat',
    'Numéro de contrat',
    texte(30),
    'le numéro de dépôt du contrat (DECA)',
    '075202400000001',
    'n° contrat | contrat | numéro deca | deca',
  ),
  colonne(
    'debut',
    'Début du contrat',
    'date',
    'une date JJ/MM/AAAA',
    '01/09/2024',
    'date de début | début | date début contrat | date de début du contrat',
  ),
  colonne(
    'fin',
    'Fin du contrat',
    'date',
    'une date JJ/MM/AAAA',
    '31/08/2026',
    'date de fin | fin | date fin contrat | date de fin du contrat',
  ),
  facultative(
    'rupture',
    'Date de rupture',
    'date',
    'une date JJ/MM/AAAA, vide si le contrat n’est pas rompu',
    '',
    'rupture | rupture du contrat | date rupture',
  ),
  colonne(
    'diplome',
    'Diplôme préparé',
    texte(200),
    'l’intitulé du diplôme ou du titre',
    'CAP Cuisine',
    'diplôme | intitulé | formation | intitulé du diplôme | titre préparé | intitulé formation',
  ),
  colonne(
    'niveau',
    'Niveau',
    'niveau',
    'un niveau de 3 à 8 (3 : CAP, 4 : bac professionnel, 5 : BTS…)',
    '3',
    'niveau de formation | niveau du diplôme | niveau préparé',
  ),
  facultative('rncp', 'Code RNCP', 'rncp', 'un code RNCP', 'RNCP38430', 'rncp | fiche rncp'),
  colonne('uai', 'UAI du site', 'uai', '7 chiffres et une lettre', '0771234Y', 'uai | rne | uai site'),
  colonne(
    'siret',
    'SIRET du site',
    'siret',
    'les 14 chiffres du SIRET',
    '00000002600013',
    'siret | siret cfa | siret site de formation',
  ),
]

const DROITS: readonly ColonneListe[] = [
  facultative(
    'absences',
    'Absences injustifiées (%)',
    'pourcentage',
    'la part des heures manquées sans justification, de 0 à 100',
    '2,5',
    'absences | % absences | taux absences | absences injustifiées',
  ),
  facultative(
    'premierContrat',
    'Premier contrat',
    'ouiNon',
    'oui ou non',
    'oui',
    'premier contrat apprentissage | 1er contrat',
  ),
  facultative(
    'dejaAide',
    'Déjà aidé',
    'ouiNon',
    'oui ou non',
    'non',
    'déjà aidée | aide déjà reçue | aide déjà perçue | déjà bénéficiaire',
  ),
]

/** The columns of a list, in the order of the model file. */
export const COLONNES_LISTE: readonly ColonneListe[] = [
  ...IDENTITE,
  ...ADRESSE,
  ...COMPTE,
  ...CONTRAT,
  ...DROITS,
]

const PAR_CHAMP: ReadonlyMap<string, ColonneListe> = new Map(COLONNES_LISTE.map((une) => [une.champ, une]))

/** The column of a field. @throws RangeError for a field that no column reads */
export function colonneDe(champ: string): ColonneListe {
  const trouvee = PAR_CHAMP.get(champ)
  if (!trouvee) throw new RangeError(`champ inconnu : ${champ}`)
  return trouvee
}

/** What is only ever kept encrypted. */
export const CHAMPS_BANQUE = ['iban', 'bic', 'titulaire'] as const
export type ChampBanque = (typeof CHAMPS_BANQUE)[number]
export const estChampBanque = (champ: string): champ is ChampBanque =>
  (CHAMPS_BANQUE as readonly string[]).includes(champ)
export const estChampListe = (champ: string): champ is ChampListe => PAR_CHAMP.has(champ)

/** A line as typed, each cell as text; a cell that is absent is empty. */
export type Saisies = Readonly<Partial<Record<ChampListe, string>>>
