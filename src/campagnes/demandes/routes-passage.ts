import { alertesOuvertes, empechementsDeValider } from '#campagnes/demandes/alerte.ts'
import { type ActeDemande, PASSAGES, passer } from '#campagnes/demandes/cycle.ts'
import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import { readControle } from '#campagnes/demandes/routes-instruction-etude.ts'
import {
  type Depot,
  insertEtape,
  listActesFaits,
  listFormationsSaisies,
  lockDemande,
  updateEtatDemande,
} from '#campagnes/demandes/store-demandes.ts'
import { listCodesPieces } from '#campagnes/demandes/store-pieces.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** For every route under an application: the same words for the same absence. */
export const demandeAbsente = () => absent('Cette demande n’existe pas, ou n’est pas la vôtre.')

/** Holds an application with all that a decision on it needs. @throws HttpRefusal 404 */
export async function holdDemande(tx: Tx, id: string): Promise<DemandeTenue> {
  const demande = await lockDemande(tx, id)
  if (!demande) throw demandeAbsente()
  return {
    ...demande,
    formations: await listFormationsSaisies(tx, id),
    actes: await listActesFaits(tx, id),
    pieces: await listCodesPieces(tx, id),
  }
}

/**
 * Moves an application that is held: decides, writes, traces.
 *
 * @param empechements what the act itself asks for and does not find
 * @throws HttpRefusal 422 with every reason
 */
export async function moveDemande(
  tx: Tx,
  demande: DemandeTenue,
  acte: ActeDemande,
  acteur: Acteur,
  options: {
    readonly motif?: string | null
    readonly empechements?: readonly Motif[]
    readonly depot?: Depot
  } = {},
): Promise<void> {
  const { motif = null, depot } = options
  const empechements = [
    ...(options.empechements ?? []),
    ...(acte === 'valider' ? await readEmpechementsDeValider(tx, demande) : []),
  ]
  const dossier = { organisation: demande.organisation.id, actes: demande.actes }
  const decision = passer(acte, demande, acteur, { dossier, motif, empechements })
  if (decision.statut === 'refus') throw refused('La demande reste à son état.', decision.motifs)
  const vers = decision.valeur
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  await insertEtape(tx, demande.id, { acte, de: demande.etat, vers, ...mains, motif })
  await updateEtatDemande(tx, demande.id, vers, depot)
  await insertJournal(tx, {
    acte: PASSAGES[acte].trace,
    objet: `demande:${demande.id}`,
    avant: { etat: demande.etat },
    apres: { etat: vers, ...nommerDemande(demande), ...(depot && { empreinte: depot.empreinte }) },
    ...(motif && { motif }),
  })
}

/** Whatever screen or work validates, nothing is left to look at. */
async function readEmpechementsDeValider(tx: Tx, demande: DemandeTenue): Promise<Motif[]> {
  const { alertes, levees } = await readControle(tx, demande)
  return empechementsDeValider(alertesOuvertes(alertes, levees))
}

/** What the journal says of an application, so that its sentences can name it. */
export const nommerDemande = ({
  campagne,
  numero,
  organisation,
}: Pick<DemandeTenue, 'campagne' | 'numero' | 'organisation'>) => ({
  campagne,
  numero,
  organisme: organisation.nom,
})
