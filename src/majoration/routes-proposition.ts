import { createHash } from 'node:crypto'
import type { Campagne } from '#campagnes/campagne.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { existsCampagne, findCampagne, listFormations } from '#campagnes/store.ts'
import { findFaits, lockAppel } from '#campagnes/store-appel.ts'
import {
  type ContenuPropose,
  calculer,
  ecrireCanonique,
  refuserFiger,
  refuserSansContrat,
} from '#majoration/proposition.ts'
import { comparerPropositions } from '#majoration/proposition-ecarts.ts'
import {
  getEcarts,
  getProposition,
  getPropositions,
  postProposition,
} from '#majoration/routes-proposition-contrat.ts'
import type { PropositionLue, ResumePropositionLu } from '#majoration/schema-proposition.ts'
import { type Parametres, parametresDe } from '#majoration/simulation.ts'
import { findScenario } from '#majoration/store.ts'
import {
  abandonProposition,
  findFigee,
  findProposition,
  findSuivante,
  insertProposition,
  listPropositions,
  type Proposition,
} from '#majoration/store-proposition.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import { version } from '#platform/version.ts'
import type { Acteur } from '#socle/acces.ts'

/** What goes to the vote: frozen, listed, compared. */
export const propositionsRoutes = () =>
  createRoutes()
    .openapi(getPropositions, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      if (!(await existsCampagne(db, id))) throw campagneAbsente(id)
      return c.json(await listPropositions(db, id), 200)
    })
    .openapi(getProposition, async (c) => {
      const { id, numero } = c.req.valid('param')
      const proposition = await loadProposition(c.var.db, id, numero)
      const intacte = empreinteDe(extraire(proposition)) === proposition.empreinte
      return c.json({ ...(proposition as unknown as PropositionLue), intacte }, 200)
    })
    .openapi(getEcarts, async (c) => {
      const { id, numero } = c.req.valid('param')
      const { avec } = c.req.valid('query')
      const avant = await loadProposition(c.var.db, id, avec)
      const ecarts = comparerPropositions(avant, await loadProposition(c.var.db, id, numero))
      return c.json(ecarts as Mutable<typeof ecarts>, 200)
    })
    .openapi(postProposition, async (c) => {
      const { acteur, db } = c.var
      const { id } = c.req.valid('param')
      const { scenario, motif } = c.req.valid('json')
      const figee = await transaction(db, (tx) => freeze(tx, { id, scenario, motif, acteur }))
      return c.json(figee, 201)
    })

/** For the contract: lists that a route answers may be changed by nobody. */
type Mutable<T> = { -readonly [champ in keyof T]: T[champ] extends readonly (infer U)[] ? U[] : T[champ] }

async function loadProposition(db: Db, campagne: string, numero: number): Promise<Proposition> {
  const proposition = await findProposition(db, campagne, numero)
  if (!proposition) throw absent(`La proposition n° ${numero} de cette campagne n’existe pas.`)
  return proposition
}

/** The frozen part of a proposition, as its hash covers it. */
const extraire = (p: Proposition): ContenuPropose => ({
  ...{
    campagne: p.campagne,
    numero: p.numero,
    scenario: p.scenario,
    parametres: p.parametres,
    liste: p.liste,
  },
  ...{ lignes: p.lignes, retenues: p.retenues, totaux: p.totaux, reglement: p.reglement },
  ...{ empreinteReglement: p.empreinteReglement, logiciel: p.logiciel },
})

const empreinteDe = (contenu: unknown): string =>
  createHash('sha256').update(ecrireCanonique(contenu)).digest('hex')

type Demande = { id: string; scenario: string | null; motif: string | null; acteur: Acteur }

/** Computes again, on the server, on the list of now; the campaign is held until it is written. */
async function freeze(tx: Tx, { id, scenario, motif, acteur }: Demande): Promise<ResumePropositionLu> {
  if (!(await lockAppel(tx, id))) throw campagneAbsente(id)
  const remplace = (await findFigee(tx, id)) ?? null
  const contre = refuserFiger(await findFaits(tx, id), { remplace, motif })
  if (contre.length > 0) throw refused('La proposition n’est pas figée.', contre)
  const campagne = (await findCampagne(tx, id))!
  const { nom, parametres } = await chooseParametres(tx, campagne, scenario)
  const calcul = calculer(campagne, await listFormations(tx, id), parametres)
  if (calcul.statut === 'refus') throw refused('La proposition n’est pas figée.', calcul.motifs)
  const sansContrat = refuserSansContrat(calcul.valeur.lignes)
  if (sansContrat.length > 0) throw refused('La proposition n’est pas figée.', sansContrat)
  const contenu: ContenuPropose = {
    ...{ campagne: id, ...(await findSuivante(tx, id)), scenario: nom, parametres, ...calcul.valeur },
    ...{ reglement: campagne.reglement.code, empreinteReglement: empreinteDe(campagne.reglement) },
    logiciel: version,
  }
  if (remplace !== null) await abandonProposition(tx, id, remplace)
  const empreinte = empreinteDe(contenu)
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  await insertProposition(tx, { ...contenu, empreinte, motif: motif?.trim() || null, ...mains })
  const { numero, totaux, reglement } = contenu
  await insertJournal(tx, {
    acte: 'proposition.figee',
    objet: `campagne:${id}`,
    apres: { numero, scenario: nom, empreinte, totaux, ...(remplace !== null && { remplace }) },
    reglement,
    ...(motif?.trim() && { motif: motif.trim() }),
  })
  return (await listPropositions(tx, id))[0]!
}

async function chooseParametres(
  tx: Tx,
  { id, reglement, dotation }: Campagne,
  scenario: string | null,
): Promise<{ nom: string; parametres: Parametres }> {
  if (scenario === null) return { nom: '', parametres: parametresDe(reglement, dotation) }
  const choisi = await findScenario(tx, scenario)
  if (choisi?.campagne !== id) throw absent('Ce scénario n’existe pas, ou n’existe plus.')
  return choisi
}
