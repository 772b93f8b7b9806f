import {
  ANOMALIES_MONTREES,
  receiveTable,
  refuseAnomalies,
  type TableRecue,
} from '#campagnes/importation/routes-table.ts'
import { nommerPublication, totaliserPublication } from '#campagnes/publication.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { moveCampagne } from '#campagnes/routes-appel-etat.ts'
import { findCampagne } from '#campagnes/store.ts'
import { findFaits, lockAppel } from '#campagnes/store-appel.ts'
import { insertExceptionnelles, insertPublication } from '#campagnes/store-creation.ts'
import { XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { exportModeleVotes } from '#majoration/reprise/export-modele-votes.ts'
import { importVotes } from '#majoration/reprise/import-votes.ts'
import {
  avertirReprise,
  enveloppeApres,
  exceptionnellesDe,
  inscrireAuCalendrier,
  inscrireAuxActes,
  refuserReprise,
} from '#majoration/reprise/reprise.ts'
import {
  getModeleReprise,
  getReprise,
  postApercuReprise,
  postReprise,
  postRetraitReprise,
} from '#majoration/reprise/schema-reprise.ts'
import {
  findAvant,
  findVoteRepris,
  insertVoteRepris,
  removeExceptionnelles,
  removePublication,
  retireVoteRepris,
  updateDitDuVote,
  type VoteRepris,
} from '#majoration/reprise/store-reprise.ts'
import { type LigneVotes, lireVotes } from '#majoration/reprise/votes-lus.ts'
import { abandonProposition, findFigee } from '#majoration/store-proposition.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'

/** A vote that came before the Région used this: its table comes as a file, and may be taken back. */
export const repriseRoutes = ({ files, clock }: Pick<AppContext, 'files' | 'clock'>) =>
  createRoutes()
    .openapi(getReprise, async (c) => {
      const { id } = c.req.valid('param')
      await loadCampagne(c.var.db, id)
      const repris = await findVoteRepris(c.var.db, id)
      return c.json({ repris: repris ? presenter(repris) : null }, 200)
    })
    .openapi(getModeleReprise, async (c) => {
      const { libelle, organismes } = await loadCampagne(c.var.db, c.req.valid('param').id)
      const nom = nommerFichier([libelle, 'montants votés à compléter'], 'xlsx')
      return sendFile(c, await exportModeleVotes(organismes), nom, XLSX)
    })
    .openapi(postApercuReprise, async (c) => {
      const { id } = c.req.valid('param')
      const campagne = await loadCampagne(c.var.db, id)
      const { lignes } = await receiveTable(files, c.req.raw.body, c.req.valid('query').nom, importVotes)
      const { votes, anomalies } = lireVotes(lignes, campagne.organismes)
      const apercu = {
        anomalies: anomalies.slice(0, ANOMALIES_MONTREES),
        nombreAnomalies: anomalies.length,
        avertissements: avertirReprise(votes, campagne),
        lignes: nommerPublication({ ...campagne, publication: votes }),
        totaux: totaliserPublication(votes),
      }
      return c.json(apercu, 200)
    })
    .openapi(postReprise, async (c) => {
      const { db, acteur } = c.var
      const { id } = c.req.valid('param')
      const { nom, deliberation, voteeLe } = c.req.valid('query')
      const recu = await receiveTable(files, c.req.raw.body, nom, importVotes)
      const quand = { maintenant: clock.now(), aujourdhui: clock.today() }
      const vote = { deliberation: deliberation.trim(), voteeLe }
      const repris = await transaction(db, (tx) => apply(tx, { id, acteur, ...quand }, vote, recu))
      return c.json(presenter(repris), 200)
    })
    .openapi(postRetraitReprise, async (c) => {
      const { db, acteur } = c.var
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      const maintenant = clock.now()
      await transaction(db, (tx) => takeBack(tx, { id, acteur, maintenant }, motif.trim()))
      return c.json({ repris: null }, 200)
    })

async function loadCampagne(db: Db, id: string) {
  const campagne = await findCampagne(db, id)
  if (!campagne) throw campagneAbsente(id)
  return campagne
}

const presenter = ({ rang: _, avant: __, ...repris }: VoteRepris) => repris

type Recu = TableRecue<LigneVotes>

type Circonstances = { readonly id: string; readonly acteur: Acteur; readonly maintenant: string }
const mainsDe = ({ identifiant, pour }: Acteur) => ({ par: identifiant!, pour: pour ?? null })

/**
 * The whole table, or nothing of it.
 * @throws HttpRefusal 422 with every reason
 */
async function apply(
  tx: Tx,
  { id, acteur, maintenant, aujourdhui }: Circonstances & { readonly aujourdhui: string },
  vote: { readonly deliberation: string; readonly voteeLe: string },
  { nom, empreinte, lignes }: Recu,
): Promise<VoteRepris> {
  const appel = await lockAppel(tx, id)
  if (!appel) throw campagneAbsente(id)
  const motifs = refuserReprise(vote, appel, aujourdhui)
  if (motifs.length > 0) throw refused('Le vote n’est pas repris.', motifs)
  const { organismes } = await loadCampagne(tx, id)
  const { votes, anomalies } = lireVotes(lignes, organismes)
  refuseAnomalies(anomalies, 'rien n’est repris.')
  if (votes.length === 0)
    throw refused('Aucune ligne du fichier ne dit de montant : rien n’est repris.', [], 'fichier-vide')
  const { organismes: nombre, ...totaux } = totaliserPublication(votes)
  const details = { ...vote, nom, empreinte, organismes: nombre, totaux }
  const faits = { ...(await findFaits(tx, id)), deliberation: vote.deliberation }
  await moveCampagne(tx, id, 'reprendreVote', faits, { maintenant, details })
  const figee = await findFigee(tx, id)
  if (figee) await abandonProposition(tx, id, figee)
  const avant = await findAvant(tx, id)
  const exceptionnelles = exceptionnellesDe(votes, vote)
  await removeExceptionnelles(tx, id)
  await insertExceptionnelles(tx, id, exceptionnelles)
  await insertPublication(tx, id, votes)
  await updateDitDuVote(tx, id, {
    calendrier: [...avant.calendrier, inscrireAuCalendrier(vote)],
    documents: [...avant.documents, inscrireAuxActes(vote)],
    voteLe: vote.voteeLe,
    enveloppeExceptionnelle: enveloppeApres(avant.enveloppeExceptionnelle, exceptionnelles),
  })
  await insertVoteRepris(tx, { campagne: id, ...vote, nom, empreinte, avant, ...mainsDe(acteur) })
  return (await findVoteRepris(tx, id))!
}

/** The campaign as it was before the file; what the file said stays in the trace. */
async function takeBack(tx: Tx, { id, acteur, maintenant }: Circonstances, motif: string): Promise<void> {
  if (!(await lockAppel(tx, id))) throw campagneAbsente(id)
  const faits = { ...(await findFaits(tx, id)), deliberation: null }
  const repris = await findVoteRepris(tx, id)
  const details = repris && { deliberation: repris.deliberation, nom: repris.nom }
  await moveCampagne(tx, id, 'retirerVote', faits, { maintenant, motif, ...(details && { details }) })
  // The guard has seen that the vote came from a file.
  const { rang, avant } = repris!
  await retireVoteRepris(tx, rang, { ...mainsDe(acteur), motif })
  await removePublication(tx, id)
  await removeExceptionnelles(tx, id)
  await insertExceptionnelles(tx, id, avant.exceptionnelles)
  await updateDitDuVote(tx, id, avant)
}
