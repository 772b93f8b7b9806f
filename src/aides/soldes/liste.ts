import {
  type AnomalieFeuille,
  anomalie,
  type LigneFeuille,
  lireJour,
  lireLigne,
  lireMontant,
  lireTexte,
} from '#aides/feuille.ts'
import type { Apprenti } from '#aides/soldes/solde.ts'
import { INSECABLE } from '#socle/francais.ts'
import { enMots } from '#socle/texte.ts'

/** The columns of a nominative list. */
export type ColonneListe = 'nom' | 'prenom' | 'neLe' | 'montant'

export const COLONNES_LISTE: Readonly<Record<ColonneListe, string>> = {
  nom: 'Nom',
  prenom: 'Prénom',
  neLe: 'Date de naissance',
  montant: 'Montant versé (€)',
}

/** The same person has the same key, whatever the capitals, the accents and the hyphens. */
export const cleDe = ({ nom, prenom, neLe }: Pick<Apprenti, 'nom' | 'prenom' | 'neLe'>): string =>
  `${enMots(nom)}|${enMots(prenom)}|${neLe}`

/**
 * Reads a nominative list: every fault of every line at once, the same apprentice twice included. Nobody is merged: whoever
 * wrote the list says which line stays.
 *
 * @param aujourdhui AAAA-MM-JJ: nobody is born later
 */
export function lireListe(
  lignes: readonly LigneFeuille<ColonneListe>[],
  aujourdhui: string,
): { readonly apprentis: Apprenti[]; readonly anomalies: AnomalieFeuille<ColonneListe>[] } {
  const apprentis: Apprenti[] = []
  const anomalies: AnomalieFeuille<ColonneListe>[] = []
  const vus = new Map<string, number>()
  for (const ligne of lignes) {
    const lue = lireLigne(ligne, { nom: lireTexte, prenom: lireTexte, neLe: lireJour, montant: lireMontant })
    const { nom, prenom, neLe, montant } = lue.valeurs
    const fautes = [...lue.anomalies]
    if (neLe !== null && neLe > aujourdhui)
      fautes.push(anomalie(ligne, 'neLe', 'naissance-a-venir', 'Cette date de naissance est à venir.'))
    if (nom !== null && prenom !== null && neLe !== null) {
      const cle = cleDe({ nom, prenom, neLe })
      const deja = vus.get(cle)
      if (deja !== undefined)
        fautes.push(
          anomalie(
            ligne,
            'nom',
            'apprenti-en-double',
            `${prenom} ${nom} est déjà ligne${INSECABLE}${deja} : gardez une seule des deux lignes.`,
          ),
        )
      else vus.set(cle, ligne.numero)
    }
    anomalies.push(...fautes)
    if (fautes.length === 0 && nom !== null && prenom !== null && neLe !== null && montant !== null)
      apprentis.push({ ligne: ligne.numero, nom, prenom, neLe, montant })
  }
  return { apprentis, anomalies }
}
