import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { listParts, listSessions } from '#aides/asp/store-lecture.ts'
import { solderPaiements } from '#aides/asp/tableau-paiements.ts'
import { openActors } from '#platform/actors.ts'
import { systemClock } from '#platform/clock.ts'
import { createCoffre } from '#platform/coffre.ts'
import { creerDossiersAccordes } from '../../../test/aides-asp-atelier.ts'
import { integrations, lireDemandes, paiements, rejets } from '../../../test/asp-agence.ts'
import { openTestDatabase } from '../../../test/harness.ts'
import { openSftpServer } from '../../../test/sftp-serveur.ts'

// kill -9 at moments drawn at random, while payments are prepared, sent and answered; the agency works meanwhile.
// ORIFLAMME_COUPURES=50 for the long form.

const COUPURES = Number(process.env.ORIFLAMME_COUPURES ?? 8)
const DOSSIERS = 120
const ouvrier = fileURLToPath(new URL('../../../test/asp-ouvrier.ts', import.meta.url))

const { db, settings } = await openTestDatabase()
const actors = openActors({ ...settings, max: 1 })
after(() => actors.close())
const serveur = await openSftpServer({ after })

/** Starts a server; killed `delai` ms after it begins, or left to its end. @returns whether it came to its end */
async function travailler(session: string, delai?: number): Promise<boolean> {
  const arguments_ = JSON.stringify({ base: settings, sftp: serveur.settings, session })
  const enfant = spawn(process.execPath, [ouvrier, arguments_], { stdio: ['ignore', 'pipe', 'pipe'] })
  let dit = ''
  let erreurs = ''
  enfant.stderr.on('data', (texte) => (erreurs += texte))
  const fini = new Promise<boolean>((resolve) => enfant.on('close', () => resolve(dit.includes('fin'))))
  await new Promise<void>((resolve) => {
    enfant.stdout.on('data', (texte) => {
      dit += texte
      resolve()
    })
    enfant.on('close', () => resolve())
  })
  if (delai !== undefined) {
    await wait(delai)
    enfant.kill('SIGKILL')
  }
  const fin = await fini
  if (delai === undefined) assert.ok(fin, erreurs)
  return fin
}

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

test(`${COUPURES} coupures brutales pendant la préparation, l’envoi et les retours : les comptes sont justes`, async () => {
  const montants = Array.from({ length: DOSSIERS }, (_, i) => 100_00 + i)
  const { session } = await creerDossiersAccordes(db, createCoffre(Buffer.alloc(32, 7)), montants)
  for (let i = 0; i < COUPURES; i++) {
    await travailler(session, Math.random() * 900)
    agence()
  }
  for (let tours = 0; tours < 3; tours++) {
    await travailler(session)
    agence()
  }
  const demandes = [...recus.values()].flatMap(lireDemandes)
  assert.equal(demandes.length, DOSSIERS, 'chaque dossier est demandé')
  assert.equal(new Set(demandes.map(({ numero }) => numero)).size, DOSSIERS, 'et une seule fois')
  const { rows } = await sql<{ etat: string; n: number }>`
    select etat, count(*)::int as n from asp_paiement group by etat order by etat`.execute(db)
  const [lue] = await listSessions(db)
  const soldes = solderPaiements(lue!.consommation, await listParts(actors.of({ acteur: 'systeme' })))
  assert.equal(soldes.ecart, 0)
  assert.equal(soldes.enCours + soldes.aEnvoyer, 0, JSON.stringify(rows))
  assert.equal(
    soldes.verse + soldes.aReprendre,
    montants.reduce((somme, montant) => somme + montant, 0),
  )
  const { rows: reste } = await sql`select code from asp_retour_ligne where etat = 'parquee'`.execute(db)
  assert.deepEqual(reste, [])
  const { rows: attente } = await sql`select nom from asp_fichier where etat <> 'depose'`.execute(db)
  assert.deepEqual(attente, [])
})
