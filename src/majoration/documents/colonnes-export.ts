import { CHAMPS, type UniteChamp } from '#campagnes/formation.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { Annexe, LigneAnnexe } from '#majoration/documents/annexe.ts'
import type { Tirage } from '#majoration/tirage.ts'

/**
 * What a cell holds, and how raw values are counted:
 * `montant` in cents, `points` in hundredths of a point, `pourcentage` in hundredths of a percent.
 */
export type Nature = 'texte' | 'entier' | 'montant' | 'points' | 'pourcentage' | 'ouiNon'

/** A column of an exported table: its header, its meaning for the dictionary, and its raw value for each line. */
export type ColonneExport<L> = {
  readonly entete: string
  readonly sens: string
  readonly source: string
  readonly nature: Nature
  /** Width in characters. */
  readonly largeur: number
  /** True when the total of the column means something. */
  readonly sommable?: boolean
  readonly valeur: (ligne: L) => string | number | boolean | null
}

/** The columns of the annex; those that compare with the publication only when there is one. */
export function colonnesRepartition({ campagne }: Tirage, annexe: Annexe): ColonneExport<LigneAnnexe>[] {
  const sirets = new Map(campagne.organismes.map(({ identifiant, siret }) => [identifiant, siret]))
  const { references } = campagne.reglement
  const montant = (entete: string, sens: string, source: string, valeur: (l: LigneAnnexe) => number | null) =>
    ({ entete, sens, source, nature: 'montant', largeur: 20, sommable: true, valeur }) as const
  return [
    {
      entete: 'OF-CFA bénéficiaire',
      sens: 'Organisme qui reçoit la majoration',
      source: 'Candidature',
      nature: 'texte',
      largeur: 58,
      valeur: (l) => l.nom,
    },
    {
      entete: 'SIRET',
      sens: 'Numéro de l’établissement, en texte',
      source: 'Candidature',
      nature: 'texte',
      largeur: 17,
      valeur: (l) => sirets.get(l.organisme) ?? '',
    },
    montant(
      'Majoration des coûts-contrats',
      'Part de la dotation ordinaire, bonus vert compris',
      references.arrondi,
      (l) => l.majoration,
    ),
    montant(
      'Dont bonus vert',
      'Compris dans la majoration, arrondi de son côté',
      references.bonusVert,
      (l) => l.dontBonusVert,
    ),
    montant(
      'Majoration exceptionnelle',
      'Montant instruit, ajouté à part',
      references.exceptionnelle,
      (l) => l.exceptionnelle,
    ),
    montant(
      'Majoration totale',
      'Majoration + majoration exceptionnelle',
      'Somme des deux colonnes',
      (l) => l.totale,
    ),
    {
      entete: 'Nombre de contrats',
      sens: 'Contrats des formations retenues de l’organisme',
      source: references.coupure,
      nature: 'entier',
      largeur: 12,
      sommable: true,
      valeur: (l) => l.contrats,
    },
    {
      entete: 'Au plafond',
      sens: 'Oui quand le plafond par organisme limite la majoration',
      source: references.plafond,
      nature: 'ouiNon',
      largeur: 10,
      valeur: (l) => l.plafonne,
    },
    ...(annexe.totauxPublies
      ? [
          montant(
            'Majoration publiée',
            'Majoration du tableau voté',
            'Tableau publié',
            (l) => l.publie?.majoration ?? null,
          ),
          montant(
            'Écart avec la publication',
            'Majoration calculée − majoration publiée',
            'Différence',
            (l) => l.ecart,
          ),
        ]
      : []),
  ]
}

const NATURES: Record<UniteChamp, Nature> = {
  ouiNon: 'ouiNon',
  nombre: 'entier',
  heures: 'entier',
  pourcentage: 'pourcentage',
}

/** The columns of the ranking: what was declared under the model file's own headers, then what the grid made of it. */
export function colonnesClassement({
  campagne,
  parametres,
  simulation,
}: Tirage): ColonneExport<LigneClassee>[] {
  const noms = new Map(campagne.organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  const { references } = campagne.reglement
  const { grille } = parametres
  const declaree = (
    code:
      | 'organisme'
      | 'identifiant'
      | 'intitule'
      | 'niveau'
      | 'codeRncp'
      | 'commune'
      | 'departement'
      | 'filiere'
      | 'contrats'
      | 'environnementale'
      | 'palier',
    nature: Nature,
    largeur: number,
    valeur: ColonneExport<LigneClassee>['valeur'],
  ): ColonneExport<LigneClassee> => {
    const { entete, aide } = COLONNES_PAR_CODE.get(code)!
    return { entete, sens: aide, source: 'Candidature', nature, largeur, valeur }
  }
  const calculee = (
    entete: string,
    sens: string,
    nature: Nature,
    source: string,
    valeur: ColonneExport<LigneClassee>['valeur'],
  ) => ({
    entete,
    sens,
    source,
    nature,
    largeur: Math.min(Math.max(entete.length * 0.6, 10), 22),
    valeur,
  })
  return [
    calculee(
      'Rang',
      'Place dans le classement, 1 pour la première',
      'entier',
      references.notation,
      (l) => l.rang,
    ),
    calculee(
      'Retenue',
      'Oui au-dessus de la ligne de coupure',
      'ouiNon',
      references.coupure,
      (l) => l.rang <= simulation.retenues,
    ),
    calculee('Points', 'Somme des points des critères', 'points', references.notation, (l) => l.points),
    calculee(
      'Cumul des contrats',
      'Contrats de la ligne et de toutes celles qui la précèdent',
      'entier',
      references.coupure,
      (l) => l.cumulContrats,
    ),
    declaree('organisme', 'texte', 44, (l) => noms.get(l.formation.organisme) ?? l.formation.organisme),
    declaree('identifiant', 'texte', 20, (l) => l.formation.identifiant),
    declaree('intitule', 'texte', 44, (l) => l.formation.intitule),
    declaree('niveau', 'entier', 8, (l) => l.formation.niveau),
    declaree('codeRncp', 'texte', 14, (l) => l.formation.codeRncp ?? ''),
    declaree('commune', 'texte', 24, (l) => l.formation.commune),
    declaree('departement', 'texte', 12, (l) => l.formation.departement),
    declaree('filiere', 'texte', 26, (l) => l.formation.filiere),
    declaree('contrats', 'entier', 10, (l) => l.formation.contrats),
    declaree('environnementale', 'ouiNon', 16, (l) => l.formation.environnementale),
    declaree('palier', 'entier', 12, (l) => l.formation.palier),
    ...grille.criteres.map(({ code, libelle, poids }) =>
      calculee(
        `Points — ${libelle}`,
        `Points du critère, ${poids / 100} au plus${grille.indicatif ? ' (poids indicatif)' : ''}`,
        'points',
        references.notation,
        (l) => l.detail.reduce((somme, d) => (d.critere === code ? somme + d.points : somme), 0),
      ),
    ),
    ...CHAMPS.map((champ): ColonneExport<LigneClassee> => {
      const { entete, aide } = COLONNES_PAR_CODE.get(champ.code)!
      return {
        entete,
        sens: aide,
        source: 'Candidature',
        nature: NATURES[champ.unite],
        largeur: 16,
        valeur: (l) =>
          champ.unite === 'ouiNon'
            ? l.formation.declaration[champ.code] > 0
            : l.formation.declaration[champ.code],
      }
    }),
  ]
}

/** The unit as the dictionary says it. */
export const UNITES: Record<Nature, string> = {
  texte: 'texte',
  entier: 'nombre entier',
  montant: 'euros',
  points: 'points, au centième',
  pourcentage: '%',
  ouiNon: 'oui ou non',
}

/**
 * A text that no spreadsheet will take for a formula: one that begins with = + - @, a tabulation or a carriage return
 * gets an apostrophe; control characters, which break XML or a line of CSV, become spaces.
 */
export function neutraliser(texte: string): string {
  const propre = texte.replace(CONTROLES, ' ')
  return /^[=+\-@\t\r\n＝＋－＠]/.test(texte) || /^\s*[=+\-@]/.test(propre) ? `'${propre}` : propre
}

// A lone surrogate or a non-character cannot be written in XML either.
const CONTROLES = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu
