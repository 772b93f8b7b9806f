import { CHAMPS, type Champ, type CodeChamp } from '#campagnes/formation.ts'
import type { CleDepartage, Composante, Echelle, Reglement } from '#campagnes/reglement.ts'
import { ecrireCoupure } from '#majoration/ecarts.ts'
import type { Parametres } from '#majoration/simulation.ts'
import {
  ecrireMontant,
  ecrireNombre,
  ecrirePoints,
  ecrirePourcentage,
  ecrireTaux,
  FINE,
} from '#socle/francais.ts'

/** One parameter of a computation, said in words, as the documents print it. */
export type RegleEnMots = {
  readonly rubrique: 'Enveloppe' | 'Grille de notation' | 'Classement et coupure' | 'Répartition'
  readonly libelle: string
  readonly valeur: string
  /** How it is applied. */
  readonly formule: string
  readonly reference: string
  /** True for what no source says and that had to be chosen. */
  readonly indicatif: boolean
  /** The règlement's own value when the scenario departs from it, else null. */
  readonly valeurReglement: string | null
}

/**
 * Every parameter in words, with its reference, in the order in which it is applied.
 *
 * @param dotation ordinary envelope of the campaign, in cents: what the scenario's envelope is compared to
 */
export function direRegles(parametres: Parametres, reglement: Reglement, dotation: number): RegleEnMots[] {
  const voulues = [...regles(parametres, reglement)]
  const prevues = new Map(
    regles({ ...reglement, dotation }, reglement).map((regle) => [
      `${regle.rubrique}/${regle.libelle}`,
      regle.valeur,
    ]),
  )
  return voulues.map((regle) => {
    const prevue = prevues.get(`${regle.rubrique}/${regle.libelle}`) ?? 'absent'
    return { ...regle, valeurReglement: prevue === regle.valeur ? null : prevue }
  })
}

type Regle = Omit<RegleEnMots, 'valeurReglement'>

function regles(
  { dotation, grille, departage, coupure, repartition }: Parametres,
  reglement: Reglement,
): Regle[] {
  const { references } = reglement
  const criteres = new Map(grille.criteres.map(({ code, libelle }) => [code, libelle]))
  const fixe =
    (rubrique: Regle['rubrique']) =>
    (libelle: string, valeur: string, formule: string, reference: string) => ({
      rubrique,
      libelle,
      valeur,
      formule,
      reference,
      indicatif: false,
    })
  const [enveloppe, classement, partage] = [
    fixe('Enveloppe'),
    fixe('Classement et coupure'),
    fixe('Répartition'),
  ]
  return [
    enveloppe(
      'Dotation ordinaire',
      ecrireMontant(dotation),
      'Enveloppe fermée, répartie en entier entre les contrats retenus.',
      references.montantMoyen,
    ),
    ...grille.criteres.flatMap((critere) =>
      critere.composantes.map(
        (composante): Regle => ({
          rubrique: 'Grille de notation',
          libelle: `${critere.libelle} — ${champDe(composante.champ).libelle}`,
          valeur: `${ecrirePoints(Math.round((critere.poids * composante.part) / 100))} points`,
          formule: direEchelle(composante),
          reference: references.notation,
          indicatif: grille.indicatif,
        }),
      ),
    ),
    classement(
      'Ordre du classement',
      ['points décroissants', ...departage.map((cle) => direCle(cle, criteres)), 'identifiant'].join(
        ', puis ',
      ),
      'Ordre total : deux formations ne sont jamais à égalité.',
      references.notation,
    ),
    classement(
      'Coupure',
      ecrireCoupure(coupure),
      'Les formations au-dessus de la ligne sont retenues.',
      references.coupure,
    ),
    partage(
      'Montant moyen',
      'dotation ÷ contrats retenus',
      'Sert de base aux compléments et au bonus vert.',
      references.montantMoyen,
    ),
    partage(
      'Complément de périmètre financier, palier 1',
      ecrireTaux(repartition.tauxPalier1),
      'Taux × montant moyen, pour chaque contrat du palier 1.',
      references.complement,
    ),
    partage(
      'Complément de périmètre financier, palier 2',
      ecrireTaux(repartition.tauxPalier2),
      'Taux × montant moyen, pour chaque contrat du palier 2.',
      references.complement,
    ),
    partage(
      'Bonus vert',
      ecrireTaux(repartition.tauxBonusVert),
      'Taux × montant moyen, pour chaque contrat d’une formation à dimension environnementale.',
      references.bonusVert,
    ),
    partage(
      'Forfait de base',
      'résolu',
      'Montant par contrat, le même pour tous, tel que la somme des majorations plafonnées égale la dotation.',
      references.forfaitDeBase,
    ),
    partage(
      'Plafond par organisme',
      repartition.plafond === null ? 'aucun' : ecrireMontant(repartition.plafond),
      'Ce qui dépasse revient aux autres organismes, jusqu’à ce que plus aucun ne dépasse.',
      references.plafond,
    ),
    partage(
      'Part du bonus vert dans le plafond',
      ecrireTaux(repartition.partBonusVertDuPlafond),
      'Au plafond, le bonus vert affiché est limité à cette part du plafond.',
      references.plafond,
    ),
    partage(
      'Arrondi',
      'euros entiers',
      'Plus forts restes ; à égalité, l’identifiant le plus petit. Le total est exact.',
      references.arrondi,
    ),
    partage(
      'Majoration exceptionnelle',
      'montant instruit',
      'S’ajoute à part, hors de l’enveloppe répartie ; aucune formule n’est publiée.',
      references.exceptionnelle,
    ),
  ]
}

const champs = new Map(CHAMPS.map((champ) => [champ.code, champ]))
const champDe = (code: CodeChamp): Champ => champs.get(code)!

const direCle = (cle: CleDepartage, criteres: ReadonlyMap<string, string>) =>
  cle === 'contrats'
    ? 'contrats décroissants'
    : `points « ${criteres.get(cle.slice('points:'.length)) ?? cle} » décroissants`

/** How a value becomes points, as a sentence. */
export function direEchelle({ champ, echelle }: Composante): string {
  const valeur = (brute: number) => direValeur(champDe(champ), brute)
  return phraseEchelle(echelle, valeur)
}

function phraseEchelle(echelle: Echelle, valeur: (brute: number) => string): string {
  switch (echelle.type) {
    case 'ouiNon':
      return 'Tous les points si oui, aucun sinon.'
    case 'paliers':
      return `${echelle.paliers.map(({ des, part }) => `${part}${FINE}% des points à partir de ${valeur(des)}`).join(', ')}.`
    case 'proportionnelle':
      return `Proportionnel : aucun point à ${valeur(echelle.de)}, tous les points à ${valeur(echelle.a)}.`
  }
}

/** A declared value in the unit of its field: « oui », « 45,5 % », « 120 h », « 12 ». */
export function direValeur({ unite }: Champ, valeur: number): string {
  switch (unite) {
    case 'ouiNon':
      return valeur > 0 ? 'oui' : 'non'
    case 'pourcentage':
      return ecrirePourcentage(valeur)
    case 'heures':
      return `${ecrireNombre(valeur)}${FINE}h`
    case 'nombre':
      return ecrireNombre(valeur)
  }
}
