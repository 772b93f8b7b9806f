import type { DemandeAffectation } from '#budget/rules/affecter.ts'
import type { DemandeEngagement } from '#budget/rules/engager.ts'
import type { Ligne } from '#budget/rules/ligne.ts'
import { createAffectation, createConstat, createEngagement, createMandat } from '#budget/store-actes.ts'
import { createLigne, createVote } from '#budget/store-credits.ts'
import { listExercices } from '#budget/store-lignes.ts'
import { createSuite, createTitre } from '#budget/store-titres.ts'
import type { Tx } from '#platform/db.ts'
import type { Decision } from '#socle/decision.ts'
import { euros } from '#socle/montant.ts'

// The budget behind the délibération of 5 July 2023. Imputations, affectations, soldes and titres are those that were
// published; the credits of each line are not, nor are engagements and payments: those are chosen, and marked so.

const VOTE = '2023-07-05'
const REGION = { chapitre: '932', codeFonctionnel: '26', programme: 'HP 26-003', nature: null }
const CFA = { ...REGION, action: '12600301', libelle: 'Financement des CFA' }
const ARA = { ...REGION, action: '12600302', libelle: 'Accompagnement de la politique d’apprentissage' }
const NON_VALEUR = {
  ...{ chapitre: '931', codeFonctionnel: '12', programme: null, action: null, nature: '6541' },
  libelle: 'Créances admises en non-valeur',
}

type LigneDemo = {
  readonly ligne: Omit<Ligne, 'id'>
  /** Credits in whole euros; indicative. */
  readonly autorisationEngagement: number
  readonly creditsDePaiement: number
}

const ligne = (
  imputation: Omit<Ligne, 'id' | 'exercice' | 'indicatif'>,
  exercice: number,
  autorisationEngagement: number,
  creditsDePaiement: number,
): LigneDemo => ({
  // What is published is the imputation of 2023; the next year is supposed to keep it.
  ligne: { ...imputation, exercice, indicatif: exercice !== 2023 },
  autorisationEngagement,
  creditsDePaiement,
})

const LIGNES: readonly LigneDemo[] = [
  ligne(CFA, 2023, 25_000_000, 22_000_000),
  ligne(ARA, 2023, 7_000_000, 6_000_000),
  ligne(NON_VALEUR, 2023, 0, 50_000),
  ligne(CFA, 2024, 25_000_000, 22_000_000),
  ligne(ARA, 2024, 7_000_000, 6_500_000),
]

const affectation = (
  operation: string,
  deliberation: string,
  date: string,
  montant: number,
): DemandeAffectation => ({ operation, deliberation, date, montant: euros(montant) })

const OPERATION_ARA = 'Aide régionale à l’apprentissage 2023'
export const OPERATION_MAJORATION = 'Majoration des coûts-contrats 2023'
const OPERATION_SOLDES = 'Aide à l’entrée en apprentissage 2019-2020, soldes'

const AFFECTATIONS: readonly (DemandeAffectation & { readonly action: string })[] = [
  { ...affectation(OPERATION_ARA, 'CP 2023-035', '2023-01-25', 3_000_000), action: ARA.action },
  { ...affectation(OPERATION_ARA, 'CP 2023-107', '2023-03-29', 2_000_000), action: ARA.action },
  { ...affectation(OPERATION_ARA, 'CP 2023-247', VOTE, 1_992_428), action: ARA.action },
  { ...affectation(OPERATION_SOLDES, 'CP 2023-247', VOTE, 7_572), action: ARA.action },
  { ...affectation(OPERATION_MAJORATION, 'CP 2023-247', VOTE, 20_270_000), action: CFA.action },
]

/** Uncollectable titres, as the accountant listed them: year, number, euros. */
const TITRES: readonly (readonly [exercice: number, numero: number, montant: number])[] = [
  [2018, 870, 2_103],
  [2019, 1460, 1_310],
  [2020, 3654, 9_216],
]
const DEBITEUR = 'ASS CFA DE LA POISSONNERIE'

// What each engagement pays, by its stable reference.
const VERSEMENTS = 'dispositif:ara-2023-session-1'
const ADMISSIONS = 'deliberation:CP 2023-247'

/** Invented: a payer, and a spread over two years, so that the multi-year screens have something to show. */
const ENGAGEMENT_ARA: DemandeEngagement = {
  objet: VERSEMENTS,
  libelle: 'Versements aux apprentis, première session',
  beneficiaire: 'Payeur de l’aide (fictif)',
  siret: '00000009100017',
  date: '2023-02-15',
  montant: euros(3_000_000),
  echeancier: [
    { exercice: 2023, montant: euros(2_400_000) },
    { exercice: 2024, montant: euros(600_000) },
  ],
}

/** Gives a database without any budget that of 2023, traced, or leaves it as it is. */
export async function chargerBudget(tx: Tx): Promise<void> {
  if ((await listExercices(tx)).length > 0) return
  const ids = new Map<string, string>()
  for (const { ligne, autorisationEngagement, creditsDePaiement } of LIGNES) {
    const { id } = exiger(await createLigne(tx, ligne))
    ids.set(`${ligne.exercice} ${ligne.action}`, id)
    const credits = {
      autorisationEngagement: euros(autorisationEngagement),
      creditsDePaiement: euros(creditsDePaiement),
    }
    const vote = {
      acte: 'budget_primitif',
      reference: `BP ${ligne.exercice}`,
      date: `${ligne.exercice}-01-01`,
    } as const
    exiger(await createVote(tx, id, { ...vote, ...credits, indicatif: true }))
  }
  const affectations: string[] = []
  for (const { action, ...demande } of AFFECTATIONS)
    affectations.push(exiger(await createAffectation(tx, ids.get(`2023 ${action}`)!, demande)).id)
  await chargerNonValeur(tx, ids.get('2023 null')!)
  await chargerPaiements(tx, affectations[0]!)
}

/** A loss takes crédits de paiement without autorisation d’engagement, and ends the titres that it writes off. */
async function chargerNonValeur(tx: Tx, ligne: string): Promise<void> {
  const montant = euros(TITRES.reduce((total, [, , euro]) => total + euro, 0))
  const perte: DemandeEngagement = {
    objet: ADMISSIONS,
    libelle: 'Admissions en non-valeur, annexe 5',
    beneficiaire: DEBITEUR,
    siret: null,
    date: VOTE,
    montant,
    echeancier: [{ exercice: 2023, montant }],
  }
  const { id } = exiger(await createEngagement(tx, { ligne }, perte, { aujourdhui: VOTE }))
  for (const [exercice, numero, euro] of TITRES) {
    const titre = exiger(
      await createTitre(tx, {
        ...{ exercice, numero, debiteur: DEBITEUR, siret: null, date: null },
        ...{ objet: 'Subventions de fonctionnement', montant: euros(euro) },
      }),
    )
    const suite = { etat: 'admis_en_non_valeur', date: VOTE, motif: 'Liquidation close' } as const
    exiger(await createSuite(tx, titre.id, suite, id))
  }
}

async function chargerPaiements(tx: Tx, affectation: string): Promise<void> {
  const engagement = exiger(
    await createEngagement(tx, { affectation }, ENGAGEMENT_ARA, {
      aujourdhui: ENGAGEMENT_ARA.date,
      indicatif: true,
    }),
  )
  const mandater = async (reference: string, date: string, euro: number) => {
    const mandat = { reference, exercice: 2023, date, montant: euros(euro) }
    return exiger(await createMandat(tx, engagement.id, mandat, date))
  }
  const premier = await mandater('ARA-2023-1-A', '2023-03-15', 1_600_000)
  exiger(await createConstat(tx, premier.id, { etat: 'paye', date: '2023-03-24', motif: null }))
  await mandater('ARA-2023-1-B', '2023-06-20', 500_000)
}

/** The demonstration obeys the rules: a refusal here is a mistake of ours, told as it is. */
function exiger<T>(decision: Decision<T> | undefined): T {
  if (decision?.statut === 'accord') return decision.valeur
  throw new Error(
    decision?.motifs.map(({ message }) => message).join(' ') ?? 'budget de démonstration incomplet',
  )
}
