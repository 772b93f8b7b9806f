import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

// SECURITY.md is a list of promises: each names its proof, and the proof is there.

const root = fileURLToPath(new URL('..', import.meta.url))
const texte = readFileSync(`${root}SECURITY.md`, 'utf8')

/** What a text cites that is not there: files, commands of npm, variables of the environment. */
function absents(texte: string): string[] {
  const cites = [...texte.matchAll(/`([^`]+)`/g)].map(([, cite]) => cite!)
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: object }
  const code = globSync('src/**/*.ts', { cwd: root, exclude: (path) => path.endsWith('.test.ts') })
    .map((path) => readFileSync(`${root}${path}`, 'utf8'))
    .join('')
  return cites.filter((cite) => {
    const script = /^npm run -s (\w+)/.exec(cite)?.[1]
    if (script) return !(script in scripts)
    if (/^(ORIFLAMME_|DATABASE_)\w+/.test(cite)) return !code.includes(/^\w+/.exec(cite)![0])
    return /\.(test\.ts|ts|tsx|sql|mjs|json)$/.test(cite) && !existsSync(root + cite)
  })
}

/** The cells of « What answers each », one row an attack. */
const lignes = (texte: string): string[][] =>
  (/## What answers each([\s\S]*?)\n## /.exec(texte)?.[1] ?? '')
    .split('\n')
    .filter((ligne) => ligne.startsWith('| '))
    .slice(1)
    .map((ligne) => ligne.split(/\s*\|\s*/).slice(1, -1))

test('tout ce que SECURITY.md cite existe', () => {
  assert.deepEqual(absents(texte), [])
  const faux =
    '`test/acces/disparu.test.ts` `npm run -s disparu` `ORIFLAMME_DISPARUE=1` `package.json` `nosniff`'
  assert.deepEqual(absents(faux), [
    'test/acces/disparu.test.ts',
    'npm run -s disparu',
    'ORIFLAMME_DISPARUE=1',
  ])
})

test('chaque réponse à une attaque cite un fichier de test, ou renvoie à la précédente', () => {
  const reponses = lignes(texte)
  assert.ok(reponses.length > 15)
  const sansPreuve = reponses.filter(
    ([, , preuve]) => preuve && preuve !== 'same' && !/`(src|test)\/[^`]+\.ts`/.test(preuve),
  )
  assert.deepEqual(sansPreuve, [])
  // Only the copy of the database is answered by what the administrator does.
  assert.deepEqual(
    reponses.filter(([, , preuve]) => !preuve).map(([attaque]) => attaque),
    ['Copy of the database'],
  )
})
