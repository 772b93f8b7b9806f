import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Dispositif, Regles } from '#aides/dispositif.ts'
import { lireFiche } from '#aides/fiche.ts'

const REGLEMENTS = new URL('../../reglements/', import.meta.url)
const EXTENSION = '.publicodes'

/** Every individual aid of `reglements/`, in the order of their files. Read once: the rules change with the program. */
export function importDispositifs(): Dispositif[] {
  return readdirSync(REGLEMENTS)
    .filter((fichier) => fichier.endsWith(EXTENSION))
    .sort()
    .map((fichier) => readDispositif(fichier, readFileSync(new URL(fichier, REGLEMENTS), 'utf8')))
}

/** @throws Error when the text is not YAML, or lacks what a scheme must say */
export function readDispositif(fichier: string, texte: string): Dispositif {
  const regles = parse(texte) as Regles
  const empreinte = createHash('sha256').update(texte).digest('hex')
  return { ...lireFiche(regles, { fichier, empreinte }, texte), regles }
}
