import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import { VIVANTS } from '#aides/dossiers/cycle.ts'
import type { Instruction } from '#aides/instruire.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'

/** What a scheme calls the share of hours missed, when it asks for it. */
export const ABSENCES = 'absences'

/** What a centre certifies of a person. */
export type Attestation = {
  readonly dossier: string
  readonly assidu: boolean
  /** In % of the hours planned, a decimal with a point; null when it is not said. */
  readonly absences: string | null
}

/** What an attestation is judged against. */
export type DossierAAttester = {
  readonly id: string
  readonly numero: string
  readonly etat: EtatDossier
  readonly reponses: Readonly<Record<string, string>>
  readonly atteste: boolean
}

/** « 12,5 % » → « 12.5 »; up to two decimals, from 0 to 100. undefined when it cannot be read */
export function lireAbsences(texte: string): string | undefined {
  const lu = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(texte.trim())
  if (!lu) return undefined
  const exact = `${Number(lu[1])}${lu[2] && Number(lu[2]) > 0 ? `.${lu[2].replace(/0+$/, '')}` : ''}`
  return Number(exact) <= 100 ? exact : undefined
}

/**
 * Says whether a centre may certify this, with every reason why not. Once the share of absences is given, the rule itself
 * says whether it is diligence enough: the centre does not.
 *
 * @param demandeAbsences whether the scheme asks for the share of hours missed
 */
export function attester(
  { assidu, absences }: Omit<Attestation, 'dossier'>,
  dossier: DossierAAttester,
  demandeAbsences: boolean,
): Decision<{ readonly assidu: boolean; readonly absences: string | null }> {
  const motifs: Motif[] = []
  const dire = (code: string, message: string) =>
    motifs.push({
      code,
      message: `Dossier ${dossier.numero}${INSECABLE}: ${message}`,
      correcteur: 'demandeur',
    })
  const lues = absences === null || absences.trim() === '' ? null : lireAbsences(absences)
  if (dossier.atteste)
    dire('deja-atteste', 'l’assiduité est déjà attestée, une attestation ne se reprend pas.')
  if (!VIVANTS.includes(dossier.etat)) dire('sans-objet', 'il n’attend pas d’attestation.')
  if (lues === undefined)
    dire(
      'absences-illisibles',
      `«${INSECABLE}${absences}${INSECABLE}» n’est pas une part de 0 à 100${INSECABLE}%.`,
    )
  if (!assidu && lues === null && demandeAbsences)
    dire('absences-manquantes', 'dites la part des heures manquées, en %.')
  return motifs.length > 0 ? refus(...motifs) : accord({ assidu, absences: lues ?? null })
}

/** What attendance leaves of a dossier: the answers that judge it now, and whether they must. */
export const rejuge = (
  { reponses }: Pick<DossierAAttester, 'reponses'>,
  absences: string | null,
): Readonly<Record<string, string>> => (absences === null ? reponses : { ...reponses, [ABSENCES]: absences })

/** Where a dossier goes once its attendance is known: refused, asked again when its amount changes, else where it stands. */
export function etatApresAttestation(
  { etat, montant }: { readonly etat: EtatDossier; readonly montant: number | null },
  verdict: Instruction,
): EtatDossier {
  if (verdict.statut === 'refus') return 'refuse'
  if (verdict.statut === 'incomplet') return 'incomplet'
  if (verdict.statut === 'non calculable') return 'non_calculable'
  return verdict.montant === montant ? etat : 'proposable'
}

/** What a scheme that does not count absences is told by its centre: a refusal that is the centre's. */
export const refuserNonAssidu = (verdict: Instruction): Instruction => ({
  ...{ version: verdict.version, jugeLe: verdict.jugeLe, periode: verdict.periode },
  ...{ statut: 'refus', aVerifier: [] },
  motifs: [
    {
      code: 'non-assidu',
      message: 'L’organisme de formation n’atteste pas l’assiduité.',
      article: 'Attestation d’assiduité demandée pour la campagne',
      correcteur: 'demandeur',
    },
  ],
})
