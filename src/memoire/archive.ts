import type { DocumentLong } from '#majoration/documents/document-long.ts'
import type { CampagneMemoire, DemandeMemoire, Memoire } from '#memoire/memoire.ts'
import type { Motif } from '#socle/decision.ts'
import { comparerTextes } from '#socle/ordre.ts'
import { sansAccents } from '#socle/texte.ts'

/** What a ZIP without extensions holds, with room for its own tables. */
export const OCTETS_ARCHIVE = 3_500_000_000

/** The two indexes of an archive: the page that one opens first, and the same list as a table. */
export const SOMMAIRE = '00-index.html'
export const INDEX = 'index.csv'

/** States, of what screens call « dossier complet ». */
export const ETATS_ARCHIVE = {
  en_cours: 'En préparation',
  prete: 'Prêt',
  echouee: 'En échec',
  annulee: 'Arrêté',
} as const
export type EtatArchive = keyof typeof ETATS_ARCHIVE

/** What a file made in the background holds: all of a body, or a long document of a campaign. */
export type SujetArchive =
  | { readonly siret: string; readonly campagne: null; readonly scenario: null; readonly document: null }
  | {
      readonly siret: null
      readonly campagne: string
      /** Its identifier, or `reglement`. */
      readonly scenario: string
      readonly document: DocumentLong
    }

/** An archive asked for, as its screen shows it. Instants are UTC. */
export type Archive = SujetArchive & {
  readonly id: string
  readonly etat: EtatArchive
  /** Files written in it, out of `total`. */
  readonly faites: number
  readonly total: number
  /** In bytes. */
  readonly taille: number | null
  readonly sha256: string | null
  readonly erreur: string | null
  readonly demandeeLe: string
  readonly finieLe: string | null
}

export const NATURES = {
  tableau: 'Tableau',
  recepisse: 'Récépissé',
  formations: 'Formations demandées',
  piece: 'Pièce déposée',
  lettre: 'Lettre de notification',
  messages: 'Messages et compléments',
} as const

/** Where the bytes of a file come from. */
export type Source =
  | { readonly sorte: 'montants' | 'histoire' | 'corrections' }
  | { readonly sorte: 'recepisse' | 'formations' | 'messages'; readonly demande: DemandeMemoire }
  | { readonly sorte: 'piece'; readonly id: string; readonly sha256: string; readonly taille: number }
  | { readonly sorte: 'lettre'; readonly demande: string; readonly exemplaire: 'generee' | 'signee' }

/** A file to put in an archive. */
export type Prevu = {
  /** Path in the ZIP. */
  readonly nom: string
  readonly nature: keyof typeof NATURES
  readonly titre: string
  /** Instant of the act that made it, UTC: the date that the ZIP gives it. */
  readonly le: string
  readonly source: Source
}

/** A file whose bytes are known: what the index says of it. */
export type Fichier = Omit<Prevu, 'source'> & { readonly sha256: string; readonly taille: number }

/** Every file of an archive but its index, in the order of their names. */
export function prevoir(memoire: Memoire): Prevu[] {
  const campagnes = memoire.exercices.flatMap((un) => un.campagnes)
  const dossiers = nommerDossiers(campagnes)
  const le = dernierActe(memoire)
  const tableau = (nom: string, titre: string, sorte: 'montants' | 'histoire' | 'corrections'): Prevu => ({
    ...{ nom, nature: 'tableau', titre, le, source: { sorte } },
  })
  return [
    tableau('montants.csv', 'Montants et leurs sources', 'montants'),
    tableau('histoire.csv', 'Histoire des actes', 'histoire'),
    tableau('corrections.csv', 'Valeurs corrigées par les agents', 'corrections'),
    ...campagnes.flatMap((campagne) =>
      campagne.demandes.flatMap((une) => prevoirDemande(dossiers.get(campagne.id)!, campagne, une)),
    ),
  ].toSorted((a, b) => comparerTextes(a.nom, b.nom))
}

/** One folder a campaign, even when two bear the same title. */
function nommerDossiers(campagnes: readonly CampagneMemoire[]): ReadonlyMap<string, string> {
  const pris = new Map<string, number>()
  return new Map(
    campagnes.map(({ id, exercice, libelle }) => {
      const nom = `${exercice}-${abreger(libelle)}`
      const rang = (pris.get(nom) ?? 0) + 1
      pris.set(nom, rang)
      return [id, rang === 1 ? nom : `${nom}-${rang}`]
    }),
  )
}

function prevoirDemande(
  dansCampagne: string,
  { exercice }: CampagneMemoire,
  demande: DemandeMemoire,
): Prevu[] {
  const { id, numero, pieces, lettre, deposeeLe, etapes } = demande
  const dossier = `${dansCampagne}/demande-${String(numero).padStart(3, '0')}`
  const depose = deposeeLe ?? etapes[0]?.le ?? midi(`${exercice}-01-01`)
  const echanges = [...demande.messages, ...demande.complements].map(({ le }) => le).toSorted()
  const prevus: Prevu[] = []
  const prevoirUn = (
    nature: Prevu['nature'],
    fin: string,
    un: Pick<Prevu, 'titre' | 'le'> & { readonly source: Source },
  ) => prevus.push({ nom: `${dossier}/${fin}`, nature, ...un })
  if (deposeeLe) {
    const source = { sorte: 'recepisse', demande } as const
    prevoirUn('recepisse', 'recepisse.pdf', { titre: 'Récépissé de dépôt', le: depose, source })
  }
  prevoirUn('formations', 'formations.csv', {
    ...{ titre: 'Formations demandées', le: depose, source: { sorte: 'formations', demande } },
  })
  if (echanges.length > 0) {
    const source = { sorte: 'messages', demande } as const
    prevoirUn('messages', 'messages.txt', { titre: 'Messages et compléments', le: echanges.at(-1)!, source })
  }
  for (const [i, { id: piece, nom, sha256, taille, deposeeLe: le }] of pieces.entries())
    prevoirUn('piece', `pieces/${String(i + 1).padStart(2, '0')}-${assainir(nom)}`, {
      ...{ titre: nom, le, source: { sorte: 'piece', id: piece, sha256, taille } },
    })
  const prevoirLettre = (exemplaire: 'generee' | 'signee', titre: string, le: string) =>
    prevoirUn('lettre', `lettres/lettre-${exemplaire}.pdf`, {
      ...{ titre, le, source: { sorte: 'lettre', demande: id, exemplaire } },
    })
  if (lettre) prevoirLettre('generee', 'Lettre de notification', lettre.le)
  if (lettre?.numerisee)
    prevoirLettre('signee', 'Lettre signée, numérisée', midi(lettre.signeeLe ?? lettre.le.slice(0, 10)))
  return prevus
}

/** An act that only has a day is dated at its noon, in the ZIP as in the index. */
const midi = (jour: string): string => `${jour}T12:00:00.000Z`

/** The instant of the last act that an archive tells; its tables bear its date. */
export function dernierActe({ exercices, autresEngagements }: Memoire): string {
  const campagnes = exercices.flatMap((un) => un.campagnes)
  const jours = [...campagnes.flatMap((une) => une.engagements), ...autresEngagements].flatMap((un) => [
    un.date,
    ...un.mandats.flatMap(({ date, constateLe }) => [date, constateLe ?? date]),
  ])
  const instants = campagnes.flatMap(({ deliberation, demandes }) => [
    ...(deliberation ? [midi(deliberation.date)] : []),
    ...demandes.flatMap(({ etapes, messages }) => [...etapes, ...messages].map(({ le }) => le)),
  ])
  const tous = [...instants, ...jours.map(midi)].toSorted()
  return tous.at(-1) ?? '2000-01-01T12:00:00.000Z'
}

/** A word for a folder: without accents nor capitals, 60 signs at most. */
export const abreger = (texte: string): string =>
  sansAccents(texte)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '') || 'sans-nom'

/** Names that Windows keeps for itself. */
const RESERVES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A name of somebody's file that every system opens: its accents stay, its extension too, 100 signs at most. */
export function assainir(nom: string): string {
  const propre = nom
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Co}<>:"/\\|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const point = propre.lastIndexOf('.')
  const extension = point > 0 && propre.length - point <= 6 ? propre.slice(point) : ''
  const base = [...propre.slice(0, propre.length - extension.length)].slice(0, 100 - extension.length)
  const court = `${base.join('').trim() || 'document'}${extension}`
  return RESERVES.test(court) ? `_${court}` : court
}

/** Why an archive is not started again. */
export const motifsContreRelance = ({ etat }: Pick<Archive, 'etat'>): Motif[] =>
  etat === 'echouee' || etat === 'annulee'
    ? []
    : [{ code: 'rien-a-reprendre', message: 'Elle est en préparation, ou déjà prête.' }]

export const motifsContreArret = ({ etat }: Pick<Archive, 'etat'>): Motif[] =>
  etat === 'en_cours' ? [] : [{ code: 'archive-finie', message: 'Elle est déjà prête, arrêtée ou en échec.' }]
