import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { importRoutes } from '#campagnes/importation/routes-import.ts'
import { campagnesRoutes } from '#campagnes/routes.ts'
import type { Db } from '#platform/db.ts'
import { openFiles } from '#platform/files.ts'
import type { Jobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/logs.ts'
import { createTestApp, openTestDatabase } from './harness.ts'

type Scope = { after(undo: () => Promise<void> | void): void }

/** The work asked for, done when the test says so. */
export class TravauxALaDemande implements Jobs {
  readonly attente: { name: string; data: object }[] = []
  readonly #handlers = new Map<string, (data: never, id: string) => Promise<void>>()

  define<T extends object>(name: string, handler: (data: T, id: string) => Promise<void>): void {
    this.#handlers.set(name, handler as (data: never, id: string) => Promise<void>)
  }
  async enqueue(name: string, data: object): Promise<string> {
    this.attente.push({ name, data })
    return String(this.attente.length)
  }
  every(): void {}
  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  /** Does everything that is waiting. */
  async faire(): Promise<void> {
    for (const { name, data } of this.attente.splice(0))
      await this.#handlers.get(name)!(data as never, 'essai')
  }
}

export type Reponse = { readonly statut: number; readonly corps: never }

/** The routes of imports without a port, on a database and a folder of their own. */
export async function openAtelier(t: Scope) {
  const scope = t as Parameters<typeof openTestDatabase>[0]
  const database = await openTestDatabase(scope)
  const { db } = database
  const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-import-'))
  t.after(() => rmSync(dossier, { recursive: true }))
  const files = await openFiles(dossier)
  const travaux = new TravauxALaDemande()
  const log = silentLog()
  const ctx = { systeme: db, files, jobs: travaux }
  const routes = [importRoutes(ctx, { watch: false }), campagnesRoutes()]
  const app = createTestApp(database, { routes, log }, scope)

  const demander = async (chemin: string, init?: RequestInit): Promise<Reponse> => {
    const reponse = await app.request(`/api${chemin}`, init)
    const texte = await reponse.text()
    return { statut: reponse.status, corps: (texte ? JSON.parse(texte) : undefined) as never }
  }
  const envoyer = (
    contenu: string | Buffer,
    nom = 'candidatures.csv',
    entetes: Record<string, string> = {},
  ) =>
    demander(`/imports?nom=${encodeURIComponent(nom)}`, {
      method: 'POST',
      body: typeof contenu === 'string' ? contenu : new Uint8Array(contenu),
      headers: { 'content-type': 'application/octet-stream', ...entetes },
    })
  /** Sends a file and reads it to the end. */
  const importer = async (contenu: string | Buffer, nom?: string): Promise<string> => {
    const { statut, corps } = await envoyer(contenu, nom)
    if (statut !== 202) throw new Error(`${statut} ${JSON.stringify(corps)}`)
    await travaux.faire()
    return (corps as { id: string }).id
  }
  const creer = (id: string, demande: object = {}) =>
    demander(`/imports/${id}/campagne`, {
      method: 'POST',
      body: JSON.stringify({
        libelle: 'Essai',
        reglement: 'majoration-2023',
        dotation: 100_000_00,
        ...demande,
      }),
      headers: { 'content-type': 'application/json' },
    })
  return {
    db,
    files,
    app,
    travaux,
    demander,
    envoyer,
    importer,
    creer,
    fichiersRestants: () =>
      readdirSync(dossier, { recursive: true, withFileTypes: true }).filter((une) => une.isFile()),
  }
}

/** How many rows each table holds: what a refusal must not change. */
export async function compterTout(db: Db): Promise<Record<string, number>> {
  const tables = ['campagne', 'organisme', 'formation', 'journal', 'import', 'import_morceau']
  tables.push('import_ligne', 'import_anomalie')
  const comptes: Record<string, number> = {}
  for (const table of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
    comptes[table] = rows[0]!.n
  }
  return comptes
}
