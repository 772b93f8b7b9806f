import { CHAMPS, type Champ, type CodeChamp } from '#campagnes/formation.ts'
import { POIDS_MAXIMUM } from '#campagnes/grille.ts'
import type { Composante, Critere, ParametresRepartition } from '#campagnes/reglement.ts'
import {
  lireCoupure,
  lireDepartage,
  lireEchelle,
  lireParts,
  texteCoupure,
  texteEchelle,
  texteParts,
} from '#majoration/brouillon/brouillon-regles.ts'
import { ecrireExact, lireEntier, lireNombre } from '#majoration/brouillon/brouillon-textes.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import { fraction } from '#socle/fraction.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/**
 * One editable parameter: how it is read from and written into the parameters of a scenario, as plain text.
 * The same list draws the form, fills the address of the page and marks what departs from the règlement.
 */
export type ChampParametre = {
  /** Key in the address, and identifier of the form field. */
  readonly cle: string
  readonly groupe: 'enveloppe' | 'coupure' | 'departage' | 'poids' | 'parts' | 'echelles' | 'taux' | 'plafond'
  readonly libelle: string
  readonly unite: '€' | '%' | 'points' | ''
  /** Canonical text: `20140000`, `12.5`, `formations 0.76`. Equal texts, equal values. */
  readonly lire: (parametres: Parametres) => string
  /** The parameters with the typed value, or why it cannot be taken. */
  readonly ecrire: (parametres: Parametres, saisie: string) => Decision<Parametres>
}

/** Every parameter of a règlement, in the order of the screen. The grid of `modele` gives its criteria. */
export const champsDe = (modele: Parametres): readonly ChampParametre[] => [
  DOTATION,
  {
    cle: 'coupure',
    groupe: 'coupure',
    libelle: 'Coupure',
    unite: '',
    lire: (p) => texteCoupure(p.coupure),
    ecrire: (p, saisie) => suite(lireCoupure(saisie), (coupure) => ({ ...p, coupure })),
  },
  ...TAUX,
  PLAFOND,
  ...modele.grille.criteres.map(champPoids),
  ...modele.grille.criteres.filter(({ composantes }) => composantes.length > 1).map(champParts),
  ...modele.grille.criteres.flatMap((critere) =>
    critere.composantes
      .filter(({ echelle }) => echelle.type !== 'ouiNon')
      .map((composante) => champEchelle(critere, composante)),
  ),
  {
    cle: 'departage',
    groupe: 'departage',
    libelle: 'Ordre de départage des ex æquo',
    unite: '',
    lire: (p) => p.departage.join(' '),
    ecrire: (p, saisie) => suite(lireDepartage(saisie, modele), (departage) => ({ ...p, departage })),
  },
]

const DOTATION: ChampParametre = {
  cle: 'dotation',
  groupe: 'enveloppe',
  libelle: 'Enveloppe à répartir',
  unite: '€',
  lire: (p) => String(p.dotation / 100),
  ecrire: (p, saisie) => {
    const montant = lireEntier(saisie, 1, 10_000_000_000)
    return montant === undefined
      ? non('dotation_invalide', 'Indiquez un nombre entier d’euros, par exemple 20 140 000.')
      : accord({ ...p, dotation: montant * 100 })
  },
}

const PLAFOND: ChampParametre = {
  cle: 'plafond',
  groupe: 'plafond',
  libelle: 'Plafond par organisme',
  unite: '€',
  lire: (p) => (p.repartition.plafond === null ? 'aucun' : String(p.repartition.plafond / 100)),
  ecrire: (p, saisie) => {
    const aucun = saisie.trim().toLowerCase() === 'aucun'
    const montant = aucun ? null : lireEntier(saisie, 1, 10_000_000_000)
    return montant === undefined
      ? non('plafond_invalide', 'Indiquez un nombre entier d’euros, ou « aucun ».')
      : accord(repartition(p, { plafond: montant === null ? null : montant * 100 }))
  },
}

const TAUX: readonly ChampParametre[] = (
  [
    ['bonusVert', 'tauxBonusVert', 'Bonus vert'],
    ['palier1', 'tauxPalier1', 'Complément du palier 1'],
    ['palier2', 'tauxPalier2', 'Complément du palier 2'],
    ['bonusPlafond', 'partBonusVertDuPlafond', 'Part du bonus vert dans le plafond'],
  ] as const
).map(([cle, nom, libelle]) => ({
  cle,
  groupe: nom === 'partBonusVertDuPlafond' ? 'plafond' : 'taux',
  libelle,
  unite: '%',
  lire: (p) => p.repartition[nom],
  ecrire: (p, saisie) => {
    const taux = lireNombre(saisie)
    return taux && taux.n <= 100n * taux.d
      ? accord(repartition(p, { [nom]: ecrireExact(taux) }))
      : non('taux_invalide', 'Indiquez un taux compris entre 0 et 100 %, par exemple 12,5.')
  },
}))

const champPoids = (critere: Critere): ChampParametre => ({
  cle: `poids.${critere.code}`,
  groupe: 'poids',
  libelle: critere.libelle,
  unite: 'points',
  lire: (p) => ecrireExact(fraction(trouver(p, critere.code)?.poids ?? 0, 100)),
  ecrire: (p, saisie) => {
    const poids = lireEntier(saisie, 100, POIDS_MAXIMUM)
    return poids === undefined
      ? non('poids_invalide', 'Indiquez un nombre de points de 0 à 100, avec deux décimales au plus.')
      : accord(avecCritere(p, critere.code, (c) => ({ ...c, poids })))
  },
})

/** The shares of what one criterion looks at, as one text `25-25-25-25`: they only mean something together. */
const champParts = (critere: Critere): ChampParametre => ({
  cle: `parts.${critere.code}`,
  groupe: 'parts',
  libelle: `Parts dans «${INSECABLE}${critere.libelle}${INSECABLE}»`,
  unite: '%',
  lire: (p) => texteParts(trouver(p, critere.code) ?? critere),
  ecrire: (p, saisie) =>
    suite(lireParts(saisie, critere), (parts) =>
      avecCritere(p, critere.code, (c) => ({
        ...c,
        composantes: c.composantes.map((composante, i) => ({ ...composante, part: parts[i]! })),
      })),
    ),
})

function champEchelle(critere: Critere, modele: Composante): ChampParametre {
  const champ = champDeclare(modele.champ)
  const composante = (p: Parametres) =>
    trouver(p, critere.code)?.composantes.find((c) => c.champ === modele.champ)
  return {
    cle: `echelle.${critere.code}.${modele.champ}`,
    groupe: 'echelles',
    libelle: champ.libelle,
    unite: champ.unite === 'pourcentage' ? '%' : '',
    lire: (p) => texteEchelle(composante(p)?.echelle ?? modele.echelle, champ),
    ecrire: (p, saisie) =>
      suite(lireEchelle(saisie, modele.echelle, champ), (echelle) =>
        avecCritere(p, critere.code, (c) => ({
          ...c,
          composantes: c.composantes.map((autre) =>
            autre.champ === modele.champ ? { ...autre, echelle } : autre,
          ),
        })),
      ),
  }
}

export const champDeclare = (code: CodeChamp): Champ => CHAMPS.find((champ) => champ.code === code)!

/** Whether both have the same criteria and kinds of scale, so that one can be written as changes to the other. */
export function memeStructure(a: Parametres, b: Parametres): boolean {
  const squelette = ({ grille }: Parametres) =>
    JSON.stringify(grille.criteres.map((c) => [c.code, c.composantes.map((k) => [k.champ, k.echelle.type])]))
  return squelette(a) === squelette(b)
}

/** The parameters that differ from those of `reference`, in the order of the screen. */
export const champsModifies = (
  champs: readonly ChampParametre[],
  reference: Parametres,
  courant: Parametres,
) => champs.filter((champ) => champ.lire(reference) !== champ.lire(courant))

/** Puts the given parameters back to the reference's values: its own texts are always accepted. */
export function retablir(
  champs: readonly ChampParametre[],
  reference: Parametres,
  courant: Parametres,
): Parametres {
  return champs.reduce((parametres, champ) => {
    const decision = champ.ecrire(parametres, champ.lire(reference))
    return decision.statut === 'accord' ? decision.valeur : parametres
  }, courant)
}

/** « 3 paramètres modifiés », for the head of the form. */
export const compterModifies = (n: number) => compter(n, 'paramètre modifié', 'paramètres modifiés')

const repartition = (p: Parametres, changement: Partial<ParametresRepartition>): Parametres => ({
  ...p,
  repartition: { ...p.repartition, ...changement },
})

const trouver = (p: Parametres, code: string) => p.grille.criteres.find((critere) => critere.code === code)

const avecCritere = (p: Parametres, code: string, changer: (critere: Critere) => Critere): Parametres => ({
  ...p,
  grille: { ...p.grille, criteres: p.grille.criteres.map((c) => (c.code === code ? changer(c) : c)) },
})

const non = (code: string, message: string) => refus({ code, message, correcteur: 'agent' })

const suite = <T>(decision: Decision<T>, ecrire: (valeur: T) => Parametres): Decision<Parametres> =>
  decision.statut === 'accord' ? accord(ecrire(decision.valeur)) : decision
