import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { listParts, listSessions } from '#aides/asp/store-lecture.ts'
import { solderPaiements } from '#aides/asp/tableau-paiements.ts'
import { openActors } from '#platform/actors.ts'
import { systemClock } from '#platform/clock.ts'
import { createCoffre } from '#platform/coffre.ts'
import { creerDossiersAccordes } from '../../../test/aides-asp-atelier.ts'
import { integrations, lireDemandes, paiements, rejets } from '../../../test/asp-agence.ts'
import { openTestDatabase } from '../../../test/harness.ts'
import { COUPURES, ouvrir } from '../../../test/ouvrier-tue.ts'
import { openSftpServer } from '../../../test/sftp-serveur.ts'

// kill -9 at moments drawn at random, while payments are prepared, sent and answered; the agency works meanwhile.

const DOSSIERS = 120
/** A few cuts a session, lest there be nothing left to cut; ten files a day go to the agency, one a session. */
const PAR_SESSION = 8
/** A session takes about this time, from its preparation to its returns. */
const AVANT_MS = 900
const ouvrier = ouvrir('asp-ouvrier.ts')

const { db, settings } = await openTestDatabase()
const actors = openActors({ ...settings, max: 1 })
after(() => actors.close())
const serveur = await openSftpServer({ after })
const travail = { base: settings, sftp: serveur.settings }

/** What the agency received, by the name of the file: it takes each away at once, and answers it by three files. */
const recus = new Map<string, string>()
function agence(): void {
  for (const [chemin, octets] of serveur.fichiers) {
    const nom = chemin.replace('depot/', '')
    if (!chemin.startsWith('depot/') || nom.endsWith('.part')) continue
    assert.ok(!recus.has(nom), `${nom} déposé deux fois`)
    recus.set(nom, octets.toString())
    serveur.fichiers.delete(chemin)
    const demandes = lireDemandes(octets.toString())
    const [refusees, acceptees] = [
      demandes.filter((_, i) => i % 10 === 0),
      demandes.filter((_, i) => i % 10 !== 0),
    ]
    const le = systemClock.today().split('-').toReversed().join('/')
    const rendus = [
      // The payments come first in the folder, before what makes them understood.
      paiements(
        `${nom.slice(-18, -4)}`,
        acceptees.map((demande, i) => ({
          demande,
          le,
          ...(i % 7 === 0 && { etat: 'INVALIDE', motif: 'RJT' }),
        })),
      ),
      integrations(nom, acceptees),
      rejets(
        nom,
        refusees.map((une) => [une, 'RIB invalide'] as const),
      ),
    ]
    for (const rendu of rendus) serveur.fichiers.set(`retours/${rendu.nom}`, rendu.octets)
  }
}

test(`${COUPURES} coupures brutales pendant la préparation, l’envoi et les retours : les comptes sont justes`, async (t) => {
  const montants = Array.from({ length: DOSSIERS }, (_, i) => 100_00 + i)
  const total = montants.reduce((somme, montant) => somme + montant, 0)
  let sessions = 0
  for (let reste = COUPURES; reste > 0; reste -= PAR_SESSION) {
    const { session } = await creerDossiersAccordes(db, createCoffre(Buffer.alloc(32, 7)), montants)
    sessions++
    for (let i = 0; i < Math.min(PAR_SESSION, reste); i++) {
      await ouvrier.couper({ ...travail, session }, AVANT_MS)
      agence()
    }
    for (let tours = 0; tours < 3; tours++) {
      await ouvrier.laisser({ ...travail, session })
      agence()
    }
    const lue = (await listSessions(db)).find(({ id }) => id === session)!
    const soldes = solderPaiements(
      lue.consommation,
      await listParts(actors.of({ acteur: 'systeme' }), session),
    )
    assert.equal(soldes.consommation, total)
    assert.equal(soldes.ecart, 0)
    assert.equal(soldes.enCours + soldes.aEnvoyer, 0, JSON.stringify(soldes))
    assert.equal(soldes.verse + soldes.aReprendre, total)
  }
  const demandes = [...recus.values()].flatMap(lireDemandes)
  assert.equal(demandes.length, sessions * DOSSIERS, 'chaque dossier est demandé')
  assert.equal(new Set(demandes.map(({ numero }) => numero)).size, demandes.length, 'et une seule fois')
  const { rows: reste } = await sql`select code from asp_retour_ligne where etat = 'parquee'`.execute(db)
  assert.deepEqual(reste, [])
  const { rows: attente } = await sql`select nom from asp_fichier where etat <> 'depose'`.execute(db)
  assert.deepEqual(attente, [])
  t.diagnostic(`${ouvrier.frappes()} coupures sur ${COUPURES} en plein travail`)
})
