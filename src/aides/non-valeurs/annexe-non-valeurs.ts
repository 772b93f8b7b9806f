import type { ColonneEtat, Etat, TableauEtat } from '#aides/etat.ts'
import {
  type Admission,
  ETATS_ADMISSION,
  IMPUTATION_NON_VALEUR,
  MOTIFS_ADMISSION,
  type Proposition,
  resumer,
  sommer,
} from '#aides/non-valeurs/admission.ts'
import { GENRES_DILIGENCE } from '#aides/non-valeurs/diligence.ts'
import { ecrireImputation, type Ligne } from '#budget/rules/ligne.ts'
import type { Soldes } from '#budget/rules/soldes.ts'
import { montantEnLettres } from '#deliberations/montant-en-lettres.ts'
import { compter, ecrireDate, ecrireMontant, majuscule } from '#socle/francais.ts'

const IMPUTATION = ecrireImputation(IMPUTATION_NON_VALEUR)
/** Why, and of how much the titre was when a part of it came. */
const objetDe = ({ motif, precision, suivi }: Proposition) =>
  [
    MOTIFS_ADMISSION[motif].libelle,
    precision,
    suivi.encaisse > 0 &&
      `reste d’un titre de ${ecrireMontant(suivi.montant)}, ${ecrireMontant(suivi.encaisse)} encaissés`,
  ]
    .filter(Boolean)
    .join(', ')

const COLONNES: readonly ColonneEtat[] = [
  { entete: 'Courrier', nature: 'date', largeur: 25 },
  { entete: 'Pôle', nature: 'texte', largeur: 14 },
  { entete: 'Raison sociale', nature: 'texte', largeur: null },
  { entete: 'Année', nature: 'texte', largeur: 12 },
  { entete: 'N° de titre', nature: 'texte', largeur: 18 },
  { entete: 'Montant', nature: 'montant', largeur: 20 },
  { entete: 'Imputation', nature: 'texte', largeur: 24 },
  { entete: 'Objet', nature: 'texte', largeur: 28 },
]

const tableau = (
  { courrierLe, pole }: Admission,
  propositions: readonly Proposition[],
  titre = compter(propositions.length, 'titre'),
): TableauEtat => ({
  titre,
  colonnes: COLONNES,
  lignes: propositions.map((une) => [
    ...[courrierLe, pole, une.suivi.debiteur, String(une.suivi.exercice), String(une.suivi.numero)],
    ...[une.suivi.reste, IMPUTATION, objetDe(une)],
  ]),
  totaux: ['Total', null, null, null, null, sommer(propositions), null, null],
})

const references = (admission: Admission) => [
  { libelle: 'Courrier du comptable', valeur: ecrireDate(admission.courrierLe) },
  ...(admission.avisLe
    ? [
        {
          libelle: 'Avis de la commission',
          valeur: `${admission.etat === 'avis_defavorable' ? 'défavorable' : 'favorable'}, ${ecrireDate(admission.avisLe)}`,
        },
      ]
    : []),
  ...(admission.deliberation
    ? [
        {
          libelle: 'Délibération',
          valeur: `${admission.deliberation}, ${ecrireDate(admission.voteeLe!)}`,
        },
      ]
    : []),
]
const estProjet = ({ etat }: Admission) => etat !== 'votee' && etat !== 'admise'

/** The annexe of write-offs that the commission votes: letter, titre, amount, where it is charged, why. */
export const composerAnnexe = (admission: Admission, propositions: readonly Proposition[]): Etat => ({
  surtitre: admission.objet,
  titre: `Admissions en non-valeur ${admission.courrierLe.slice(0, 4)}`,
  courant: 'Admissions en non-valeur',
  projet: estProjet(admission),
  mention: null,
  references: references(admission),
  tableaux: [tableau(admission, propositions)],
  notes: ['Crédits de paiement seuls : aucune autorisation d’engagement n’est affectée.'],
})

/** The line that bears the loss, and what is left of it. */
export type LigneOfferte = { readonly ligne: Ligne; readonly soldes: Soldes }

/** The whole dossier: the titres, the log of what was done for each, and the line of the budget that bears the loss. */
export const composerDossier = (
  admission: Admission,
  propositions: readonly Proposition[],
  porteuse: LigneOfferte | null,
): Etat => ({
  surtitre: admission.objet,
  titre: 'Dossier d’admission en non-valeur',
  courant: `Non-valeurs, courrier du ${ecrireDate(admission.courrierLe)}`,
  projet: estProjet(admission),
  mention: null,
  references: [
    ...references(admission),
    { libelle: 'État', valeur: ETATS_ADMISSION[admission.etat] },
    {
      libelle: 'Montant',
      valeur: `${resumer(admission)} (${majuscule(montantEnLettres(admission.montant))})`,
    },
    ...(admission.observations ? [{ libelle: 'Observations', valeur: admission.observations }] : []),
  ],
  tableaux: [
    tableau(admission, propositions, 'Titres proposés'),
    {
      titre: 'Journal des diligences',
      colonnes: [
        { entete: 'Titre', nature: 'texte', largeur: 30 },
        { entete: 'Date', nature: 'date', largeur: 30 },
        { entete: 'Acte', nature: 'texte', largeur: 40 },
        { entete: 'Résultat', nature: 'texte', largeur: null },
      ],
      lignes: propositions.flatMap(({ suivi }) =>
        suivi.diligences.map(({ genre, date, resultat }) => [
          `${suivi.exercice}, n° ${suivi.numero}`,
          ...[date, GENRES_DILIGENCE[genre], resultat],
        ]),
      ),
      totaux: null,
    },
    {
      titre: 'Ligne budgétaire',
      colonnes: [
        { entete: 'Imputation', nature: 'texte', largeur: 34 },
        { entete: 'Libellé', nature: 'texte', largeur: null },
        { entete: 'Exercice', nature: 'texte', largeur: 18 },
        { entete: 'Crédits votés', nature: 'montant', largeur: 28 },
        { entete: 'Reste', nature: 'montant', largeur: 28 },
      ],
      lignes: porteuse
        ? [
            [
              ...[ecrireImputation(porteuse.ligne), porteuse.ligne.libelle, String(porteuse.ligne.exercice)],
              ...[porteuse.soldes.voteCreditsDePaiement, porteuse.soldes.resteCreditsDePaiement],
            ],
          ]
        : [],
      totaux: null,
    },
  ],
  notes: [
    ...propositions
      .filter(({ suivi }) => suivi.diligences.length === 0)
      .map(
        ({ suivi }) => `Titre n° ${suivi.numero} de ${suivi.exercice} : aucune diligence n’est notée ici.`,
      ),
    admission.mandate > 0
      ? `Mandaté : ${ecrireMontant(admission.mandate)}.`
      : 'Rien n’est encore mandaté pour ce dossier.',
    'Crédits de paiement seuls : aucune autorisation d’engagement n’est affectée.',
  ],
})
