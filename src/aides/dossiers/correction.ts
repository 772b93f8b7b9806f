import {
  CHAMPS,
  CHAMPS_COMPTE,
  type ChampCorrigeable,
  type Changement,
  groupeDe,
} from '#aides/dossiers/champs-corrigeables.ts'
import { controlerIdentite } from '#aides/dossiers/correction-identite.ts'
import {
  type FaitsCorrection,
  type MotifDeCase,
  motifContreGroupe,
} from '#aides/dossiers/correction-permise.ts'
import { lireCelluleListe } from '#aides/listes/cellules-liste.ts'
import type { Saisies } from '#aides/listes/colonnes-liste.ts'
import { type AnomalieListe, type Attente, controlerLigne } from '#aides/listes/controle-ligne.ts'
import { masquerIban } from '#aides/listes/iban.ts'
import { FRANCE } from '#aides/listes/lieux.ts'
import { type Accord, accord } from '#socle/decision.ts'

export type DemandeDeCorrection = {
  /** Each cell to correct, as typed; empty to take away what it said. */
  readonly cellules: Cellules
  readonly motif: string
}
type Cellules = Readonly<Partial<Record<ChampCorrigeable, string>>>

export type Correction = {
  readonly changements: readonly Changement[]
  /** What the corrected cells say now; null for one that was emptied. */
  readonly valeurs: Readonly<Partial<Record<ChampCorrigeable, string | null>>>
  readonly avertissements: readonly AnomalieListe[]
}

/** What a dossier holds before it is corrected. */
export type DossierPresent = {
  /** As the line of a list; its account is not in it. */
  readonly ligne: Saisies
  /** What may be shown of its account. */
  readonly masque: string | null
}

/**
 * Says whether these cells may be corrected so, with every reason why not, cell by cell: they are held to the same rules as
 * those of a deposited line.
 */
export function corriger(
  { cellules, motif }: DemandeDeCorrection,
  { ligne, masque }: DossierPresent,
  faits: FaitsCorrection,
  reperes: Omit<Attente, 'siret'>,
): Accord<Correction> | { readonly statut: 'refus'; readonly motifs: readonly MotifDeCase[] } {
  const saisies = completer(cellules)
  const touches = CHAMPS.filter((champ) => saisies[champ] !== undefined)
  // The site is not corrected: whose it is was said when the list was deposited.
  const attente = { ...reperes, siret: '' }
  const avant = controlerLigne(ligne, attente)
  const apres = controlerLigne({ ...ligne, ...saisies }, attente)
  const nouvelles = comparer(avant.anomalies, apres.anomalies, touches)
  const changements = touches.flatMap((champ): Changement[] => {
    const [ancienne, nouvelle] = [
      avant.valeurs[champ] ?? (ligne[champ] || null),
      apres.valeurs[champ] ?? null,
    ]
    if (champ === 'iban') return [{ champ, avant: masque, apres: nouvelle && masquerIban(nouvelle) }]
    if (groupeDe(champ) === 'compte') return [{ champ, avant: null, apres: null }]
    return ancienne === nouvelle ? [] : [{ champ, avant: ancienne, apres: nouvelle }]
  })
  const motifs: MotifDeCase[] = [
    ...touches.flatMap((champ) => {
      const contre = motifContreGroupe(groupeDe(champ), faits)
      return contre ? [{ ...contre, champ }] : []
    }),
    ...nouvelles
      .filter(({ gravite }) => gravite === 'erreur')
      .map(({ champ, code, message }) => ({ champ: champ as ChampCorrigeable, code, message })),
    ...controlerIdentite({ avant: ligne, apres: apres.valeurs, changements, motif }, faits.par),
  ]
  if (motifs.length === 0 && changements.length === 0)
    motifs.push({
      code: 'rien-change',
      champ: null,
      message: 'Rien n’est changé : corrigez au moins une case.',
    })
  if (motifs.length > 0) return { statut: 'refus', motifs }
  const valeurs = Object.fromEntries(touches.map((champ) => [champ, apres.valeurs[champ] ?? null]))
  const avertissements = nouvelles.filter(({ gravite }) => gravite !== 'erreur')
  return accord({ changements, valeurs, avertissements })
}

/** An account is typed whole; who was born abroad has no commune of birth. */
function completer(cellules: Cellules): Cellules {
  const compte = CHAMPS_COMPTE.some((champ) => cellules[champ] !== undefined)
  const pays = lireCelluleListe('paysNaissance', cellules.paysNaissance ?? '').valeur
  return {
    ...cellules,
    ...(compte && Object.fromEntries(CHAMPS_COMPTE.map((champ) => [champ, cellules[champ] ?? '']))),
    ...(pays !== null && pays !== FRANCE && { communeNaissance: '' }),
  }
}

/** What the correction makes wrong, or leaves wrong in a cell that it touches; what was wrong elsewhere already stays. */
function comparer(
  avant: readonly AnomalieListe[],
  apres: readonly AnomalieListe[],
  touches: readonly ChampCorrigeable[],
): AnomalieListe[] {
  const dites = new Set(avant.map(({ champ, code }) => `${champ} ${code}`))
  return apres.filter(
    ({ champ, code }) =>
      champ !== null && ((touches as readonly string[]).includes(champ) || !dites.has(`${champ} ${code}`)),
  )
}
