/**
 * Real communes of Île-de-France where the invented formations take place. Whether a commune is short of training is
 * invented, like the rest of the detail: no published figure says it.
 */
export type Site = { readonly commune: string; readonly departement: string; readonly peuPourvu: boolean }

const COMMUNES: Readonly<Record<string, { desservies: readonly string[]; peuPourvues: readonly string[] }>> =
  {
    '75': {
      desservies: [
        'Paris 10e Arrondissement',
        'Paris 11e Arrondissement',
        'Paris 12e Arrondissement',
        'Paris 13e Arrondissement',
        'Paris 14e Arrondissement',
        'Paris 15e Arrondissement',
        'Paris 17e Arrondissement',
        'Paris 18e Arrondissement',
        'Paris 19e Arrondissement',
        'Paris 20e Arrondissement',
      ],
      peuPourvues: [],
    },
    '77': {
      desservies: ['Melun', 'Meaux', 'Torcy', 'Champs-sur-Marne', 'Chelles', 'Savigny-le-Temple'],
      peuPourvues: ['Provins', 'Nemours', 'Montereau-Fault-Yonne', 'Coulommiers'],
    },
    '78': {
      desservies: ['Versailles', 'Saint-Germain-en-Laye', 'Guyancourt', 'Trappes', 'Poissy', 'Chambourcy'],
      peuPourvues: ['Mantes-la-Jolie', 'Les Mureaux', 'Rambouillet'],
    },
    '91': {
      desservies: ['Évry-Courcouronnes', 'Massy', 'Palaiseau', 'Corbeil-Essonnes', 'Brétigny-sur-Orge'],
      peuPourvues: ['Étampes', 'Dourdan', 'Arpajon'],
    },
    '92': {
      desservies: [
        'Nanterre',
        'Boulogne-Billancourt',
        'Courbevoie',
        'Asnières-sur-Seine',
        'Antony',
        'Montrouge',
      ],
      peuPourvues: ['Villeneuve-la-Garenne', 'Gennevilliers'],
    },
    '93': {
      desservies: ['Saint-Denis', 'Montreuil', 'Bobigny', 'Pantin', 'Noisy-le-Grand', 'Aubervilliers'],
      peuPourvues: ['Clichy-sous-Bois', 'Stains', 'Sevran'],
    },
    '94': {
      desservies: ['Créteil', 'Vitry-sur-Seine', 'Ivry-sur-Seine', 'Champigny-sur-Marne', 'Cachan'],
      peuPourvues: ['Villeneuve-Saint-Georges', 'Orly'],
    },
    '95': {
      desservies: ['Cergy', 'Pontoise', 'Argenteuil', 'Ermont', 'Montmorency'],
      peuPourvues: ['Persan', 'Garges-lès-Gonesse', 'Magny-en-Vexin'],
    },
  }

export const SITES: readonly Site[] = Object.entries(COMMUNES).flatMap(([departement, communes]) => [
  ...communes.desservies.map((commune) => ({ commune, departement, peuPourvu: false })),
  ...communes.peuPourvues.map((commune) => ({ commune, departement, peuPourvu: true })),
])
