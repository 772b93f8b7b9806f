import type { GeneratedAlways } from 'kysely'
import type { CodeChamp } from '#campagnes/formation.ts'

/** The tables that this capability owns; what only SQL templates touch is not repeated here. */
export type TablesCampagnes = {
  campagne: { id: string; cree_le: GeneratedAlways<string>; liste_le: string | null }
  formation: Record<ColumnOf<CodeChamp>, number> & {
    campagne: string
    identifiant: string
    organisme: string
    intitule: string
    niveau: number
    code_rncp: string | null
    commune: string
    departement: string
    filiere: string
    contrats: number
    environnementale: boolean
    palier: number
  }
}

/** `prioriteFiliere` → `priorite_filiere`: one word from the form to the column. */
type ColumnOf<Code extends string> = Code extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${ColumnOf<Rest>}`
    : `_${Lowercase<First>}${ColumnOf<Rest>}`
  : ''

export const columnOf = <Code extends CodeChamp>(code: Code): ColumnOf<Code> =>
  code.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`) as ColumnOf<Code>
