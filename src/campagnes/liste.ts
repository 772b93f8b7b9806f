import {
  type Correction,
  composerFormation,
  corriger,
  type FormationSaisie,
  lireSaisie,
} from '#campagnes/demandes/saisie.ts'
import type { Formation, Organisme } from '#campagnes/formation.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** A validated application, with what agents put right in it. */
export type DemandeValidee = {
  readonly numero: number
  readonly organisation: { readonly nom: string; readonly siret: string }
  readonly effectif: string
  readonly formations: readonly FormationSaisie[]
  readonly corrections: readonly Correction[]
}

/** What the ranking works on: the bodies and formations of the validated applications, as instructed. */
export type Liste = { readonly organismes: readonly Organisme[]; readonly formations: readonly Formation[] }

/**
 * Draws up the list that goes to the ranking. A body is known by its SIRET; a formation keeps the reference that its
 * body gave it, after the number of its application, so that two bodies may use the same.
 *
 * @returns the list, or every formation that still cannot be read
 */
export function composerListe(demandes: readonly DemandeValidee[]): Decision<Liste> {
  const motifs: Motif[] = []
  const formations: Formation[] = []
  for (const { numero, organisation, effectif, formations: saisies, corrections } of demandes)
    for (const saisie of corriger(saisies, corrections)) {
      const lue = composerFormation(saisie, { organisme: organisation.siret, effectif })
      if (lue)
        formations.push({ ...lue, identifiant: `${String(numero).padStart(4, '0')}-${lue.identifiant}` })
      else motifs.push(illisible(numero, organisation.nom, saisie, effectif))
    }
  if (demandes.length === 0)
    motifs.push({
      code: 'sans-demande-validee',
      message: 'Aucune demande n’est validée : la liste serait vide.',
      correcteur: 'agent',
    })
  if (motifs.length > 0) return refus(...motifs)
  const organismes = demandes.map(({ organisation: { nom, siret } }) => ({ identifiant: siret, nom, siret }))
  return accord({
    organismes: organismes.sort((a, b) => comparerTextes(a.identifiant, b.identifiant)),
    formations: formations.sort((a, b) => comparerTextes(a.identifiant, b.identifiant)),
  })
}

function illisible(
  numero: number,
  nom: string,
  { identifiant, saisie }: FormationSaisie,
  effectif: string,
): Motif {
  const erreur = lireSaisie(saisie, effectif).constats.find(({ gravite }) => gravite === 'erreur')
  const detail = erreur?.message ?? 'l’effectif de l’organisme n’est pas un nombre.'
  return {
    code: 'formation-illisible',
    message: `Demande n°${INSECABLE}${numero} (${nom}), formation «${INSECABLE}${identifiant}${INSECABLE}»${INSECABLE}: ${detail}`,
    correcteur: 'agent',
  }
}

/** What stands against drawing up a list in a campaign, before its applications are looked at. */
export function refuserListe({
  etat,
  formations,
  listeLe,
}: {
  readonly etat: string
  readonly formations: number
  readonly listeLe: string | null
}): Motif[] {
  const motifs: Motif[] = []
  if (etat !== 'en_instruction')
    motifs.push({
      code: 'etat-incompatible',
      message: `La liste s’arrête pendant l’instruction, à l’état «${INSECABLE}En instruction${INSECABLE}».`,
      correcteur: 'agent',
    })
  if (formations > 0 && listeLe === null)
    motifs.push({
      code: 'formations-du-fichier',
      message: 'Un fichier a apporté les formations de cette campagne : elle n’a pas de demandes à réunir.',
    })
  return motifs
}

/** A granted exceptional majoration never goes nor stays silently when its application leaves the list: somebody goes back on it. */
export const refuserDePerdre = (organismes: readonly string[]): Motif[] =>
  organismes.map((nom) => ({
    code: 'exceptionnelle-accordee',
    message: `${nom}${INSECABLE}: sa majoration exceptionnelle est accordée à une demande qui n’est plus dans la liste. Reprenez d’abord cette décision.`,
    correcteur: 'agent',
  }))
