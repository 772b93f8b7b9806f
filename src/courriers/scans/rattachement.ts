import type { EtatLettre } from '#courriers/lettre.ts'
import { type CodePage, lireCode } from '#courriers/scans/code-page.ts'
import type { Motif } from '#socle/decision.ts'
import { INSECABLE, majuscule } from '#socle/francais.ts'

export type DefautPage = 'illisible' | 'plusieurs' | 'abimee'

/** A page that waits for its letter. */
export type PageEnAttente = {
  readonly id: string
  readonly defaut: DefautPage | null
  /** The printing that its code names, and which of its pages; null when nothing could be read. */
  readonly tirage: string | null
  readonly page: number | null
}

/** A printing known here, with its letter as it stands today. */
export type Tirage = {
  readonly tirage: string
  readonly pages: number
  /** False when the letter was made again since, with another text. */
  readonly aJour: boolean
  readonly demande: string
  readonly numero: number
  readonly organisme: string
  readonly campagne: string
  readonly libelleCampagne: string
  readonly etat: EtatLettre
  /** Whether a signed original is already there. */
  readonly numerisee: boolean
}

/** A letter whose every page is there, in order. */
export type LettreComplete = { readonly tirage: Tirage; readonly pages: readonly PageEnAttente[] }
export type Rattachement = {
  readonly completes: readonly LettreComplete[]
  /** Page by page, in the order given. */
  readonly aVoir: readonly { readonly page: PageEnAttente; readonly motif: Motif }[]
}

/** What the codes found on a page make of it. Codes that are not ours do not count. */
export function identifier(textes: readonly string[]): { code: CodePage } | { defaut: DefautPage } {
  const codes = new Map(
    textes.flatMap((texte) => (lireCode(texte) ? [[texte.trim(), lireCode(texte)!]] : [])),
  )
  if (codes.size > 1) return { defaut: 'plusieurs' }
  const [code] = codes.values()
  return code ? { code } : { defaut: 'illisible' }
}

const motif = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })

const DEFAUTS: Readonly<Record<DefautPage, string>> = {
  illisible: 'Aucun code de lettre n’a pu être lu sur cette page.',
  plusieurs: 'Deux pages différentes sont sur cette image : numérisez-les l’une après l’autre.',
  abimee: 'Cette page du fichier est abîmée et ne peut pas être montrée : numérisez-la de nouveau.',
}

/**
 * Groups the pages that wait by letter, whatever their order, and says of each page that stays why it does.
 *
 * @param campagne the one whose letters are signed here
 */
export function rapprocher(
  pages: readonly PageEnAttente[],
  tirages: ReadonlyMap<string, Tirage>,
  campagne: string,
): Rattachement {
  const obstacles = new Map<PageEnAttente, Motif>()
  const groupes = new Map<Tirage, PageEnAttente[]>()
  for (const page of pages) {
    const tirage = page.tirage === null ? undefined : tirages.get(page.tirage)
    const obstacle = juger(page, tirage, campagne)
    if (obstacle) obstacles.set(page, obstacle)
    else groupes.set(tirage!, [...(groupes.get(tirage!) ?? []), page])
  }
  const completes: LettreComplete[] = []
  for (const [tirage, groupe] of groupes) {
    const manques = compter(tirage, groupe)
    if (manques.size === 0)
      completes.push({ tirage, pages: groupe.toSorted((une, autre) => une.page! - autre.page!) })
    for (const [page, obstacle] of manques) obstacles.set(page, obstacle)
  }
  return {
    completes: completes.toSorted((une, autre) => une.tirage.numero - autre.tirage.numero),
    aVoir: pages.flatMap((page) => (obstacles.has(page) ? [{ page, motif: obstacles.get(page)! }] : [])),
  }
}

/** What keeps a page from its letter, whatever the other pages. */
function juger(page: PageEnAttente, tirage: Tirage | undefined, campagne: string): Motif | undefined {
  if (page.defaut !== null) return motif(`page-${page.defaut}`, DEFAUTS[page.defaut])
  if (!tirage)
    return motif('lettre-inconnue', 'Cette page porte le code d’une lettre qui n’a pas été imprimée ici.')
  const lettre = nommer(tirage)
  if (tirage.campagne !== campagne)
    return motif('autre-campagne', `Cette page est de ${lettre}, campagne ${tirage.libelleCampagne}.`)
  if (tirage.etat === 'notifiee') return motif('deja-notifiee', `${majuscule(lettre)} est déjà notifiée.`)
  if (tirage.numerisee)
    return motif(
      'deja-numerisee',
      `${majuscule(lettre)} a déjà son original signé : remplacez-le depuis le tableau.`,
    )
  if (!tirage.aJour)
    return motif(
      'lettre-refaite',
      `${majuscule(lettre)} a été refaite depuis cette impression : c’est la nouvelle qui doit être signée.`,
    )
  if (page.page! > tirage.pages)
    return motif('page-hors-lettre', `${majuscule(lettre)} n’a pas de page ${page.page}.`)
  return undefined
}

/** Pages missing from a letter, or there twice: none of its pages leaves until then. */
function compter(tirage: Tirage, groupe: readonly PageEnAttente[]): Map<PageEnAttente, Motif> {
  const lettre = nommer(tirage)
  const rangs = Array.from({ length: tirage.pages }, (_, rang) => rang + 1)
  const combien = (rang: number) => groupe.filter(({ page }) => page === rang).length
  const manquantes = rangs.filter((rang) => combien(rang) === 0)
  const doubles = new Set(rangs.filter((rang) => combien(rang) > 1))
  const dire = (page: PageEnAttente): Motif | undefined => {
    if (doubles.has(page.page!))
      return motif(
        'page-double',
        `La page ${page.page} de ${lettre} est là ${combien(page.page!)} fois : écartez celle de trop.`,
      )
    if (manquantes.length > 0) {
      const mot = manquantes.length > 1 ? 'les pages' : 'la page'
      const liste = new Intl.ListFormat('fr').format(manquantes.map(String))
      return motif('page-manquante', `Il manque ${mot} ${liste} de ${lettre}, qui en compte ${tirage.pages}.`)
    }
    if (doubles.size > 0)
      return motif(
        'lettre-incertaine',
        `Une autre page de ${lettre} est là plusieurs fois : écartez celle de trop.`,
      )
    return undefined
  }
  return new Map(groupe.flatMap((page) => (dire(page) ? [[page, dire(page)!]] : [])))
}

const nommer = ({ numero, organisme }: Tirage) => `la lettre n°${INSECABLE}${numero} (${organisme})`
