import type { Alerte } from '#campagnes/demandes/alerte.ts'
import type { FormationLue } from '#campagnes/demandes/alertes.ts'
import { cleFormation } from '#campagnes/demandes/alertes.ts'
import type { Avis } from '#campagnes/demandes/avis.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { EtapeFaite } from '#campagnes/demandes/demande.ts'
import type { Identifiants } from '#campagnes/demandes/identifiants.ts'
import type { Saisie } from '#campagnes/demandes/saisie.ts'
import type { Motif } from '#socle/decision.ts'
import { enMots } from '#socle/texte.ts'

/** What the queue may be sorted by. */
export const TRIS = ['numero', 'organisme', 'contrats', 'alertes', 'depot', 'echeance'] as const
export type TriFile = (typeof TRIS)[number]

/** What the queue is looked at through; the address of the screen carries it, and so does a shared view. */
export type RechercheFile = {
  /** Body, SIRET, number, or words of a formation. */
  readonly q?: string
  readonly etat?: readonly EtatDemande[]
  /** An agent; `moi`: whoever looks, so that a shared view serves everybody; `aucun`: nobody yet. */
  readonly agent?: string
  readonly departement?: string
  readonly alertes?: 'avec' | 'sans'
  /** Only those whose internal messages name whoever looks. */
  readonly cite?: true
  readonly contratsMin?: number
  readonly contratsMax?: number
  readonly tri?: TriFile
  readonly sens?: 'asc' | 'desc'
}

/** Not in the queue unless asked for: the body has not sent them, or took them back. */
export const ETATS_HORS_FILE: readonly EtatDemande[] = ['brouillon', 'retiree']

/** A line of the queue. Figures are those instructed; instants are UTC ISO strings. */
export type DemandeListee = {
  readonly id: string
  readonly numero: number
  readonly etat: EtatDemande
  readonly organisme: string
  readonly siret: string
  readonly instructeur: { readonly id: string; readonly nom: string } | null
  readonly formations: number
  readonly contrats: number
  /** Left to look at. */
  readonly alertes: number
  readonly departements: readonly string[]
  readonly deposeeLe: string | null
  /** The complement still awaited. */
  readonly echeance: string | null
  /** Its checks are being run again. */
  readonly enControle: boolean
}

export type Agent = { readonly id: string; readonly nom: string }

export type FileDemandes = {
  readonly demandes: readonly DemandeListee[]
  readonly total: number
  readonly parPage: number
  /** In each state, whatever the filters. */
  readonly etats: Readonly<Partial<Record<EtatDemande, number>>>
  readonly departements: readonly string[]
  readonly agents: readonly Agent[]
}

/** A figure put right, with both values. */
export type CorrectionLue = {
  readonly champ: string
  readonly avant: string
  readonly apres: string
  readonly motif: string
  readonly nomPar: string
  readonly nomPour: string | null
  readonly le: string
}

export type FormationEtudiee = {
  readonly identifiant: string
  /** As the body declared it. */
  readonly declaree: Saisie
  readonly corrections: readonly CorrectionLue[]
  /** The same one last year, when it was there. */
  readonly precedente: FormationLue | null
}

export type AlerteLue = Alerte & {
  readonly levee: { readonly motif: string; readonly nomPar: string; readonly le: string } | null
}

export type MessageLu = {
  readonly sens: 'region' | 'organisme' | 'interne'
  readonly texte: string
  readonly nomAuteur: string
  readonly mentions: readonly string[]
  readonly le: string
  readonly luLe: string | null
}

/** What the same body declared in another campaign, or under another of its SIRET. */
export type DeclareAilleurs = {
  readonly campagne: string
  readonly libelle: string
  readonly exercice: number
  readonly nom: string
  readonly siret: string
  /** An application, when it is one; otherwise lines of a campaign brought as a file. */
  readonly demande: { readonly id: string; readonly numero: number; readonly etat: EtatDemande } | null
  readonly formations: number
  readonly contrats: number
  readonly effectif: string
}

/** All that an agent reads to instruct an application. */
export type Etude = {
  readonly id: string
  readonly campagne: string
  readonly libelleCampagne: string
  readonly numero: number
  readonly etat: EtatDemande
  readonly organisme: string
  readonly siret: string
  readonly effectif: string
  readonly identifiants: Identifiants
  readonly deposeeLe: string | null
  readonly instructeur: Agent | null
  readonly contratsDeclares: number
  readonly contrats: number
  readonly formations: readonly FormationEtudiee[]
  /** Formations of last year that are not asked for any more. */
  readonly disparues: readonly FormationLue[]
  readonly precedent: {
    readonly campagne: string
    readonly libelle: string
    readonly exercice: number
    readonly contrats: number
  } | null
  readonly ailleurs: readonly DeclareAilleurs[]
  readonly alertes: readonly AlerteLue[]
  readonly avis: readonly Avis[]
  readonly messages: readonly MessageLu[]
  readonly complements: readonly {
    readonly texte: string
    readonly echeance: string
    readonly nomPar: string
    readonly le: string
    readonly reponduLe: string | null
    /** When its body was reminded of the due date. */
    readonly rappeleLe: string | null
  }[]
  readonly etapes: readonly EtapeFaite[]
  readonly pieces: readonly {
    readonly id: string
    readonly libelle: string
    readonly nom: string
    readonly taille: number
  }[]
  readonly agents: readonly Agent[]
  /** Why whoever looks may not take a step on this very application; empty when they may. */
  readonly separation: { readonly instruire: readonly Motif[]; readonly valider: readonly Motif[] }
}

/** Sets each formation beside the one of last year: same code, commune and title; else same commune and title, or code. */
export function rapprocher(
  lues: readonly FormationLue[],
  precedentes: readonly FormationLue[],
): { readonly paires: ReadonlyMap<string, FormationLue>; readonly disparues: readonly FormationLue[] } {
  const libres = new Set(precedentes)
  const paires = new Map<string, FormationLue>()
  for (const cle of CLES)
    for (const lue of lues) {
      const valeur = cle(lue)
      if (valeur === null || paires.has(lue.identifiant)) continue
      const candidates = [...libres].filter((une) => cle(une) === valeur)
      // Two that could be the same one: better none than the wrong one.
      if (candidates.length !== 1) continue
      paires.set(lue.identifiant, candidates[0]!)
      libres.delete(candidates[0]!)
    }
  return { paires, disparues: [...libres] }
}

const CLES: readonly ((lue: FormationLue) => string | null)[] = [
  cleFormation,
  ({ commune, intitule }) => commune && intitule && enMots(`${commune}|${intitule}`),
  ({ codeRncp, commune }) => codeRncp && commune && enMots(`${codeRncp}|${commune}`),
]
