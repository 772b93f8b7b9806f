import { createEngagement } from '#budget/store-actes.ts'
import { listEngagementsOfObjet } from '#budget/store-engagements.ts'
import { holdDemande, moveDemande } from '#campagnes/demandes/routes-passage.ts'
import {
  type LigneVotee,
  objetDe,
  refuserCampagne,
  refuserEngagement,
} from '#campagnes/paiement/liquidation.ts'
import { postEngagements } from '#campagnes/paiement/routes-paiement-contrat.ts'
import type { EngagementFait } from '#campagnes/paiement/schema-paiement.ts'
import { listVotees, lockObjet } from '#campagnes/paiement/store-paiement.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { type AppelTenu, findAppelTenu } from '#campagnes/store-appel.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, HttpRefusal, refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** Engages what the assembly voted: the money and the application move together, or neither does. */
export const engagementsRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes().openapi(postEngagements, async (c) => {
    const { db, acteur } = c.var
    const { id } = c.req.valid('param')
    const { organismes, ...quoi } = c.req.valid('json')
    const campagne = await findAppelTenu(db, id)
    if (!campagne) throw campagneAbsente(id)
    const contre = refuserCampagne(campagne.etat)
    if (contre.length > 0) throw refused('Rien n’est engagé.', contre)
    const votees = new Map((await listVotees(db, id)).map((votee) => [votee.organisme, votee]))
    const faits: EngagementFait[] = []
    for (const organisme of new Set(organismes)) {
      const votee = votees.get(organisme)
      faits.push(
        votee
          ? await tryOne(db, votee, { campagne, ...quoi, acteur, aujourdhui: clock.today() })
          : { organisme, suite: 'refus', montant: 0, motifs: [nonVote(organisme)] },
      )
    }
    return c.json(faits, 200)
  })

const nonVote = (organisme: string): Motif => ({
  code: 'organisme-non-vote',
  message: `Rien n’est voté pour « ${organisme} » dans cette campagne.`,
})

type Demande = {
  readonly campagne: AppelTenu
  readonly affectation: string
  readonly exercice: number
  readonly acteur: Acteur
  readonly aujourdhui: string
}

/** One body, in its own transaction: what is refused for one undoes nothing for the others. */
async function tryOne(db: Db, votee: LigneVotee, demande: Demande): Promise<EngagementFait> {
  const { organisme, vote } = votee
  try {
    const suite = await transaction(db, (tx) => engageOne(tx, votee, demande))
    return { organisme, suite, montant: vote, motifs: [] }
  } catch (error) {
    if (!(error instanceof HttpRefusal) || error.status !== 422) throw error
    return { organisme, suite: 'refus', montant: 0, motifs: (error.motifs ?? []) as readonly Motif[] }
  }
}

/** @throws HttpRefusal 422 with every reason, 404 when the affectation does not exist; nothing is then written */
async function engageOne(
  tx: Tx,
  votee: LigneVotee,
  { campagne, affectation, exercice, acteur, aujourdhui }: Demande,
): Promise<'fait' | 'deja'> {
  const objet = objetDe(campagne.id, votee)
  await lockObjet(tx, objet)
  const tenue = votee.demande && (await holdDemande(tx, votee.demande.id))
  const deja = await listEngagementsOfObjet(tx, objet)
  const engage = deja.reduce((total, un) => total + un.montant - un.desengage, 0)
  if (engage === votee.vote && engage > 0) return 'deja'
  const lue = { ...votee, demande: votee.demande && { ...votee.demande, etat: tenue!.etat }, engage }
  const motifs = refuserEngagement(lue, campagne.etat)
  if (motifs.length > 0) throw refused('Rien n’est engagé.', motifs)
  const decision = await createEngagement(
    tx,
    { affectation },
    {
      ...{ objet, libelle: campagne.libelle, beneficiaire: votee.nom, siret: votee.siret, date: aujourdhui },
      ...{ montant: votee.vote, echeancier: [{ exercice, montant: votee.vote }] },
    },
    { aujourdhui, indicatif: campagne.fictif },
  )
  if (!decision) throw absent('Cette affectation n’existe pas.')
  if (decision.statut === 'refus') throw refused('Rien n’est engagé.', decision.motifs)
  if (tenue) await moveDemande(tx, tenue, 'engager', acteur)
  return 'fait'
}
