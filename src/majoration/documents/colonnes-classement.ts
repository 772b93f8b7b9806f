import { CHAMPS, type UniteChamp } from '#campagnes/formation.ts'
import { COLONNES_PAR_CODE, type CodeColonne } from '#campagnes/importation/colonnes.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { ColonneExport, Nature } from '#majoration/documents/colonnes-export.ts'
import type { Tirage } from '#majoration/tirage.ts'

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
    code: CodeColonne,
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
    ...CHAMPS.map(({ code, unite }) =>
      declaree(code, NATURES[unite], 16, ({ formation: { declaration } }) =>
        unite === 'ouiNon' ? declaration[code] > 0 : declaration[code],
      ),
    ),
  ]
}
