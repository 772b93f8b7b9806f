import { type ChampCorrigeable, groupeDe } from '#aides/dossiers/champs-corrigeables.ts'
import { estChampListe, type Saisies } from '#aides/listes/colonnes-liste.ts'
import type { Identite } from '#aides/listes/dossier-depose.ts'
import type { IdentiteConnue } from '#aides/listes/homonymie.ts'
import { cleDeRapprochement } from '#aides/listes/rapprochement.ts'

type Textes = Readonly<Record<string, string | number | null>>

/** What a dossier holds of its line, as the database keeps it. */
export type LigneGardee = {
  readonly identite: IdentiteConnue
  readonly adresse: Textes
  readonly courriel: string | null
  readonly telephone: string | null
  readonly contrat: Textes
}

/** Names of the address that are not those of the columns of a list. */
const CLES: Readonly<Partial<Record<ChampCorrigeable, string>>> = {
  ...{ numeroVoie: 'numero', extensionVoie: 'extension' },
}
const cleDe = (champ: ChampCorrigeable): string => CLES[champ] ?? champ

/** The line of a list that would say what a dossier holds; its account, which is sealed, is not in it. */
export function ligneDe({ identite, adresse, courriel, telephone, contrat }: LigneGardee): Saisies {
  const { numero, extension, ...reste } = adresse
  const { debut, fin, rupture } = contrat
  const dites: Textes = {
    ...{ ...identite, ...reste, courriel, telephone },
    ...{ numeroVoie: numero ?? null, extensionVoie: extension ?? null },
    ...{ debut: debut ?? null, fin: fin ?? null, rupture: rupture ?? null },
  }
  return Object.fromEntries(
    Object.entries(dites).flatMap(([champ, valeur]) =>
      estChampListe(champ) && valeur !== null && valeur !== '' ? [[champ, String(valeur)]] : [],
    ),
  )
}

type Valeurs = Readonly<Partial<Record<ChampCorrigeable, string | null>>>

/** What a dossier holds once these cells say something else; what they do not touch stays as it was. */
export function appliquer({ identite, adresse, courriel, telephone }: LigneGardee, valeurs: Valeurs) {
  const de = (...groupes: readonly string[]) =>
    Object.entries(valeurs).filter(([champ]) => groupes.includes(groupeDe(champ as ChampCorrigeable)))
  const nouvelle = { ...identite, ...Object.fromEntries(de('identite')) } as IdentiteConnue
  const rapprochement = cleDeRapprochement(nouvelle.nomNaissance, nouvelle.prenom)
  const parties = de('adresse').map(([champ, valeur]) => [cleDe(champ as ChampCorrigeable), valeur])
  return {
    identite: { ...nouvelle, rapprochement } as Identite,
    adresse: { ...adresse, ...Object.fromEntries(parties) } as Textes,
    contact: { courriel, telephone, ...Object.fromEntries(de('contact')) } as {
      readonly courriel: string | null
      readonly telephone: string | null
    },
  }
}
