import type { Annees, LigneAnnee } from '#majoration/annees.ts'
import type { ColonneExport } from '#majoration/documents/colonnes-export.ts'

const source = 'Oriflamme'

/** Body by body, what two years gave: contracts, each component of the amount, the difference. */
export const colonnesAnnees = (
  { avant, apres }: Pick<Annees, 'avant' | 'apres'>,
  [alors, maintenant]: readonly [number, number],
): readonly ColonneExport<LigneAnnee>[] => [
  {
    ...{ entete: 'Organisme', sens: 'Nom de l’organisme', source, nature: 'texte', largeur: 40 },
    valeur: ({ nom }) => nom,
  },
  {
    ...{ entete: 'SIRET', sens: 'SIRET, quand il est connu', source, nature: 'texte', largeur: 18 },
    valeur: ({ siret }) => siret,
  },
  ...(['avant', 'apres'] as const).flatMap((cote): ColonneExport<LigneAnnee>[] => {
    const annee = cote === 'avant' ? alors : maintenant
    const origine = (cote === 'avant' ? avant : apres).origine === 'vote' ? 'voté' : 'calculé'
    const montant = (
      entete: string,
      cle: 'majoration' | 'dontBonusVert' | 'exceptionnelle' | 'totale',
    ): ColonneExport<LigneAnnee> => ({
      ...{ entete: `${entete} ${annee}`, sens: `En euros, ${origine}`, source, nature: 'montant' },
      largeur: 18,
      valeur: (ligne) => ligne[cote]?.[cle] ?? null,
    })
    return [
      {
        ...{ entete: `Contrats ${annee}`, sens: 'Contrats retenus', source, nature: 'entier', largeur: 12 },
        valeur: (ligne) => ligne[cote]?.contrats ?? null,
      },
      montant('Majoration', 'majoration'),
      montant('dont bonus vert', 'dontBonusVert'),
      montant('Majoration exceptionnelle', 'exceptionnelle'),
      montant('Montant total', 'totale'),
    ]
  }),
  {
    ...{ entete: 'Écart', sens: `${maintenant} moins ${alors}`, source, nature: 'montant', largeur: 14 },
    valeur: (ligne) => (ligne.apres?.totale ?? 0) - (ligne.avant?.totale ?? 0),
  },
]
