import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { CodeChamp } from '#campagnes/formation.ts'
import type { ChoixLecture, CritereApprecie } from '#campagnes/lectures/lecture.ts'
import type { AgentLecteur } from '#campagnes/lectures/repartition-lectures.ts'
import type { Acteur } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { comparer, entier, lireFraction, ZERO } from '#socle/fraction.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { separer } from '#socle/separation.ts'

// Who may give, do, close and settle a reading: each says every reason why not at once.

/** States in which an application is read: it was submitted, and its body is not changing it. */
export const ETATS_LISIBLES: readonly EtatDemande[] = ['deposee', 'complete', 'instruite', 'validee']
/** From there, what the ranking reads no longer moves. */
export const ARRETEES: readonly EtatCampagne[] = ['au_vote', 'votee', 'en_paiement', 'soldee']

/** A reading as it stands. Instants are UTC ISO strings. */
export type Lecture = {
  readonly agent: string
  readonly rang: 1 | 2
  readonly valideeLe: string | null
  readonly leveeLe: string | null
}

/** One mark as it is kept; null while it is being thought over. */
export type Appreciation = {
  readonly formation: string
  readonly champ: CodeChamp
  /** In the unit of the field. */
  readonly note: number | null
  readonly justification: string
}

/** What the decisions look at. */
export type DemandeLue = {
  readonly etat: EtatDemande
  readonly etatCampagne: EtatCampagne
  /** Organisation of the body. */
  readonly organisation: string
  /** References of its formations. */
  readonly formations: readonly string[]
  readonly lectures: readonly Lecture[]
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
const decider = <T>(valeur: T, motifs: readonly Motif[]): Decision<T> =>
  motifs.length > 0 ? refus(...motifs) : accord(valeur)

/** A value that two agents made is no longer corrected by one hand. */
export const champLuADeux: Motif = agent(
  'champ-lu-a-deux',
  'Deux agents ont noté ce critère : sa valeur ne se corrige plus à la main.',
)

/** What stands against giving the readings of a campaign at once: at the vote, nobody could do them any more. */
export const motifsContreRepartition = (etat: EtatCampagne): Motif[] =>
  ARRETEES.includes(etat)
    ? [agent('campagne-arretee', 'La campagne est au vote ou votée : plus rien ne change au classement.')]
    : []

function motifsDEtat({ etat, etatCampagne }: Pick<DemandeLue, 'etat' | 'etatCampagne'>): Motif[] {
  const motifs: Motif[] = []
  if (!ETATS_LISIBLES.includes(etat))
    motifs.push(
      agent(
        'etat-incompatible',
        `Une demande à l’état «${INSECABLE}${ETATS_DEMANDE[etat].libelle}${INSECABLE}» ne se lit pas.`,
      ),
    )
  motifs.push(...motifsContreRepartition(etatCampagne))
  return motifs
}

/**
 * Says whether an application may be given to these two, in whichever order; null leaves a place empty.
 *
 * @returns the readings that go and those that come
 */
export function confier(
  choisis: readonly [string | null, string | null],
  demande: DemandeLue,
  candidats: readonly AgentLecteur[],
): Decision<{
  readonly retirees: readonly string[]
  readonly ajoutees: readonly { agent: string; rang: 1 | 2 }[]
}> {
  const motifs = motifsDEtat(demande)
  const [premier, second] = choisis
  if (premier !== null && premier === second)
    motifs.push(agent('meme-personne', 'Les deux lectures reviennent à deux personnes différentes.'))
  for (const choisi of new Set(choisis)) {
    if (choisi === null) continue
    const candidat = candidats.find(({ id }) => id === choisi)
    const dejaLa = demande.lectures.some((une) => une.agent === choisi)
    if (!candidat && !dejaLa)
      motifs.push(agent('agent-inconnu', 'Cette personne n’instruit pas de demande aujourd’hui.'))
    if (candidat?.organisation === demande.organisation)
      motifs.push(
        agent(
          'propre-organisme',
          `${candidat.nom} est de cet organisme${INSECABLE}: une autre personne le lit.`,
        ),
      )
  }
  const retirees = demande.lectures.filter((une) => !choisis.includes(une.agent))
  if (retirees.some(({ valideeLe }) => valideeLe !== null))
    motifs.push(agent('lecture-validee', 'Une lecture validée ne se retire pas à qui l’a faite.'))
  const gardees = demande.lectures.filter((une) => choisis.includes(une.agent))
  const rangs = ([1, 2] as const).filter((rang) => gardees.every((une) => une.rang !== rang))
  const nouveaux = choisis.filter(
    (choisi) => choisi !== null && gardees.every((une) => une.agent !== choisi),
  ) as string[]
  const ajoutees = nouveaux.flatMap((choisi, i) => (rangs[i] ? [{ agent: choisi, rang: rangs[i] }] : []))
  return decider({ retirees: retirees.map((une) => une.agent), ajoutees }, motifs)
}

/** What stands against this person reading now: a reading is one's own, never somebody else's to whom one lends a hand. */
function motifsDeLecture(demande: DemandeLue, acteur: Acteur): Motif[] {
  const sienne = demande.lectures.find((une) => une.agent === acteur.identifiant)
  const motifs = motifsDEtat(demande)
  if (!sienne) motifs.push(agent('pas-confiee', 'Cette lecture ne vous est pas confiée.'))
  else if (sienne.valideeLe)
    motifs.push(agent('lecture-validee', 'Votre lecture est validée : elle ne change plus.'))
  if (acteur.pour)
    motifs.push(agent('lecture-personnelle', 'Une lecture ne se délègue pas : revenez à votre propre rôle.'))
  const separation = separer(acteur, 'instruire', { organisation: demande.organisation, actes: [] })
  if (separation.statut === 'refus') motifs.push(...separation.motifs)
  return motifs
}

/** Says whether these marks may be kept, finished or not. */
export function apprecier(
  appreciations: readonly Appreciation[],
  demande: DemandeLue,
  criteres: readonly CritereApprecie[],
  acteur: Acteur,
): Decision<true> {
  const motifs = motifsDeLecture(demande, acteur)
  for (const { formation, champ, note } of appreciations) {
    const critere = criteres.find((un) => un.champ === champ)
    if (!critere)
      motifs.push(agent('champ-non-lu', `Le champ «${INSECABLE}${champ}${INSECABLE}» ne se lit pas à deux.`))
    if (!demande.formations.includes(formation))
      motifs.push(agent('formation-absente', `La formation ${formation} n’est pas dans la demande.`))
    if (critere && note !== null) motifs.push(...horsBornes(note, critere, formation))
  }
  return decider(true, motifs)
}

function horsBornes(
  note: number,
  { libelle, minimum, maximum }: CritereApprecie,
  formation: string,
): Motif[] {
  if (Number.isInteger(note) && minimum <= note && note <= maximum) return []
  return [
    {
      ...agent(
        'note-hors-echelle',
        `${formation}, ${libelle}${INSECABLE}: la note sort de l’échelle du règlement.`,
      ),
      chiffres: { note, minimum, maximum },
    },
  ]
}

/** Says whether a reading may be closed: a mark and a reason everywhere. */
export function clore(
  appreciations: readonly Appreciation[],
  demande: DemandeLue,
  criteres: readonly CritereApprecie[],
  acteur: Acteur,
): Decision<true> {
  const motifs = motifsDeLecture(demande, acteur)
  const restent = resteALire(appreciations, demande.formations, criteres)
  if (restent > 0)
    motifs.push(
      agent(
        'lecture-inachevee',
        `Il reste ${compter(restent, 'appréciation', 'appréciations')} sans note ou sans justification.`,
      ),
    )
  return decider(true, motifs)
}

/** How many marks a reading still lacks. */
export function resteALire(
  appreciations: readonly Appreciation[],
  formations: readonly string[],
  criteres: readonly Pick<CritereApprecie, 'champ'>[],
): number {
  const faites = new Set(
    appreciations
      .filter(({ note, justification }) => note !== null && justification.trim() !== '')
      .map(({ formation, champ }) => `${champ} ${formation}`),
  )
  return formations.reduce(
    (reste, formation) => reste + criteres.filter(({ champ }) => !faites.has(`${champ} ${formation}`)).length,
    0,
  )
}

/** Says whether this person may settle a gap: neither of the two agents, by hand or by delegation. */
export function arbitrer(
  { formation, note, motif }: { readonly formation: string; readonly note: number; readonly motif: string },
  arbitrage: { readonly note: number | null } | undefined,
  demande: DemandeLue,
  critere: CritereApprecie | undefined,
  acteur: Acteur,
): Decision<true> {
  const motifs = motifsDEtat(demande)
  if (!arbitrage || !critere) motifs.push(agent('sans-ecart', 'Aucun écart n’est à arbitrer ici.'))
  else if (arbitrage.note !== null) motifs.push(agent('deja-arbitre', 'Cet écart est déjà arbitré.'))
  if (critere) motifs.push(...horsBornes(note, critere, formation))
  if (!motif.trim())
    motifs.push(agent('motif-absent', 'Dites pourquoi : cette note d’arbitrage reste à la demande.'))
  const mains = [acteur.identifiant, acteur.pour]
  if (demande.lectures.some((une) => mains.includes(une.agent)))
    motifs.push(agent('deja-lu', 'Un des deux agents ne départage pas : une autre personne doit arbitrer.'))
  const separation = separer(acteur, 'instruire', { organisation: demande.organisation, actes: [] })
  if (separation.statut === 'refus') motifs.push(...separation.motifs)
  return decider(true, motifs)
}

/**
 * Says whether a campaign may choose this. What is read and the threshold no longer move once a reading is closed:
 * nobody chooses a threshold in view of the gaps.
 */
export function choisirLecture(
  choix: ChoixLecture,
  avant: ChoixLecture,
  {
    possibles,
    etat,
    closes,
  }: {
    readonly possibles: readonly CodeChamp[]
    readonly etat: EtatCampagne
    /** Readings already closed. */
    readonly closes: number
  },
): Decision<ChoixLecture> {
  const motifs: Motif[] = []
  if (ARRETEES.includes(etat))
    motifs.push(agent('campagne-arretee', 'La campagne est au vote ou votée : ce choix ne change plus.'))
  const inconnus = choix.champs.filter((champ) => !possibles.includes(champ))
  if (inconnus.length > 0)
    motifs.push(agent('champ-non-lu', `La grille ne fait pas juger${INSECABLE}: ${inconnus.join(', ')}.`))
  if (choix.champs.length === 0)
    motifs.push(agent('sans-champ', 'Choisissez au moins un critère à lire à deux.'))
  const seuil = lireFraction(choix.seuil)
  if (!seuil || comparer(seuil, ZERO) < 0 || comparer(seuil, entier(1)) > 0)
    motifs.push(agent('seuil-illisible', 'Le seuil est une part de l’échelle, de 0 à 1 : 1/3, 0,25…'))
  const champs = possibles.filter((champ) => choix.champs.includes(champ))
  const memes = champs.join() === avant.champs.join() && choix.seuil === avant.seuil
  if (closes > 0 && !memes)
    motifs.push(
      agent(
        'lectures-closes',
        `${compter(closes, 'lecture est déjà validée', 'lectures sont déjà validées')}${INSECABLE}: ni les critères ni le seuil ne changent plus.`,
      ),
    )
  return decider({ ...choix, champs }, motifs)
}
