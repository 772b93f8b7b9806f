import { type Constat, ETATS_MANDAT, type Mandat } from '#budget/rules/mandater.ts'
import { lireEuros } from '#budget/rules/saisie.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { sansAccents } from '#socle/texte.ts'

/** A line of the file that the accountant sends back, each cell as it is written. */
export type LigneRetour = {
  /** As a spreadsheet numbers it. */
  readonly numero: number
  readonly reference: string
  readonly etat: string
  readonly date: string
  readonly motif: string
  readonly montant: string
}

/** What became of a line: written now, already known, or set aside for somebody to look at. */
export const SUITES_RETOUR = {
  applique: 'appliquée',
  deja: 'déjà connue',
  attente: 'à vérifier',
} as const
export type SuiteRetour = keyof typeof SUITES_RETOUR

export type LigneTraitee = LigneRetour & {
  readonly suite: SuiteRetour
  /** Why it is set aside, in words; empty otherwise. */
  readonly message: string
}

export type RetourLu = Constat & { readonly reference: string; readonly montant: Centimes | null }

const citer = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`
const simplifier = (texte: string) => sansAccents(texte).trim()

const PAYES = new Set(['paye', 'payee', 'paiement', 'regle', 'reglee', 'vire'])
const REJETES = new Set(['rejete', 'rejetee', 'rejet', 'refuse', 'refusee'])

/** Reads a line of a return, with everything that cannot be understood in it. */
export function lireRetour({ reference, etat, date, motif, montant }: LigneRetour): Decision<RetourLu> {
  const mot = simplifier(etat)
  const suite = PAYES.has(mot) ? 'paye' : REJETES.has(mot) ? 'rejete' : undefined
  const jour = lireJour(date)
  const somme = montant.trim() === '' ? null : lireEuros(montant)
  const motifs: Motif[] = []
  if (!suite)
    motifs.push({
      code: 'etat-illisible',
      message: `L’état ${citer(etat)} n’est ni «${INSECABLE}payé${INSECABLE}» ni «${INSECABLE}rejeté${INSECABLE}».`,
    })
  if (!jour)
    motifs.push({
      code: 'date-illisible',
      message: `La date ${citer(date)} n’est pas une date${INSECABLE}: 05/07/2023 ou 2023-07-05.`,
    })
  if (somme === undefined)
    motifs.push({
      code: 'montant-illisible',
      message: `Le montant ${citer(montant)} n’est pas un montant en euros.`,
    })
  if (!suite || !jour || somme === undefined) return refus(...motifs)
  return accord({
    reference: reference.trim(),
    etat: suite,
    date: jour,
    motif: motif.trim() || null,
    montant: somme,
  })
}

/** « 05/07/2023 » or « 2023-07-05 » → « 2023-07-05 »; undefined when no calendar has that day. */
function lireJour(texte: string): string | undefined {
  const francais = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(texte.trim())
  const lu = francais
    ? `${francais[3]}-${francais[2]!.padStart(2, '0')}-${francais[1]!.padStart(2, '0')}`
    : texte.trim().slice(0, 10)
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(lu)
  if (!parts) return undefined
  const [annee, mois, jour] = parts.slice(1).map(Number) as [number, number, number]
  const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
  const jours = [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return jour >= 1 && jour <= (jours[mois - 1] ?? 0) ? lu : undefined
}

/**
 * Says what a line of a return asks of the mandat that it names: nothing new, a constat to write, or why it is set aside.
 *
 * @param mandat of this campaign with that reference, if any
 */
export function rapprocher(lu: RetourLu, mandat: Mandat | undefined): Decision<'nouveau' | 'deja'> {
  if (!mandat)
    return refus({
      code: 'reference-inconnue',
      message: `Aucun mandat de cette campagne ne porte la référence ${citer(lu.reference)}.`,
    })
  if (lu.montant !== null && lu.montant !== mandat.montant)
    return refus({
      code: 'montant-different',
      message: `Le fichier dit ${ecrireMontant(lu.montant)}, le mandat est de ${ecrireMontant(mandat.montant)}.`,
      chiffres: { fichier: lu.montant, mandat: mandat.montant },
    })
  if (mandat.etat === 'emis') return accord('nouveau')
  if (mandat.etat === lu.etat) return accord('deja')
  return refus({
    code: 'constat-contraire',
    message: `Le fichier le dit ${ETATS_MANDAT[lu.etat]}, il est déjà constaté ${ETATS_MANDAT[mandat.etat]}.`,
  })
}

/** How many lines had each fate. */
export const compterSuites = (
  lignes: readonly Pick<LigneTraitee, 'suite'>[],
): Record<SuiteRetour, number> => {
  const compte = { applique: 0, deja: 0, attente: 0 }
  for (const { suite } of lignes) compte[suite]++
  return compte
}
