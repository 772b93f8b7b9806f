import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { HeureParis } from '#campagnes/horaires.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'

/** An exception asked for one body: until when, as typed and placed, and why. */
export type DemandeReouverture = {
  readonly jusquAu: HeureParis & { readonly saisie: string }
  readonly motif: string
}

/** States in which one body may still be let in: closed for all, and nothing voted on yet. */
const ROUVRABLES: readonly EtatCampagne[] = ['ouverte', 'close', 'en_instruction']

/** Whether an exception may be asked for in this state: what the screen offers. */
export const rouvrable = (etat: EtatCampagne): boolean => ROUVRABLES.includes(etat)

/** Says whether a body may be let in after the others, with every reason why not at once. */
export function verifierReouverture(
  { jusquAu, motif }: DemandeReouverture,
  { etat, fermeLe, maintenant }: { etat: EtatCampagne; fermeLe: string | null; maintenant: string },
): Decision<string> {
  const motifs: Motif[] = []
  if (!rouvrable(etat))
    motifs.push(agent('etat-incompatible', 'À cette étape de la campagne, plus aucune demande n’est reçue.'))
  if (jusquAu.relue !== jusquAu.saisie)
    motifs.push(agent('heure-inexistante', 'Cette heure n’existe pas ce jour-là à Paris.'))
  if (jusquAu.instant <= maintenant) motifs.push(agent('terme-passe', 'Ce terme est déjà passé.'))
  if (fermeLe && etat === 'ouverte' && jusquAu.instant <= fermeLe)
    motifs.push(agent('avant-fermeture', 'L’appel reste ouvert à tous jusque-là.'))
  if (!motif.trim()) motifs.push(agent('motif-absent', 'Dites pourquoi : ce motif reste au journal.'))
  return motifs.length > 0 ? refus(...motifs) : accord(jusquAu.instant)
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
