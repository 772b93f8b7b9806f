import { setTimeout as attendre } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, openDb } from '#platform/db.ts'
import { reachPostgres } from '#platform/postgres.ts'
import { CAMPAGNE, connecterAgents, remplir } from './file-donnees.ts'
import { comparerObjectif, type Mesure, ms } from './mesure.ts'
import { avecDonnees, lancer } from './serveur.ts'

const DEMANDES = 500
const FORMATIONS = 40
const AGENTS = 50
const OBJECTIF = 200
/** Requests of each agent, and how long one reads a page before the next, in ms. */
const PAGES = 15
const LECTURE = { min: 1_000, max: 3_000 }
const SALVES = 15

/** What agents look at, each in turn. */
const VUES = [
  '',
  'page=2',
  'etat=complete,instruite',
  'agent=aucun&tri=contrats&sens=desc',
  'q=cuisine',
  'departement=93',
  'alertes=avec&tri=alertes&sens=desc',
  'tri=organisme&page=5',
]

/**
 * (f) The queue of a campaign of 500 applications of 40 formations, asked for by 50 agents signed in, each under their
 * own name. Timed by who asks, from the request to the last byte: the wait, the rights and the sending are in it.
 */
export const mesurerFile = (): Promise<Mesure[]> =>
  avecDonnees(async (donnees) => {
    const dites: number[] = []
    const { adresse, arreter } = await lancer([process.execPath, 'src/server.ts'], {
      donnees,
      ecouter: (ligne) => dites.push(...lireDuree(ligne)),
    })
    const base = await reachPostgres(donnees)
    const db = openDb(base.settings)
    try {
      await remplir(db, DEMANDES, FORMATIONS)
      const cookies = await connecterAgents(db, AGENTS)
      const demander = (agent: number, pas: number) =>
        chronometrer(() => lire(adresse, cookies[agent]!, VUES[(agent + pas) % VUES.length]!))
      await salve(demander, 0) // not counted: compiles, plans, fills the caches
      const travail = (await Promise.all(cookies.map((_, agent) => travailler(agent, demander)))).flat()
      const ensemble: number[] = []
      const directes: number[] = []
      await salve(() => chronometrer(() => agreger(db)), 0)
      const auTravail = dites.length
      for (let pas = 1; pas <= SALVES; pas++) {
        ensemble.push(...(await salve(demander, pas)))
        directes.push(...(await salve(() => chronometrer(() => agreger(db)), pas)))
      }
      return [
        comparer(`${AGENTS} agents au travail, une page toutes les 2 s chacun`, travail),
        comparer(`${AGENTS} agents au même instant`, ensemble),
        comparer(`${AGENTS} agents au même instant, temps dit par le serveur`, dites.slice(auTravail)),
        face(ensemble, directes),
      ]
    } finally {
      await db.destroy()
      await base.stop()
      await arreter()
    }
  })

type Demander = (agent: number, pas: number) => Promise<number>

/** One agent at work: asks, reads, asks again. */
async function travailler(agent: number, demander: Demander): Promise<number[]> {
  const durees: number[] = []
  for (let pas = 0; pas < PAGES; pas++) {
    await attendre(LECTURE.min + Math.random() * (LECTURE.max - LECTURE.min))
    durees.push(await demander(agent, pas))
  }
  return durees
}

const salve = (demander: Demander, pas: number): Promise<number[]> =>
  Promise.all(Array.from({ length: AGENTS }, (_, agent) => demander(agent, pas)))

async function chronometrer(acte: () => Promise<unknown>): Promise<number> {
  const debut = performance.now()
  await acte()
  return performance.now() - debut
}

async function lire(adresse: string, cookie: string, vue: string): Promise<void> {
  const reponse = await fetch(`${adresse}/api/campagnes/${CAMPAGNE}/demandes?${vue}`, { headers: { cookie } })
  const { demandes } = (await reponse.json()) as { demandes?: readonly unknown[] }
  if (!demandes?.length) throw new Error(`file vide ou refusée : ${reponse.status} ${vue}`)
}

/** How long the server says that it took over a page of the queue, from its log. */
function lireDuree(ligne: string): number[] {
  if (!ligne.startsWith('{')) return []
  const { chemin, ms: duree } = JSON.parse(ligne) as { chemin?: string; ms?: number }
  return chemin === `/api/campagnes/${CAMPAGNE}/demandes` && duree !== undefined ? [duree] : []
}

/** The first page as a dashboard plugged into the database would ask for it, from what the bodies declared. */
const agreger = (db: Db) =>
  sql`
    select d.numero, d.etat, o.nom, count(*) as formations, sum((f.saisie ->> 'contrats')::int) as contrats,
      array_agg(distinct f.saisie ->> 'departement') as departements
    from demande d join organisation o on o.id = d.organisation join demande_formation f on f.demande = d.id
    where d.campagne = ${CAMPAGNE} group by d.id, o.nom order by d.numero limit 50
  `.execute(db)

const centile = (durees: readonly number[], part: number) =>
  durees.toSorted((a, b) => a - b)[Math.ceil(durees.length * part) - 1]!

const comparer = (quoi: string, durees: readonly number[]): Mesure =>
  comparerObjectif(
    `${DEMANDES} demandes × ${FORMATIONS} formations, ${quoi} : 95ᵉ centile`,
    `${ms(centile(durees, 0.95))} ms (médiane ${ms(centile(durees, 0.5))}, au pire ${ms(Math.max(...durees))})`,
    centile(durees, 0.95),
    { valeur: OBJECTIF, unite: 'ms' },
  )

/** Against a dashboard on the same database: the same 50 at once, without rights nor checks. */
const face = (nous: readonly number[], direct: readonly number[]): Mesure => ({
  quoi: 'La même salve, face à une requête d’agrégation posée droit à la base (tableau de bord)',
  nous: `${ms(centile(nous, 0.95))} ms`,
  face: `${ms(centile(direct, 0.95))} ms`,
  rapport: `${(centile(nous, 0.95) / centile(direct, 0.95)).toFixed(2)} ×`,
  objectif: 'à titre indicatif',
  tenu: undefined,
})
