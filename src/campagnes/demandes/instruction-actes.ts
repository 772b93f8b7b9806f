import type { Alerte } from '#campagnes/demandes/alerte.ts'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import type { Agent } from '#campagnes/demandes/instruction.ts'
import { COLONNES_SAISIE, type Correction, corriger, type Saisie } from '#campagnes/demandes/saisie.ts'
import { lireCellule } from '#campagnes/importation/valeurs.ts'
import type { Acteur } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import { separer } from '#socle/separation.ts'

// What an agent does to an application without moving it: each says every reason why not at once.

/** States in which an application is being studied. */
const EN_ETUDE: readonly EtatDemande[] = ['deposee', 'a_completer', 'complete', 'instruite']
/** States in which a figure may be put right: the body answers by itself while it completes. */
const CORRIGIBLE: readonly EtatDemande[] = ['deposee', 'complete']

type Tenue = Pick<DemandeTenue, 'etat' | 'organisation' | 'actes'>

function* motifsDEtude(
  { etat, organisation, actes }: Tenue,
  acteur: Acteur,
  etats: readonly EtatDemande[] = EN_ETUDE,
): Generator<Motif> {
  if (!etats.includes(etat))
    yield {
      code: 'etat-incompatible',
      message: `Cette demande est à l’état «${INSECABLE}${ETATS_DEMANDE[etat].libelle}${INSECABLE}»${INSECABLE}: on n’y touche plus.`,
    }
  const separation = separer(acteur, 'instruire', { organisation: organisation.id, actes })
  if (separation.statut === 'refus') yield* separation.motifs
}

const decider = <T>(valeur: T, motifs: Iterable<Motif>): Decision<T> => {
  const tous = [...motifs]
  return tous.length > 0 ? refus(...tous) : accord(valeur)
}

const motifAbsent = (motif: string): Motif[] =>
  motif.trim()
    ? []
    : [
        {
          code: 'motif-absent',
          message: 'Dites pourquoi : ce motif reste à la demande.',
          correcteur: 'agent',
        },
      ]

/** A figure to put right, as an agent sees it and as it should be. */
export type CorrectionDemandee = Correction & { readonly motif: string }

/**
 * Says whether a declared figure may be put right, by the rules that read files and screens.
 *
 * @returns the value as it stands before, and the one to keep
 */
export function corrigerChamp(
  demandee: CorrectionDemandee,
  demande: Tenue & Pick<DemandeTenue, 'formations'>,
  corrections: readonly Correction[],
  acteur: Acteur,
): Decision<{ readonly avant: string; readonly apres: string }> {
  const { formation, champ, motif } = demandee
  const apres = demandee.apres.trim()
  const colonne = COLONNES_SAISIE.find(({ code }) => code === champ)
  const saisie = corriger(demande.formations, corrections).find(
    ({ identifiant }) => identifiant === formation,
  )
  const avant = saisie?.saisie[champ as keyof Saisie] ?? ''
  const motifs = [...motifsDEtude(demande, acteur, CORRIGIBLE), ...motifAbsent(motif)]
  if (!saisie)
    motifs.push({ code: 'formation-absente', message: 'Cette formation n’est pas dans la demande.' })
  if (!colonne) motifs.push({ code: 'champ-inconnu', message: 'Ce champ ne se corrige pas.' })
  if (saisie && colonne) {
    const { constat } = lireCellule(apres, colonne)
    if (constat?.gravite === 'erreur')
      motifs.push({
        code: constat.code,
        message: `${constat.message} Attendu${INSECABLE}: ${colonne.attendu}.`,
        correcteur: 'agent',
      })
    if (avant !== demandee.avant)
      motifs.push({
        code: 'valeur-changee',
        message: `Quelqu’un a corrigé cette valeur entre-temps${INSECABLE}: elle est maintenant «${INSECABLE}${avant}${INSECABLE}».`,
        correcteur: 'agent',
      })
    else if (apres === avant.trim())
      motifs.push({
        code: 'valeur-identique',
        message: 'Cette valeur est déjà celle-là.',
        correcteur: 'agent',
      })
  }
  return decider({ avant, apres }, motifs)
}

/** Says whether a warning may be lifted: it must be there, with the figures that were seen. */
export function leverAlerte(
  { code, cible, motif }: Pick<Alerte, 'code' | 'cible'> & { readonly motif: string },
  demande: Tenue,
  alertes: readonly Alerte[],
  acteur: Acteur,
): Decision<Alerte> {
  const alerte = alertes.find((une) => une.code === code && une.cible === cible)
  const motifs = [...motifsDEtude(demande, acteur), ...motifAbsent(motif)]
  if (!alerte)
    motifs.push({ code: 'alerte-absente', message: 'Cette alerte n’est plus là : les chiffres ont changé.' })
  else if (alerte.gravite === 'erreur')
    motifs.push({
      code: 'alerte-erreur',
      message: 'Une erreur se corrige, elle ne se lève pas.',
      correcteur: 'agent',
    })
  else if (alerte.gravite === 'information')
    motifs.push({
      code: 'alerte-information',
      message: 'Une information ne se lève pas : elle n’empêche rien.',
    })
  return decider(alerte!, motifs)
}

/** Says whether somebody may give an opinion. */
export const donnerAvis = (demande: Tenue, acteur: Acteur): Decision<true> =>
  decider(true, motifsDEtude(demande, acteur))

/**
 * Says whether an application may be given to somebody.
 *
 * @param agent whom; null to nobody
 * @returns the agent, or null
 */
export function attribuer(
  agent: string | null,
  demande: Tenue,
  agents: readonly Agent[],
  acteur: Acteur,
): Decision<Agent | null> {
  const choisi = agents.find(({ id }) => id === agent) ?? null
  const motifs = [...motifsDEtude(demande, acteur)].filter(({ code }) => !code.startsWith('deja-'))
  if (agent !== null && !choisi)
    motifs.push({ code: 'agent-inconnu', message: 'Cette personne n’instruit pas de demande aujourd’hui.' })
  return decider(choisi, motifs)
}

/** Says whether a message may be written: agents are named among agents only, to the body nothing of this is said. */
export function ecrireMessage(
  { destinataire, mentions }: { destinataire: 'organisme' | 'interne'; mentions: readonly string[] },
  { organisation }: Pick<Tenue, 'organisation'>,
  agents: readonly Agent[],
  acteur: Acteur,
): Decision<true> {
  const motifs: Motif[] = []
  const separation = separer(acteur, 'instruire', { organisation: organisation.id, actes: [] })
  if (separation.statut === 'refus') motifs.push(...separation.motifs)
  if (destinataire === 'organisme' && mentions.length > 0)
    motifs.push({ code: 'mention-externe', message: 'On ne cite un agent que dans un message interne.' })
  if (mentions.some((une) => !agents.some(({ id }) => id === une)))
    motifs.push({ code: 'agent-inconnu', message: 'Une des personnes citées n’instruit pas de demande.' })
  return decider(true, motifs)
}

/** How many days before its due date a body is reminded of a complement: indicative. */
export const JOURS_DE_RAPPEL = 3

/** What is missing to ask for a complement: a day left to answer. */
export const empechementsDeComplement = (echeance: string, aujourdhui: string): Motif[] =>
  echeance > aujourdhui
    ? []
    : [
        {
          code: 'echeance-passee',
          message: 'Laissez au moins jusqu’à demain pour répondre.',
          correcteur: 'agent',
        },
      ]
