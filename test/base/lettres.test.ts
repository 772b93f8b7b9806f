import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import { insertSession } from '#annuaire/store-sessions.ts'
import { type Db, transaction } from '#platform/db.ts'
import { fingerprint, randomToken } from '#platform/tokens.ts'
import type { Connecte } from '../acces/application.ts'
import { voterCampagne } from '../campagne-votee.ts'
import { appeler } from '../espace-atelier.ts'
import { openTestDatabase } from '../harness.ts'
import { eventually } from '../navigateur/eventually.ts'
import { dataFolder, type Essai, startEssai } from './essai-serveur.ts'

// The real program killed in the middle of the letters of a campaign, twice, and started again.

const AUTRES = 38
const unix = process.platform === 'win32' ? { skip: 'les signaux de Windows sont d’une autre nature' } : {}

test(
  'tué net en pleine génération, puis en pleine notification : chaque organisme une lettre, un message',
  unix,
  async (t) => {
    const { db, url } = await openTestDatabase(t)
    const data = dataFolder(t)
    const start = async () => {
      const essai = await startEssai(data, { DATABASE_URL: url, ORIFLAMME_DEMO: '1' })
      assert.ok(essai.address, essai.output())
      return essai
    }
    let serveur = await start()
    const personne = await signIn(db, () => serveur.address!)
    const nadia = personne('nadia-benali')
    const { campagne, demandes } = await voterCampagne({ db, personne }, AUTRES)
    await inviteEverybody(db)

    /** Launches a work, kills the server in the transaction of its middle line, starts another and waits for the end. */
    const faireMourir = async (acte: string) => {
      const lot = await tuerAuMilieu(db, demandes[20]!, serveur, async () => {
        const { statut, corps } = await appeler<{ id: string }>(
          nadia,
          'POST',
          `/campagnes/${campagne}/lettres/lot`,
          {
            ...{ acte, demandes },
          },
        )
        assert.equal(statut, 202, JSON.stringify(corps))
        return corps.id
      })
      // What makes it believed dead is that it is silent: the test does not wait for that.
      await sql`update demande_lot set avance_le = now() - interval '1 minute' where id = ${lot}`.execute(db)
      serveur = await start()
      await eventually(() => compter(db, sql`demande_lot where id = ${lot} and etat = 'fini'`), 1)
      assert.equal(await faites(db, lot), demandes.length)
    }

    await faireMourir('genererLettre')
    assert.equal(await compter(db, sql`lettre where campagne = ${campagne}`), demandes.length)
    assert.equal(await compter(db, sql`lettre_fichier where substr(octets, 1, 5) = '%PDF-'`), demandes.length)
    assert.deepEqual(await fois(db, 'lettre.generee'), Array(demandes.length).fill(1))
    const signature = { demandes, signataire: 'Claire Martin, directrice', signeeLe: '2026-07-06' }
    assert.equal(
      (await appeler(nadia, 'POST', `/campagnes/${campagne}/lettres/signature`, signature)).statut,
      200,
    )

    await faireMourir('notifierLettre')
    assert.equal(await compter(db, sql`lettre where etat = 'notifiee'`), demandes.length)
    assert.deepEqual(await fois(db, 'demande.notifier'), Array(demandes.length).fill(1))
    const { rows: messages } = await sql<{ destinataire: string; n: number }>`
    select destinataire, count(*)::int as n from message where sujet like '%la décision vous est notifiée' group by 1
  `.execute(db)
    assert.equal(messages.length, demandes.length)
    assert.deepEqual([...new Set(messages.map(({ n }) => n))], [1])
  },
)

/** People of the demonstration, signed in on the server that runs now. */
async function signIn(db: Db, address: () => string) {
  const { rows } = await sql<{ id: string; sujet: string; organisation: string }>`
    select id, sujet, organisation from personne`.execute(db)
  const gens = new Map<string, Pick<Connecte, 'id' | 'organisation' | 'request'>>()
  for (const une of rows) {
    const token = randomToken()
    await transaction(db, (tx) =>
      insertSession(tx, {
        ...{
          empreinte: fingerprint(token),
          personne: une.id,
          fournisseur: 'demonstration',
          jetonIdentite: null,
        },
        ...{ adresse: null, navigateur: null, maintenant: new Date().toISOString(), duree: 36_000 },
      }),
    )
    const cookie = `${COOKIE_SESSION}=${token}`
    const request = (path: string, init: RequestInit = {}) =>
      fetch(address() + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } })
    gens.set(une.sujet, { ...une, request })
  }
  return (sujet: string) => gens.get(sujet)!
}

/** One person to write to in each body that has nobody: all but those of Léa and Julie. */
const inviteEverybody = (db: Db) =>
  sql`
    with p as (insert into personne (emetteur, sujet, nom, courriel, organisation, etat)
      select 'essai', id, nom, siret || '@exemple.fr', id, 'active' from organisation where nom like 'CFA Essai %'
      returning id)
    insert into attribution (personne, role) select id, 'ofcfaGestionnaire' from p
  `.execute(db)

/**
 * Holds an application in the middle of the work that `launch` asks for, and kills the server while it waits for it,
 * with its transaction open. @returns the work
 */
async function tuerAuMilieu(
  db: Db,
  milieu: string,
  serveur: Essai,
  launch: () => Promise<string>,
): Promise<string> {
  return transaction(db, async (tx) => {
    // As `lockDemande` does: lines of a work may still refer to it.
    await sql`select from demande where id = ${milieu} for no key update`.execute(tx)
    const lot = await launch()
    await eventually(() => faites(tx, lot), 20)
    serveur.process.kill('SIGKILL')
    await serveur.exit
    return lot
  })
}

const faites = (db: Db, lot: string) =>
  compter(db, sql`demande_lot_ligne where lot = ${lot} and etat = 'faite'`)

async function compter(db: Db, quoi: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${quoi}`.execute(db)
  return rows[0]!.n
}

/** How many times an act was traced on each application. */
async function fois(db: Db, acte: string): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from journal where acte = ${acte} group by objet`.execute(db)
  return rows.map(({ n }) => n)
}
