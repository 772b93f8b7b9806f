import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from '@hono/zod-openapi'
import { fr } from 'zod/locales'
import { verifierReglement } from '#campagnes/controle-reglement.ts'
import { schemaReglement } from '#campagnes/import-schema-reglement.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** The règlements shipped with the program; a new year is one more file there. */
export const reglementsFolder = fileURLToPath(new URL('../../reglements', import.meta.url))

/**
 * Every règlement of a folder, the latest exercice first. One bad file refuses the whole: nobody should choose
 * among règlements while one is silently missing.
 */
export async function importReglements(folder = reglementsFolder): Promise<Decision<readonly Reglement[]>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort(comparerTextes)
  const decisions = await Promise.all(
    files.map(async (name) => parseReglement(await readFile(join(folder, name), 'utf8'), name)),
  )
  const motifs = decisions.flatMap((decision) => (decision.statut === 'refus' ? decision.motifs : []))
  if (motifs.length > 0) return refus(...motifs)
  const reglements = decisions.flatMap((decision) => (decision.statut === 'accord' ? [decision.valeur] : []))
  return accord(reglements.sort((a, b) => b.exercice - a.exercice || comparerTextes(a.code, b.code)))
}

/** The règlement of a code, `majoration-2023`, among those of a folder. */
export async function importReglement(code: string, folder = reglementsFolder): Promise<Decision<Reglement>> {
  const reglements = await importReglements(folder)
  if (reglements.statut === 'refus') return reglements
  const found = reglements.valeur.find((reglement) => reglement.code === code)
  if (found) return accord(found)
  const codes = reglements.valeur.map((reglement) => reglement.code).join(', ')
  return refus({
    code: 'reglement_inconnu',
    message: `Le règlement « ${code} » n’existe pas. Règlements connus : ${codes}.`,
    correcteur: 'agent',
  })
}

/** Reads one file: its shape, then its rules, each reason naming the file and the place. */
export function parseReglement(texte: string, fichier: string): Decision<Reglement> {
  const json = parseJson(texte)
  if (json === undefined) return refus(motif(fichier, 'le contenu n’est pas du JSON'))
  const lu = schemaReglement.safeParse(json, { error: fr().localeError })
  if (!lu.success) return refus(...lu.error.issues.map((issue) => motif(fichier, explain(issue))))
  const reglement = lu.data
  const motifs = verifierReglement(reglement).map(({ message, ...reste }) => ({
    ...reste,
    ...motif(fichier, message),
  }))
  if (`${reglement.code}.json` !== fichier) {
    motifs.push(motif(fichier, `le code « ${reglement.code} » doit être le nom du fichier`))
  }
  return motifs.length > 0 ? refus(...motifs) : accord(reglement)
}

const motif = (fichier: string, raison: string): Motif => ({
  code: 'reglement_invalide',
  message: `Règlement ${fichier} : ${raison}`,
  correcteur: 'administrateur',
})

const explain = ({ path, message }: z.core.$ZodIssue) => `${path.join('.') || 'fichier entier'} : ${message}`

function parseJson(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    return undefined
  }
}
