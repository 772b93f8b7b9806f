import type { ColonneExport } from '#majoration/documents/colonnes-export.ts'
import { type LigneRejouee, type Rejeu, sensDe } from '#majoration/rejeu.ts'

const SENS = { entre: 'entre', sort: 'sort' } as const

/** The columns of a replayed campaign: body by body, what it had, what the other rules give, the difference. */
export function colonnesRejeu({ reference }: Rejeu): readonly ColonneExport<LigneRejouee>[] {
  const avant = reference === 'vote' ? 'voté' : 'calculé'
  const source = 'Oriflamme'
  return [
    {
      ...{ entete: 'Identifiant', sens: 'Identifiant de l’organisme', source, nature: 'texte', largeur: 18 },
      valeur: ({ organisme }) => organisme,
    },
    {
      ...{ entete: 'Organisme', sens: 'Nom de l’organisme', source, nature: 'texte', largeur: 40 },
      valeur: ({ nom }) => nom,
    },
    {
      ...{ entete: 'Sens', sens: 'Entre ou sort de la liste', source, nature: 'texte', largeur: 8 },
      valeur: (ligne) => {
        const sens = sensDe(ligne)
        return sens && SENS[sens]
      },
    },
    ...(['avant', 'apres'] as const).flatMap((cote): ColonneExport<LigneRejouee>[] => {
      const quoi = cote === 'avant' ? avant : 'rejoué'
      return [
        {
          ...{
            entete: `Contrats (${quoi})`,
            sens: 'Contrats retenus',
            source,
            nature: 'entier',
            largeur: 12,
          },
          valeur: (ligne) => ligne[cote]?.contrats ?? null,
        },
        {
          ...{ entete: `Majoration (${quoi})`, sens: 'Hors majoration exceptionnelle', source },
          ...{ nature: 'montant', largeur: 16 },
          valeur: (ligne) => ligne[cote]?.montant ?? null,
        },
      ]
    }),
    {
      ...{ entete: 'Écart', sens: 'Rejoué moins ce qui était', source, nature: 'montant', largeur: 14 },
      valeur: ({ ecart }) => ecart,
    },
  ]
}
