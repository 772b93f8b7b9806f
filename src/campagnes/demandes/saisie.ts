import {
  CHAMPS,
  type CodeChamp,
  type Declaration,
  type Formation,
  type Palier,
} from '#campagnes/formation.ts'
import { constatsCroises } from '#campagnes/importation/coherence.ts'
import {
  COLONNES,
  COLONNES_PAR_CODE,
  type CodeColonne,
  type Colonne,
} from '#campagnes/importation/colonnes.ts'
import type { Constat } from '#campagnes/importation/lecture.ts'
import { lireCellule, type Valeur } from '#campagnes/importation/valeurs.ts'

/** A formation as its body types it, column by column: a draft keeps what is written, right or wrong. */
export type Saisie = Readonly<Partial<Record<CodeColonne, string>>>

/** A formation of an application, under the body's own reference. */
export type FormationSaisie = { readonly identifiant: string; readonly saisie: Saisie }

export type ConstatSaisie = Constat & { readonly champ: CodeColonne }

export type SaisieLue = {
  readonly valeurs: ReadonlyMap<CodeColonne, Valeur>
  readonly constats: readonly ConstatSaisie[]
}

/** What is typed once for the whole application, or known already. */
const AILLEURS: ReadonlySet<CodeColonne> = new Set(['organisme', 'siret', 'identifiant', 'effectifOrganisme'])

/** What is typed for each formation, in the order of the model file: the same columns, aids and readings. */
export const COLONNES_SAISIE: readonly Colonne[] = COLONNES.filter(({ code }) => !AILLEURS.has(code))

/** Apprentices of the body, typed once. */
export const COLONNE_EFFECTIF: Colonne = COLONNES_PAR_CODE.get('effectifOrganisme')!

/**
 * Reads what was typed for a formation exactly as a file is read: the value of each field, or why it has none.
 *
 * @param effectif apprentices of the body, as typed once for the application
 */
export function lireSaisie(saisie: Saisie, effectif: string): SaisieLue {
  const valeurs = new Map<CodeColonne, Valeur>()
  const constats: ConstatSaisie[] = []
  const lire = (colonne: Colonne, texte: string | undefined, tait: boolean) => {
    const { valeur, constat } = lireCellule(texte ?? null, colonne)
    if (valeur !== null) valeurs.set(colonne.code, valeur)
    if (constat && !tait) constats.push({ ...constat, champ: colonne.code })
  }
  for (const colonne of COLONNES_SAISIE) lire(colonne, saisie[colonne.code], false)
  // Its own faults are told once, at its own field.
  lire(COLONNE_EFFECTIF, effectif, true)
  constats.push(...constatsCroises(valeurs))
  return { valeurs, constats }
}

/** What is wrong with the number of apprentices of the body, if anything. */
export function lireEffectif(effectif: string): Constat | null {
  return lireCellule(effectif, COLONNE_EFFECTIF).constat
}

/**
 * The formation that a sound input describes, ready for the ranking.
 *
 * @param organisme identifier of the body in the campaign
 * @returns undefined while an error is left in it
 */
export function composerFormation(
  { identifiant, saisie }: FormationSaisie,
  { organisme, effectif }: { readonly organisme: string; readonly effectif: string },
): Formation | undefined {
  const { valeurs, constats } = lireSaisie(saisie, effectif)
  if (constats.some(({ gravite }) => gravite === 'erreur') || !valeurs.has('effectifOrganisme'))
    return undefined
  const texte = (code: CodeColonne) => String(valeurs.get(code))
  const nombre = (code: CodeColonne) => Number(valeurs.get(code))
  return {
    identifiant,
    organisme,
    intitule: texte('intitule'),
    niveau: nombre('niveau'),
    codeRncp: valeurs.has('codeRncp') ? texte('codeRncp') : null,
    commune: texte('commune'),
    departement: texte('departement'),
    filiere: texte('filiere'),
    contrats: nombre('contrats'),
    environnementale: nombre('environnementale') === 1,
    palier: nombre('palier') as Palier,
    declaration: Object.fromEntries(
      CHAMPS.map(({ code }) => [code, nombre(code)] as [CodeChamp, number]),
    ) as Declaration,
  }
}

/** A figure put right by an agent: both stay, the last one counts. */
export type Correction = {
  readonly formation: string
  readonly champ: CodeColonne
  readonly avant: string
  readonly apres: string
}

/** The formations as instructed: what the body declared, with the last correction of each field. */
export function corriger(
  formations: readonly FormationSaisie[],
  corrections: readonly Correction[],
): FormationSaisie[] {
  return formations.map((formation) => {
    const siennes = corrections.filter((correction) => correction.formation === formation.identifiant)
    if (siennes.length === 0) return formation
    const corrigee = Object.fromEntries(siennes.map(({ champ, apres }) => [champ, apres]))
    return { ...formation, saisie: { ...formation.saisie, ...corrigee } }
  })
}
