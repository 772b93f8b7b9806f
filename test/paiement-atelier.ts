import { sql } from 'kysely'
import { createAffectation } from '#budget/store-actes.ts'
import { createLigne, createVote } from '#budget/store-credits.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import type { Decision } from '#socle/decision.ts'
import { creerDemande, creerOrganisme, siretDEssai } from './instruction-atelier.ts'
import { reglement2023 } from './tirage-2023.ts'

// A voted campaign whose decisions are notified, and the budget that pays it.

export type Votee = { readonly campagne: string; readonly affectation: string; readonly ligne: string }

let rang = 0

/**
 * A campaign of 2027 voted for bodies, in cents; its applications were validated by `par`, then notified.
 *
 * @param affecte what is affected for it, in cents
 */
export async function creerVotee(
  db: Db,
  { par, votes, affecte }: { par: string; votes: readonly number[]; affecte: number },
): Promise<Votee & { demandes: string[]; organismes: string[] }> {
  const debut = ++rang * 100
  const organismes = votes.map((_, i) => ({
    ...{ identifiant: siretDEssai(debut + i), nom: `CFA Payé ${debut + i}`, siret: siretDEssai(debut + i) },
  }))
  const campagne = await transaction(db, (tx) =>
    createCampagne(
      tx,
      {
        ...{
          libelle: `Majoration votée ${rang}`,
          exercice: 2027,
          etat: 'votee',
          fictif: false,
          mention: null,
        },
        ...{ dotation: 100_000_00, reglement: reglement2023, organismes, exceptionnelles: [] },
        ...{ calendrier: [], documents: [] },
        publication: votes.map((vote, i) => ({
          organisme: organismes[i]!.identifiant,
          ...{ majoration: vote, dontBonusVert: 0, majorationExceptionnelle: 0, majorationTotale: vote },
          contrats: 10,
        })),
      },
      [],
    ),
  )
  const demandes: string[] = []
  for (const { nom, siret } of organismes) {
    const organisation = await creerOrganisme(db, nom, siret)
    const demande = await creerDemande(db, { campagne, organisation, par, etat: 'notifiee' })
    await sql`insert into demande_etape (demande, acte, de, vers, par)
      values (${demande}, 'valider', 'instruite', 'validee', ${par})`.execute(db)
    demandes.push(demande)
  }
  const budget = await transaction(db, (tx) => creerBudget(tx, affecte))
  return { campagne, ...budget, demandes, organismes: organismes.map(({ identifiant }) => identifiant) }
}

/** A line of 2027 with its credits, in cents, all of them affected. */
export async function creerBudget(
  tx: Tx,
  affecte: number,
  libelle = `Essai ${rang}`,
): Promise<{ ligne: string; affectation: string }> {
  const imputation = { chapitre: '932', codeFonctionnel: '26', programme: null, action: `paiement-${rang}` }
  const ligne = await exiger(
    createLigne(tx, {
      ...imputation,
      nature: null,
      exercice: 2027,
      libelle,
      indicatif: true,
    }),
  )
  const vote = { acte: 'budget_primitif', reference: 'BP 2027', date: '2027-01-01' } as const
  const credits = { autorisationEngagement: affecte, creditsDePaiement: affecte }
  await exiger(createVote(tx, ligne.id, { ...vote, ...credits }))
  const demande = { operation: 'Majoration 2027', deliberation: `CP 2027-${rang}`, date: '2027-07-05' }
  const { id } = await exiger(createAffectation(tx, ligne.id, { ...demande, montant: affecte }))
  return { ligne: ligne.id, affectation: id }
}

async function exiger<T>(decision: Promise<Decision<T> | undefined>): Promise<T> {
  const lue = await decision
  if (lue?.statut !== 'accord') throw new Error(JSON.stringify(lue))
  return lue.valeur
}
