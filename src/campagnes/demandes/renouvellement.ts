import { COLONNES_SAISIE, type FormationSaisie, type Saisie } from '#campagnes/demandes/saisie.ts'
import type { Formation } from '#campagnes/formation.ts'
import type { CodeColonne, NatureColonne } from '#campagnes/importation/colonnes.ts'
import { lireCellule } from '#campagnes/importation/valeurs.ts'

/** What the same body asked for in its last campaign, written as it would type it. */
export type DemandePrecedente = {
  readonly libelle: string
  readonly exercice: number
  readonly formations: readonly FormationSaisie[]
}

/** A formation of an older campaign, as its body would type it again. */
export function ecrireSaisie({ declaration, ...formation }: Formation): Saisie {
  const valeurs: Readonly<Record<string, unknown>> = { ...formation, ...declaration }
  return Object.fromEntries(
    COLONNES_SAISIE.map(({ code, nature }) => [code, ecrireValeur(valeurs[code], nature)]),
  )
}

/** A value as a body types it: « oui », « 12,5 ». */
export function ecrireValeur(valeur: unknown, nature: NatureColonne): string {
  if (valeur === null || valeur === undefined) return ''
  if (nature === 'ouiNon') return valeur === true || valeur === 1 ? 'oui' : 'non'
  if (nature === 'pourcentage') return String(Number(valeur) / 100).replace('.', ',')
  return String(valeur)
}

/** The columns whose value is not the one of the last campaign; two ways to write one value are one value. */
export function comparerSaisies(saisie: Saisie, avant: Saisie): CodeColonne[] {
  return COLONNES_SAISIE.filter((colonne) => {
    const [a, b] = [saisie[colonne.code] ?? '', avant[colonne.code] ?? '']
    if (a.trim() === b.trim()) return false
    const [lue, lueAvant] = [lireCellule(a, colonne).valeur, lireCellule(b, colonne).valeur]
    return lue === null || lue !== lueAvant
  }).map(({ code }) => code)
}

/** What a draft lacks of the last campaign: those already typed under the same reference are left as they are. */
export function formationsAReprendre(
  formations: readonly FormationSaisie[],
  precedente: DemandePrecedente,
): FormationSaisie[] {
  const connues = new Set(formations.map(({ identifiant }) => identifiant))
  return precedente.formations.filter(({ identifiant }) => !connues.has(identifiant))
}
