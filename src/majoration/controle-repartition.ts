import { eurosEntiers, verifierRepartition } from '#campagnes/controle-reglement.ts'
import type { ParametresRepartition } from '#campagnes/reglement.ts'
import type { Beneficiaire } from '#majoration/repartition.ts'
import type { Motif } from '#socle/decision.ts'
import { arrondir, type Fraction } from '#socle/fraction.ts'
import { ecrireMontantExact } from '#socle/francais.ts'
import { type Centimes, enEuros } from '#socle/montant.ts'

/** Every reason why an envelope cannot be spread over these bodies, before anything is computed; empty when it can. */
export const verifierDonnees = (
  dotation: Centimes,
  beneficiaires: readonly Beneficiaire[],
  parametres: ParametresRepartition,
): Motif[] => [
  ...verifierDotation(dotation),
  ...verifierRepartition(parametres),
  ...verifierBeneficiaires(beneficiaires),
]

export function verifierDotation(dotation: Centimes): Motif[] {
  if (eurosEntiers(dotation)) return []
  const message = 'La dotation doit être un nombre entier d’euros, positif ou nul.'
  return [{ code: 'dotation_invalide', message, correcteur: 'agent' }]
}

function verifierBeneficiaires(beneficiaires: readonly Beneficiaire[]): Motif[] {
  const motifs: Motif[] = []
  const vus = new Set<string>()
  let contrats = 0
  for (const beneficiaire of beneficiaires) {
    const { identifiant } = beneficiaire
    if (vus.has(identifiant))
      motifs.push({
        code: 'organisme_en_double',
        message: `L’organisme « ${identifiant} » figure deux fois.`,
      })
    vus.add(identifiant)
    motifs.push(...verifierEffectifs(beneficiaire))
    contrats += beneficiaire.contrats
  }
  if (motifs.length === 0 && contrats === 0)
    motifs.push({ code: 'aucun_contrat', message: 'Aucun contrat n’est retenu : il n’y a rien à répartir.' })
  return motifs
}

function verifierEffectifs(beneficiaire: Beneficiaire): Motif[] {
  const { contrats, contratsVerts, contratsPalier1, contratsPalier2 } = beneficiaire
  const sujet = `L’organisme « ${beneficiaire.identifiant} »`
  const effectifs = [contrats, contratsVerts, contratsPalier1, contratsPalier2]
  if (effectifs.some((n) => !Number.isSafeInteger(n) || n < 0))
    return [{ code: 'effectif_invalide', message: `${sujet} a un nombre de contrats négatif ou non entier.` }]
  const motifs: Motif[] = []
  if (contratsVerts > contrats) {
    motifs.push({
      code: 'contrats_verts_excessifs',
      message: `${sujet} a plus de contrats verts (${contratsVerts}) que de contrats (${contrats}).`,
    })
  }
  const enPerimetre = contratsPalier1 + contratsPalier2
  if (enPerimetre > contrats) {
    motifs.push({
      code: 'contrats_palier_excessifs',
      message: `${sujet} a plus de contrats en périmètre financier (${enPerimetre}) que de contrats (${contrats}).`,
    })
  }
  return motifs
}

/**
 * Complements alone ask for more than the envelope: the forfait de base would be negative.
 * @param minimum Σ min(plafond, complements), in euros
 */
export function refuserComplements(dotation: Centimes, minimum: Fraction): Motif {
  return {
    code: 'complements_superieurs_a_la_dotation',
    message: `Les compléments et le bonus vert demandent à eux seuls ${ecrireMontantExact(minimum)}, plus que la dotation de ${ecrireMontantExact(enEuros(dotation), 0)} : baissez les taux, ou retenez moins de contrats bonifiés.`,
    chiffres: { dotation: dotation / 100, minimum: Number(arrondir(minimum)) },
    correcteur: 'agent',
  }
}
