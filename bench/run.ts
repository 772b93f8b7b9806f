/**
 * `npm run bench [-- SECTION…] [-- --ecrire]`: measures side by side, in one run, what oriflamme does and what a
 * user would pick instead, or the goal that we set, and prints the ratios. With `--ecrire`, keeps them in
 * bench/RESULTATS.md, each section with the day and the load of its own run; the sections not asked for stay, as does
 * what is written by hand under « Lecture ».
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { findChromium } from '../scripts/chromium.mjs'
import type { Mesure } from './mesure.ts'

type Section = { readonly titre: string; readonly mesurer: () => Promise<Mesure[]> }

const SECTIONS: Readonly<Record<string, Section>> = {
  moteur: {
    titre: '(a) Classer, couper à 76 % des contrats, répartir — face à DuckDB en mémoire',
    mesurer: async () => (await import('./moteur.ts')).mesurerMoteur(),
  },
  commande: {
    titre: '(b) Ligne de commande, un million de lignes, processus entiers — face à DuckDB',
    mesurer: async () => (await import('./ligne-de-commande.ts')).mesurerLigneDeCommande(),
  },
  interaction: {
    titre: '(c) Un pas à l’écran, 1 167 formations, temps de script dans Chromium',
    mesurer: async () => (await import('./interaction.ts')).mesurerInteraction(),
  },
  demarrage: {
    titre: '(d) De `npm start` à la première page servie',
    mesurer: async () => (await import('./demarrage.ts')).mesurerDemarrage(),
  },
  chargement: {
    titre: '(e) Premier chargement du classement, octets reçus par Chromium',
    mesurer: async () => (await import('./chargement.ts')).mesurerChargement(),
  },
  file: {
    titre: '(f) La file des demandes, 50 agents à la fois',
    mesurer: async () => (await import('./file-instruction.ts')).mesurerFile(),
  },
  jugement: {
    titre: '(g) Juger les dossiers d’une aide individuelle — face à Publicodes seul',
    mesurer: async () => (await import('./jugement.ts')).mesurerJugement(),
  },
  listes: {
    titre: '(h) Une liste d’aides de 35 000 personnes, de l’envoi aux fichiers de paiement',
    mesurer: async () => (await import('./listes.ts')).mesurerListes(),
  },
}

const EN_TETE = [
  '# Mesures',
  'Écrites par `npm run bench -- --ecrire`, sauf la lecture, à la fin. Chaque durée est une médiane (minimum–maximum) de passages alternés dans une même exécution.',
].join('\n\n')

const { values, positionals } = parseArgs({
  options: { ecrire: { type: 'boolean' } },
  allowPositionals: true,
})
const inconnue = positionals.find((nom) => !Object.hasOwn(SECTIONS, nom))
if (inconnue) {
  console.error(`Section inconnue : ${inconnue} (${Object.keys(SECTIONS).join(', ')})`)
  process.exit(2)
}
const demandees = Object.entries(SECTIONS).filter(
  ([nom]) => positionals.length === 0 || positionals.includes(nom),
)

const MACHINE = `${cpus()[0]?.model.trim()}, ${cpus().length} cœurs, ${Math.round(totalmem() / 2 ** 30)} Gio, ${process.platform} ${process.arch}`
const OUTILS = `Node ${process.versions.node}, DuckDB ${versionDe('@duckdb/node-api')}, Chromium ${chromiumVersion()}`

for (const [, { titre, mesurer }] of demandees) {
  const charge = loadavg()[0]!.toFixed(1).replace('.', ',')
  const lignes = ecrireSection(titre, charge, await mesurer())
  console.log(`\n${lignes}`)
  if (values.ecrire) garder(titre, lignes)
}

/** Puts a section in its place in the file, in the order of SECTIONS, and leaves everything else as it is. */
function garder(titre: string, lignes: string): void {
  const fichier = new URL('RESULTATS.md', import.meta.url)
  const avant = existsSync(fichier) ? readFileSync(fichier, 'utf8') : ''
  const [, ...gardees] = avant.split(/^## /m)
  const parTitre = new Map(
    gardees.map((section) => [section.slice(0, section.indexOf('\n')), `## ${section.trimEnd()}`]),
  )
  parTitre.set(titre, lignes.trimEnd())
  const ordre = [...Object.values(SECTIONS).map((section) => section.titre), 'Lecture']
  const sections = ordre.flatMap((nom) => parTitre.get(nom) ?? [])
  writeFileSync(fichier, `${[EN_TETE, ...sections].join('\n\n')}\n`)
}

function versionDe(paquet: string): string {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return devDependencies[paquet]
}

function chromiumVersion(): string {
  const chromium = findChromium()
  if (!chromium) return 'absent'
  return /[\d.]+/.exec(spawnSync(chromium, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'inconnu'
}

function ecrireSection(titre: string, charge: string, mesures: readonly Mesure[]): string {
  const lignes = mesures.map(({ quoi, nous, face, rapport, objectif, tenu }) => {
    const verdict = tenu === undefined ? '' : tenu ? ' ✔' : ' ✖'
    return `| ${[quoi, nous, face, rapport, objectif + verdict].join(' | ')} |`
  })
  return [
    `## ${titre}`,
    '',
    `Le ${new Date().toISOString().slice(0, 10)}, ${charge} programmes en attente d’un cœur avant la mesure ; ${MACHINE} ; ${OUTILS}.`,
    '',
    '| Mesure | oriflamme | en face | rapport | objectif |',
    '|---|---|---|---|---|',
    ...lignes,
  ].join('\n')
}
