import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import type { ColonneExport } from '#majoration/documents/colonnes-export.ts'
import type { AlerteTerritoire, Base, Territoire } from '#majoration/territoires.ts'
import { arrondir, entier, type Fraction, fois } from '#socle/fraction.ts'

const ALERTES: Record<AlerteTerritoire, string> = {
  'au-dela': 'au-delà du seuil',
  'en-deca': 'en deçà du seuil',
  'rien-de-retenu': 'rien de retenu',
}

/** The columns of the territories: what is asked, what is retained, the money, its share against that of contracts. */
export function colonnesTerritoires(base: Base): readonly ColonneExport<Territoire>[] {
  const source = 'Oriflamme'
  const nombre = (entete: string, sens: string, valeur: (t: Territoire) => number) =>
    ({ entete, sens, source, nature: 'entier', largeur: 12, sommable: true, valeur }) as const
  const part = (entete: string, sens: string, lire: (t: Territoire) => Fraction) =>
    ({
      entete,
      sens,
      source,
      nature: 'pourcentage',
      largeur: 12,
      valeur: (t: Territoire) => centiemes(lire(t)),
    }) as const
  const contrats = base === 'demandes' ? 'contrats demandés' : 'contrats retenus'
  return [
    {
      ...{ entete: 'Département', sens: 'Code du département', source, nature: 'texte', largeur: 12 },
      valeur: ({ departement }) => departement,
    },
    {
      ...{ entete: 'Nom', sens: 'Nom du département', source, nature: 'texte', largeur: 24 },
      valeur: ({ departement }) => DEPARTEMENTS.get(departement) ?? '',
    },
    nombre('Formations demandées', 'Formations des demandes', (t) => t.demande.formations),
    nombre('Contrats demandés', 'Contrats des demandes', (t) => t.demande.contrats),
    nombre('Formations retenues', 'Formations au-dessus de la coupure', (t) => t.retenu.formations),
    nombre('Contrats retenus', 'Contrats des formations retenues', (t) => t.retenu.contrats),
    {
      ...{ entete: 'Majoration', sens: 'Hors majoration exceptionnelle', source, nature: 'montant' },
      ...{ largeur: 16, sommable: true },
      valeur: ({ montant }) => montant,
    },
    part('Part de la majoration', 'De la majoration répartie', (t) => t.partMontant),
    part(`Part des ${contrats}`, `Des ${contrats}`, (t) => t.partContrats),
    {
      ...{ entete: 'Écart (points)', sens: 'Part de la majoration − part des contrats', source },
      ...{ nature: 'points', largeur: 12 },
      valeur: ({ ecart }) => Number(arrondir(fois(ecart, entier(100)))),
    },
    {
      ...{
        entete: 'Alerte',
        sens: 'Au-delà du seuil choisi, indicatif',
        source,
        nature: 'texte',
        largeur: 16,
      },
      valeur: ({ alerte }) => alerte && ALERTES[alerte],
    },
  ]
}

/** A share from 0 to 1 as hundredths of a percent. */
const centiemes = (part: Fraction): number => Number(arrondir(fois(part, entier(10_000))))
