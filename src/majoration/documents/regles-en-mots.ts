import type { Reglement } from '#campagnes/reglement.ts'
import { champDe, direEchelle, direOrdre, ecrireCoupure } from '#majoration/parametres-en-mots.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { ecrireMontant, ecrirePoints, ecrireTaux, minuscule } from '#socle/francais.ts'

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
  /** What the scenario retains and what the règlement provides, where they differ; null where they do not. */
  readonly ecart: { readonly retenu: string; readonly prevu: string } | null
}

/**
 * Every parameter in words, with its reference, in the order in which it is applied.
 *
 * @param dotation ordinary envelope of the campaign, in cents: what the scenario's envelope is compared to
 */
export function direRegles(parametres: Parametres, reglement: Reglement, dotation: number): RegleEnMots[] {
  const prevues = new Map(
    regles({ ...reglement, dotation }, reglement).map((regle) => [
      `${regle.rubrique}/${regle.libelle}`,
      regle,
    ]),
  )
  return regles(parametres, reglement).map((regle) => ({
    ...regle,
    ecart: comparer(regle, prevues.get(`${regle.rubrique}/${regle.libelle}`)),
  }))
}

/** What differs is the value, how it is applied (a scale), or both. */
function comparer(retenue: Regle, prevue: Regle | undefined): RegleEnMots['ecart'] {
  if (!prevue) return { retenu: retenue.valeur, prevu: 'absent' }
  const memeValeur = retenue.valeur === prevue.valeur
  const memeFormule = retenue.formule === prevue.formule
  if (memeValeur && memeFormule) return null
  const dire = ({ valeur, formule }: Regle) => {
    const regle = formule.replace(/\.$/, '')
    return memeFormule ? valeur : memeValeur ? regle : `${valeur}, ${minuscule(regle)}`
  }
  return { retenu: dire(retenue), prevu: dire(prevue) }
}

type Regle = Omit<RegleEnMots, 'ecart'>

function regles(
  { dotation, grille, departage, coupure, repartition }: Parametres,
  reglement: Reglement,
): Regle[] {
  const { references } = reglement
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
          libelle:
            critere.composantes.length === 1
              ? critere.libelle
              : `${critere.libelle} — ${champDe(composante.champ).libelle}`,
          valeur: `${ecrirePoints(Math.round((critere.poids * composante.part) / 100))} points`,
          formule: direEchelle(composante),
          reference: references.notation,
          indicatif: grille.indicatif,
        }),
      ),
    ),
    classement(
      'Ordre du classement',
      direOrdre(departage, grille),
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
