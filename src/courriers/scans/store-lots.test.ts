import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { findFichierALire, removeArretes } from '#courriers/scans/store-lots.ts'
import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import { transaction } from '#platform/db.ts'
import { creerAppel } from '../../../test/demandes-validees.ts'
import { openTestDatabase } from '../../../test/harness.ts'

const { db } = await openTestDatabase({ after })

test('un envoi arrêté garde ses fichiers trente jours, puis dit qu’ils ne sont plus là', async () => {
  const campagne = await creerAppel(db, 'votee')
  await sql`insert into personne (id, emetteur, sujet, nom, etat) values ('p', 'essai', 'p', 'Essai', 'active')`.execute(
    db,
  )
  /** Stopped after the first page of its second file. */
  const envoyer = async (jours: number, etat = 'annule') => {
    const { rows } = await sql<{ id: string }>`
      insert into scan_lot (campagne, etat, signataire, signee_le, par, role, avance_le)
      values (${campagne}, ${etat}, 'Essai', '2026-07-06', 'p', 'responsable', now() - make_interval(days => ${jours}))
      returning id`.execute(db)
    const { id } = rows[0]!
    for (const [rang, lues] of [2, 1].entries()) {
      await sql`insert into scan_fichier (lot, rang, nom, type, taille, sha256, pages, lues)
        values (${id}, ${rang + 1}, 'lot.pdf', 'application/pdf', 3, repeat(${String(rang)}, 64), 2, ${lues})`.execute(
        db,
      )
      await sql`insert into scan_morceau values (${id}, ${rang + 1}, 1, 'PDF')`.execute(db)
    }
    return id
  }
  const lots = [await envoyer(31), await envoyer(29), await envoyer(31, 'en_cours')] as const
  const etat = async (lot: string) => ({
    octets: (await sql`select from scan_morceau where lot = ${lot}`.execute(db)).rows.length,
    aLire: (await findFichierALire(db, lot))?.rang,
    anomalies: (
      await sql<{ anomalie: string | null }>`
        select anomalie from scan_fichier where lot = ${lot} order by rang`.execute(db)
    ).rows.map(({ anomalie }) => anomalie),
  })
  // Twice: what is done is not done again.
  for (let fois = 0; fois < 2; fois++)
    await transaction(db, (tx) => removeArretes(tx, CONSERVATION.scansArretes))
  assert.deepEqual(await etat(lots[0]), { octets: 0, aLire: undefined, anomalies: [null, 'abandonne'] })
  for (const garde of lots.slice(1))
    assert.deepEqual(await etat(garde), { octets: 2, aLire: 2, anomalies: [null, null] })
})
