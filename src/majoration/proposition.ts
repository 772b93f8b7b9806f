import type { Campagne, LignePubliee } from '#campagnes/campagne.ts'
import { type FaitsCampagne, lecturesInachevees } from '#campagnes/cycle-campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { jourLisible } from '#campagnes/horaires.ts'
import { dresserAnnexe } from '#majoration/documents/annexe.ts'
import { type Parametres, simuler } from '#majoration/simulation.ts'
import { accord, type Decision, type Motif } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** What is proposed for one body. Amounts in cents; the bonus vert is inside the majoration, the exceptional part apart. */
export type LigneProposee = {
  readonly organisme: string
  readonly nom: string
  readonly formations: number
  readonly contrats: number
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly exceptionnelle: Centimes
  readonly totale: Centimes
  readonly plafonne: boolean
}

export type TotauxProposes = Omit<LigneProposee, 'organisme' | 'nom' | 'plafonne'> & {
  readonly organismes: number
  readonly dotation: Centimes
  readonly reliquat: Centimes
}

/** The amounts, as the rules give them. */
export type Calcul = {
  readonly lignes: readonly LigneProposee[]
  /** Identifiers of the retained formations, in the order of the ranking. */
  readonly retenues: readonly string[]
  readonly totaux: TotauxProposes
}

/** All that a proposition freezes: the amounts and what they were computed from. */
export type ContenuPropose = Calcul & {
  readonly campagne: string
  readonly numero: number
  /** Name of the scenario; empty for the règlement as it is. */
  readonly scenario: string
  readonly parametres: Parametres
  /** Which formations: their version. */
  readonly liste: string
  readonly reglement: string
  readonly empreinteReglement: string
  readonly logiciel: string
}

export const ETATS_PROPOSITION = {
  figee: 'Figée',
  votee: 'Votée',
  abandonnee: 'Remplacée',
} as const
export type EtatProposition = keyof typeof ETATS_PROPOSITION

/** Computes what a set of parameters gives each body, by the rules of the ranking and of the répartition. */
export function calculer(
  campagne: Pick<Campagne, 'organismes' | 'exceptionnelles'>,
  formations: readonly Formation[],
  parametres: Parametres,
): Decision<Calcul> {
  const simulation = simuler(formations, parametres)
  const annexe = dresserAnnexe({ ...campagne, publication: [] }, simulation)
  if (annexe.statut === 'refus') return annexe
  const retenues = simulation.lignes.slice(0, simulation.retenues).map(({ formation }) => formation)
  const parOrganisme = new Map<string, number>()
  for (const { organisme } of retenues) parOrganisme.set(organisme, (parOrganisme.get(organisme) ?? 0) + 1)
  const lignes = annexe.valeur.lignes.map(
    ({ publie: _, ecart: __, ...ligne }): LigneProposee => ({
      ...ligne,
      formations: parOrganisme.get(ligne.organisme) ?? 0,
    }),
  )
  const { dotation, reliquat, totaux } = annexe.valeur
  return accord({
    lignes,
    retenues: retenues.map(({ identifiant }) => identifiant),
    totaux: { ...totaux, organismes: lignes.length, formations: retenues.length, dotation, reliquat },
  })
}

/** What stands against freezing a proposition now. `remplace`: number of the one that it would replace. */
export function refuserFiger(
  {
    etat,
    formations,
    listeAJour,
    lectures,
  }: Pick<FaitsCampagne, 'etat' | 'formations' | 'listeAJour' | 'lectures'>,
  { remplace, motif }: { readonly remplace: number | null; readonly motif: string | null },
): Motif[] {
  const motifs: Motif[] = []
  if (etat !== 'en_instruction')
    motifs.push(
      agent(
        'etat-incompatible',
        `Une proposition se fige pendant l’instruction, à l’état «${INSECABLE}En instruction${INSECABLE}».`,
      ),
    )
  if (formations === 0)
    motifs.push(agent('liste-vide', 'Aucune formation n’est au classement : arrêtez d’abord la liste.'))
  if (formations > 0 && !listeAJour)
    motifs.push(
      agent(
        'liste-depassee',
        'Des demandes validées ont changé depuis que la liste est arrêtée : arrêtez-la de nouveau.',
      ),
    )
  motifs.push(...lecturesInachevees(lectures))
  if (remplace !== null && !motif?.trim())
    motifs.push(
      agent('motif-absent', `Dites pourquoi cette proposition remplace la n°${INSECABLE}${remplace}.`),
    )
  return motifs
}

/**
 * What stands against freezing these amounts: an exceptional majoration adds to a majoration, and another list or another
 * scenario may have left its body without any retained contract since it was granted.
 */
export const refuserSansContrat = (lignes: readonly LigneProposee[]): Motif[] =>
  lignes
    .filter(({ exceptionnelle, contrats }) => exceptionnelle > 0 && contrats === 0)
    .map(({ nom }) =>
      agent(
        'exceptionnelle-sans-contrat',
        `${nom} n’a plus aucun contrat retenu${INSECABLE}: reprenez d’abord sa majoration exceptionnelle, qui s’ajoute à une majoration.`,
      ),
    )

/** The same text for the same content, whatever the order of its fields: what the hash is taken of. */
export function ecrireCanonique(valeur: unknown): string {
  if (Array.isArray(valeur)) return `[${valeur.map(ecrireCanonique).join(',')}]`
  if (typeof valeur !== 'object' || valeur === null) return JSON.stringify(valeur)
  const champs = Object.entries(valeur)
    .filter(([, contenu]) => contenu !== undefined)
    .sort(([a], [b]) => comparerTextes(a, b))
    .map(([champ, contenu]) => `${JSON.stringify(champ)}:${ecrireCanonique(contenu)}`)
  return `{${champs.join(',')}}`
}

/** The voted table, exactly as proposed. */
export const publier = (lignes: readonly LigneProposee[]): LignePubliee[] =>
  lignes.map(({ organisme, majoration, dontBonusVert, exceptionnelle, totale, contrats }) => ({
    ...{ organisme, majoration, dontBonusVert, contrats },
    ...{ majorationExceptionnelle: exceptionnelle, majorationTotale: totale },
  }))

/** What the assembly decided, as typed: the reference of the délibération, and its day. */
export type Vote = { readonly deliberation: string; readonly voteeLe: string }

/** Judges what is said of the vote; whether the campaign may be voted is the business of its cycle. */
export function verifierVote(
  { deliberation, voteeLe }: Vote,
  { aujourdhui, fermeLe }: { readonly aujourdhui: string; readonly fermeLe: string | null },
): Motif[] {
  const motifs: Motif[] = []
  if (!deliberation.trim())
    motifs.push(agent('sans-deliberation', 'Indiquez la délibération qui a voté la proposition.'))
  if (!jourLisible(voteeLe))
    motifs.push(agent('date-illisible', 'Indiquez le jour du vote, sous la forme AAAA-MM-JJ.'))
  if (voteeLe > aujourdhui) motifs.push(agent('vote-a-venir', 'Le vote ne peut pas être à venir.'))
  if (fermeLe && voteeLe < fermeLe.slice(0, 10))
    motifs.push(agent('vote-avant-fermeture', 'Le vote vient après la fermeture de l’appel.'))
  return motifs
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
