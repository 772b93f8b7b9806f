import type { Campagne, LignePubliee } from '#campagnes/campagne.ts'

export type LigneNommee = LignePubliee & { readonly nom: string }

/** The voted table with the name of each body, in its printed order. */
export function nommerPublication({
  publication,
  organismes,
}: Pick<Campagne, 'publication' | 'organismes'>): LigneNommee[] {
  const noms = new Map(organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  return publication.map((ligne) => ({ ...ligne, nom: noms.get(ligne.organisme) ?? ligne.organisme }))
}

export type TotauxPublies = Omit<LignePubliee, 'organisme'> & { readonly organismes: number }

/** The totals of the voted table, in cents. */
export function totaliserPublication(publication: readonly LignePubliee[]): TotauxPublies {
  const somme = (lire: (ligne: LignePubliee) => number) =>
    publication.reduce((total, ligne) => total + lire(ligne), 0)
  return {
    organismes: publication.length,
    majoration: somme((ligne) => ligne.majoration),
    dontBonusVert: somme((ligne) => ligne.dontBonusVert),
    majorationExceptionnelle: somme((ligne) => ligne.majorationExceptionnelle),
    majorationTotale: somme((ligne) => ligne.majorationTotale),
    contrats: somme((ligne) => ligne.contrats),
  }
}
