import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findViolations } from './architecture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test('chaque fichier respecte les flèches de l’architecture', () => {
  const paths = globSync(['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'], { cwd: root })
  assert.ok(paths.includes(join('src', 'server.ts')))
  const sources = paths.map(
    (path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')] as const,
  )
  assert.deepEqual(findViolations(new Map(sources)), [])
})

// Each violation is planted in an otherwise sound file: a checker that lets everything through fails here.
const planted: readonly (readonly [name: string, path: string, source: string])[] = [
  ['une règle importe la base', 'src/majoration/coupure.ts', "import { openDb } from '#platform/db.ts'"],
  [
    'une règle importe un type de la base',
    'src/majoration/coupure.ts',
    "import type { Db } from '#platform/db.ts'",
  ],
  ['une règle importe son store', 'src/majoration/coupure.ts', "import { x } from '#majoration/store.ts'"],
  [
    'une règle importe ses routes',
    'src/majoration/coupure.ts',
    "import type { R } from '#majoration/routes.ts'",
  ],
  ['une règle importe un écran', 'src/majoration/coupure.ts', "import { Jauge } from '#ui/jauge.tsx'"],
  ['une règle importe React', 'src/majoration/coupure.ts', "import { useMemo } from 'react'"],
  ['une règle importe Hono', 'src/majoration/coupure.ts', "import { Hono } from 'hono'"],
  ['une règle importe Kysely', 'src/majoration/coupure.ts', "import { sql } from 'kysely'"],
  ['une règle importe pg', 'src/majoration/coupure.ts', "import pg from 'pg'"],
  ['une règle lit un fichier', 'src/majoration/coupure.ts', "import { readFileSync } from 'node:fs'"],
  [
    'une règle importe sur plusieurs lignes',
    'src/majoration/a.ts',
    "import {\n  x,\n  y,\n} from\n  '#platform/db.ts'",
  ],
  ['une règle réexporte le dehors', 'src/majoration/a.ts', "export { openDb } from '#platform/db.ts'"],
  ['une règle réexporte tout', 'src/majoration/a.ts', "export * from '#majoration/store.ts'"],
  ['une règle importe à la volée', 'src/majoration/a.ts', "export const f = () => import('#platform/db.ts')"],
  ['une règle importe un chemin calculé', 'src/majoration/a.ts', 'export const f = (x: string) => import(x)'],
  [
    'une règle nomme un type d’ailleurs',
    'src/majoration/a.ts',
    "export type D = import('#platform/db.ts').Db",
  ],
  ['une règle lit l’heure', 'src/majoration/a.ts', 'export const f = () => new Date()'],
  ['une règle lit l’instant', 'src/majoration/a.ts', 'export const f = () => Date.now()'],
  ['une règle tire au sort', 'src/majoration/a.ts', 'export const f = () => Math.random()'],
  ['une règle appelle le réseau', 'src/majoration/a.ts', "export const f = () => fetch('/x')"],
  ['une règle lit l’environnement', 'src/majoration/a.ts', 'export const f = () => process.env.X'],
  ['le socle lit l’heure', 'src/socle/calendrier.ts', 'export const f = () => new Date(0)'],
  ['le socle connaît une capacité', 'src/socle/a.ts', "import { x } from '#campagnes/reglement.ts'"],
  ['une capacité regarde à sa droite', 'src/campagnes/a.ts', "import { x } from '#majoration/classement.ts'"],
  ['la plateforme connaît une capacité', 'src/platform/a.ts', "import { x } from '#campagnes/reglement.ts'"],
  ['la plateforme connaît les écrans', 'src/platform/a.ts', "import { x } from '#ui/jauge.tsx'"],
  ['un composant connaît la plateforme', 'src/ui/a.tsx', "import { x } from '#platform/db.ts'"],
  ['un composant connaît une règle', 'src/ui/a.tsx', "import { x } from '#campagnes/reglement.ts'"],
  ['un store importe des routes', 'src/majoration/store.ts', "import { x } from '#majoration/routes.ts'"],
  ['un store importe Hono', 'src/majoration/store.ts', "import { Hono } from 'hono'"],
  ['des routes écrivent du SQL', 'src/majoration/routes.ts', "import { sql } from 'kysely'"],
  ['des routes importent un écran', 'src/majoration/routes.ts', "import { P } from '#majoration/page.tsx'"],
  [
    'un export importe des routes',
    'src/majoration/documents/export-csv.ts',
    "import { x } from '#majoration/routes.ts'",
  ],
  ['une route sans droit', 'src/majoration/routes.ts', "import { createRoute, z } from '@hono/zod-openapi'"],
  [
    'une route sans droit, par un autre nom',
    'src/majoration/routes.ts',
    "import { createRoute as declareRoute } from '@hono/zod-openapi'",
  ],
  ['une route sans droit, en entier', 'src/majoration/routes.ts', "import * as o from '@hono/zod-openapi'"],
  ['des routes à part', 'src/majoration/routes.ts', "import { Hono } from 'hono'"],
  [
    'une route hors du contrat',
    'src/majoration/routes.ts',
    "import { createRoutes } from '#platform/http.ts'\nexport const r = createRoutes().get('/x', (c) => c.text(''))",
  ],
  ['une route ajoutée au serveur', 'src/server.ts', "export const f = (app) => app.post('/api/x', f)"],
  ['un écran importe le store', 'src/majoration/page.tsx', "import { x } from '#majoration/store.ts'"],
  [
    'un écran importe la plateforme',
    'src/majoration/pages/a.tsx',
    "import type { Db } from '#platform/db.ts'",
  ],
  ['un écran importe des routes', 'src/majoration/page.tsx', "import { x } from '#majoration/routes.ts'"],
  [
    'un écran, des valeurs mêlées de types',
    'src/majoration/page.tsx',
    "import { type A, b } from '#majoration/routes.ts'",
  ],
  [
    'un écran, les types d’autres routes',
    'src/majoration/page.tsx',
    "import type { A } from '#campagnes/routes.ts'",
  ],
  ['un écran importe Node', 'src/majoration/pages/a.ts', "import { join } from 'node:path'"],
  ['un fichier ui- importe la plateforme', 'src/majoration/ui-x.ts', "import { x } from '#platform/db.ts'"],
  ['le web importe le serveur', 'src/web/main.tsx', "import { x } from '#server.ts'"],
  ['le serveur importe un écran', 'src/server.ts', "import { x } from '#majoration/page.tsx'"],
  ['un import relatif', 'src/majoration/a.ts', "import { x } from './coupure.ts'"],
  ['un import relatif dans un test', 'src/majoration/a.test.ts', "import { x } from './coupure.ts'"],
  ['un test regarde à sa droite', 'src/campagnes/a.test.ts', "import { x } from '#majoration/coupure.ts'"],
  ['un dossier inconnu', 'src/divers/a.ts', 'export const x = 1'],
  ['un fichier sans dossier', 'src/main.ts', 'export const x = 1'],
  ['un baril', 'src/majoration/index.ts', "export * from '#majoration/coupure.ts'"],
  ['un fourre-tout', 'src/majoration/utils.ts', 'export const x = 1'],
  ['un fourre-tout dans les tests', 'test/helpers.ts', 'export const x = 1'],
  ['un fichier trop long', 'src/majoration/a.ts', 'export {}\n'.repeat(401)],
]

for (const [name, path, source] of planted)
  test(`une violation est vue : ${name}`, () => {
    assert.equal(findViolations(new Map([[path, source]])).length, 1)
  })

const accepted: readonly (readonly [name: string, path: string, source: string])[] = [
  [
    'une règle d’une capacité de gauche',
    'src/majoration/a.ts',
    "import type { R } from '#campagnes/reglement.ts'",
  ],
  [
    'une date dans un commentaire ou un texte',
    'src/majoration/a.ts',
    "// new Date()\nexport const x = 'Date.now()'",
  ],
  [
    'une règle qui nomme un champ comme le dehors',
    'src/majoration/a.ts',
    'export const f = (x: { process: 1 }) => x.process',
  ],
  [
    'un écran et les types de ses routes',
    'src/majoration/page.tsx',
    "import type { A } from '#majoration/routes.ts'",
  ],
  [
    'des routes déclarées avec leur droit',
    'src/majoration/routes.ts',
    "import { z } from '@hono/zod-openapi'\nimport type { Context } from 'hono'\n" +
      "import { declareRoute } from '#platform/rights.ts'\nexport const f = (m: Map<string, 1>) => m.get('x')",
  ],
  ['un écran et le client de Hono', 'src/majoration/page.tsx', "import { hc } from 'hono/client'"],
  ['un écran et sa feuille de style', 'src/majoration/page.tsx', "import './page.css'"],
  [
    'un store et Kysely',
    'src/majoration/store.ts',
    "import { sql } from 'kysely'\nimport type { Db } from '#platform/db.ts'",
  ],
  ['un export et Node', 'src/majoration/documents/export-csv.ts', "import { join } from 'node:path'"],
  ['un test et le harnais', 'src/majoration/a.test.ts', "import { openTestDb } from '../../test/harness.ts'"],
  [
    'la ligne de commande à la volée',
    'src/cli.ts',
    "export const f = () => import('#majoration/ligne-de-commande/cli-repartir.ts')",
  ],
]

for (const [name, path, source] of accepted)
  test(`rien à redire : ${name}`, () => assert.deepEqual(findViolations(new Map([[path, source]])), []))
