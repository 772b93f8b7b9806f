/** Two organisations, for the tests of the rules. */
export const region = {
  id: 'region',
  nature: 'region',
  nom: 'Région',
  siret: '00000001800010',
  etat: 'active',
} as const

export const aforpa = {
  id: 'aforpa',
  nature: 'of-cfa',
  nom: 'AFORPA',
  siret: '00000002600013',
  etat: 'active',
} as const
