import { ACTES_TRAVAIL, type ActeTravail } from '#campagnes/demandes/instruction-lot.ts'
import type { Action } from '#socle/acces.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** What is done after the answer, by kind. Each kind keeps its own works: nothing is kept twice. */
export const GENRES_TRAVAIL = {
  import: 'Lecture d’un fichier',
  instruction: 'Acte sur plusieurs demandes',
  lettres: 'Lettres de notification',
  archive: 'Dossier complet d’un organisme',
  document: 'Document d’une campagne',
  message: 'Message',
} as const
export type GenreTravail = keyof typeof GENRES_TRAVAIL

export const ETATS_TRAVAIL = {
  en_cours: 'En cours',
  fini: 'Fini',
  echec: 'À reprendre',
  arrete: 'Arrêté',
} as const
export type EtatTravail = keyof typeof ETATS_TRAVAIL

/** A work as its own table keeps it, in one shape. Instants are UTC. */
export type TravailLu = {
  readonly genre: GenreTravail
  readonly id: string
  /** The act on many applications; null for the other kinds. */
  readonly acte: ActeTravail | null
  readonly etat: EtatTravail
  /** Who asked for it; null when a message left by itself. */
  readonly par: string | null
  readonly nomPar: string | null
  readonly creeLe: string
  readonly fait: number
  readonly total: number
  readonly refusees: number
  /** Name of the campaign, of the file, of the document or of the body; subject of the message. */
  readonly objet: string
  readonly campagne: string | null
  readonly siret: string | null
  /** Why it failed, in French, or the first of the reasons. */
  readonly erreur: string | null
  /** Whether there is something to open: a file read, a ZIP. */
  readonly pret: boolean
}

export type GesteTravail = 'arreter' | 'reprendre'
export type Travail = TravailLu & {
  readonly titre: string
  readonly mien: boolean
  /** What the reader may do of it now. */
  readonly gestes: readonly GesteTravail[]
}

type Lecteur = { readonly moi: string | null; readonly peut: (action: Action) => boolean }

/** Names a work and says what its reader may do of it: the routes of each kind decide again. */
export function presenter(lu: TravailLu, lecteur: Lecteur): Travail {
  const mien = lu.par !== null && lu.par === lecteur.moi
  return { ...lu, mien, titre: titrer(lu), gestes: gestes(lu, mien, lecteur) }
}

const titrer = ({ genre, acte }: TravailLu): string =>
  acte ? ACTES_TRAVAIL[acte].libelle : GENRES_TRAVAIL[genre]

function gestes(lu: TravailLu, mien: boolean, { peut }: Lecteur): GesteTravail[] {
  const { genre, acte, etat } = lu
  switch (genre) {
    case 'instruction':
    case 'lettres':
      return acte && peut(ACTES_TRAVAIL[acte].action) ? selon(etat) : []
    case 'archive':
    case 'document':
      if (!peut(genre === 'archive' ? 'memoire.emporter' : 'document.preparer')) return []
      return mien
        ? selon(etat)
        : selon(etat).filter((geste) => geste === 'arreter' && peut('campagne.conduire'))
    case 'import':
      return etat === 'en_cours' && peut('import.deposer') ? ['arreter'] : []
    case 'message':
      return etat === 'echec' && peut('personne.gerer') ? ['reprendre'] : []
  }
}

const selon = (etat: EtatTravail): GesteTravail[] =>
  etat === 'en_cours' ? ['arreter'] : etat === 'fini' ? [] : ['reprendre']

/** How far it is, in words: « 12 sur 40 demandes, 2 refusées ». */
export function direAvancement({ genre, fait, total, refusees, etat }: TravailLu): string {
  if (genre === 'message') return etat === 'en_cours' ? 'en attente d’envoi' : ''
  if (genre === 'import')
    return etat === 'en_cours' ? `${Math.floor(fait / 10)}${INSECABLE}% du fichier lu` : ''
  const mot = genre === 'archive' ? 'fichier' : genre === 'document' ? 'étape' : 'demande'
  if (total === 0) return 'en attente'
  const refus = refusees > 0 ? `, ${compter(refusees, 'refusée')}` : ''
  return `${fait} sur ${compter(total, mot)}${refus}`
}
