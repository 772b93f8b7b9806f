import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation, Organisme } from '#campagnes/formation.ts'
import { apparier } from '#majoration/annees-organismes.ts'
import { calculer } from '#majoration/proposition.ts'
import { parametresDe } from '#majoration/simulation.ts'
import type { Centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** What a body, or a whole campaign, was given; amounts in cents, `majoration` holding the bonus vert. */
export type Part = {
  readonly contrats: number
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly exceptionnelle: Centimes
  readonly totale: Centimes
}

/** Where the amounts of a year come from: the voted table, its own règlement while nothing is voted, or nowhere. */
export type Origine = 'vote' | 'calcul' | 'rien'

export type Annee = {
  readonly origine: Origine
  readonly demande: { readonly formations: number; readonly contrats: number }
  readonly organismes: number
  readonly accorde: Part
}

export type LigneAnnee = {
  /** Its own among the lines. */
  readonly cle: string
  readonly nom: string
  readonly siret: string | null
  /** Null when nothing was given that year. */
  readonly avant: Part | null
  readonly apres: Part | null
}

/** Contracts asked for, both years, of a niveau, a département or a filière. */
export type LigneDemande = { readonly cle: string; readonly avant: number; readonly apres: number }

export const THEMES = { niveau: 'Niveau', departement: 'Département', filiere: 'Filière' } as const
export type Theme = keyof typeof THEMES

export type Annees = {
  readonly avant: Annee
  readonly apres: Annee
  /** Bodies given something either year, by name. */
  readonly lignes: readonly LigneAnnee[]
  readonly demandes: Readonly<Record<Theme, readonly LigneDemande[]>>
}

export type CampagneLue = { readonly campagne: Campagne; readonly formations: readonly Formation[] }

/**
 * Holds a campaign against an earlier one. Nothing is stored; bodies are brought together by
 * `apparier`. What was not voted is computed by the règlement of its own campaign.
 */
export function comparerAnnees(avant: CampagneLue, apres: CampagneLue): Annees {
  const [anciennes, nouvelles] = [lireAccorde(avant), lireAccorde(apres)]
  return {
    avant: resumer(avant, anciennes),
    apres: resumer(apres, nouvelles),
    lignes: reunir(anciennes.parts, nouvelles.parts),
    demandes: {
      niveau: regrouper(avant, apres, ({ niveau }) => String(niveau)),
      departement: regrouper(avant, apres, ({ departement }) => departement),
      filiere: regrouper(avant, apres, ({ filiere }) => filiere),
    },
  }
}

type Accorde = { readonly origine: Origine; readonly parts: readonly (readonly [Organisme, Part])[] }

function lireAccorde({ campagne, formations }: CampagneLue): Accorde {
  const organismes = new Map(campagne.organismes.map((corps) => [corps.identifiant, corps]))
  const de = (identifiant: string) =>
    organismes.get(identifiant) ?? { identifiant, nom: identifiant, siret: null }
  if (campagne.publication.length > 0) {
    const parts = campagne.publication.map(
      ({ organisme, contrats, majoration, dontBonusVert, ...ligne }) =>
        [
          de(organisme),
          {
            ...{ contrats, majoration, dontBonusVert, exceptionnelle: ligne.majorationExceptionnelle },
            totale: ligne.majorationTotale,
          },
        ] as const,
    )
    return { origine: 'vote', parts }
  }
  const calcul = calculer(campagne, formations, parametresDe(campagne.reglement, campagne.dotation))
  if (calcul.statut === 'refus') return { origine: 'rien', parts: [] }
  const parts = calcul.valeur.lignes.map(
    ({ organisme, contrats, majoration, dontBonusVert, exceptionnelle, totale }) =>
      [de(organisme), { contrats, majoration, dontBonusVert, exceptionnelle, totale }] as const,
  )
  return { origine: 'calcul', parts }
}

const resumer = ({ formations }: CampagneLue, { origine, parts }: Accorde): Annee => ({
  origine,
  demande: { formations: formations.length, contrats: sommer(formations, ({ contrats }) => contrats) },
  organismes: parts.length,
  accorde: cumuler(parts.map(([, part]) => part)),
})

/** The sum of what several bodies were given. */
export const cumuler = (parts: readonly Part[]): Part => ({
  contrats: sommer(parts, ({ contrats }) => contrats),
  majoration: sommer(parts, ({ majoration }) => majoration),
  dontBonusVert: sommer(parts, ({ dontBonusVert }) => dontBonusVert),
  exceptionnelle: sommer(parts, ({ exceptionnelle }) => exceptionnelle),
  totale: sommer(parts, ({ totale }) => totale),
})

const sommer = <T>(liste: readonly T[], lire: (element: T) => number): number =>
  liste.reduce((somme, element) => somme + lire(element), 0)

function reunir(anciennes: Accorde['parts'], nouvelles: Accorde['parts']): LigneAnnee[] {
  const libres = new Map(anciennes.map((ancienne) => [ancienne[0].identifiant, ancienne]))
  const corps = (parts: Accorde['parts']) => parts.map(([organisme]) => organisme)
  const paires = apparier(corps(anciennes), corps(nouvelles))
  const lignes = nouvelles.map(([{ identifiant, nom, siret }, apres]): LigneAnnee => {
    const ancien = paires.get(identifiant)
    const avant = ancien === undefined ? null : libres.get(ancien)![1]
    if (ancien !== undefined) libres.delete(ancien)
    return { cle: identifiant, nom, siret, avant, apres }
  })
  for (const [{ identifiant, nom, siret }, avant] of libres.values())
    lignes.push({ cle: `avant ${identifiant}`, nom, siret, avant, apres: null })
  return lignes.sort((a, b) => comparerTextes(a.nom, b.nom) || comparerTextes(a.cle, b.cle))
}

function regrouper(
  avant: CampagneLue,
  apres: CampagneLue,
  cleDe: (formation: Formation) => string,
): LigneDemande[] {
  const [alors, maintenant] = [avant, apres].map(({ formations }) => {
    const contrats = new Map<string, number>()
    for (const formation of formations) {
      const cle = cleDe(formation)
      contrats.set(cle, (contrats.get(cle) ?? 0) + formation.contrats)
    }
    return contrats
  }) as [Map<string, number>, Map<string, number>]
  return [...new Set([...alors.keys(), ...maintenant.keys()])]
    .sort(comparerTextes)
    .map((cle) => ({ cle, avant: alors.get(cle) ?? 0, apres: maintenant.get(cle) ?? 0 }))
}
