import { CHAMPS, type Declaration, type Formation } from '#campagnes/formation.ts'

/** A formation for the tests of rules: everything that a test does not name is empty, and nothing is declared. */
export function formationEssai({
  declaration = {},
  ...changements
}: Partial<Omit<Formation, 'declaration'>> & {
  readonly declaration?: Partial<Declaration>
} = {}): Formation {
  return {
    identifiant: 'F',
    organisme: 'CFA',
    intitule: '',
    niveau: 3,
    codeRncp: null,
    commune: '',
    departement: '75',
    filiere: '',
    contrats: 10,
    environnementale: false,
    palier: 0,
    ...changements,
    declaration: {
      ...(Object.fromEntries(CHAMPS.map(({ code }) => [code, 0])) as Declaration),
      ...declaration,
    },
  }
}
