import type { ColonneEtat, Etat } from '#aides/etat.ts'
import { ETATS_SOLDE, type SoldeLu, totaliser } from '#aides/soldes/solde.ts'
import { compter, ecrireDate } from '#socle/francais.ts'

const COLONNES: readonly ColonneEtat[] = [
  { entete: 'Organisme gestionnaire', nature: 'texte', largeur: null },
  { entete: 'Établissement', nature: 'texte', largeur: 33 },
  { entete: 'N° de tiers', nature: 'texte', largeur: 15 },
  { entete: 'Montant estimé', nature: 'montant', largeur: 20 },
  { entete: 'Avance versée', nature: 'montant', largeur: 20 },
  { entete: 'Montant réel', nature: 'montant', largeur: 20 },
  { entete: 'Apprentis', nature: 'entier', largeur: 17 },
  { entete: 'Solde', nature: 'montant', largeur: 20 },
]

type Vote = { readonly deliberation: string; readonly voteeLe: string }

/**
 * The annexe of the balances of a scheme: what was estimated, advanced, really paid, and what is left to pay or to take back.
 *
 * @param vote the délibération that voted these balances; null for a project
 */
export function composerAnnexe(
  dispositif: { readonly titre: string },
  soldes: readonly SoldeLu[],
  vote: Vote | null,
): Etat {
  const totaux = totaliser(soldes)
  const inconnus = soldes.filter(({ solde }) => solde === null).length
  const declares = soldes.filter(({ nominatif, reel }) => !nominatif && reel !== null).length
  const negatifs = soldes.filter(({ solde }) => (solde ?? 0) < 0).length
  return {
    surtitre: dispositif.titre,
    titre: 'Annexe des soldes',
    courant: dispositif.titre,
    projet: vote === null,
    mention: null,
    references: vote
      ? [{ libelle: 'Délibération', valeur: `${vote.deliberation}, ${ecrireDate(vote.voteeLe)}` }]
      : [],
    tableaux: [
      {
        titre: compter(soldes.length, 'dossier'),
        colonnes: COLONNES,
        lignes: soldes.map((un) => [
          ...[un.gestionnaire, un.etablissement, un.tiers, un.estime, un.avance, un.reel, un.apprentis],
          un.solde,
        ]),
        totaux: [
          ...['Total', null, null, totaux.estime, totaux.avance, totaux.reel, totaux.apprentis],
          totaux.solde,
        ],
      },
    ],
    notes: [
      'Le solde est le montant réel moins l’avance versée.',
      ...(negatifs > 0 ? ['Un solde négatif est à reverser par l’organisme, sur un titre de recettes.'] : []),
      ...(inconnus > 0
        ? [`${compter(inconnus, 'montant réel', 'montants réels')} à connaître encore, sans solde ici.`]
        : []),
      ...(declares > 0
        ? [
            `${compter(declares, 'montant réel déclaré', 'montants réels déclarés')} par l’établissement, sans liste nominative gardée ici.`,
          ]
        : []),
      ...(vote
        ? []
        : soldes.map(({ etablissement, etat }) => `${etablissement} : ${ETATS_SOLDE[etat].toLowerCase()}.`)),
      ...new Set(soldes.flatMap(({ source }) => (source ? [`Source des chiffres : ${source}.`] : []))),
    ],
  }
}
