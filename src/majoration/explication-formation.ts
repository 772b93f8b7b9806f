import type { Reglement } from '#campagnes/reglement.ts'
import { type Etape, expliquerOrganisme } from '#majoration/explication.ts'
import { type EtapeRedigee, ecrireExact, redigerEtape } from '#majoration/redaction.ts'
import type { Part, Repartition } from '#majoration/repartition.ts'
import type { Parametres } from '#majoration/simulation.ts'
import type { PartFormation } from '#majoration/ventilation.ts'
import { ecrireMontant, FINE } from '#socle/francais.ts'

/** The steps of a body's derivation that hold for one formation alone: everything before the ceiling and the rounding. */
const COMMUNES: ReadonlySet<Etape['code']> = new Set([
  'montantMoyen',
  'forfait',
  'palier1',
  'palier2',
  'bonusVert',
  'somme',
])

/**
 * Why a formation counts for its amount within its body's majoration, in French.
 *
 * @param part the body
 * @param ligne one formation of `ventiler` for this body
 */
export function expliquerFormation(
  repartition: Repartition,
  part: Part,
  { formation, exacte, majoration }: PartFormation,
  parametres: Parametres['repartition'],
  references: Reglement['references'],
): EtapeRedigee[] {
  const { contrats, environnementale, palier } = formation
  const seule: Part = {
    ...part,
    contrats,
    contratsVerts: environnementale ? contrats : 0,
    contratsPalier1: palier === 1 ? contrats : 0,
    contratsPalier2: palier === 2 ? contrats : 0,
    exacte,
    majoration,
  }
  const etapes = expliquerOrganisme(repartition, seule, parametres, references)
  return [
    ...etapes.filter(({ code }) => COMMUNES.has(code)).map(redigerEtape),
    {
      titre: 'Part de la formation',
      calcul: part.plafonne
        ? `montant exact${FINE}×${FINE}plafond de l’organisme (${ecrireMontant(part.majoration)})${FINE}÷${FINE}son montant exact (${ecrireExact(part.exacte)})`
        : `part de la majoration de l’organisme (${ecrireMontant(part.majoration)}), en proportion des montants exacts`,
      resultat: ecrireMontant(majoration),
      arrondi: 'en euros entiers, au plus fort reste entre les formations de l’organisme',
      reference: part.plafonne ? references.plafond : references.arrondi,
    },
  ]
}
