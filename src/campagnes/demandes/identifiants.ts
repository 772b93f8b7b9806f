import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import { lireNda } from '#socle/nda.ts'
import { lireUai } from '#socle/uai.ts'

/** What a body is known by beside its SIRET; null when it has none, or did not say. */
export type Identifiants = { readonly uai: string | null; readonly nda: string | null }

/** With the instant of their last change, ISO in UTC. */
export type IdentifiantsDates = Identifiants & { readonly le: string | null }

/** As a body types them: empty for none. */
export type IdentifiantsSaisis = { readonly uai: string; readonly nda: string }

/** Judges both at once; the code of a reason begins with the name of its field. */
export function verifierIdentifiants({ uai, nda }: IdentifiantsSaisis): Decision<Identifiants> {
  const motifs: Motif[] = []
  const lecture = uai.trim() ? lireUai(uai) : { uai: null }
  const numero = nda.trim() ? lireNda(nda) : null
  if ('faute' in lecture)
    motifs.push({
      code: `uai-${lecture.faute}`,
      message:
        lecture.faute === 'forme'
          ? 'Un UAI s’écrit avec sept chiffres et une lettre, comme 0750655E.'
          : `La lettre de ces sept chiffres serait ${lecture.attendue}${INSECABLE}: vérifiez l’UAI.`,
      correcteur: 'demandeur',
    })
  if (numero === undefined)
    motifs.push({
      code: 'nda-forme',
      message: 'Un numéro de déclaration d’activité s’écrit avec onze chiffres.',
      correcteur: 'demandeur',
    })
  if ('faute' in lecture || numero === undefined) return refus(...motifs)
  return accord({ uai: lecture.uai, nda: numero })
}
