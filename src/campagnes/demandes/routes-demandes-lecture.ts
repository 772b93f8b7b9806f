import { mesurerCompletude } from '#campagnes/demandes/completude.ts'
import { passagesPossibles } from '#campagnes/demandes/cycle.ts'
import type { Appel, Demande } from '#campagnes/demandes/demande.ts'
import { type AppelLu, type DemandeLue, saisissable } from '#campagnes/demandes/espace.ts'
import { type DemandePrecedente, ecrireSaisie } from '#campagnes/demandes/renouvellement.ts'
import { getAppels, getDemande, postDemande } from '#campagnes/demandes/routes-demandes-contrat.ts'
import { judgeDelai, loadAppel } from '#campagnes/demandes/routes-demandes-tenue.ts'
import { demandeAbsente, nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { lireSaisie } from '#campagnes/demandes/saisie.ts'
import { findCampagnePrecedente, holdCampagne, listAppels } from '#campagnes/demandes/store-appels.ts'
import {
  findAppel,
  findDemande,
  findDemandeDe,
  insertDemande,
  listEtapes,
  listFormationsSaisies,
} from '#campagnes/demandes/store-demandes.ts'
import { findIdentifiants } from '#campagnes/demandes/store-identifiants.ts'
import { listPieces } from '#campagnes/demandes/store-pieces.ts'
import { listComplements, listCorrections, listMessages } from '#campagnes/demandes/store-suivi.ts'
import { direEtapes } from '#campagnes/demandes/suivi.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { listFormations } from '#campagnes/store.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import { type Acteur, autoriser } from '#socle/acces.ts'

/** Calls, the application of one's body in each, and all that its screen shows. */
export const lectureDemandesRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getAppels, async (c) => {
      const { db, acteur } = c.var
      const organisation = organismeDe(acteur)
      const lus = []
      for (const { demande, ...appel } of await listAppels(db, organisation))
        lus.push({ ...(await readAppel(db, appel, organisation ?? '', clock.now())), demande })
      return c.json(lus, 200)
    })
    .openapi(postDemande, async (c) => {
      const { id: campagne } = c.req.valid('param')
      const { acteur } = c.var
      const organisation = acteur.organisation!.identifiant
      const maintenant = clock.now()
      const { id, ouverte } = await transaction(c.var.db, async (tx) => {
        const appel = (await holdCampagne(tx, campagne)) ? await findAppel(tx, campagne) : undefined
        if (!appel) throw campagneAbsente(campagne)
        const deja = await findDemandeDe(tx, campagne, organisation)
        if (deja) return { id: deja.id, ouverte: false }
        const delai = await judgeDelai(tx, appel, organisation, maintenant)
        if (delai.statut === 'refus') throw refused('La demande n’est pas ouverte.', delai.motifs)
        const nouvelle = await insertDemande(tx, { campagne, organisation, par: acteur.identifiant! })
        const demande = (await findDemande(tx, nouvelle))!
        const apres = nommerDemande(demande)
        await insertJournal(tx, { acte: 'demande.ouvrir', objet: `demande:${nouvelle}`, apres })
        return { id: nouvelle, ouverte: true }
      })
      return ouverte ? c.json({ id }, 201) : c.json({ id }, 200)
    })
    .openapi(getDemande, async (c) => {
      const { id } = c.req.valid('param')
      const { db, acteur } = c.var
      return c.json(await readDemande(db, id, acteur, clock.now()), 200)
    })

const organismeDe = ({ organisation }: Acteur): string | null =>
  organisation?.nature === 'of-cfa' ? organisation.identifiant : null

async function readAppel(db: Db, appel: Appel, organisation: string, maintenant: string): Promise<AppelLu> {
  const { id, libelle, exercice, etat, ouvreLe, fermeLe, voteLe, pieces, contacts, questions } = appel
  const delai = await judgeDelai(db, appel, organisation, maintenant)
  return {
    ...{ id, libelle, exercice, etat, ouvreLe, fermeLe, voteLe, pieces, contacts, questions },
    delai:
      delai.statut === 'accord'
        ? { jusquAu: delai.valeur, motifs: [] }
        : { jusquAu: null, motifs: delai.motifs },
  }
}

/** An application that the actor may read. A draft is read by its body alone. @throws HttpRefusal 404 */
export async function findLisible(db: Db, id: string, acteur: Acteur): Promise<Demande> {
  const demande = await findDemande(db, id)
  const sienne = demande?.organisation.id === acteur.organisation?.identifiant
  if (!demande || !(sienne || demande.deposeeLe)) throw demandeAbsente()
  return demande
}

async function readDemande(db: Db, id: string, acteur: Acteur, maintenant: string): Promise<DemandeLue> {
  const demande = await findLisible(db, id, acteur)
  const appel = await loadAppel(db, demande)
  const formations = await listFormationsSaisies(db, id)
  const pieces = await listPieces(db, id)
  const sienne = organismeDe(acteur) === demande.organisation.id
  const peut = (action: Parameters<typeof autoriser>[1]) => autoriser(acteur, action).statut === 'accord'
  return {
    demande,
    appel: await readAppel(db, appel, demande.organisation.id, maintenant),
    formations: formations.map((une) => ({
      ...une,
      constats: lireSaisie(une.saisie, demande.effectif).constats,
    })),
    completude: mesurerCompletude({
      effectif: demande.effectif,
      formations,
      pieces: pieces.map(({ code }) => code),
      demandees: appel.pieces,
    }),
    pieces,
    corrections: (await listCorrections(db, id)).map(({ formation, champ, avant, apres, motif, le }) => ({
      ...{ formation, champ, avant, apres, motif, le },
    })),
    complements: await listComplements(db, id),
    messages: await listMessages(db, id),
    etapes: direEtapes(await listEtapes(db, id), !sienne),
    passages: passagesPossibles(demande.etat, peut),
    saisissable: saisissable(demande.etat) && sienne && peut('demande.deposer'),
    identifiants: await findIdentifiants(db, demande.organisation.id),
    precedente: sienne ? ((await listPrecedente(db, demande, appel)) ?? null) : null,
  }
}

/** What a body asked for in its last campaign, written as it would type it; undefined when there is none. */
export async function listPrecedente(
  db: Db,
  { campagne, organisation }: Demande,
  { exercice }: Appel,
): Promise<DemandePrecedente | undefined> {
  const avant = await findCampagnePrecedente(db, { campagne, exercice, siret: organisation.siret })
  if (!avant) return undefined
  const formations = (await listFormations(db, avant.id))
    .filter(({ organisme }) => organisme === avant.organisme)
    .map((formation) => ({ identifiant: formation.identifiant, saisie: ecrireSaisie(formation) }))
  return { libelle: avant.libelle, exercice: avant.exercice, formations }
}
