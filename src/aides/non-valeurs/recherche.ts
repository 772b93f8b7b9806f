import { ETATS_SUIVI, type EtatSuivi, type TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import { enMots } from '#socle/texte.ts'

/** What the address asks to see of the titres; an empty text asks for all. */
export type Recherche = { readonly annee: string; readonly suivi: EtatSuivi | ''; readonly texte: string }

const texteDe = (brut: unknown): string =>
  typeof brut === 'string' || typeof brut === 'number' ? String(brut).slice(0, 200) : ''

/** Reads an address that anybody may have typed: what is not known is not asked. */
export function lireRecherche(brute: Readonly<Record<string, unknown>>): Recherche {
  const suivi = texteDe(brute.suivi)
  return {
    annee: /^\d{4}$/.test(texteDe(brute.annee)) ? texteDe(brute.annee) : '',
    suivi: Object.hasOwn(ETATS_SUIVI, suivi) ? (suivi as EtatSuivi) : '',
    texte: texteDe(brute.texte),
  }
}

/** The titres asked for. */
export const filtrer = (titres: readonly TitreSuivi[], { annee, suivi, texte }: Recherche): TitreSuivi[] =>
  titres.filter(
    (un) =>
      (annee === '' || String(un.exercice) === annee) &&
      (suivi === '' || un.suivi === suivi) &&
      enMots(`${un.debiteur} ${un.objet} ${un.numero}`).includes(enMots(texte)),
  )
