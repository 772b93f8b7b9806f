import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { creerAppel, creerDemande, saisieSaine } from './demandes-validees.ts'

// Campaigns in which bodies in difficulty ask for an exceptional majoration, each with retained contracts.

/** Comes last at the ranking: what is cut off, so that every other formation is retained. */
const DERNIERE = {
  ...{ prioriteFiliere: '0', innovation: 'non', jeunesQpvRuraux: '0', apprentisHandicap: '0' },
  ...{ partFemmes: '0 %', partPremiersNiveaux: '0 %', besoinFinancement: '0 %', jeunesSansContrat: '0' },
  ...{ partSansContrat: '0 %', territoirePeuPourvu: 'non', heuresEnvironnement: '0' },
  ...{ partHeuresEnvironnement: '0 %', environnementale: 'non', palier: '0' },
}

export type Demandeur = { readonly organisation: string; readonly par: string }

/** A campaign in instruction, with its envelope in cents, each of these bodies validated with 100 contracts to retain. */
export async function ouvrirCampagne(
  db: Db,
  demandeurs: readonly Demandeur[],
  enveloppe = 130_000_00,
): Promise<{ campagne: string; demandes: string[] }> {
  const campagne = await creerAppel(db, 'en_instruction', 60_000_00)
  await sql`update campagne set enveloppe_exceptionnelle = ${enveloppe} where id = ${campagne}`.execute(db)
  const demandes: string[] = []
  for (const { organisation, par } of demandeurs) {
    const formations = [
      { identifiant: 'F1', saisie: saisieSaine({ contrats: '100' }) },
      { identifiant: 'F2', saisie: saisieSaine({ ...DERNIERE, contrats: '40' }) },
    ]
    demandes.push(await creerDemande(db, { campagne, organisation, par, formations }))
  }
  return { campagne, demandes }
}

/** What a body asks for, in cents, as the route takes it. */
export const SAISIE_EXCEPTIONNELLE = {
  ...{ exercice: 2027, deficit: 200_000_00, montant: 130_000_00 },
  ...{ plan: 'Deux sites réunis en un.', justification: 'Coût des carburants.' },
}

/** Written as if its body had asked for it in time. */
export async function demander(
  db: Db,
  demande: string,
  par: string,
  { deficit = 200_000_00, montant = 130_000_00 } = {},
): Promise<void> {
  const { exercice, plan, justification } = SAISIE_EXCEPTIONNELLE
  await sql`insert into exceptionnelle (demande, exercice, deficit, plan, montant, justification)
    values (${demande}, ${exercice}, ${deficit}, ${plan}, ${montant}, ${justification})`.execute(db)
  await sql`insert into exceptionnelle_etape (demande, acte, de, vers, montant, par)
    values (${demande}, 'demander', 'aucune', 'demandee', ${montant}, ${par})`.execute(db)
}
