import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import { TRIS, type TriFile } from '#campagnes/demandes/instruction.ts'
import type { Tri } from '#ui/tableau.tsx'

/** What the queue may be looked at through, as its address and the shared views write it. */
export const CLES = [
  ...(['q', 'etat', 'agent', 'departement', 'alertes', 'cite'] as const),
  ...(['contratsMin', 'contratsMax', 'tri', 'sens'] as const),
] as const
export type RechercheEcrite = { readonly [cle in (typeof CLES)[number]]?: string }

/** The address of the queue: what is looked for, the page, and the works whose report is in sight. */
export type AdresseFile = RechercheEcrite & { readonly page?: string; readonly lots?: string }

const entier = (texte: string) => /^\d{1,7}$/.test(texte)
const parmi = (choix: readonly string[]) => (texte: string) => choix.includes(texte)
const etats = (texte: string) => texte.split(',').every((un) => Object.hasOwn(ETATS_DEMANDE, un))

/** What the server would refuse is dropped: a link typed by hand never breaks the page. */
const VALABLES: Readonly<Record<keyof AdresseFile, (texte: string) => boolean>> = {
  q: (texte) => texte.length <= 100,
  etat: etats,
  agent: (texte) => texte.length <= 100,
  departement: (texte) => /^[0-9AB]{2,3}$/.test(texte),
  alertes: parmi(['avec', 'sans']),
  cite: parmi(['oui']),
  contratsMin: entier,
  contratsMax: entier,
  tri: parmi(TRIS),
  sens: parmi(['asc', 'desc']),
  page: (texte) => /^[1-9]\d{0,3}$/.test(texte),
  lots: (texte) => texte.length <= 1_000 && /^[\w-]+(,[\w-]+)*$/.test(texte),
}

/** Reads an address; the router gives « 77 » as a number. */
export function lireAdresse(brute: Readonly<Record<string, unknown>>): AdresseFile {
  const lues = Object.entries(VALABLES).flatMap(([cle, valable]) => {
    const valeur = typeof brute[cle] === 'number' ? String(brute[cle]) : brute[cle]
    const texte = typeof valeur === 'string' ? valeur.trim() : ''
    return texte && valable(texte) ? [[cle, texte]] : []
  })
  return Object.fromEntries(lues)
}

/** `q=aforpa&page=2`, what the routes read. */
export const ecrireAdresse = ({ lots, ...adresse }: AdresseFile): string =>
  new URLSearchParams(adresse as Record<string, string>).toString()

/** What is looked for, without the page or the reports. */
export const rechercheDe = ({ page, lots, ...recherche }: AdresseFile): RechercheEcrite => recherche

/** Whether two addresses look for the same thing in the same order. */
export const memeRecherche = (une: AdresseFile, autre: AdresseFile): boolean =>
  CLES.every((cle) => une[cle] === autre[cle])

/** Without what only orders it: whether something is looked for at all. */
export const estFiltree = ({ tri, sens, page, lots, ...filtres }: AdresseFile): boolean =>
  Object.keys(filtres).length > 0

export const etatsChoisis = ({ etat }: AdresseFile): readonly EtatDemande[] =>
  (etat?.split(',') ?? []) as EtatDemande[]

/** The states chosen once this one is pressed, in the order of the life of an application. */
export function basculerEtat(adresse: AdresseFile, etat: EtatDemande): string | undefined {
  const choisis = etatsChoisis(adresse)
  const suivants = (Object.keys(ETATS_DEMANDE) as EtatDemande[]).filter((un) =>
    un === etat ? !choisis.includes(un) : choisis.includes(un),
  )
  return suivants.length > 0 ? suivants.join(',') : undefined
}

/** Shares applications between agents, in the order of the queue: parts that differ by one at most. */
export function partager<T>(
  demandes: readonly T[],
  agents: readonly string[],
): { agent: string; part: T[] }[] {
  return agents.map((agent, rang) => {
    const borne = (n: number) => Math.round((n * demandes.length) / agents.length)
    return { agent, part: demandes.slice(borne(rang), borne(rang + 1)) }
  })
}

export const triDe = ({ tri = 'numero', sens = 'asc' }: AdresseFile): Tri => ({
  colonne: tri as TriFile,
  sens: sens as Tri['sens'],
})
