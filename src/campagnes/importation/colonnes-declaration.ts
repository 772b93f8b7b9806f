import { CHAMPS, type Champ, type CodeChamp } from '#campagnes/formation.ts'
import type { Colonne } from '#campagnes/importation/colonnes.ts'

const SYNONYMES_CHAMPS: Readonly<Record<CodeChamp, readonly string[]>> = {
  prioriteFiliere: ['priorité filière', 'filière prioritaire', 'caractère prioritaire de la filière'],
  innovation: ['innovation', 'innovante', 'caractère innovant'],
  jeunesQpvRuraux: [
    'jeunes QPV',
    'QPV',
    'jeunes QPV et ruraux',
    'nombre de jeunes QPV et ruraux',
    'jeunes qpv ruraux',
  ],
  apprentisHandicap: [
    'handicap',
    'RQTH',
    'apprentis handicap',
    'nombre d’apprentis en situation de handicap',
    'apprentis RQTH',
  ],
  partFemmes: ['femmes', '% femmes', 'taux de femmes', 'part femmes'],
  partPremiersNiveaux: [
    'premiers niveaux',
    '% premiers niveaux',
    'part premiers niveaux',
    'part des niveaux 3 et 4',
  ],
  besoinFinancement: ['besoin financement', 'déficit', 'taux de déficit', 'besoin de financement %'],
  effectifOrganisme: [
    'effectif organisme',
    'effectif du CFA',
    'effectif total',
    'niveau d’activité',
    'nombre d’apprentis de l’organisme',
  ],
  jeunesSansContrat: [
    'jeunes sans contrat',
    'nombre de jeunes sans contrat',
    'inscrits sans contrat',
    'sans contrat',
  ],
  partSansContrat: [
    '% sans contrat',
    'part sans contrat',
    'taux de jeunes sans contrat',
    'part des jeunes sans contrat',
  ],
  territoirePeuPourvu: ['territoire peu pourvu', 'territoire', 'zone peu pourvue', 'territoire peu doté'],
  heuresEnvironnement: ['heures environnement', 'nombre d’heures environnement', 'heures d’environnement'],
  partHeuresEnvironnement: [
    '% heures environnement',
    'part heures environnement',
    'part des heures environnement',
  ],
}

const EXEMPLES_CHAMPS: Readonly<Record<CodeChamp, string | number>> = {
  prioriteFiliere: 1,
  innovation: 'non',
  jeunesQpvRuraux: 4,
  apprentisHandicap: 1,
  partFemmes: '45,5 %',
  partPremiersNiveaux: '0 %',
  besoinFinancement: '3 %',
  effectifOrganisme: 320,
  jeunesSansContrat: 2,
  partSansContrat: '7,5 %',
  territoirePeuPourvu: 'non',
  heuresEnvironnement: 20,
  partHeuresEnvironnement: '4 %',
}

function colonneDuChamp(champ: Champ): Colonne {
  const { nature, attendu, unite } = ECRITURES[champ.unite](champ)
  return {
    code: champ.code,
    entete: champ.libelle,
    aide: champ.aide,
    attendu,
    unite,
    nature,
    requise: true,
    maximum: champ.maximum,
    exemple: EXEMPLES_CHAMPS[champ.code],
    synonymes: SYNONYMES_CHAMPS[champ.code],
  }
}

type Ecriture = Pick<Colonne, 'nature' | 'attendu' | 'unite'>
const entierJusqua = (champ: Champ) => `un nombre entier de 0 à ${champ.maximum.toLocaleString('fr-FR')}`
const ECRITURES: Readonly<Record<Champ['unite'], (champ: Champ) => Ecriture>> = {
  ouiNon: () => ({ nature: 'ouiNon', attendu: 'oui ou non', unite: 'oui / non' }),
  nombre: (champ) => ({ nature: 'entier', attendu: entierJusqua(champ), unite: 'nombre' }),
  heures: (champ) => ({ nature: 'entier', attendu: entierJusqua(champ), unite: 'heures' }),
  pourcentage: () => ({
    nature: 'pourcentage',
    attendu: 'un pourcentage de 0 à 100 (45,5 ou 45,5 %)',
    unite: '%',
  }),
}

/** The columns read by the scoring grid, one for each field, in the order of the fields. */
export const COLONNES_DECLARATION: readonly Colonne[] = CHAMPS.map(colonneDuChamp)
