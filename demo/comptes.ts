import { sql } from 'kysely'
import { insertAttribution, insertCompte } from '#annuaire/store-comptes.ts'
import {
  findOrganisationBySiret,
  insertFilieres,
  insertOrganisationActive,
} from '#annuaire/store-organisations.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { HABITANTS, ORGANISATIONS_DEMO, PERSONNES_DEMO } from './personnes.ts'

/** Opens the accounts of the people of the demonstration, each in the role that it is known for; once. */
export async function chargerComptes(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403112024)`.execute(tx)
  if ((await findOrganisationBySiret(tx, ORGANISATIONS_DEMO[0]!.siret)) !== undefined) return
  const organisations = new Map<string, string>()
  for (const { code, nom, nature, siret, filieres } of ORGANISATIONS_DEMO) {
    const id = await insertOrganisationActive(tx, { nom, nature, siret })
    await insertFilieres(tx, id, filieres ?? [])
    organisations.set(code, id)
  }
  for (const [i, { sujet, role, organisation }] of HABITANTS.entries()) {
    const { prenom, nom, courriel } = PERSONNES_DEMO[i]!
    const compte = {
      emetteur: 'demonstration',
      sujet,
      nom: `${prenom} ${nom}`,
      courriel,
      etat: 'active',
    } as const
    const id = await insertCompte(tx, { ...compte, organisation: organisations.get(organisation)! })
    await insertAttribution(tx, id, role)
    await insertJournal(tx, {
      acte: 'compte.ouvert',
      objet: `personne:${id}`,
      apres: { role, demonstration: true },
    })
  }
}
