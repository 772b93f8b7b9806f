import type { Anomalie, GroupeAnomalies } from '#campagnes/importation/anomalies.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import type { Motif } from '#socle/decision.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'

/**
 * Life of an import: recu → en_lecture → pret | refuse, then pret → applique; everything but applique → abandonne.
 * A server stopped in the middle of en_lecture starts the reading over.
 */
export type EtatImport = 'recu' | 'en_lecture' | 'pret' | 'refuse' | 'applique' | 'abandonne'

/** A header of the file and what it is; `champ` null for a column that is not read. */
export type ColonneLue = {
  readonly entete: string
  readonly champ: CodeColonne | null
  readonly libelle: string | null
}

/** A file of applications on its way to a campaign. */
export type Importation = {
  readonly id: string
  readonly nom: string
  readonly taille: number
  readonly etat: EtatImport
  /** Share of the file read, in thousandths. */
  readonly progression: number
  /** How the file was understood, in French; null before. */
  readonly lecture: string | null
  readonly lignesLues: number
  readonly erreurs: number
  readonly avertissements: number
  readonly colonnes: readonly ColonneLue[]
  readonly groupes: readonly GroupeAnomalies[]
  /** Why the file cannot be read at all, in the state `refuse`. */
  readonly motif: Motif | null
  /** The campaign created from it, in the state `applique`. */
  readonly campagne: string | null
  readonly creeLe: string
}

/** 100 Mo: ten times the largest file that 300 000 lines make. */
export const OCTETS_MAXIMUM = 100 * 1_048_576

/** Why a file of that size is not received; null when it is. */
export function motifContreFichier(octets: number): Motif | null {
  if (octets === 0)
    return {
      code: 'fichier_vide',
      message: 'Ce fichier est vide : choisissez-en un autre.',
      correcteur: 'agent',
    }
  if (octets <= OCTETS_MAXIMUM) return null
  const message =
    'Ce fichier dépasse 100 Mo, le maximum accepté : gardez la seule feuille des candidatures, ou enregistrez-la en CSV.'
  return {
    code: 'fichier_trop_gros',
    message,
    chiffres: { octets, maximum: OCTETS_MAXIMUM },
    correcteur: 'agent',
  }
}

/** A line of the preview, with what there is to say about it. */
export type LigneApercu = {
  readonly ligne: number
  readonly valeurs: Readonly<Record<CodeColonne, string | number | boolean | null>>
  readonly anomalies: readonly Anomalie[]
}

/** Why no campaign can be created from this import; empty when one can. */
export function motifsContreApplication({ etat, erreurs, lignesLues, groupes, motif }: Importation): Motif[] {
  if (etat === 'refuse') return motif ? [motif] : []
  if (etat === 'abandonne')
    return [
      {
        code: 'import_abandonne',
        message: 'Cet import a été abandonné : renvoyez le fichier.',
        correcteur: 'agent',
      },
    ]
  if (etat !== 'pret')
    return [
      { code: 'import_en_lecture', message: 'Le fichier est encore en cours de lecture : attendez la fin.' },
    ]
  if (erreurs > 0) return groupes.filter(({ gravite }) => gravite === 'erreur').map(motifDuGroupe)
  if (lignesLues === 0)
    return [
      {
        code: 'aucune_ligne',
        message: 'Le fichier ne contient aucune formation sous ses en-têtes : ajoutez au moins une ligne.',
        correcteur: 'agent',
      },
    ]
  return []
}

function motifDuGroupe({ code, colonne, nombre, premiereLigne, message }: GroupeAnomalies): Motif {
  const ou = colonne ? `Colonne « ${colonne} »` : 'Lignes entières'
  const combien =
    nombre === 1
      ? `ligne ${premiereLigne}`
      : `${compter(nombre, 'ligne')}, la première est la ${ecrireNombre(premiereLigne)}`
  return {
    code,
    message: `${ou}, ${combien} : ${message}`,
    chiffres: { nombre, premiereLigne, ...(colonne !== null && { colonne }) },
    correcteur: 'demandeur',
  }
}

/** What is asked to create a campaign from an import. The envelope is in cents. */
export type DemandeCampagne = {
  readonly libelle: string
  readonly reglement: string
  readonly dotation: number
}

/** Every reason why the envelope and the label cannot be those of a campaign. */
export function motifsContreDemande({ libelle, dotation }: DemandeCampagne): Motif[] {
  const motifs: Motif[] = []
  if (libelle.trim() === '')
    motifs.push({ code: 'libelle_vide', message: 'Donnez un libellé à la campagne.', correcteur: 'agent' })
  if (!Number.isSafeInteger(dotation) || dotation <= 0)
    motifs.push({
      code: 'dotation_invalide',
      message: 'La dotation doit être un montant supérieur à zéro.',
      correcteur: 'agent',
    })
  else if (dotation % 100 !== 0)
    motifs.push({
      code: 'dotation_en_centimes',
      message: 'La dotation doit être un nombre entier d’euros : la répartition se fait à l’euro près.',
      correcteur: 'agent',
    })
  return motifs
}
