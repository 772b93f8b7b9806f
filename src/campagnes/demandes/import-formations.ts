import type { FichierLu } from '#campagnes/demandes/espace.ts'
import { COLONNES_SAISIE, lireSaisie, type Saisie } from '#campagnes/demandes/saisie.ts'
import { ecrireEntiere, type LigneLue, nettoyer } from '#campagnes/importation/cellule.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import type { Entetes } from '#campagnes/importation/entetes.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { ControleLignes } from '#campagnes/importation/lignes.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** Longest text that a cell keeps; beyond, it is cut and its own remark says that it is too long. */
const TEXTE_MAXIMUM = 2_000

export type FormationsLues = Omit<FichierLu, 'version'>

/**
 * Reads the formations of one body from a file, each cell as it is written: what is wrong enters, to be put right on
 * screen. Lines of another body do not, nor totals, nor the fictional line of the model.
 *
 * @param siret of the body
 * @param maximum lines read at most
 * @throws FichierIllisible when no table is found in it, or too many lines
 */
export async function importFormations(
  path: string,
  { nom, siret, effectif, maximum }: { nom: string; siret: string; effectif: string; maximum: number },
): Promise<FormationsLues> {
  const tableau = await openTable(path, nom)
  const { entetes } = tableau
  const controle = new ControleLignes(entetes, tableau.format)
  const lues: { ligne: number; identifiant: string; saisie: Saisie }[] = []
  const remarques = entetes.anomalies.map(({ message }) => message)
  const noms = new Noms()
  let autres = 0
  let declare: string | null = null
  for await (const lot of tableau.lignes())
    for (const ligne of lot) {
      const verifiee = controle.verifier(ligne)
      if (!verifiee) continue
      const entiere = verifiee.anomalies.find(({ code }) => LIGNES_REFUSEES.has(code))
      if (entiere) remarques.push(`Ligne ${ligne.numero}${INSECABLE}: ${entiere.message}`)
      if (entiere?.code === 'ligne_de_total') continue
      const cellules = readCells(ligne, entetes)
      if (verifiee.ligne.siret && verifiee.ligne.siret !== siret) {
        autres++
        continue
      }
      if (lues.length >= maximum) throw tropDeLignes(maximum)
      declare ??= cellules.get('effectifOrganisme') || null
      lues.push({
        ligne: ligne.numero,
        identifiant: noms.choisir(cellules.get('identifiant') ?? '', ligne.numero, remarques),
        saisie: Object.fromEntries(COLONNES_SAISIE.map(({ code }) => [code, cellules.get(code) ?? ''])),
      })
    }
  if (autres > 0)
    remarques.push(
      `${compter(autres, 'ligne porte', 'lignes portent')} le SIRET d’un autre organisme${INSECABLE}: ${autres > 1 ? 'elles n’entrent' : 'elle n’entre'} pas.`,
    )
  const formations = lues.map((une) => ({
    ...une,
    constats: lireSaisie(une.saisie, declare ?? effectif).constats,
  }))
  return { lecture: tableau.lecture, formations, remarques, effectif: declare }
}

/** What a line says of the whole file, and not of one of its cells. */
const LIGNES_REFUSEES: ReadonlySet<string> = new Set([
  'ligne_de_total',
  'guillemet_ouvert',
  'cellules_en_trop',
])

const tropDeLignes = (maximum: number) =>
  new FichierIllisible('trop_de_lignes', `Une demande compte au plus ${maximum} formations.`)

/** The cells of a line as a person would type them, by column. */
function readCells({ cellules }: LigneLue, { colonnes }: Entetes): Map<CodeColonne, string> {
  const lues = new Map<CodeColonne, string>()
  for (const [i, colonne] of colonnes.entries())
    if (colonne)
      lues.set(colonne.code, nettoyer(ecrireEntiere(cellules[i])).slice(0, TEXTE_MAXIMUM).toWellFormed())
  return lues
}

/** A reference for each line: its own, made unique. */
class Noms {
  readonly #pris = new Set<string>()

  choisir(voulu: string, ligne: number, remarques: string[]): string {
    const base = voulu.slice(0, 100) || `L${ligne}`
    let nom = base
    for (let rang = 2; this.#pris.has(nom); rang++) nom = `${base}-${rang}`
    this.#pris.add(nom)
    if (nom !== voulu)
      remarques.push(
        voulu
          ? `Ligne ${ligne}${INSECABLE}: la référence «${INSECABLE}${base}${INSECABLE}» est déjà prise ou trop longue, la formation devient «${INSECABLE}${nom}${INSECABLE}».`
          : `Ligne ${ligne}${INSECABLE}: sans référence, la formation devient «${INSECABLE}${nom}${INSECABLE}».`,
      )
    return nom
  }
}
