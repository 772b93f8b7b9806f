import type { Composante, Critere } from '#campagnes/reglement.ts'
import { champDe, direOrdre, ecrireCoupure, resumerEchelle } from '#majoration/parametres-en-mots.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { ecrireMontant, ecrirePoints, ecrireTaux, FINE, INSECABLE } from '#socle/francais.ts'

/** One parameter that two scenarios do not share, written in French. */
export type EcartParametre = {
  /** Stable path of the parameter, `grille.innovation.poids`. */
  readonly chemin: string
  readonly libelle: string
  readonly avant: string
  readonly apres: string
}

/** Lists what differs between two sets of parameters, in the order in which the screen shows them. */
export function listerEcarts(avant: Parametres, apres: Parametres): EcartParametre[] {
  const [a, b] = [aplatir(avant), aplatir(apres)]
  const chemins = [...new Set([...a.keys(), ...b.keys()])]
  return chemins.flatMap((chemin) => {
    const [x, y] = [a.get(chemin), b.get(chemin)]
    if (x?.valeur === y?.valeur) return []
    return [{ chemin, libelle: (x ?? y)!.libelle, avant: x?.valeur ?? '—', apres: y?.valeur ?? '—' }]
  })
}

/** Path, label and value of one parameter. */
type Feuille = [chemin: string, libelle: string, valeur: string]

function aplatir(parametres: Parametres): Map<string, { libelle: string; valeur: string }> {
  const { dotation, coupure, repartition, departage, grille } = parametres
  const { plafond } = repartition
  const feuilles: Feuille[] = [
    ['dotation', 'Dotation', ecrireMontant(dotation)],
    ['coupure', 'Coupure', ecrireCoupure(coupure)],
    ['repartition.tauxBonusVert', 'Bonus vert', ecrireTaux(repartition.tauxBonusVert)],
    ['repartition.tauxPalier1', 'Complément du palier 1', ecrireTaux(repartition.tauxPalier1)],
    ['repartition.tauxPalier2', 'Complément du palier 2', ecrireTaux(repartition.tauxPalier2)],
    ['repartition.plafond', 'Plafond', plafond === null ? 'aucun' : ecrireMontant(plafond)],
    [
      'repartition.partBonusVertDuPlafond',
      'Part du bonus vert dans le plafond',
      ecrireTaux(repartition.partBonusVertDuPlafond),
    ],
    ['departage', 'Ordre du classement', direOrdre(departage, grille)],
    ...grille.criteres.flatMap(aplatirCritere),
  ]
  return new Map(feuilles.map(([chemin, libelle, valeur]) => [chemin, { libelle, valeur }]))
}

const aplatirCritere = (critere: Critere): Feuille[] => [
  [
    `grille.${critere.code}.poids`,
    `Poids ${citer(critere.libelle)}`,
    `${ecrirePoints(critere.poids)} points`,
  ],
  ...critere.composantes.flatMap((composante) => aplatirComposante(critere.code, composante)),
]

function aplatirComposante(critere: string, composante: Composante): Feuille[] {
  const { champ, part } = composante
  const libelle = citer(champDe(champ).libelle)
  return [
    [`grille.${critere}.${champ}.part`, `Part ${libelle} dans son critère`, `${part}${FINE}%`],
    [`grille.${critere}.${champ}.echelle`, `Échelle ${libelle}`, resumerEchelle(composante)],
  ]
}

const citer = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`
