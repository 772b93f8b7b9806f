import { randomBytes } from 'node:crypto'
import { setTimeout as attendre } from 'node:timers/promises'
import { sql } from 'kysely'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import { insertAttribution, insertCompte } from '#annuaire/store-comptes.ts'
import { insertOrganisationActive } from '#annuaire/store-organisations.ts'
import { insertSession } from '#annuaire/store-sessions.ts'
import { COLONNES_SAISIE } from '#campagnes/demandes/saisie.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { fingerprint } from '#platform/tokens.ts'

// A large campaign in instruction, and the agents who share it: all invented, the same at each run.

export const CAMPAGNE = 'banc-de-la-file'
const ETATS = ['deposee', 'complete', 'complete', 'instruite', 'validee'] as const
const DEPARTEMENTS = ['75', '77', '78', '91', '92', '93', '94', '95']
const METIERS = ['Électrotechnique', 'Cuisine', 'Comptabilité', 'Soins', 'Vente', 'Carrosserie', 'Réseaux']

const EXEMPLE = Object.fromEntries(COLONNES_SAISIE.map(({ code, exemple }) => [code, String(exemple)]))
/** What a formation declares, drawn from its rank; one in three is asked for by several bodies, as it happens. */
function saisie(rang: number) {
  const tirage = rang % 3 === 0 ? rang % 1_500 : rang
  return {
    ...EXEMPLE,
    intitule: `BTS ${METIERS[tirage % METIERS.length]} ${tirage}`,
    codeRncp: `RNCP${30_000 + (tirage % 9_999)}`,
    departement: DEPARTEMENTS[tirage % DEPARTEMENTS.length],
    commune: `Commune ${tirage % 40}`,
    contrats: String(5 + (rang % 40)),
  }
}

/** Writes the applications, and waits until the server has read them all for its queue. */
export async function remplir(db: Db, demandes: number, formations: number): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`
      insert into campagne (id, libelle, exercice, fictif, mention, dotation, reglement, calendrier, documents, etat,
        ouvre_le, ferme_le, pieces, contacts, questions)
      select ${CAMPAGNE}, 'Campagne du banc', 2027, true, mention, dotation, reglement, '[]', '[]', 'en_instruction',
        '2026-01-15T08:00:00Z', '2026-03-31T21:59:59Z', '[]', '[]', '[]'
      from campagne where id = '2023'`.execute(tx)
    const { rows } = await sql<{ id: string }>`select id from personne order by id limit 1`.execute(tx)
    for (let rang = 0; rang < demandes; rang++) await inserer(tx, rang, formations, rows[0]!.id)
  })
  await sql`analyze`.execute(db)
  while (await resteALire(db)) await attendre(250)
  await sql`analyze`.execute(db)
}

async function inserer(tx: Tx, rang: number, formations: number, par: string): Promise<void> {
  const siret = String(90_000_000_000_000 + rang)
  const nom = `CFA ${METIERS[rang % METIERS.length]} ${rang}`
  const organisation = await insertOrganisationActive(tx, { nom, nature: 'of-cfa', siret })
  const toutes = Array.from({ length: formations }, (_, i) => ({
    identifiant: `F-${i + 1}`,
    saisie: saisie(rang * formations + i),
  }))
  await sql`
    with neuve as (
      insert into demande (campagne, organisation, creee_par, numero, etat, effectif, deposee_le, empreinte)
      values (${CAMPAGNE}, ${organisation}, ${par}, ${rang + 1}, ${ETATS[rang % ETATS.length]}, '2000',
        '2026-03-20T10:00:00Z', repeat('0', 64)) returning id
    )
    insert into demande_formation (demande, identifiant, rang, saisie)
    select n.id, f.identifiant, row_number() over (), f.saisie
    from neuve n, jsonb_to_recordset(${JSON.stringify(toutes)}::jsonb) as f (identifiant text, saisie jsonb)
  `.execute(tx)
}

async function resteALire(db: Db): Promise<boolean> {
  const { rows } = await sql<{ reste: boolean }>`
    select exists (select from demande_controle where perime_le is not null) as reste`.execute(db)
  return rows[0]!.reste
}

/** Agents who instruct, each signed in. @returns the cookie of each */
export async function connecterAgents(db: Db, nombre: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from organisation where nature = 'region'`.execute(db)
  return transaction(db, async (tx) => {
    const cookies: string[] = []
    for (let rang = 1; rang <= nombre; rang++) {
      const personne = await insertCompte(tx, {
        ...{ emetteur: 'banc', sujet: `agent-${rang}`, nom: `Agent ${rang}`, etat: 'active' },
        ...{ courriel: `agent.${rang}@exemple.fr`, organisation: rows[0]!.id },
      })
      await insertAttribution(tx, personne, 'instructeur')
      const jeton = randomBytes(32).toString('base64url')
      await insertSession(tx, {
        ...{ empreinte: fingerprint(jeton), personne, fournisseur: 'banc', jetonIdentite: null },
        ...{ adresse: null, navigateur: null, maintenant: new Date().toISOString(), duree: 36_000 },
      })
      cookies.push(`${COOKIE_SESSION}=${jeton}`)
    }
    return cookies
  })
}
