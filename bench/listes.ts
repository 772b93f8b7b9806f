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
import { creerEnveloppe } from '../test/aides-suivi-atelier.ts'
import { CODES } from '../test/asp-atelier.ts'
import { connecterAgents } from './file-donnees.ts'
import { comparerObjectif, type Mesure, ms } from './mesure.ts'
import { avecDonnees, lancer } from './serveur.ts'

const LIGNES = 35_000
const SECONDES = 60
const MEMOIRE = 1_024
const AUTRES = 200
/** Enough for everybody, in cents. */
const ENVELOPPE = 3_000_000_000
const CENTRE = '00000002600013'
const JOUR = 86_400_000
/** How often the screen of a list asks where its work stands. */
const PAS_DE_L_ECRAN = 1_000

/**
 * (h) A list of 35 000 people with invented accounts, from its first byte sent to the files that pay them, by the routes
 * that the screens call, on a real server of its own; meanwhile an agent asks for pages, and the wait of each is kept.
 */
export const mesurerListes = (): Promise<Mesure[]> =>
  avecDonnees(async (donnees) => {
    const { adresse, arreter, pid } = await lancer([process.execPath, 'src/server.ts'], { donnees })
    const base = await reachPostgres(donnees)
    const db = openDb(base.settings)
    let autres: ReturnType<typeof solliciter> | undefined
    try {
      const session = await ouvrirSession(db)
      const { ligne, operation } = await creerEnveloppe(db, [ENVELOPPE])
      await sql`update aide_session set ligne = ${ligne}, operation = ${operation} where id = ${session}`.execute(
        db,
      )
      const centre = demander(adresse, await connecter(db, 'ofcfaGestionnaire', CENTRE))
      const responsable = demander(adresse, await connecter(db, 'responsable'))
      const gestionnaire = demander(adresse, await connecter(db, 'gestionnaireBudgetaire'))
      const [agent] = await connecterAgents(db, 1)
      const { dispositif, indicatif: _, ...codes } = CODES
      await gestionnaire('PUT', `/paiements-aides/parametrages/${dispositif}`, codes)
      const fichier = listeEnCsv(Array.from({ length: LIGNES }, (_, rang) => personneDuBanc(rang)))
      autres = solliciter(adresse, agent!)
      const debut = performance.now()
      const etapes: string[] = []
      let depuis = debut
      const noter = (nom: string) => {
        const maintenant = performance.now()
        etapes.push(`${nom} ${((maintenant - depuis) / 1_000).toFixed(1)}`)
        depuis = maintenant
      }
      const { id } = await centre<{ id: string }>(
        'POST',
        `/campagnes-aides/${session}/listes?nom=banc.csv`,
        fichier,
      )
      await jusqua(async () => (await lireEtat(centre, id)) === 'prete', PAS_DE_L_ECRAN)
      noter('lecture et contrôle')
      await centre('POST', `/listes-aides/${id}/depot`, { lignes: 'toutes' })
      await jusqua(async () => (await lireEtat(centre, id)) === 'deposee', PAS_DE_L_ECRAN)
      noter('dossiers')
      await responsable('POST', `/campagnes-aides/${session}/octrois`)
      await jusqua(async () => {
        const [octroi] = await responsable<{ etat: string }[]>('GET', `/campagnes-aides/${session}/octrois`)
        return octroi?.etat === 'fini'
      })
      noter('octroi')
      const { rows } = await sql<{ accordes: number }>`
        select count(*) as accordes from aide_dossier where session = ${session} and etat = 'accorde'`.execute(
        db,
      )
      const { accordes } = rows[0]!
      if (accordes < LIGNES / 2) throw new Error(`${accordes} aides accordées pour ${LIGNES} lignes`)
      await gestionnaire('POST', '/paiements-aides/preparations', { session })
      await jusqua(async () => (await compter(db, 'prete')) === accordes)
      noter('contrôles du paiement')
      await gestionnaire('POST', '/paiements-aides/envois', { session })
      await jusqua(async () => (await compter(db, 'envoyee')) === accordes)
      noter('fichiers')
      const secondes = (performance.now() - debut) / 1_000
      const durees = await autres.arreter()
      const memoire = picMemoire(pid)
      const p95 = durees.toSorted((a, b) => a - b)[Math.ceil(durees.length * 0.95) - 1]!
      return [
        comparerObjectif(
          `${LIGNES} lignes, ${Math.round(fichier.length / 2 ** 20)} Mo, de l’envoi aux fichiers de l’ASP (${accordes} aides accordées et demandées)`,
          `${secondes.toFixed(1)} s (${etapes.join(', ')} ; processeur du serveur ${processeur(pid).toFixed(1)} s)`,
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
      await autres?.arreter()
      await db.destroy()
      await base.stop()
      await arreter()
    }
  })

/** Absences to the tenth: some twelve hundred different sets of answers to judge, of which a third are refused. */
const personneDuBanc = (rang: number) =>
  personneFictive(rang, { absences: `${(rang * 37) % 30},${(rang * 7) % 10}`, ...contrat })

/** Begun two months ago whatever today is: a first year. */
const contrat = {
  debut: ecrireJour(Date.now() - 60 * JOUR),
  fin: ecrireJour(Date.now() + 600 * JOUR),
}

function ecrireJour(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10).split('-').toReversed().join('/')
}

type Demander = <T>(methode: string, chemin: string, corps?: string | object) => Promise<T>

/** Somebody's requests. @throws on any refusal, with its words */
const demander =
  (adresse: string, cookie: string): Demander =>
  async (methode, chemin, corps) => {
    const type = typeof corps === 'string' ? 'application/octet-stream' : 'application/json'
    const reponse = await fetch(`${adresse}/api${chemin}`, {
      ...{ method: methode, headers: { cookie, ...(corps !== undefined && { 'content-type': type }) } },
      ...(corps !== undefined && { body: typeof corps === 'string' ? corps : JSON.stringify(corps) }),
    })
    const texte = await reponse.text()
    if (!reponse.ok) throw new Error(`${methode} ${chemin} : ${reponse.status} ${texte}`)
    return (texte ? JSON.parse(texte) : undefined) as never
  }

async function jusqua(vrai: () => Promise<boolean>, pas = 250): Promise<void> {
  while (!(await vrai())) await attendre(pas)
}

async function lireEtat(centre: Demander, id: string): Promise<string> {
  const { etat } = await centre<{ etat: string }>('GET', `/listes-aides/${id}`)
  if (['refusee', 'a_corriger'].includes(etat)) throw new Error(`liste ${etat}`)
  return etat
}

async function compter(db: Db, etat: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*) as nombre from asp_paiement where etat = ${etat}`.execute(db)
  return rows[0]!.nombre
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

/** Somebody of the demonstration in this role, signed in. @returns the cookie */
async function connecter(db: Db, role: string, siret: string | null = null): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select p.id from personne p join attribution a on a.personne = p.id join organisation o on o.id = p.organisation
    where a.role = ${role} and (${siret}::text is null or o.siret = ${siret}) limit 1
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
