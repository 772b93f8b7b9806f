import type { Parametrage } from '#aides/asp/enregistrement.ts'
import type { Groupe, Part, Soldes } from '#aides/asp/tableau-paiements.ts'

/** What the screen of payments shows of a session. */
export type SessionPaiements = {
  readonly id: string
  readonly libelle: string
  readonly dispositif: string
  readonly exercice: number
  readonly fictif: boolean
  readonly accordes: number
  readonly retenue: string | null
  readonly horsConsommation: number
  readonly corriges: number
  readonly parts: readonly Part[]
  readonly soldes: Soldes
}

export type TableauPaiements<F = unknown, R = unknown, P = unknown> = {
  /** Whether files leave by themselves; otherwise they are carried by hand, and the screen says so. */
  readonly sftp: boolean
  readonly fichiersAujourdhui: number
  readonly fichiersParJour: number
  readonly sessions: readonly SessionPaiements[]
  readonly groupes: readonly Groupe[]
  readonly fichiers: readonly F[]
  readonly retours: readonly R[]
  readonly parquees: readonly P[]
  readonly parametrages: readonly Parametrage[]
}
