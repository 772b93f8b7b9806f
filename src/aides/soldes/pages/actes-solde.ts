import type { DetailSolde, DispositifSolde, SoldeLu } from '#aides/soldes/solde.ts'
import type { ActeOffert, ChampActe, Saisie } from '#budget/pages/formulaire-acte.tsx'
import { compter, ecrireMontant } from '#socle/francais.ts'

/** The acts on a balance, each as a form. The server decides: nothing is refused here but what cannot be read. */

/** Today where the agent sits; only what the field shows first. */
const jour = (): string => new Date().toLocaleDateString('sv-SE')
const date = (): ChampActe => ({ cle: 'date', libelle: 'Date', nature: 'date', initial: jour() })
const exercice = (initial?: number): ChampActe => ({
  ...{ cle: 'exercice', libelle: 'Exercice', nature: 'texte' },
  initial: String(initial ?? jour().slice(0, 4)),
})
const motif: ChampActe = { cle: 'motif', libelle: 'Motif', nature: 'texte' }
const sous = '/soldes'
const chemin = ({ id }: SoldeLu, acte: string) => `${encodeURIComponent(id)}/${acte}`
const saisir = (centimes: number | null): string =>
  centimes === null ? '' : ecrireMontant(centimes).replace(/\s?€$/u, '')

/** What a centre states when it brings no list. */
const declaration = (solde?: SoldeLu): readonly ChampActe[] => [
  {
    ...{ cle: 'reel', libelle: 'Montant réel déclaré', nature: 'montant', facultatif: true },
    initial: saisir(solde?.reel ?? null),
    aide: 'Quand aucune liste nominative n’est gardée ; sinon, apportez la liste.',
  },
  {
    ...{ cle: 'apprentis', libelle: 'Nombre d’apprentis', nature: 'texte', facultatif: true },
    initial: String(solde?.apprentis ?? ''),
  },
]

const champs = (solde?: SoldeLu): readonly ChampActe[] => [
  {
    ...{ cle: 'gestionnaire', libelle: 'Organisme gestionnaire', nature: 'texte' },
    initial: solde?.gestionnaire ?? '',
  },
  {
    ...{ cle: 'etablissement', libelle: 'Établissement', nature: 'texte' },
    initial: solde?.etablissement ?? '',
  },
  {
    ...{ cle: 'tiers', libelle: 'Numéro de tiers', nature: 'texte', facultatif: true },
    initial: solde?.tiers ?? '',
  },
  {
    ...{ cle: 'siret', libelle: 'SIRET', nature: 'texte', facultatif: true, initial: solde?.siret ?? '' },
    aide: 'Demandé pour payer ; l’organisme voit son solde par lui.',
  },
  {
    ...{ cle: 'estime', libelle: 'Montant estimé', nature: 'montant' },
    initial: saisir(solde?.estime ?? null),
  },
  ...(solde?.nominatif ? [] : declaration(solde)),
]

const lire = ({ texte, montant }: Saisie) => ({
  ...{ gestionnaire: texte('gestionnaire'), etablissement: texte('etablissement'), tiers: texte('tiers') },
  ...{ siret: texte('siret')?.replace(/\s/g, '') ?? null, estime: montant('estime') },
  reel: texte('reel') === null ? null : montant('reel'),
  apprentis: texte('apprentis') === null ? null : Number(texte('apprentis')?.replace(/\s/g, '')),
})

export const acteOuvrir = (dispositifs: readonly DispositifSolde[]): ActeOffert => ({
  ...{ libelle: 'Ouvrir un solde', titre: 'Solde d’un établissement', chemin: '', sous: '/soldes' },
  explication: 'L’avance se calcule par la règle du dispositif.',
  champs: [
    {
      ...{ cle: 'dispositif', libelle: 'Dispositif', nature: 'choix' },
      options: dispositifs.map(({ code, titre }) => ({ valeur: code, libelle: titre })),
    },
    ...champs(),
  ],
  corps: (saisie) => ({ dispositif: saisie.texte('dispositif'), ...lire(saisie) }),
})

export const acteCorriger = (solde: SoldeLu): ActeOffert => ({
  ...{ libelle: 'Corriger', titre: `Corriger le solde de ${solde.etablissement}` },
  ...{ chemin: chemin(solde, 'correction'), sous, champs: champs(solde) },
  corps: (saisie) => ({ dispositif: solde.dispositif, ...lire(saisie) }),
})

export const acteConstater = (solde: SoldeLu): ActeOffert => ({
  ...{ libelle: 'Constater', titre: `Constater le solde de ${solde.etablissement}` },
  explication: `${ecrireMontant(solde.reel ?? 0)} réels, moins ${ecrireMontant(solde.avance)} avancés : le solde sera de ${ecrireMontant(solde.solde ?? 0)}. Ses chiffres ne changeront plus, sauf à le rouvrir avant le vote.`,
  ...{ chemin: chemin(solde, 'constat'), sous, champs: [] },
  corps: () => ({}),
})

export const acteRouvrir = (solde: SoldeLu): ActeOffert => ({
  ...{ libelle: 'Rouvrir', titre: `Rouvrir le solde de ${solde.etablissement}` },
  explication: 'Il redevient un brouillon, dont les chiffres se corrigent.',
  ...{ chemin: chemin(solde, 'reprise'), sous, champs: [] },
  corps: () => ({}),
})

export const acteVoter = (soldes: readonly SoldeLu[]): ActeOffert => ({
  ...{ libelle: 'Inscrire le vote', titre: `Vote de ${compter(soldes.length, 'solde')}` },
  explication: `${soldes.map(({ etablissement, solde }) => `${etablissement}, ${ecrireMontant(solde ?? 0)}`).join(' ; ')}.`,
  ...{ chemin: 'vote', sous },
  champs: [
    { cle: 'deliberation', libelle: 'Délibération', nature: 'texte', aide: 'Sa référence : CP 2023-247.' },
    date(),
  ],
  corps: ({ texte }) => ({
    ...{ soldes: soldes.map(({ id }) => id), deliberation: texte('deliberation'), date: texte('date') },
  }),
})

export const acteAbandonner = (solde: SoldeLu): ActeOffert => ({
  ...{ libelle: 'Ne pas poursuivre', titre: `Ne pas poursuivre ${ecrireMontant(-(solde.solde ?? 0))}` },
  explication: 'La somme reste inscrite, avec la raison de ne pas la demander. Cet acte est définitif.',
  ...{ chemin: chemin(solde, 'abandon'), sous, champs: [motif] },
  corps: ({ texte }) => ({ motif: texte('motif') }),
})

export const acteSeuil = (montant: number): ActeOffert => ({
  ...{ libelle: 'Changer le seuil', titre: 'Seuil de poursuite d’un reversement', chemin: 'seuil', sous },
  champs: [{ cle: 'montant', libelle: 'Seuil', nature: 'montant', initial: saisir(montant) }, motif],
  corps: ({ texte, montant }) => ({ montant: montant('montant'), motif: texte('motif') }),
})

export const acteEngager = ({ solde, affectations }: DetailSolde): ActeOffert => ({
  ...{ libelle: 'Engager', titre: `Engager ${ecrireMontant(solde.solde ?? 0)}` },
  ...{ chemin: chemin(solde, 'engagement'), sous },
  champs: [
    {
      ...{ cle: 'affectation', libelle: 'Affectation', nature: 'choix' },
      options: affectations.map(({ id, operation, exercice, reste }) => ({
        valeur: id,
        libelle: `${operation}, ${exercice} : reste ${ecrireMontant(reste)}`,
      })),
    },
    date(),
  ],
  corps: ({ texte }) => ({ affectation: texte('affectation'), date: texte('date') }),
})

export const acteMandater = (solde: SoldeLu): ActeOffert => ({
  ...{ libelle: 'Mandater', titre: `Mandater ${ecrireMontant(solde.engagement?.net ?? 0)}` },
  ...{ chemin: chemin(solde, 'mandat'), sous, champs: [exercice(), date()] },
  corps: ({ texte }) => ({ exercice: Number(texte('exercice')), date: texte('date') }),
})

export const acteTitrer = (solde: SoldeLu): ActeOffert => ({
  ...{ libelle: 'Émettre le titre', titre: `Titre de recettes de ${ecrireMontant(-(solde.solde ?? 0))}` },
  ...{ chemin: chemin(solde, 'titre'), sous },
  champs: [exercice(), { cle: 'numero', libelle: 'Numéro du titre', nature: 'texte' }, date()],
  corps: ({ texte }) => ({
    exercice: Number(texte('exercice')),
    ...{ numero: Number(texte('numero')?.replace(/\s/g, '')), date: texte('date') },
  }),
})
