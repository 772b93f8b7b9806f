import type { Affectation, AffectationAnterieure, Faits } from '#deliberations/faits.ts'
import { montantEnLettres } from '#deliberations/montant-en-lettres.ts'
import { ecrireDate, ecrireEvolution, ecrireMontant, ecrireNombre, ecrirePart } from '#socle/francais.ts'

/** The fields that a model text may hold, each worked out from the database: `{totale}`, `{affectation.montant}`. */

export type Champ<F> = {
  readonly libelle: string
  /** What the text says; null when the database has nothing to say. */
  readonly dire: (faits: F) => string | null
  /** A figure that the check before sending looks for in the text. */
  readonly chiffre?: true
  /** The articles cannot do without it. */
  readonly obligatoire?: true
}

export const CHAMPS: Readonly<Record<string, Champ<Faits>>> = {
  region: { libelle: 'Nom de la Région', dire: ({ region }) => region },
  campagne: { libelle: 'Nom de la campagne', dire: ({ campagne }) => campagne },
  exercice: { libelle: 'Exercice', dire: ({ exercice }) => String(exercice) },
  formations_demandees: {
    libelle: 'Formations présentées',
    dire: (f) => ecrireNombre(f.formationsDemandees),
    chiffre: true,
  },
  contrats_demandes: {
    libelle: 'Contrats présentés',
    dire: (f) => ecrireNombre(f.contratsDemandes),
    chiffre: true,
  },
  organismes: {
    libelle: 'Organismes bénéficiaires',
    dire: (f) => ecrireNombre(f.organismes),
    chiffre: true,
  },
  contrats: { libelle: 'Contrats majorés', dire: (f) => ecrireNombre(f.contrats), chiffre: true },
  part_contrats: {
    libelle: 'Part des contrats présentés qui sont majorés',
    dire: (f) => ecrirePart(f.contrats, f.contratsDemandes),
    chiffre: true,
  },
  majoration: {
    libelle: 'Majoration ordinaire',
    dire: (f) => ecrireMontant(f.majoration),
    chiffre: true,
  },
  bonus_vert: { libelle: 'Dont bonus vert', dire: (f) => ecrireMontant(f.dontBonusVert), chiffre: true },
  exceptionnelle: {
    libelle: 'Majoration exceptionnelle',
    dire: (f) => (f.exceptionnelle > 0 ? ecrireMontant(f.exceptionnelle) : null),
    chiffre: true,
  },
  totale: {
    libelle: 'Majoration totale',
    dire: (f) => ecrireMontant(f.totale),
    chiffre: true,
    obligatoire: true,
  },
  totale_en_lettres: {
    libelle: 'Majoration totale, en toutes lettres',
    dire: (f) => montantEnLettres(f.totale),
    chiffre: true,
  },
  contrats_depuis: {
    libelle: 'Premier jour des contrats comptés',
    dire: (f) => ecrireDate(f.contratsDepuis),
  },
  precedent_exercice: {
    libelle: 'Exercice précédent',
    dire: ({ precedent }) => precedent && String(precedent.exercice),
  },
  precedent_contrats: {
    libelle: 'Contrats majorés l’année précédente',
    dire: ({ precedent }) => precedent && ecrireNombre(precedent.contrats),
    chiffre: true,
  },
  precedent_totale: {
    libelle: 'Majoration totale de l’année précédente',
    dire: ({ precedent }) => precedent && ecrireMontant(precedent.totale),
    chiffre: true,
  },
  evolution_contrats: {
    libelle: 'Évolution des contrats majorés',
    dire: ({ precedent, contrats }) =>
      precedent && precedent.contrats > 0 ? ecrireEvolution(precedent.contrats, contrats) : null,
    chiffre: true,
  },
  evolution_totale: {
    libelle: 'Évolution de la majoration totale',
    dire: ({ precedent, totale }) =>
      precedent && precedent.totale > 0 ? ecrireEvolution(precedent.totale, totale) : null,
    chiffre: true,
  },
}

/** Fields of a paragraph repeated for each affectation. */
export const CHAMPS_AFFECTATION: Readonly<Record<string, Champ<Affectation>>> = {
  'affectation.montant': {
    libelle: 'Montant affecté',
    dire: ({ montant }) => ecrireMontant(montant),
    chiffre: true,
    obligatoire: true,
  },
  'affectation.montant_en_lettres': {
    libelle: 'Montant affecté, en toutes lettres',
    dire: ({ montant }) => montantEnLettres(montant),
    chiffre: true,
  },
  'affectation.operation': { libelle: 'Opération', dire: ({ operation }) => operation },
  'affectation.imputation': {
    libelle: 'Ligne budgétaire',
    dire: ({ imputation }) => imputation,
    obligatoire: true,
  },
}

/** Fields of a paragraph repeated for each earlier affectation of the same operation. */
export const CHAMPS_ANTERIEURE: Readonly<Record<string, Champ<AffectationAnterieure>>> = {
  'anterieure.montant': {
    libelle: 'Montant déjà affecté',
    dire: ({ montant }) => ecrireMontant(montant),
    chiffre: true,
  },
  'anterieure.operation': { libelle: 'Opération', dire: ({ operation }) => operation },
  'anterieure.deliberation': {
    libelle: 'Délibération qui l’a affecté',
    dire: ({ deliberation }) => deliberation,
  },
  'anterieure.date': { libelle: 'Jour de cette délibération', dire: ({ date }) => ecrireDate(date) },
}

/** What a paragraph may begin with, between brackets: it is then written only where that is true. */
export const CONDITIONS: Readonly<Record<string, (faits: Faits) => boolean>> = {
  exceptionnelle: ({ exceptionnelle }) => exceptionnelle > 0,
  precedent: ({ precedent }) => precedent !== null && precedent.totale > 0 && precedent.contrats > 0,
  // Contracts that began before the vote: the expense comes before the decision.
  derogation: ({ contratsDepuis, vote }) => vote === null || contratsDepuis < vote.date,
}
