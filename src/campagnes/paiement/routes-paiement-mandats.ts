import type { Mandat } from '#budget/rules/mandater.ts'
import { createMandat } from '#budget/store-actes.ts'
import { insertBordereau } from '#budget/store-engagements.ts'
import { findLigne, listAnnees, lockLignes } from '#budget/store-lignes.ts'
import { type EngagementLiquide, payableEn, refuserSansMotif } from '#campagnes/paiement/liquidation.ts'
import { postMandats } from '#campagnes/paiement/routes-paiement-contrat.ts'
import {
  type Lecteur,
  type Liquidation,
  loadLiquidation,
} from '#campagnes/paiement/routes-paiement-feuille.ts'
import type { LigneFeuille } from '#campagnes/paiement/schema-paiement.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { Motif } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** Orders to pay, on one numbered bordereau. */
export const mandatsRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes().openapi(postMandats, async (c) => {
    const { db, acteur } = c.var
    const { id } = c.req.valid('param')
    const demande = c.req.valid('json')
    const lecteur = { acteur, aujourdhui: clock.today() }
    const emis = await transaction(db, (tx) => emit(tx, id, demande, lecteur))
    return c.json(emis, 200)
  })

type Paiement = {
  readonly engagement: string
  readonly reference: string
  readonly montant: Centimes
  readonly motif: string | null
}
type Demande = { readonly exercice: number; readonly paiements: readonly Paiement[] }

/** All or nothing. A reference that is written already is this payment, and is answered as it is. */
async function emit(tx: Tx, id: string, demande: Demande, lecteur: Lecteur) {
  const { exercice, paiements } = demande
  await lockLignes(tx, await listLignesOf(tx, await loadLiquidation(tx, id, lecteur), demande))
  // Read again now that the lines are held: what somebody wrote while we waited is not written twice.
  const liquidation = await loadLiquidation(tx, id, lecteur)
  const connus = new Map(
    liquidation.lignes.flatMap((ligne) =>
      ligne.engagements.map((un) => [un.engagement.id, { ligne, un }] as const),
    ),
  )
  const motifs = paiements.flatMap((paiement) =>
    refuser(paiement, exercice, connus.get(paiement.engagement), liquidation),
  )
  if (motifs.length > 0) throw refused('Aucun mandat n’est émis.', motifs)
  const mandats: Mandat[] = []
  const refus: Motif[] = []
  let bordereau: number | undefined
  let nouveaux = 0
  for (const { engagement, reference, montant, motif } of paiements) {
    const { ligne, un } = connus.get(engagement)!
    const nouveau = !un.mandats.some((mandat) => mandat.reference === reference)
    if (nouveau) bordereau ??= await insertBordereau(tx, exercice, lecteur.aujourdhui)
    const partiel = montant < payableEn(un, exercice) ? motif?.trim() : null
    const ordre = { reference, exercice, montant, motif: partiel, date: lecteur.aujourdhui, bordereau }
    const decision = await createMandat(tx, engagement, ordre, lecteur.aujourdhui)
    if (decision?.statut !== 'accord') {
      refus.push(...nommer(ligne, decision?.motifs ?? []))
      continue
    }
    mandats.push(decision.valeur)
    if (nouveau) nouveaux++
  }
  if (refus.length > 0) throw refused('Aucun mandat n’est émis.', refus)
  if (bordereau !== undefined)
    await insertJournal(tx, {
      acte: 'bordereau.emis',
      objet: `campagne:${id}`,
      apres: { exercice, bordereau, mandats: nouveaux, montant: totalOf(mandats, bordereau) },
    })
  return { nouveaux, mandats }
}

const totalOf = (mandats: readonly Mandat[], bordereau: number): Centimes =>
  mandats.reduce((total, un) => total + (un.bordereau === bordereau ? un.montant : 0), 0)

/** Every budget line that these payments need: those of the engagements, and those of the year that pays. */
async function listLignesOf(
  tx: Tx,
  { lignes }: Liquidation,
  { exercice, paiements }: Demande,
): Promise<string[]> {
  const demandes = new Set(paiements.map(({ engagement }) => engagement))
  const origines = new Set(
    lignes.flatMap((ligne) =>
      ligne.engagements.flatMap(({ engagement }) => (demandes.has(engagement.id) ? [engagement.ligne] : [])),
    ),
  )
  const toutes = new Set(origines)
  for (const origine of origines) {
    const annees = await listAnnees(tx, (await findLigne(tx, origine))!)
    for (const annee of annees) if (annee.exercice === exercice) toutes.add(annee.id)
  }
  return [...toutes]
}

/** Why this payment is not to be asked of the accountant, before the budget decides. */
function refuser(
  { engagement, reference, montant, motif }: Paiement,
  exercice: number,
  connu: { readonly ligne: LigneFeuille; readonly un: EngagementLiquide } | undefined,
  { motifs }: Liquidation,
): readonly Motif[] {
  if (!connu)
    return [
      {
        code: 'engagement-absent',
        message: `L’engagement «${INSECABLE}${engagement}${INSECABLE}» n’est pas de cette campagne.`,
      },
    ]
  const { ligne, un } = connu
  if (un.mandats.some((mandat) => mandat.reference === reference)) return []
  const contre: Motif[] = [
    ...motifs,
    ...nommer(ligne, [...ligne.separation, ...refuserSansMotif(montant, payableEn(un, exercice), motif)]),
  ]
  if (reference !== un.reference)
    contre.push({
      code: 'reference-inattendue',
      message: `${ligne.nom}${INSECABLE}: le prochain mandat s’appelle «${INSECABLE}${un.reference}${INSECABLE}», pas «${INSECABLE}${reference}${INSECABLE}». Rechargez la feuille.`,
      correcteur: 'demandeur',
    })
  return contre
}

/** A bordereau is refused as a whole: each reason says whose it is. */
const nommer = ({ nom }: Pick<LigneFeuille, 'nom'>, motifs: readonly Motif[]): Motif[] =>
  motifs.map((motif) => ({ ...motif, message: `${nom}${INSECABLE}: ${motif.message}` }))
