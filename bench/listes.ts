import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as attendre } from 'node:timers/promises'
import { sql } from 'kysely'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import { insertSession } from '#annuaire/store-sessions.ts'
import { type Db, openDb, transaction } from '#platform/db.ts'
import { reachPostgres } from '#platform/postgres.ts'
import { fingerprint } from '#platform/tokens.ts'
import { listeEnCsv, ouvrirSession, personneFictive } from '../test/aides-listes-atelier.ts'
import { connecterAgents } from './file-donnees.ts'
import { comparerObjectif, type Mesure, ms } from './mesure.ts'
import { avecDonnees, lancer } from './serveur.ts'

const LIGNES = 35_000
const SECONDES = 60
const MEMOIRE = 1_024
const AUTRES = 200

/**
 * (h) A list of 35 000 people with invented accounts, from its first byte sent to its last dossier made, on a real
 * server of its own; meanwhile an agent asks for pages, and the wait of each is kept.
 */
export const mesurerListes = (): Promise<Mesure[]> =>
  avecDonnees(async (donnees) => {
    const { adresse, arreter, pid } = await lancer([process.execPath, 'src/server.ts'], { donnees })
    const base = await reachPostgres(donnees)
    const db = openDb(base.settings)
    try {
      const session = await ouvrirSession(db)
      const centre = await connecterCentre(db)
      const [agent] = await connecterAgents(db, 1)
      const fichier = listeEnCsv(Array.from({ length: LIGNES }, (_, rang) => personneDuBanc(rang)))
      const demander = (methode: string, chemin: string, body?: string) =>
        fetch(`${adresse}/api${chemin}`, {
          ...{ method: methode, headers: { cookie: centre, 'content-type': 'application/octet-stream' } },
          ...(body !== undefined && { body }),
        })
      const autres = solliciter(adresse, agent!)
      const debut = performance.now()
      const recue = await demander('POST', `/campagnes-aides/${session}/listes?nom=banc.csv`, fichier)
      const { id } = (await recue.json()) as { id: string }
      await attendreEtat(demander, id, 'prete')
      const lue = performance.now()
      await fetch(`${adresse}/api/listes-aides/${id}/depot`, {
        ...{ method: 'POST', headers: { cookie: centre, 'content-type': 'application/json' } },
        body: JSON.stringify({ lignes: 'toutes' }),
      })
      await attendreEtat(demander, id, 'deposee')
      const fin = performance.now()
      const durees = await autres.arreter()
      const { rows } = await sql<{
        dossiers: number
      }>`select count(*) as dossiers from aide_dossier where liste = ${id}`.execute(db)
      if (rows[0]!.dossiers !== LIGNES) throw new Error(`${rows[0]!.dossiers} dossiers au lieu de ${LIGNES}`)
      const secondes = (fin - debut) / 1_000
      const lecture = (lue - debut) / 1_000
      const memoire = picMemoire(pid)
      const p95 = durees.toSorted((a, b) => a - b)[Math.ceil(durees.length * 0.95) - 1]!
      return [
        comparerObjectif(
          `${LIGNES} lignes, ${Math.round(fichier.length / 2 ** 20)} Mo, de l’envoi aux dossiers jugés, comptes chiffrés`,
          `${secondes.toFixed(1)} s (lecture et contrôle ${lecture.toFixed(1)}, dépôt ${(secondes - lecture).toFixed(1)} ; processeur du serveur ${processeur(pid).toFixed(1)} s)`,
          secondes,
          { valeur: SECONDES, unite: 's' },
        ),
        comparerObjectif('Mémoire du serveur, au plus haut', `${memoire} Mio`, memoire, {
          ...{ valeur: MEMOIRE, unite: 'Mio' },
        }),
        comparerObjectif(
          `Pendant ce temps, ${durees.length} pages d’un agent : 95ᵉ centile`,
          `${ms(p95)} ms (au pire ${ms(Math.max(...durees))})`,
          p95,
          { valeur: AUTRES, unite: 'ms' },
        ),
      ]
    } finally {
      await db.destroy()
      await base.stop()
      await arreter()
    }
  })

/** Absences to the tenth: some twelve hundred different sets of answers to judge. */
const personneDuBanc = (rang: number) =>
  personneFictive(rang, { absences: `${(rang * 37) % 30},${(rang * 7) % 10}` })

type Demander = (methode: string, chemin: string) => Promise<Response>

async function attendreEtat(demander: Demander, id: string, etat: string): Promise<void> {
  for (;;) {
    const liste = (await (await demander('GET', `/listes-aides/${id}`)).json()) as { etat: string }
    if (liste.etat === etat) return
    if (['refusee', 'a_corriger'].includes(liste.etat)) throw new Error(`liste ${liste.etat}`)
    await attendre(500)
  }
}

/** Asks for one page after another, every tenth of a second, until stopped. @returns how long each took, in ms */
function solliciter(adresse: string, cookie: string) {
  const durees: number[] = []
  let actif = true
  const travail = (async () => {
    while (actif) {
      const debut = performance.now()
      const reponse = await fetch(`${adresse}/api/campagnes`, { headers: { cookie } })
      await reponse.arrayBuffer()
      durees.push(performance.now() - debut)
      await attendre(100)
    }
  })()
  return {
    arreter: async () => {
      actif = false
      await travail
      return durees
    },
  }
}

/** Seconds of processor that a process has used since its start: what other programs of the machine do not lengthen. */
function processeur(pid: number): number {
  const champs = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(champs[11]) + Number(champs[12])) / 100
}

/** Highest resident memory of a process since its start, in MiB. */
function picMemoire(pid: number): number {
  const lu = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(lu) / 1_024)
}

/** The manager of a centre of the demonstration, signed in. @returns the cookie */
async function connecterCentre(db: Db): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select p.id from personne p join attribution a on a.personne = p.id join organisation o on o.id = p.organisation
    where a.role = 'ofcfaGestionnaire' and o.siret = '00000002600013' limit 1
  `.execute(db)
  const jeton = randomBytes(32).toString('base64url')
  const maintenant = new Date().toISOString()
  await transaction(db, (tx) =>
    insertSession(tx, {
      ...{ empreinte: fingerprint(jeton), personne: rows[0]!.id, fournisseur: 'banc', jetonIdentite: null },
      ...{ adresse: null, navigateur: null, maintenant, duree: 36_000 },
    }),
  )
  return `${COOKIE_SESSION}=${jeton}`
}
