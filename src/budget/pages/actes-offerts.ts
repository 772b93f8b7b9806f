import type { DetailLigne } from '#budget/pages/budget-donnees.ts'
import type { ActeOffert, ChampActe, Saisie } from '#budget/pages/formulaire-acte.tsx'
import { type Engagement, resteAMandater } from '#budget/rules/engager.ts'
import { ecrireImputation, type Imputation, type Ligne } from '#budget/rules/ligne.ts'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { Credits } from '#budget/rules/reports.ts'
import { ecrireMontant } from '#socle/francais.ts'

/** The acts that the screens offer, each as a form. The server decides: nothing is refused here but what cannot be read. */

/** Today where the agent sits; only what the field shows first. */
const jour = (): string => new Date().toLocaleDateString('sv-SE')

const date: ChampActe = { cle: 'date', libelle: 'Date', nature: 'date' }
const dater = (): ChampActe => ({ ...date, initial: jour() })
const motif: ChampActe = { cle: 'motif', libelle: 'Motif', nature: 'texte' }
const reference: ChampActe = { cle: 'reference', libelle: 'Référence de l’acte', nature: 'texte' }
const deuxMontants = (credits?: Credits): readonly ChampActe[] => [
  {
    cle: 'ae',
    libelle: 'Autorisations d’engagement',
    nature: 'montant',
    initial: credits ? saisir(credits.autorisationEngagement) : '0',
  },
  {
    cle: 'credits',
    libelle: 'Crédits de paiement',
    nature: 'montant',
    initial: credits ? saisir(credits.creditsDePaiement) : '0',
  },
]
const saisir = (centimes: number): string => ecrireMontant(centimes).replace(/\s?€$/u, '')
const lireCredits = ({ montant }: Saisie) => ({
  autorisationEngagement: montant('ae'),
  creditsDePaiement: montant('credits'),
})
const chemin = (dossier: string, id: string, acte: string) => `${dossier}/${encodeURIComponent(id)}/${acte}`

/** Years that one may open a line in, beyond the latest of those in sight and this one. */
const ANNEES_A_VENIR = 3

/** @param modele line of another year whose imputation is proposed */
export const acteLigne = (exercice: number, modele?: Ligne): ActeOffert => {
  const annee = Number(jour().slice(0, 4))
  const premiere = Math.min(exercice, annee)
  const nombre = Math.max(exercice, annee) - premiere + 1 + ANNEES_A_VENIR
  const annees = Array.from({ length: nombre }, (_, i) => String(premiere + i))
  const champ = (
    cle: 'libelle' | keyof Imputation,
    libelle: string,
    reste: Partial<ChampActe> = {},
  ): ChampActe => ({ ...{ cle, libelle, nature: 'texte', initial: modele?.[cle] ?? '' }, ...reste })
  return {
    libelle: 'Ouvrir une ligne',
    titre: 'Ouvrir une ligne budgétaire',
    explication: 'Une imputation a une ligne par exercice. Ses crédits s’inscrivent ensuite, sur la ligne.',
    chemin: 'lignes',
    champs: [
      {
        ...{ cle: 'exercice', libelle: 'Exercice', nature: 'choix', initial: String(exercice) },
        options: annees.map((valeur) => ({ valeur, libelle: valeur })),
      },
      champ('libelle', 'Libellé', { aide: 'Financement des CFA, par exemple.' }),
      champ('chapitre', 'Chapitre', { aide: '932, par exemple.' }),
      champ('codeFonctionnel', 'Code fonctionnel'),
      champ('programme', 'Programme', { facultatif: true }),
      champ('action', 'Action', { facultatif: true }),
      champ('nature', 'Compte par nature', { facultatif: true }),
    ],
    corps: ({ texte }) => ({
      ...{ exercice: Number(texte('exercice')), libelle: texte('libelle'), chapitre: texte('chapitre') },
      ...{ codeFonctionnel: texte('codeFonctionnel'), programme: texte('programme') },
      ...{ action: texte('action'), nature: texte('nature') },
    }),
  }
}

export const acteCredits = (ligne: Ligne, dejaVote: boolean): ActeOffert => ({
  libelle: 'Inscrire des crédits',
  titre: dejaVote ? 'Décision modificative' : 'Budget primitif',
  explication: dejaVote
    ? 'Un montant négatif reprend des crédits que rien n’a encore pris.'
    : 'Les crédits ouverts par le vote du budget.',
  chemin: chemin('lignes', ligne.id, 'credits'),
  champs: [reference, dater(), ...deuxMontants()],
  corps: (saisie) => ({
    acte: dejaVote ? 'decision_modificative' : 'budget_primitif',
    ...{ reference: saisie.texte('reference'), date: saisie.texte('date') },
    ...lireCredits(saisie),
  }),
})

export const acteReport = (ligne: Ligne, suivante: Ligne, propose: Credits): ActeOffert => ({
  libelle: `Reporter sur ${suivante.exercice}`,
  titre: `Report de ${ligne.exercice} sur ${suivante.exercice}`,
  explication:
    'Proposé : les autorisations non affectées, et les crédits de paiement que les engagements attendaient encore.',
  chemin: chemin('lignes', ligne.id, 'transferts'),
  champs: [reference, dater(), ...deuxMontants(propose), motif],
  corps: (saisie) => ({
    ...{ acte: 'report', vers: suivante.id, reference: saisie.texte('reference') },
    ...{ date: saisie.texte('date'), motif: saisie.texte('motif'), ...lireCredits(saisie) },
  }),
})

export const acteVirement = (ligne: Ligne, autres: readonly Ligne[]): ActeOffert => ({
  libelle: 'Virer vers une autre ligne',
  titre: `Virement depuis « ${ligne.libelle} »`,
  chemin: chemin('lignes', ligne.id, 'transferts'),
  champs: [
    {
      ...{ cle: 'vers', libelle: 'Vers', nature: 'choix' },
      options: autres.map((autre) => ({
        valeur: autre.id,
        libelle: `${ecrireImputation(autre)} — ${autre.libelle}`,
      })),
    },
    ...[reference, dater(), ...deuxMontants(), motif],
  ],
  corps: (saisie) => ({
    ...{ acte: 'virement', vers: saisie.texte('vers'), reference: saisie.texte('reference') },
    ...{ date: saisie.texte('date'), motif: saisie.texte('motif'), ...lireCredits(saisie) },
  }),
})

export const acteAffectation = (ligne: Ligne): ActeOffert => ({
  libelle: 'Affecter',
  titre: 'Affecter une autorisation d’engagement',
  chemin: chemin('lignes', ligne.id, 'affectations'),
  champs: [
    { cle: 'operation', libelle: 'Opération', nature: 'texte' },
    { cle: 'deliberation', libelle: 'Délibération', nature: 'texte', aide: 'Sa référence : CP 2023-247.' },
    ...[dater(), { cle: 'montant', libelle: 'Montant', nature: 'montant' } as const],
  ],
  corps: ({ texte, montant }) => ({
    ...{ operation: texte('operation'), deliberation: texte('deliberation'), date: texte('date') },
    montant: montant('montant'),
  }),
})

/** Years that the form of an engagement shows, from that of the line. */
const ANNEES_ECHEANCIER = 3

export const acteEngagement = (
  ligne: Ligne,
  affectation: DetailLigne['affectations'][number] | null,
): ActeOffert => {
  const annees = Array.from({ length: affectation ? ANNEES_ECHEANCIER : 1 }, (_, i) => ligne.exercice + i)
  return {
    libelle: affectation ? 'Engager' : 'Engager sans affectation',
    titre: affectation
      ? `Engager sur « ${affectation.operation} »`
      : 'Engager des crédits de paiement sans affectation',
    explication: affectation
      ? `Il reste ${ecrireMontant(affectation.montant - affectation.engage)} à engager. Le montant est la somme de l’échéancier.`
      : 'Pour une admission en non-valeur, par exemple.',
    chemin: affectation
      ? chemin('affectations', affectation.id, 'engagements')
      : chemin('lignes', ligne.id, 'engagements'),
    champs: [
      {
        cle: 'objet',
        libelle: 'Ce qui est payé',
        nature: 'texte',
        aide: 'Une référence stable : marche:2027-12. Une demande s’engage depuis le paiement de sa campagne.',
      },
      { cle: 'libelle', libelle: 'Libellé', nature: 'texte' },
      { cle: 'beneficiaire', libelle: 'Bénéficiaire', nature: 'texte' },
      { cle: 'siret', libelle: 'SIRET du bénéficiaire', nature: 'texte', facultatif: affectation === null },
      dater(),
      ...annees.map(
        (annee, i): ChampActe => ({
          ...{ cle: `annee-${annee}`, libelle: `À payer en ${annee}`, nature: 'montant' },
          facultatif: i > 0,
        }),
      ),
    ],
    corps: ({ texte, montant }) => {
      const echeancier = annees
        .map((exercice) => ({ exercice, montant: montant(`annee-${exercice}`) }))
        .filter((une) => une.montant !== 0)
      return {
        ...{ objet: texte('objet'), libelle: texte('libelle'), beneficiaire: texte('beneficiaire') },
        ...{ siret: texte('siret')?.replace(/\s/g, '') ?? null, date: texte('date') },
        ...{ montant: echeancier.reduce((total, une) => total + une.montant, 0), echeancier },
      }
    },
  }
}

export const acteMandat = (engagement: Engagement, exercices: readonly number[]): ActeOffert => ({
  libelle: 'Mandater',
  titre: `Mandater ${engagement.beneficiaire}`,
  explication: `Il reste ${ecrireMontant(resteAMandater(engagement))} à mandater sur cet engagement.`,
  chemin: chemin('engagements', engagement.id, 'mandats'),
  champs: [
    {
      ...{ cle: 'reference', libelle: 'Référence du paiement', nature: 'texte' },
      aide: 'Une par paiement : la renvoyer n’écrit rien de plus.',
    },
    {
      ...{ cle: 'exercice', libelle: 'Exercice', nature: 'choix' },
      options: exercices.map((un) => ({ valeur: String(un), libelle: String(un) })),
    },
    ...[dater(), { cle: 'montant', libelle: 'Montant', nature: 'montant' } as const],
  ],
  corps: ({ texte, montant }) => ({
    ...{ reference: texte('reference'), exercice: Number(texte('exercice')), date: texte('date') },
    montant: montant('montant'),
  }),
})

export const acteDesengagement = (engagement: Engagement): ActeOffert => ({
  libelle: 'Désengager',
  titre: `Désengager ${engagement.beneficiaire}`,
  explication: `Au plus ${ecrireMontant(resteAMandater(engagement))} : ce qui est mandaté reste dû.`,
  chemin: chemin('engagements', engagement.id, 'desengagements'),
  champs: [dater(), { cle: 'montant', libelle: 'Montant', nature: 'montant' }, motif],
  corps: ({ texte, montant }) => ({
    ...{ date: texte('date'), motif: texte('motif'), montant: montant('montant') },
  }),
})

export const acteConstat = (mandat: Mandat): ActeOffert => ({
  libelle: 'Constater',
  titre: `Mandat ${mandat.reference}`,
  explication: `${ecrireMontant(mandat.montant)}, bordereau ${mandat.bordereau}.`,
  chemin: chemin('mandats', mandat.id, 'constat'),
  champs: [
    {
      ...{ cle: 'etat', libelle: 'Suite', nature: 'choix' },
      options: [
        { valeur: 'paye', libelle: 'Payé' },
        { valeur: 'rejete', libelle: 'Rejeté' },
      ],
    },
    dater(),
    { ...motif, facultatif: true, aide: 'Nécessaire pour un rejet.' },
  ],
  corps: ({ texte }) => ({ etat: texte('etat'), date: texte('date'), motif: texte('motif') }),
})

export const acteSuspension = (ligne: Ligne): ActeOffert => ({
  libelle: 'Suspendre la ligne',
  titre: 'Suspendre cette ligne',
  explication: 'Elle ne prendra ni engagement ni mandat, jusqu’à la date dite, comprise.',
  chemin: chemin('lignes', ligne.id, 'suspension'),
  champs: [motif, { cle: 'au', libelle: 'Jusqu’au', nature: 'date' }],
  corps: ({ texte }) => ({ motif: texte('motif'), au: texte('au') }),
})

export const acteReprise = (ligne: Ligne): ActeOffert => ({
  libelle: 'Lever la suspension',
  titre: 'Lever la suspension de cette ligne',
  chemin: chemin('lignes', ligne.id, 'reprise'),
  champs: [motif],
  corps: ({ texte }) => ({ motif: texte('motif') }),
})

export const acteTitre = (exercice: number): ActeOffert => ({
  libelle: 'Émettre un titre',
  titre: 'Émettre un titre de recettes',
  explication: 'Ce qu’un débiteur doit à la Région. Le recouvrement et ses diligences se suivent ensuite.',
  chemin: 'titres',
  champs: [
    {
      ...{ cle: 'numero', libelle: 'Numéro du titre', nature: 'texte' },
      aide: `Celui du bordereau de ${exercice}, en chiffres : un numéro ne sert qu’une fois par exercice.`,
    },
    { cle: 'debiteur', libelle: 'Débiteur', nature: 'texte' },
    { cle: 'siret', libelle: 'SIRET du débiteur', nature: 'texte', facultatif: true },
    { cle: 'objet', libelle: 'Objet', nature: 'texte' },
    ...[dater(), { cle: 'montant', libelle: 'Montant', nature: 'montant' } as const],
  ],
  corps: ({ texte, montant }) => ({
    ...{ exercice, numero: Number(texte('numero')), debiteur: texte('debiteur'), objet: texte('objet') },
    ...{
      siret: texte('siret')?.replace(/\s/g, '') || null,
      date: texte('date'),
      montant: montant('montant'),
    },
  }),
})
