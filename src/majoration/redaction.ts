import type { Etape } from '#majoration/explication.ts'
import type { Fraction } from '#socle/fraction.ts'
import { compter, ecrireMontant, ecrireMontantExact, ecrireTaux, FINE, INSECABLE } from '#socle/francais.ts'

/** One step of a derivation, in French: what it is, how it is worked out, what it gives, and any rounding. */
export type EtapeRedigee = {
  readonly titre: string
  readonly calcul: string
  readonly resultat: string
  /** Empty when nothing is rounded at this step. */
  readonly arrondi: string
  readonly reference: string
}

const FOIS = `${FINE}×${FINE}`
/** An exact value in euros, whole or with four decimals: « 194 € », « 638,1097 € ». */
export const ecrireExact = (montant: Fraction): string =>
  ecrireMontantExact(montant, montant.d === 1n ? 0 : 4)

/** Says one step of `expliquerOrganisme` in French. Exact values show four decimals; nothing is decided from them. */
export function redigerEtape(etape: Etape): EtapeRedigee {
  const { titre, calcul, arrondi = '' } = phrases(etape)
  return { titre, calcul, arrondi, resultat: ecrireExact(etape.resultat), reference: etape.reference }
}

function phrases(etape: Etape): { titre: string; calcul: string; arrondi?: string } {
  switch (etape.code) {
    case 'montantMoyen':
      return {
        titre: 'Montant moyen par contrat',
        calcul: `${ecrireMontant(etape.dotation)} de dotation ÷${INSECABLE}${compter(etape.contrats, 'contrat retenu', 'contrats retenus')}`,
      }
    case 'forfait':
      return {
        titre: 'Forfait de base',
        calcul: `${ecrireExact(etape.forfait)}${FOIS}${compter(etape.contrats, 'contrat')}${resolution(etape)}`,
      }
    case 'palier1':
    case 'palier2':
      return {
        titre: `Complément de périmètre financier, palier${INSECABLE}${etape.code === 'palier1' ? 1 : 2}`,
        calcul: complement(etape),
      }
    case 'bonusVert':
      return { titre: 'Bonus vert', calcul: complement(etape) }
    case 'somme':
      return {
        titre: 'Montant exact',
        calcul: etape.termes > 1 ? `somme des ${etape.termes} termes qui précèdent` : 'le terme qui précède',
      }
    case 'plafond':
      return {
        titre: 'Plafond par organisme',
        calcul:
          etape.depassement.n > 0n
            ? `${ecrireExact(etape.depassement)} du montant exact sont au-dessus du plafond et ne sont pas versés`
            : 'le montant exact atteint le plafond',
        arrondi: `ramené au plafond de ${ecrireMontant(etape.plafond)}`,
      }
    case 'arrondi':
      return { titre: 'Majoration', calcul: 'en euros entiers', arrondi: arrondis[etape.sens] }
    case 'dontBonusVert':
      return etape.limite
        ? {
            titre: 'Dont bonus vert',
            calcul: `limité à ${ecrireTaux(etape.limite.part)} du plafond de ${ecrireMontant(etape.limite.plafond)}`,
            arrondi: etape.limite.exacte.d === 1n ? '' : 'à l’euro inférieur',
          }
        : {
            titre: 'Dont bonus vert',
            calcul: 'bonus vert compris dans la majoration',
            arrondi: 'arrondi à l’euro le plus proche, de son côté',
          }
    case 'exceptionnelle':
      return {
        titre: 'Majoration exceptionnelle',
        calcul: `montant instruit et motivé, hors du calcul, pour ${compter(etape.contrats, 'contrat')}`,
      }
    case 'totale':
      return { titre: 'Majoration totale', calcul: 'majoration + majoration exceptionnelle' }
  }
}

/** How the forfait came out, when it took more than one division. */
function resolution({ tours, solde }: { tours: number; solde: boolean }): string {
  if (!solde) return ' (dernier forfait essayé : tous les organismes sont au plafond, il reste un reliquat)'
  if (tours === 1) return ''
  return ` (forfait résolu en ${compter(tours, 'tour')}, ce que les plafonds libèrent profitant aux autres)`
}

const complement = (etape: { taux: string; montantMoyen: Fraction; contrats: number }) =>
  `${ecrireTaux(etape.taux)}${FOIS}${ecrireExact(etape.montantMoyen)}${FOIS}${compter(etape.contrats, 'contrat')}`

const arrondis = {
  exact: 'aucun : le montant exact est entier',
  superieur: 'à l’euro supérieur : son reste est parmi les plus forts',
  inferieur: 'à l’euro inférieur : les euros restants vont aux restes plus forts',
}
