import { BROUILLON_VIDE, type Brouillon, brouillonVide, reunir } from '#campagnes/demandes/brouillon.ts'

// What is typed and not saved is kept by the browser, for this person and this application: a closed tab, a lost session
// or a stopped server lose nothing. Each tab writes under its own name; the next one to open takes what was left.

const prefixe = (demande: string, personne: string) => `oriflamme.saisie.${demande}.${personne}.`

/** What the tabs of this person left unsaved. */
export function relireGarde(demande: string, personne: string): Brouillon {
  return nomsGardes(demande, personne).reduce((reuni, nom) => reunir(reuni, lire(nom)), BROUILLON_VIDE)
}

/** Keeps what is typed in this tab in place of all that was kept; nothing is kept of an empty draft. */
export function garder(demande: string, personne: string, brouillon: Brouillon, repris: boolean): void {
  const nom = prefixe(demande, personne) + ONGLET
  try {
    if (repris)
      for (const autre of nomsGardes(demande, personne)) if (autre !== nom) localStorage.removeItem(autre)
    if (brouillonVide(brouillon)) localStorage.removeItem(nom)
    else localStorage.setItem(nom, JSON.stringify(brouillon))
  } catch {
    // A full or forbidden storage: the page itself still holds what is typed, and saves it.
  }
}

const ONGLET = crypto.randomUUID?.() ?? String(Math.random())

function nomsGardes(demande: string, personne: string): string[] {
  try {
    return Object.keys(localStorage).filter((nom) => nom.startsWith(prefixe(demande, personne)))
  } catch {
    return []
  }
}

function lire(nom: string): Brouillon {
  try {
    const lu = JSON.parse(localStorage.getItem(nom) ?? 'null') as Brouillon | null
    return lu && typeof lu.formations === 'object' ? lu : BROUILLON_VIDE
  } catch {
    return BROUILLON_VIDE
  }
}
