import type { Etat } from '#aides/etat.ts'
import type { Etape } from '#aides/instruire.ts'
import { ETATS_SOLDE, type SoldeLu } from '#aides/soldes/solde.ts'
import type { Engagement } from '#budget/rules/engager.ts'
import { ecrireImputation, type Ligne } from '#budget/rules/ligne.ts'
import { ETATS_MANDAT, type Mandat } from '#budget/rules/mandater.ts'
import { ETATS_TITRE } from '#budget/rules/titres.ts'
import { montantEnLettres } from '#deliberations/montant-en-lettres.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import { ecrireDate, ecrireMontant, INSECABLE, majuscule } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'

/** What the budget wrote for a balance. */
export type Ecritures = {
  readonly ligne: Ligne | null
  readonly engagement: Engagement | null
  readonly mandats: readonly Mandat[]
}

/** The accounting line of a balance or of a recovery: whom, how much, where it is charged, by which acts. */
export function composerLigneComptable(
  solde: SoldeLu,
  {
    dispositif,
    explication,
  }: {
    readonly dispositif: { readonly titre: string; readonly imputation: string | null }
    readonly explication: readonly Etape[]
  },
  { ligne, engagement, mandats }: Ecritures,
): Decision<Etat> {
  if (!solde.solde || !['vote', 'engage', 'titre', 'solde'].includes(solde.etat))
    return refus({
      code: 'solde-non-vote',
      message: 'La ligne comptable s’écrit une fois le solde voté : rien n’est encore dû.',
      correcteur: 'agent',
    })
  const montant = Math.abs(solde.solde)
  const verse = solde.solde > 0
  const reference = (libelle: string, valeur: string) => ({ libelle, valeur })
  return accord({
    surtitre: dispositif.titre,
    titre: verse ? 'Ligne comptable : solde à verser' : 'Ligne comptable : trop-versé à reprendre',
    courant: `${solde.etablissement}, ${dispositif.titre}`,
    projet: solde.etat === 'vote',
    mention: null,
    references: [
      reference('Tiers', [solde.tiers, solde.gestionnaire].filter(Boolean).join(', ')),
      reference('SIRET', solde.siret ? ecrireSiret(solde.siret) : 'à compléter'),
      reference('Établissement', solde.etablissement),
      reference('Montant', `${ecrireMontant(montant)} (${majuscule(montantEnLettres(montant))})`),
      reference(
        'Délibération',
        solde.deliberation ? `${solde.deliberation}, ${ecrireDate(solde.voteeLe!)}` : 'aucune',
      ),
      ...(verse
        ? [
            reference(
              'Imputation',
              ligne
                ? `${ecrireImputation(ligne)}, exercice ${ligne.exercice}`
                : (dispositif.imputation ?? 'à préciser'),
            ),
          ]
        : []),
      reference('État', ETATS_SOLDE[solde.etat]),
    ],
    tableaux: [
      {
        titre: 'Écritures',
        colonnes: [
          { entete: 'Acte', nature: 'texte', largeur: 34 },
          { entete: 'Référence', nature: 'texte', largeur: null },
          { entete: 'Date', nature: 'date', largeur: 30 },
          { entete: 'État', nature: 'texte', largeur: 30 },
          { entete: 'Montant', nature: 'montant', largeur: 26 },
        ],
        lignes: [
          ...(engagement
            ? [['Engagement', engagement.libelle, engagement.date, 'fait', engagement.montant] as const]
            : []),
          ...mandats.map(
            (un) =>
              [
                `Mandat de ${un.exercice}`,
                `${un.reference}, bordereau ${un.bordereau}`,
                un.date,
                ETATS_MANDAT[un.etat],
                un.montant,
              ] as const,
          ),
          ...(solde.titre
            ? [
                [
                  'Titre de recettes',
                  `${solde.titre.exercice}, n°${INSECABLE}${solde.titre.numero}`,
                  solde.titre.date,
                  ETATS_TITRE[solde.titre.etat],
                  montant,
                ] as const,
              ]
            : []),
        ],
        totaux: null,
      },
      {
        titre: 'D’où vient ce montant',
        colonnes: [
          { entete: 'Étape', nature: 'texte', largeur: 50 },
          { entete: 'Valeur', nature: 'texte', largeur: 34 },
          { entete: 'Source', nature: 'texte', largeur: null },
        ],
        lignes: explication.map(({ libelle, valeur, source = null }) => [libelle, valeur, source]),
        totaux: null,
      },
    ],
    notes: [
      solde.nominatif
        ? `Le montant réel est la somme de la liste nominative gardée ici (${solde.apprentis} apprentis).`
        : `Le montant réel est déclaré par l’établissement (${solde.apprentis} apprentis), sans liste nominative gardée ici.`,
    ],
  })
}
