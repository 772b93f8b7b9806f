import { direEtapes } from '#campagnes/demandes/suivi.ts'
import { trouverVote } from '#campagnes/vote.ts'
import {
  type DemandeMemoire,
  dresserMemoire,
  type Memoire,
  type RapprochementMemoire,
} from '#memoire/memoire.ts'
import {
  listAvisDe,
  listComplementsDe,
  listCorrectionsDe,
  listLettresDe,
  listLeveesDe,
  listMessagesDe,
  listPiecesDe,
} from '#memoire/store-demandes.ts'
import {
  findNom,
  listCampagnesDe,
  listDemandesDe,
  listEngagementsDe,
  listEtapesDe,
  listMandatsDe,
  listRapprochements,
  listTitresDe,
  type RapprochementLu,
} from '#memoire/store-memoire.ts'
import type { Db } from '#platform/db.ts'

/**
 * All that the Région remembers of a body, as the actor behind `db` may see it.
 *
 * @param interne whether an agent reads: a draft is then not theirs, and every reason of a step is
 * @returns undefined when nothing here knows this SIRET
 */
export async function readMemoire(db: Db, siret: string, interne: boolean): Promise<Memoire | undefined> {
  const nom = await findNom(db, siret)
  if (nom === undefined) return undefined
  const rapprochements = Map.groupBy(await listRapprochements(db, siret), ({ campagne }) => campagne)
  const campagnes = (await listCampagnesDe(db, siret)).map(({ calendrier, ...campagne }) => ({
    ...campagne,
    deliberation: trouverVote(calendrier) ?? null,
    rapprochement: dire(rapprochements.get(campagne.id)?.[0]),
  }))
  const demandes = await readDemandes(db, siret, interne)
  const lus = await listEngagementsDe(
    db,
    siret,
    demandes.map(({ id }) => id),
  )
  const mandats = await listMandatsDe(
    db,
    lus.map(({ id }) => id),
  )
  const engagements = lus.map((un) => ({
    ...un,
    mandats: mandats.filter(({ engagement }) => engagement === un.id),
  }))
  const titres = await listTitresDe(db, siret)
  return dresserMemoire({ siret, nom, interne, campagnes, demandes, engagements, titres })
}

async function readDemandes(db: Db, siret: string, interne: boolean): Promise<DemandeMemoire[]> {
  const demandes = await listDemandesDe(db, siret, !interne)
  const ids = demandes.map(({ id }) => id)
  const etapes = par(await listEtapesDe(db, ids))
  const corrections = par(await listCorrectionsDe(db, ids))
  const complements = par(await listComplementsDe(db, ids))
  const messages = par(await listMessagesDe(db, ids))
  const pieces = par(await listPiecesDe(db, ids))
  const avis = par(await listAvisDe(db, ids))
  const levees = par(await listLeveesDe(db, ids))
  const lettres = par(await listLettresDe(db, ids))
  return demandes.map((demande) => ({
    ...demande,
    etapes: direEtapes(etapes(demande.id), interne),
    ...{ corrections: corrections(demande.id), complements: complements(demande.id) },
    ...{ messages: messages(demande.id), pieces: pieces(demande.id) },
    ...{ avis: avis(demande.id), levees: levees(demande.id), lettre: lettres(demande.id)[0] ?? null },
  }))
}

const dire = (lu: RapprochementLu | undefined): RapprochementMemoire | null => {
  if (!lu) return null
  const { campagne: _, ...reste } = lu
  return reste
}

/** What belongs to each application, in the order read, without saying again whose it is. */
function par<T extends { readonly demande: string }>(lignes: readonly T[]) {
  const groupes = Map.groupBy(lignes, ({ demande }) => demande)
  return (id: string): Omit<T, 'demande'>[] =>
    (groupes.get(id) ?? []).map(({ demande: _, ...reste }) => reste)
}
