import { type Circonstances, direEdition } from '#aides/etat.ts'
import type { Etape } from '#aides/instruire.ts'
import type { SoldeLu } from '#aides/soldes/solde.ts'
import { RECOURS_PROPOSE } from '#courriers/lettre.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import { compter, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'

/** The letter of a balance or of a recovery, as the template of letters reads it. */
export function composerLettreSolde(
  solde: SoldeLu,
  { dispositif, explication }: { readonly dispositif: string; readonly explication: readonly Etape[] },
  circonstances: Circonstances,
): Decision<ReturnType<typeof rediger>> {
  if (solde.solde === null || !['vote', 'engage', 'titre', 'solde'].includes(solde.etat))
    return refus({
      code: 'solde-non-vote',
      message: 'La lettre s’écrit une fois le solde voté : rien n’est encore décidé.',
      correcteur: 'agent',
    })
  return accord(rediger({ ...solde, solde: solde.solde }, dispositif, explication, circonstances))
}

type Decide = SoldeLu & { readonly solde: number }

function rediger(
  solde: Decide,
  dispositif: string,
  explication: readonly Etape[],
  { region, date, ...reste }: Circonstances,
) {
  const fait = (libelle: string, montant: number, precision: string) => ({
    ...{ libelle, precision, valeur: ecrireMontant(montant) },
  })
  return {
    titre:
      solde.solde > 0
        ? 'Versement d’un solde'
        : solde.solde < 0
          ? 'Reversement d’un trop-versé'
          : 'Solde nul',
    courant: dispositif,
    ...{ region, date, edition: direEdition({ region, date, ...reste }) },
    lieu: `Le ${ecrireDate(date)}`,
    destinataire: [
      solde.gestionnaire,
      solde.siret ? `SIRET ${ecrireSiret(solde.siret)}` : `Tiers ${solde.tiers ?? 'sans numéro'}`,
    ],
    references: [
      { libelle: 'Objet', valeur: dispositif },
      { libelle: 'Établissement', valeur: solde.etablissement },
      ...(solde.tiers ? [{ libelle: 'N° de tiers', valeur: solde.tiers }] : []),
      ...(solde.deliberation
        ? [{ libelle: 'Délibération', valeur: `${solde.deliberation}, ${ecrireDate(solde.voteeLe!)}` }]
        : []),
      ...(solde.titre
        ? [
            {
              libelle: 'Titre de recettes',
              valeur: `${solde.titre.exercice}, n°${INSECABLE}${solde.titre.numero}`,
            },
          ]
        : []),
    ],
    mention: 'Projet de lettre : à relire et à signer.',
    corps: ['Madame, Monsieur,', ...corps(solde)],
    faits: [
      fait('Montant estimé', solde.estime, 'à l’ouverture'),
      fait('Avance versée', solde.avance, 'part de l’estimation'),
      fait('Montant réel', solde.reel ?? 0, compter(solde.apprentis ?? 0, 'apprenti')),
      fait('Solde', solde.solde, 'réel moins avance'),
    ],
    explications: expliquer(solde, explication),
    ...{ formations: [], exceptionnelles: [], ecartees: [], coupure: '', codes: [] },
    recours: solde.solde === 0 ? [] : [RECOURS_PROPOSE],
  }
}

/** The three steps that a centre can check: the share of its estimate, what it paid, the difference. */
function expliquer(
  { estime, avance, reel, solde, nominatif, apprentis }: Decide,
  explication: readonly Etape[],
) {
  const etape = (titre: string, calcul: string, montant: number, reference = '') => ({
    ...{ titre, calcul, resultat: ecrireMontant(montant), arrondi: '', reference },
  })
  // Figures of the rule bear the place where they were read; answers and results do not.
  const part = explication.find(({ source, valeur }) => source && valeur.endsWith('%'))
  const preuve = nominatif ? 'somme de la liste nominative' : 'déclaré par l’établissement'
  return [
    etape('Avance', `${part?.valeur ?? 'part'} de ${ecrireMontant(estime)}`, avance, part?.source),
    etape('Montant réel', `${preuve}, ${compter(apprentis ?? 0, 'apprenti')}`, reel ?? 0),
    etape('Solde', `${ecrireMontant(reel ?? 0)} − ${ecrireMontant(avance)}`, solde),
  ]
}

function corps(solde: Decide): string[] {
  const preuve = solde.nominatif
    ? 'la liste nominative que vous avez remise'
    : 'le montant que vous avez déclaré'
  const constat = `D’après ${preuve}, les aides versées aux apprentis de l’établissement ${solde.etablissement} s’élèvent à ${ecrireMontant(solde.reel ?? 0)}. Vous aviez reçu une avance de ${ecrireMontant(solde.avance)}.`
  if (solde.solde === 0)
    return [constat, 'Ces deux montants sont égaux : rien ne reste à verser ni à reverser.']
  if (solde.solde > 0)
    return [
      constat,
      `La Région vous verse le solde, ${ecrireMontant(solde.solde)}. Le paiement suit l’engagement des crédits.`,
    ]
  const suite = solde.titre
    ? 'Le titre de recettes cité plus haut vous demande ce montant.'
    : 'Un titre de recettes vous le demandera.'
  return [constat, `L’avance les dépasse de ${ecrireMontant(-solde.solde)}, à reverser à la Région. ${suite}`]
}
