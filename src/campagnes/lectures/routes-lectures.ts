import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import { refreshControle } from '#campagnes/demandes/routes-instruction-etude.ts'
import { demandeAbsente, holdDemande, nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { findDemande } from '#campagnes/demandes/store-demandes.ts'
import { champsPossibles } from '#campagnes/lectures/lecture.ts'
import {
  apprecier,
  arbitrer,
  choisirLecture,
  clore,
  confier,
  type DemandeLue,
  type Lecture,
  motifsContreRepartition,
} from '#campagnes/lectures/lecture-actes.ts'
import { repartirLectures } from '#campagnes/lectures/repartition-lectures.ts'
import type { Ecart } from '#campagnes/lectures/report.ts'
import {
  getLecturesDeCampagne,
  getLecturesDeDemande,
  getMesLectures,
  postArbitrage,
  postCloture,
  postRepartition,
  putAgents,
  putAppreciations,
  putChoixLecture,
} from '#campagnes/lectures/routes-lectures-contrat.ts'
import {
  readLecturesDeCampagne,
  readLecturesDeDemande,
  readMesLectures,
} from '#campagnes/lectures/routes-lectures-lecture.ts'
import { ARBITRAGE, applyLectures, reportRetenues } from '#campagnes/lectures/routes-lectures-report.ts'
import {
  type CampagneLue,
  closeLecture,
  countCloses,
  findCampagneLue,
  insertLectures,
  listAgentsLecteurs,
  listAppreciations,
  listArbitrages,
  listLectures,
  lockALire,
  lockCampagneLue,
  removeLecture,
  saveAppreciations,
  updateArbitrage,
  updateChoix,
} from '#campagnes/lectures/store-lectures.ts'
import { cadreDe } from '#campagnes/lectures/vue-lectures.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'

/** Two agents read an application, each alone; a third settles what sets them apart. */
export const lecturesRoutes = ({ systeme }: Pick<AppContext, 'systeme'>) =>
  createRoutes()
    .openapi(getMesLectures, async (c) => c.json(await readMesLectures(c.var.db, c.var.acteur), 200))
    .openapi(getLecturesDeCampagne, async (c) => {
      const { id } = c.req.valid('param')
      const campagne = await findCampagneLue(c.var.db, id)
      if (!campagne) throw campagneAbsente(id)
      return c.json(await readLecturesDeCampagne(c.var.db, campagne, c.var.acteur), 200)
    })
    .openapi(getLecturesDeDemande, async (c) => {
      const demande = await findDemande(c.var.db, c.req.valid('param').id)
      if (!demande?.deposeeLe) throw demandeAbsente()
      return c.json(await readLecturesDeDemande(c.var.db, demande, c.var.acteur), 200)
    })
    .openapi(putChoixLecture, async (c) => {
      const { id } = c.req.valid('param')
      const choix = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const campagne = await lockCampagneLue(tx, id)
        if (!campagne) throw campagneAbsente(id)
        const { criteres: _, ...avant } = cadreDe(campagne)
        const faits = {
          ...{ possibles: champsPossibles(campagne.grille), etat: campagne.etat },
          closes: await countCloses(tx, id),
        }
        const apres = accorde(choisirLecture(choix, avant, faits), 'Le choix n’est pas enregistré.')
        await updateChoix(tx, id, apres)
        await insertJournal(tx, { acte: 'lecture.choisie', objet: `campagne:${id}`, avant, apres })
      })
      return c.body(null, 204)
    })
    .openapi(postRepartition, async (c) => {
      const { id } = c.req.valid('param')
      const bilan = await transaction(c.var.db, async (tx) => {
        const campagne = await lockCampagneLue(tx, id)
        if (!campagne) throw campagneAbsente(id)
        const contre = motifsContreRepartition(campagne.etat)
        if (contre.length > 0) throw refused('Rien n’est confié.', contre)
        const parts = repartirLectures(await lockALire(tx, id), await listAgentsLecteurs(tx))
        const compte = { confiees: parts.attributions.length, manquantes: parts.manquantes.length }
        if (compte.confiees > 0) {
          await insertLectures(tx, parts.attributions, mains(c.var.acteur))
          await insertJournal(tx, { acte: 'lecture.repartie', objet: `campagne:${id}`, apres: compte })
        }
        return compte
      })
      return c.json(bilan, 200)
    })
    .openapi(putAgents, async (c) => {
      const { agents } = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, async (tx, tenue) => {
        const { demande, lue } = tenue
        const { retirees, ajoutees } = accorde(
          confier(agents, lue, await listAgentsLecteurs(tx)),
          'Les lectures restent à qui les a.',
        )
        if (retirees.length + ajoutees.length === 0) return
        for (const agent of retirees) await removeLecture(tx, demande.id, agent)
        const neuves = ajoutees.map((une) => ({ ...une, demande: demande.id }))
        await insertLectures(tx, neuves, mains(c.var.acteur))
        await trace(tx, 'lecture.confiee', demande, {
          avant: { agents: lue.lectures.map(({ agent }) => agent) },
          apres: { agents: agents.filter((agent) => agent !== null) },
        })
      })
      return c.body(null, 204)
    })
    .openapi(putAppreciations, async (c) => {
      const { appreciations } = c.req.valid('json')
      const { acteur } = c.var
      await agir(c.var, c.req.valid('param').id, async (tx, { demande, lue, campagne }) => {
        const { criteres } = cadreDe(campagne)
        accorde(apprecier(appreciations, lue, criteres, acteur), 'Vos notes ne sont pas gardées.')
        await saveAppreciations(tx, demande.id, acteur.identifiant!, appreciations)
      })
      return c.body(null, 204)
    })
    .openapi(postCloture, async (c) => {
      const { id } = c.req.valid('param')
      await agir(c.var, id, (tx, tenue) => close(tx, tenue, c.var.acteur))
      await refreshControle(systeme, id)
      return c.body(null, 204)
    })
    .openapi(postArbitrage, async (c) => {
      const { id } = c.req.valid('param')
      const arbitrage = c.req.valid('json')
      await agir(c.var, id, (tx, tenue) => settle(tx, tenue, arbitrage, c.var.acteur))
      await refreshControle(systeme, id)
      return c.body(null, 204)
    })

type Tenue = { readonly campagne: CampagneLue; readonly demande: DemandeTenue; readonly lue: DemandeLue }

/** Holds a campaign, then an application of it with its readings, and acts: the order in which the list holds them. */
async function agir(
  { db }: { readonly db: Db },
  id: string,
  acte: (tx: Tx, tenue: Tenue) => Promise<void>,
): Promise<void> {
  await transaction(db, async (tx) => {
    const connue = await findDemande(tx, id)
    if (!connue?.deposeeLe) throw demandeAbsente()
    const campagne = (await lockCampagneLue(tx, connue.campagne))!
    const demande = await holdDemande(tx, id)
    const lectures: Lecture[] = await listLectures(tx, id)
    const lue: DemandeLue = {
      ...{ etat: demande.etat, etatCampagne: campagne.etat, organisation: demande.organisation.id, lectures },
      formations: demande.formations.map(({ identifiant }) => identifiant),
    }
    await acte(tx, { campagne, demande, lue })
  })
}

/** Closes one's reading; the second of the two has what they make go to the ranking, and the gaps wait for somebody. */
async function close(tx: Tx, { campagne, demande, lue }: Tenue, acteur: Acteur): Promise<void> {
  const { criteres, seuil } = cadreDe(campagne)
  const moi = acteur.identifiant!
  const miennes = (await listAppreciations(tx, demande.id)).filter(({ agent }) => agent === moi)
  accorde(clore(miennes, lue, criteres, acteur), 'Votre lecture n’est pas validée.')
  await closeLecture(tx, demande.id, moi)
  await trace(tx, 'lecture.validee', demande, { apres: { appreciations: miennes.length } })
  // Closed just above: when it was the second, the database now shows the other one's marks.
  const faites = await applyLectures(tx, demande, { criteres, seuil }, acteur)
  if (faites) await trace(tx, 'lecture.levee', demande, { apres: faites })
}

type ArbitrageEcrit = Ecart & { readonly note: number; readonly motif: string }

/** Settles a gap: the mark of the third goes to the ranking, the other two stay beside it. */
async function settle(
  tx: Tx,
  { campagne, demande, lue }: Tenue,
  ecrit: ArbitrageEcrit,
  acteur: Acteur,
): Promise<void> {
  const { formation, champ, note, motif } = ecrit
  const ecart = (await listArbitrages(tx, demande.id)).find(
    (un) => un.formation === formation && un.champ === champ,
  )
  const critere = cadreDe(campagne).criteres.find((un) => un.champ === champ)
  accorde(arbitrer(ecrit, ecart, lue, critere, acteur), 'L’écart reste à arbitrer.')
  await updateArbitrage(tx, demande.id, { ...ecrit, ...mains(acteur) })
  await reportRetenues(tx, demande, [{ formation, champ, valeur: note }], ARBITRAGE, acteur)
  await trace(tx, 'lecture.arbitree', demande, { apres: { formation, champ, note }, motif })
}

/** @throws HttpRefusal 422 with every reason */
function accorde<T>(decision: Decision<T>, message: string): T {
  if (decision.statut === 'refus') throw refused(message, decision.motifs)
  return decision.valeur
}

const mains = ({ identifiant, pour }: Acteur) => ({ par: identifiant!, pour: pour ?? null })

const trace = (
  tx: Tx,
  acte: string,
  demande: DemandeTenue,
  { avant, apres, motif }: { readonly avant?: object; readonly apres: object; readonly motif?: string },
): Promise<void> =>
  insertJournal(tx, {
    ...{ acte, objet: `demande:${demande.id}` },
    ...(avant && { avant }),
    apres: { ...nommerDemande(demande), ...apres },
    ...(motif && { motif }),
  })
