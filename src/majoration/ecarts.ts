import type { Composante, Coupure, Echelle } from '#campagnes/reglement.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { ecrireMontant, ecrirePoints, ecrireTaux, FINE } from '#socle/francais.ts'

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

type Feuille = { readonly libelle: string; readonly valeur: string }

function aplatir({ dotation, coupure, repartition, departage, grille }: Parametres): Map<string, Feuille> {
  const feuilles: [string, string, string][] = [
    ['dotation', 'Dotation', ecrireMontant(dotation)],
    ['coupure', 'Coupure', ecrireCoupure(coupure)],
    ['repartition.tauxBonusVert', 'Bonus vert', ecrireTaux(repartition.tauxBonusVert)],
    ['repartition.tauxPalier1', 'Complément du palier 1', ecrireTaux(repartition.tauxPalier1)],
    ['repartition.tauxPalier2', 'Complément du palier 2', ecrireTaux(repartition.tauxPalier2)],
    [
      'repartition.plafond',
      'Plafond',
      repartition.plafond === null ? 'aucun' : ecrireMontant(repartition.plafond),
    ],
    [
      'repartition.partBonusVertDuPlafond',
      'Part du bonus vert dans le plafond',
      ecrireTaux(repartition.partBonusVertDuPlafond),
    ],
    ['departage', 'Départage', departage.join(', ') || 'identifiant'],
    ...grille.criteres.flatMap(({ code, libelle, poids, composantes }): [string, string, string][] => [
      [`grille.${code}.poids`, `Poids « ${libelle} »`, `${ecrirePoints(poids)} points`],
      [`grille.${code}.echelles`, `Échelles « ${libelle} »`, composantes.map(ecrireComposante).join(' ; ')],
    ]),
  ]
  return new Map(feuilles.map(([chemin, libelle, valeur]) => [chemin, { libelle, valeur }]))
}

/** « 76 % des formations », « 42,50 points au moins »… */
export function ecrireCoupure(coupure: Coupure): string {
  switch (coupure.mode) {
    case 'aucune':
      return 'aucune'
    case 'points':
      return `${ecrirePoints(coupure.minimum)} points au moins`
    case 'partFormations':
      return `${ecrirePartTexte(coupure.part)} des formations`
    case 'partContrats':
      return `${ecrirePartTexte(coupure.part)} des contrats`
  }
}

/** A share kept exact: decimals become a percentage, a fraction stays as it was typed. */
function ecrirePartTexte(part: string): string {
  const decimal = /^(\d)(?:[.,](\d*))?$/.exec(part)
  if (!decimal) return part
  const chiffres = `${decimal[1]}${(decimal[2] ?? '').padEnd(2, '0')}`
  const entiers = chiffres.slice(0, 3).replace(/^0+(?=\d)/, '')
  const decimales = chiffres.slice(3).replace(/0+$/, '')
  return `${entiers}${decimales ? `,${decimales}` : ''}${FINE}%`
}

const ecrireComposante = ({ champ, part, echelle }: Composante) =>
  `${champ} ${part}${FINE}% ${ecrireEchelle(echelle)}`

function ecrireEchelle(echelle: Echelle): string {
  switch (echelle.type) {
    case 'ouiNon':
      return 'oui ou non'
    case 'paliers':
      return echelle.paliers.map(({ des, part }) => `dès ${des}${FINE}: ${part}${FINE}%`).join(', ')
    case 'proportionnelle':
      return `de ${echelle.de} à ${echelle.a}`
  }
}
