import { sql } from 'kysely'
import { insertOrganisationActive } from '#annuaire/store-organisations.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import { COLONNES_SAISIE, type FormationSaisie, type Saisie } from '#campagnes/demandes/saisie.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { reglement2023 } from './tirage-2023.ts'

// Campaigns whose applications are already there, for the tests of what comes after them.

/** A sound formation as a body types it: the example of the model file, under a title of its own, but for what is said. */
export const saisieSaine = (change: Saisie = {}): Saisie => ({
  ...Object.fromEntries(COLONNES_SAISIE.map(({ code, exemple }) => [code, String(exemple)])),
  intitule: 'BTS Management commercial opérationnel',
  ...change,
})

/** A campaign of the règlement of 2023 without any formation. @returns its identifier */
export const creerAppel = (db: Db, etat: EtatCampagne, dotation = 100_000_00): Promise<string> =>
  transaction(db, (tx) =>
    createCampagne(
      tx,
      {
        ...{ libelle: `Appel ${etat}`, exercice: 2027, etat, fictif: false, mention: null, dotation },
        ...{ reglement: reglement2023, organismes: [], exceptionnelles: [], publication: [] },
        ...{ calendrier: [], documents: [] },
      },
      [],
    ),
  )

/** As many training centres as asked, « CFA Essai 1 »… @returns identifier and SIRET of each */
export async function creerOrganismes(db: Db, nombre: number): Promise<{ id: string; siret: string }[]> {
  const organismes: { id: string; siret: string }[] = []
  await transaction(db, async (tx) => {
    for (let rang = 1; rang <= nombre; rang++) {
      const siret = String(90_000_000_000_000 + rang)
      const nom = `CFA Essai ${rang}`
      organismes.push({ id: await insertOrganisationActive(tx, { nom, nature: 'of-cfa', siret }), siret })
    }
  })
  return organismes
}

/** An application in the state asked for, submitted by `par`, as if its steps had been taken. */
export async function creerDemande(
  db: Db,
  demande: {
    campagne: string
    organisation: string
    par: string
    etat?: EtatDemande
    formations: readonly FormationSaisie[]
  },
): Promise<string> {
  const { campagne, organisation, par, etat = 'validee', formations } = demande
  const { rows } = await sql<{ id: string }>`
    insert into demande (campagne, organisation, creee_par, numero, etat, effectif, deposee_le, empreinte)
    values (${campagne}, ${organisation}, ${par}, prochain_numero_demande(${campagne}), ${etat}, '500', now(),
      repeat('0', 64)) returning id
  `.execute(db)
  const { id } = rows[0]!
  await sql`
    insert into demande_formation (demande, identifiant, rang, saisie)
    select ${id}, f.identifiant, row_number() over (), f.saisie
    from jsonb_to_recordset(${JSON.stringify(formations)}::jsonb) as f (identifiant text, saisie jsonb)
  `.execute(db)
  return id
}
