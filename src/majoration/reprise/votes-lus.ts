import { lireEuros } from '#budget/rules/saisie.ts'
import type { LignePubliee } from '#campagnes/campagne.ts'
import type { Organisme } from '#campagnes/formation.ts'
import {
  type Cellule,
  ecrireCellule,
  ecrireEntiere,
  estVide,
  nettoyer,
} from '#campagnes/importation/cellule.ts'
import { lireEntier } from '#campagnes/importation/nombres.ts'
import {
  COLONNES_REPRISE,
  type CodeReprise,
  type ColonneReprise,
} from '#majoration/reprise/colonnes-reprise.ts'
import { indexerOrganismes, reconnaitre } from '#majoration/reprise/organismes-reconnus.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** A line of a file of voted amounts, its cells as they are. */
export type LigneVotes = {
  /** As a spreadsheet numbers it. */
  readonly numero: number
  readonly cellules: Readonly<Record<CodeReprise, Cellule>>
}

/** What prevents a line from being kept, in one of its cells. */
export type AnomalieVotes = {
  readonly ligne: number
  readonly colonne: CodeReprise
  /** What the cell holds, as text. */
  readonly valeur: string
  readonly code: string
  readonly message: string
}

/** No assembly votes more for one body: beyond, two numbers were glued together. */
const EUROS_MAXIMUM: Centimes = 1_000_000_000_00
const CONTRATS_MAXIMUM = 1_000_000
const NOMBRES = COLONNES_REPRISE.filter(({ nature }) => nature !== 'signe')

/**
 * Reads the lines of a file against the bodies of a campaign: every fault of every line at once. The lines kept are in
 * the order of the file: it is that of the printed table.
 */
export function lireVotes(
  lignes: readonly LigneVotes[],
  organismes: readonly Organisme[],
): { readonly votes: LignePubliee[]; readonly anomalies: AnomalieVotes[] } {
  const votes: LignePubliee[] = []
  const anomalies: AnomalieVotes[] = []
  const index = indexerOrganismes(organismes)
  const dits = new Map<string, number>()
  for (const ligne of lignes) {
    if (Object.values(ligne.cellules).every(estVide)) continue
    const fautes: AnomalieVotes[] = []
    const noter = (colonne: CodeReprise, code: string, message: string) =>
      fautes.push({
        ligne: ligne.numero,
        colonne,
        valeur: ecrireCellule(ligne.cellules[colonne]),
        code,
        message,
      })
    const reconnu = reconnaitre(ligne.cellules, index)
    for (const { colonne, code, message } of reconnu.fautes) noter(colonne, code, message)
    const deja = reconnu.organisme && dits.get(reconnu.organisme)
    if (deja !== undefined)
      noter(
        reconnu.colonne,
        'organisme-en-double',
        `Cet organisme est déjà ligne${INSECABLE}${deja}${INSECABLE}: gardez une seule des deux lignes.`,
      )
    else if (reconnu.organisme) dits.set(reconnu.organisme, ligne.numero)
    const lus = new Map<CodeReprise, number>()
    for (const colonne of NOMBRES) {
      const lu = lireNombre(ligne.cellules[colonne.code], colonne)
      if (typeof lu === 'number') lus.set(colonne.code, lu)
      else noter(colonne.code, lu.code, lu.message)
    }
    const [majoration, dontBonusVert] = [lus.get('majoration') ?? 0, lus.get('dontBonusVert') ?? 0]
    if (lus.has('majoration') && dontBonusVert > majoration)
      noter(
        'dontBonusVert',
        'bonus-superieur',
        `Le bonus vert est une part de la majoration${INSECABLE}: il ne peut pas dépasser ${ecrireMontant(majoration)}.`,
      )
    anomalies.push(...fautes)
    if (fautes.length > 0) continue
    const majorationExceptionnelle = lus.get('majorationExceptionnelle')!
    votes.push({
      ...{ organisme: reconnu.organisme!, contrats: lus.get('contrats')!, majoration, dontBonusVert },
      ...{ majorationExceptionnelle, majorationTotale: majoration + majorationExceptionnelle },
    })
  }
  return { votes, anomalies }
}

type Faute = { readonly code: string; readonly message: string }

/** A count, or cents; what stands against it otherwise. Ordinary majorations are spread in whole euros. */
function lireNombre(cellule: Cellule, { code, nature, requise }: ColonneReprise): number | Faute {
  if (estVide(cellule))
    return requise
      ? {
          code: 'valeur-manquante',
          message: `La cellule est vide${INSECABLE}; indiquez 0 s’il n’y en a pas.`,
        }
      : 0
  if (nature === 'nombre') {
    const { valeur, constat } = lireEntier(cellule, CONTRATS_MAXIMUM)
    return valeur ?? constat!
  }
  const centimes = lireEuros(nettoyer(ecrireEntiere(cellule)))
  if (centimes === undefined || typeof cellule === 'boolean')
    return { code: 'pas-un-montant', message: 'Cette valeur n’est pas un montant en euros.' }
  if (centimes < 0)
    return { code: 'negatif', message: `Un montant voté n’est pas négatif${INSECABLE}: 0 ou plus.` }
  if (centimes > EUROS_MAXIMUM)
    return {
      code: 'trop-grand',
      message: `Ce montant dépasse le maximum admis, ${ecrireMontant(EUROS_MAXIMUM)}.`,
    }
  if (centimes % 100 !== 0 && code !== 'majorationExceptionnelle')
    return {
      code: 'centimes',
      message: 'Le règlement répartit des euros entiers : ce montant a des centimes.',
    }
  return centimes
}
