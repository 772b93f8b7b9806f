/**
 * `npm run bench [-- SECTION…] [-- --ecrire]`: measures side by side, in one run, what oriflamme does and what a
 * user would pick instead, and prints the ratios. With `--ecrire`, keeps them in bench/RESULTATS.md.
 */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
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
}

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

const rapport: string[] = [
  '# Mesures',
  '',
  'Écrites par `npm run bench -- --ecrire`. Chaque durée est une médiane (minimum–maximum) de passages alternés dans une même exécution.',
  '',
  `- Date : ${new Date().toISOString().slice(0, 10)}`,
  `- Machine : ${cpus()[0]?.model.trim()}, ${cpus().length} cœurs, ${Math.round(totalmem() / 2 ** 30)} Gio`,
  `- Node ${process.versions.node}, ${process.platform} ${process.arch}`,
]
for (const [, { titre, mesurer }] of demandees) {
  const lignes = ecrireSection(titre, await mesurer())
  console.log(lignes.join('\n'))
  rapport.push(...lignes)
}
if (values.ecrire) {
  if (demandees.length < Object.keys(SECTIONS).length)
    console.error('RESULTATS.md n’est écrit que d’une exécution complète.')
  else writeFileSync(new URL('RESULTATS.md', import.meta.url), `${rapport.join('\n')}\n`)
}

function ecrireSection(titre: string, mesures: readonly Mesure[]): string[] {
  const lignes = mesures.map(({ quoi, nous, face, rapport, objectif, tenu }) => {
    const verdict = tenu === undefined ? '' : tenu ? ' ✔' : ' ✖'
    return `| ${[quoi, nous, face, rapport, objectif + verdict].join(' | ')} |`
  })
  return [
    '',
    `## ${titre}`,
    '',
    '| Mesure | oriflamme | en face | rapport | objectif |',
    '|---|---|---|---|---|',
    ...lignes,
  ]
}
