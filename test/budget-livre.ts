import fc from 'fast-check'
import { affecter } from '#budget/rules/affecter.ts'
import { desengager, type Engagement, engager } from '#budget/rules/engager.ts'
import type { Ligne } from '#budget/rules/ligne.ts'
import { constater, type Mandat, mandater } from '#budget/rules/mandater.ts'
import { transferer, voter } from '#budget/rules/reports.ts'
import { type Soldes, solder } from '#budget/rules/soldes.ts'
import type { Decision } from '#socle/decision.ts'

// A budget kept in memory by the rules alone: two exercices of one imputation, and acts drawn at random. What it accepts
// and what it adds up to is what the database must accept and add up to.

export const SIRET = '73282932000074'
export const JOUR = '2023-06-01'

/** An act drawn at random; a rank points into what exists by then, modulo its number. */
export type ActeTire =
  | { readonly quoi: 'voter'; readonly ligne: 0 | 1; readonly ae: number; readonly cdp: number }
  | { readonly quoi: 'reporter'; readonly ae: number; readonly cdp: number }
  | { readonly quoi: 'affecter'; readonly ligne: 0 | 1; readonly montant: number }
  | { readonly quoi: 'engager'; readonly rang: number; readonly premiere: number; readonly seconde: number }
  | { readonly quoi: 'engagerSansAffectation'; readonly ligne: 0 | 1; readonly montant: number }
  | { readonly quoi: 'desengager'; readonly rang: number; readonly montant: number }
  | {
      readonly quoi: 'mandater'
      readonly rang: number
      readonly exercice: 2023 | 2024
      readonly montant: number
    }
  | { readonly quoi: 'constater'; readonly rang: number; readonly etat: 'paye' | 'rejete' }

const montant = fc.integer({ min: -2, max: 60 })
const rang = fc.nat({ max: 9 })
const ligne = fc.constantFrom(0 as const, 1 as const)

/** Sequences long enough to run out of everything. */
export const actesTires: fc.Arbitrary<ActeTire[]> = fc.array(
  fc.oneof(
    fc.record({ quoi: fc.constant('voter' as const), ligne, ae: montant, cdp: montant }),
    fc.record({ quoi: fc.constant('reporter' as const), ae: montant, cdp: montant }),
    fc.record({ quoi: fc.constant('affecter' as const), ligne, montant }),
    fc.record({ quoi: fc.constant('engager' as const), rang, premiere: montant, seconde: montant }),
    fc.record({ quoi: fc.constant('engagerSansAffectation' as const), ligne, montant }),
    fc.record({ quoi: fc.constant('desengager' as const), rang, montant }),
    fc.record({
      quoi: fc.constant('mandater' as const),
      ...{ rang, exercice: fc.constantFrom(2023 as const, 2024 as const), montant },
    }),
    fc.record({
      quoi: fc.constant('constater' as const),
      ...{ rang, etat: fc.constantFrom('paye' as const, 'rejete' as const) },
    }),
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
)

type EngagementLivre = {
  id: string
  ligne: number
  affectation: number | null
  montant: number
  desengage: number
  echeancier: Engagement['echeancier']
}
type MandatLivre = {
  engagement: number
  ligne: number
  exercice: number
  montant: number
  etat: Mandat['etat']
}

export const lignesLivre: readonly Ligne[] = [2023, 2024].map((exercice) => ({
  ...{ id: String(exercice), exercice, chapitre: '932', codeFonctionnel: '26', programme: 'HP 26-003' },
  ...{ action: '12600302', nature: null, libelle: 'Essai', indicatif: false },
}))

export class Livre {
  readonly votes: { ligne: number; ae: number; cdp: number }[] = []
  readonly affectations: { ligne: number; montant: number }[] = []
  readonly engagements: EngagementLivre[] = []
  readonly mandats: MandatLivre[] = []

  soldes(rangLigne: number): Soldes {
    const total = <T>(liste: readonly T[], lire: (une: T) => number) =>
      liste.reduce((s, une) => s + lire(une), 0)
    const votes = this.votes.filter((un) => un.ligne === rangLigne)
    const engagements = this.engagements.filter((un) => un.ligne === rangLigne)
    const mandats = this.mandats.filter((un) => un.ligne === rangLigne && un.etat !== 'rejete')
    const sur = (un: MandatLivre) => this.engagements[un.engagement]!.affectation !== null
    const net = (un: EngagementLivre) => un.montant - un.desengage
    return solder({
      voteAutorisationEngagement: total(votes, (un) => un.ae),
      voteCreditsDePaiement: total(votes, (un) => un.cdp),
      affecte: total(
        this.affectations.filter((une) => une.ligne === rangLigne),
        (une) => une.montant,
      ),
      engageSurAffectation: total(
        engagements.filter((un) => un.affectation !== null),
        net,
      ),
      engageSansAffectation: total(
        engagements.filter((un) => un.affectation === null),
        net,
      ),
      mandateSurAffectation: total(mandats.filter(sur), (un) => un.montant),
      mandateSansAffectation: total(
        mandats.filter((un) => !sur(un)),
        (un) => un.montant,
      ),
      paye: total(
        mandats.filter((un) => un.etat === 'paye'),
        (un) => un.montant,
      ),
    })
  }

  resteAffectation(rangAffectation: number): number {
    const nets = this.engagements.filter((un) => un.affectation === rangAffectation)
    return (
      this.affectations[rangAffectation]!.montant - nets.reduce((s, un) => s + un.montant - un.desengage, 0)
    )
  }

  mandate(rangEngagement: number): MandatLivre[] {
    return this.mandats.filter((un) => un.engagement === rangEngagement && un.etat !== 'rejete')
  }

  /** Plays an act by the rules; undefined when there is nothing yet for it to bear on. */
  jouer(acte: ActeTire): Decision<unknown> | undefined {
    const reference = 'essai'
    if (acte.quoi === 'voter') {
      const demande = { autorisationEngagement: acte.ae, creditsDePaiement: acte.cdp, reference, date: JOUR }
      const decision = voter(
        { ...demande, acte: 'decision_modificative' },
        { soldes: this.soldes(acte.ligne), dejaVote: false },
      )
      if (decision.statut === 'accord') this.votes.push(acte)
      return decision
    }
    if (acte.quoi === 'reporter') {
      const demande = { autorisationEngagement: acte.ae, creditsDePaiement: acte.cdp, reference, date: JOUR }
      const [de, vers] = [lignesLivre[0]!, lignesLivre[1]!]
      const decision = transferer(
        { ...demande, acte: 'report', motif: 'x' },
        { de, vers, soldes: this.soldes(0) },
      )
      if (decision.statut === 'accord') {
        this.votes.push({ ligne: 0, ae: -acte.ae, cdp: -acte.cdp }, { ligne: 1, ae: acte.ae, cdp: acte.cdp })
      }
      return decision
    }
    if (acte.quoi === 'affecter') {
      const operation = `Opération ${this.affectations.length}`
      const decision = affecter(
        { operation, deliberation: 'CP', date: JOUR, montant: acte.montant },
        { ligne: lignesLivre[acte.ligne]!, soldes: this.soldes(acte.ligne), dejaAffecte: false },
      )
      if (decision.statut === 'accord') this.affectations.push(acte)
      return decision
    }
    if (acte.quoi === 'engager' || acte.quoi === 'engagerSansAffectation') return this.engager(acte)
    if (acte.quoi === 'desengager') {
      const cible = acte.rang % this.engagements.length
      const engagement = this.engagements[cible]
      if (!engagement) return undefined
      const mandate = this.mandate(cible).reduce((s, un) => s + un.montant, 0)
      const decision = desengager(
        { montant: acte.montant, motif: 'x', date: JOUR },
        { ...engagement, mandate },
      )
      if (decision.statut === 'accord') engagement.desengage += acte.montant
      return decision
    }
    if (acte.quoi === 'mandater') return this.mandater(acte)
    const mandat = this.mandats[acte.rang % this.mandats.length]
    if (!mandat) return undefined
    const decision = constater(
      { etat: acte.etat, date: JOUR, motif: 'x' },
      { ...({} as Mandat), date: JOUR, etat: mandat.etat },
    )
    if (decision.statut === 'accord') mandat.etat = acte.etat
    return decision
  }

  /** What an act of engagement asks, on which affectation (null: on the line itself). */
  demander(acte: Extract<ActeTire, { quoi: 'engager' | 'engagerSansAffectation' }>) {
    const rangAffectation = acte.quoi === 'engager' ? acte.rang % this.affectations.length : null
    const rangLigne = acte.quoi === 'engager' ? this.affectations[rangAffectation!]?.ligne : acte.ligne
    if (rangLigne === undefined) return undefined
    const { exercice } = lignesLivre[rangLigne]!
    const echeancier =
      acte.quoi === 'engager'
        ? [
            { exercice, montant: acte.premiere },
            { exercice: exercice + 1, montant: acte.seconde },
          ].filter(({ montant }) => montant !== 0)
        : [{ exercice, montant: acte.montant }]
    const demande = {
      ...{ objet: `objet:${this.engagements.length}`, libelle: 'Essai', beneficiaire: 'Essai', siret: SIRET },
      ...{ date: JOUR, montant: echeancier.reduce((s, une) => s + une.montant, 0), echeancier },
    }
    return { rangLigne, rangAffectation, demande }
  }

  private engager(acte: Extract<ActeTire, { quoi: 'engager' | 'engagerSansAffectation' }>) {
    const quoi = this.demander(acte)
    if (!quoi) return undefined
    const { rangLigne, rangAffectation, demande } = quoi
    const decision = engager(demande, {
      ...{ ligne: lignesLivre[rangLigne]!, suspension: undefined, dejaEngage: 0 },
      resteAffectation: rangAffectation === null ? null : this.resteAffectation(rangAffectation),
      resteCreditsDePaiement: this.soldes(rangLigne).resteCreditsDePaiement,
    })
    if (decision.statut === 'accord')
      this.engagements.push({
        ...{ id: demande.objet, ligne: rangLigne, affectation: rangAffectation, desengage: 0 },
        ...{ montant: demande.montant, echeancier: demande.echeancier },
      })
    return decision
  }

  private mandater(acte: Extract<ActeTire, { quoi: 'mandater' }>) {
    const cible = acte.rang % this.engagements.length
    const engagement = this.engagements[cible]
    if (!engagement) return undefined
    const mandats = this.mandate(cible)
    const rangLigne = acte.exercice - 2023
    const decision = mandater(
      { reference: `M${this.mandats.length}`, exercice: acte.exercice, date: JOUR, montant: acte.montant },
      {
        engagement: {
          ...engagement,
          affectation: engagement.affectation === null ? null : 'x',
          mandate: mandats.reduce((s, un) => s + un.montant, 0),
        },
        ligne: lignesLivre[engagement.ligne]!,
        suspension: undefined,
        paiement: {
          ...{ ligne: lignesLivre[rangLigne]!, suspension: undefined },
          reste: this.soldes(rangLigne).resteCreditsDePaiement,
        },
        mandats,
      },
    )
    if (decision.statut === 'accord')
      this.mandats.push({ ...acte, engagement: cible, ligne: rangLigne, etat: 'emis' })
    return decision
  }
}
