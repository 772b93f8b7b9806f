import { holdDemande, moveDemande } from '#campagnes/demandes/routes-passage.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { moveCampagne } from '#campagnes/routes-appel-etat.ts'
import { findFaits, lockAppel, lockDemandesVivantes } from '#campagnes/store-appel.ts'
import { insertPublication } from '#campagnes/store-creation.ts'
import { publier, type Vote, verifierVote } from '#majoration/proposition.ts'
import { postVote } from '#majoration/routes-proposition-contrat.ts'
import {
  findFigee,
  findProposition,
  listDemandesAVoter,
  type Proposition,
  updateVote,
  voteProposition,
} from '#majoration/store-proposition.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'

/** The assembly has voted: what was proposed becomes what is due, all at once. */
export const voteRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes().openapi(postVote, async (c) => {
    const { acteur, db } = c.var
    const { id } = c.req.valid('param')
    const saisi = c.req.valid('json')
    const vote = { ...saisi, deliberation: saisi.deliberation.trim() }
    const quand = { maintenant: clock.now(), aujourdhui: clock.today() }
    return c.json(await transaction(db, (tx) => recordVote(tx, id, vote, { acteur, ...quand })), 200)
  })

type Circonstances = { acteur: Acteur; maintenant: string; aujourdhui: string }

/** @throws HttpRefusal 422 with every reason; nothing is then written */
async function recordVote(tx: Tx, id: string, vote: Vote, { acteur, maintenant, aujourdhui }: Circonstances) {
  const campagne = await lockAppel(tx, id)
  if (!campagne) throw campagneAbsente(id)
  await lockDemandesVivantes(tx, id)
  const motifs = verifierVote(vote, { aujourdhui, fermeLe: campagne.fermeLe })
  if (motifs.length > 0) throw refused('Le vote n’est pas constaté.', motifs)
  const numero = await findFigee(tx, id)
  const proposition = numero && (await findProposition(tx, id, numero))
  const faits = { ...(await findFaits(tx, id)), deliberation: vote.deliberation }
  const { empreinte, totaux } = proposition || { empreinte: null, totaux: null }
  const details = { proposition: numero ?? null, ...vote, empreinte, totaux }
  await moveCampagne(tx, id, 'voter', faits, { maintenant, details })
  // The guard has seen that it is there, on this very list.
  const { lignes } = proposition as Proposition
  await insertPublication(tx, id, publier(lignes))
  await voteProposition(tx, id, numero!, vote)
  await updateVote(tx, id, vote)
  const montants = new Map(lignes.map(({ organisme, totale }) => [organisme, totale]))
  let retenues = 0
  const demandes = await listDemandesAVoter(tx, id)
  for (const { id: demande, siret } of demandes) {
    const retenue = (montants.get(siret) ?? 0) > 0
    if (retenue) retenues++
    await moveDemande(tx, await holdDemande(tx, demande), retenue ? 'retenir' : 'ecarter', acteur)
  }
  return {
    proposition: numero!,
    organismes: lignes.length,
    totale: totaux!.totale,
    retenues,
    nonRetenues: demandes.length - retenues,
  }
}
