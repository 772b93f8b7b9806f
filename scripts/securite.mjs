// `npm run -s securite`: what a maintainer checks before a release. Known advisories of what runs in production, the
// lockfile, the licences, and a bill of materials (CycloneDX 1.5) written beside. Plain JavaScript without dependency.
// Exit code: 0 nothing to put right; 1 something is; 2 nothing is, but not everything could be checked.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Licences under which a library may be used by a program under EUPL-1.2: those that ask for little more than a notice,
 * and those of the EUPL's own appendix that stop at the library.
 */
export const compatibles = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib'],
  ...['Unlicense', 'CC0-1.0', 'PostgreSQL', 'Python-2.0', 'OFL-1.1', 'MPL-2.0', 'EUPL-1.1', 'EUPL-1.2'],
  ...['LGPL-2.1-only', 'LGPL-2.1-or-later', 'LGPL-3.0-only', 'LGPL-3.0-or-later'],
])

/** Whether an SPDX expression leaves a compatible choice: `(MIT OR GPL-3.0-only)` does, `MIT AND GPL-3.0-only` not. */
export function estCompatible(expression) {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? []
  const terme = () => {
    const word = words.shift()
    if (word !== '(') {
      if (words[0] === 'WITH') words.splice(0, 2)
      return compatibles.has(word)
    }
    const inside = choix()
    return words.shift() === ')' && inside
  }
  const ensemble = () => {
    let all = terme()
    while (words[0] === 'AND') {
      words.shift()
      all = terme() && all
    }
    return all
  }
  const choix = () => {
    let any = ensemble()
    while (words[0] === 'OR') {
      words.shift()
      any = ensemble() || any
    }
    return any
  }
  const answer = choix()
  return answer && words.length === 0
}

/** Components of a bill of materials whose licence is absent or not compatible, `nom@version : licence`. */
export function licencesARevoir({ components }) {
  return components.flatMap(({ name, version, licenses = [] }) => {
    const dites = licenses.map(({ expression, license }) => expression ?? license?.id ?? license?.name ?? '')
    const bonnes = dites.length > 0 && dites.every(estCompatible)
    return bonnes ? [] : [`${name}@${version} : ${dites.join(', ') || 'aucune licence déclarée'}`]
  })
}

/**
 * What leaves a version, or the content of a package, to chance. npm writes no fingerprint for a binary of another
 * system until the lockfile is made there: those are counted apart by `autresSystemes`.
 */
export function verrouARevoir({ dependencies = {}, devDependencies = {} }, { packages }) {
  const libres = Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))
    .map(([name, version]) => `${name} : « ${version} » n’est pas une version exacte`)
  const sansEmpreinte = Object.entries(packages)
    .filter(([path, entry]) => path && !entry.integrity && !entry.link && !entry.inBundle && !entry.os)
    .map(([path]) => `${path} : sans empreinte dans package-lock.json`)
  return [...libres, ...sansEmpreinte]
}

/** Optional binaries of other systems that the lockfile names without a fingerprint. */
export const autresSystemes = ({ packages }) =>
  Object.entries(packages).flatMap(([path, entry]) => (entry.os && !entry.integrity ? [path] : []))

/**
 * Reads what `npm audit --json` answered.
 *
 * @returns the advisories, `nom : gravité, titre`; or why there are none to read
 */
export function lireAvis(texte) {
  let lu
  try {
    lu = JSON.parse(texte)
  } catch {
    return { empechement: 'npm n’a rien répondu de lisible' }
  }
  if (!lu.vulnerabilities) {
    const offerts = ![404, 405, 501].includes(lu.statusCode)
    return {
      empechement: offerts
        ? `registre injoignable (${lu.message})`
        : 'ce registre n’offre pas d’avis de sécurité',
    }
  }
  return {
    avis: Object.values(lu.vulnerabilities).map(({ name, severity, via }) => {
      const titres = via.map((cause) => (typeof cause === 'string' ? `par ${cause}` : cause.title))
      return `${name} : ${severity}, ${titres.join(' ; ')}`
    }),
  }
}

const npm = (...args) =>
  spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** The bill of materials of what runs in production, under the name of the project and not of its folder. */
function inventaire(paquet) {
  const { stdout, stderr, status } = npm(
    'sbom',
    '--sbom-format=cyclonedx',
    '--omit=dev',
    '--package-lock-only',
  )
  if (status !== 0) throw new Error(`npm sbom : ${stderr}`)
  const sbom = JSON.parse(stdout)
  Object.assign(sbom.metadata.component, { name: paquet.name, type: 'application' })
  for (const component of sbom.components) component.licenses ??= licencesAnciennes(component.name)
  return sbom
}

/** Old packages say `licenses: [{ type }]` in their own file, which npm leaves out of the bill of materials. */
function licencesAnciennes(nom) {
  const file = join(root, 'node_modules', nom, 'package.json')
  const { licenses = [] } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return licenses.length > 0 ? licenses.map(({ type }) => ({ license: { id: type } })) : undefined
}

function main(sortie = join(root, 'sbom.cdx.json')) {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))
  const paquet = read('package.json')
  const sbom = inventaire(paquet)
  writeFileSync(sortie, `${JSON.stringify(sbom, null, 2)}\n`)
  const { avis, empechement } = lireAvis(npm('audit', '--omit=dev', '--json').stdout)
  const licences = licencesARevoir(sbom)
  const lock = read('package-lock.json')
  const verrou = verrouARevoir(paquet, lock)
  const ailleurs = autresSystemes(lock).length
  tell('Avis de sécurité', avis ?? [], empechement && `NON VÉRIFIÉS : ${empechement}.`)
  tell('Verrou des versions', verrou)
  if (ailleurs > 0)
    console.log(`  ${ailleurs} binaires d’autres systèmes sont sans empreinte : npm ne la connaît pas ici.`)
  tell(`Licences (${sbom.components.length} paquets de production)`, licences)
  console.log(`Inventaire CycloneDX ${sbom.specVersion} : ${sortie}`)
  return (avis?.length ?? 0) + licences.length + verrou.length > 0 ? 1 : empechement ? 2 : 0
}

function tell(titre, lignes, empechement) {
  console.log(
    `${titre} : ${empechement ?? (lignes.length === 0 ? 'rien à signaler.' : `${lignes.length} à revoir.`)}`,
  )
  for (const ligne of lignes) console.log(`  ${ligne}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = main(process.argv[2] && resolve(process.argv[2]))
