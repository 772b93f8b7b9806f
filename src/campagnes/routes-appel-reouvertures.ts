import { completerHeure, heureLisible } from '#campagnes/horaires.ts'
import { verifierReouverture } from '#campagnes/reouverture.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { getReouvertures, postReouverture } from '#campagnes/routes-appel-contrat.ts'
import { existsCampagne } from '#campagnes/store.ts'
import { findHeureParis, lockAppel } from '#campagnes/store-appel.ts'
import {
  findOrganismeActif,
  insertReouverture,
  listOrganismesActifs,
  listReouvertures,
} from '#campagnes/store-appel-reouvertures.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'

const NON = 'L’appel n’est pas rouvert.'

/** Exceptions: one body may still apply after the call closed. */
export const reouverturesRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getReouvertures, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      if (!(await existsCampagne(db, id))) throw campagneAbsente(id)
      const accordees = await listReouvertures(db, id)
      return c.json({ accordees, organismes: await listOrganismesActifs(db) }, 200)
    })
    .openapi(postReouverture, async (c) => {
      const { acteur, db } = c.var
      const { id } = c.req.valid('param')
      const { organisation, motif, ...demande } = c.req.valid('json')
      const saisie = completerHeure(demande.jusquAu)
      if (!heureLisible(saisie))
        throw refused(NON, [{ code: 'date-illisible', message: 'Dites jusqu’à quel jour et quelle heure.' }])
      const reouverture = await transaction(db, async (tx) => {
        const appel = await lockAppel(tx, id)
        if (!appel) throw campagneAbsente(id)
        const organisme = await findOrganismeActif(tx, organisation)
        if (!organisme)
          throw refused(NON, [{ code: 'organisme-inconnu', message: 'Choisissez un organisme actif.' }])
        const jusquAu = { saisie, ...(await findHeureParis(tx, saisie)) }
        const decision = verifierReouverture({ jusquAu, motif }, { ...appel, maintenant: clock.now() })
        if (decision.statut === 'refus') throw refused(NON, decision.motifs)
        const accordee = { campagne: id, organisation, jusquAu: decision.valeur, motif: motif.trim() }
        const cree = await insertReouverture(tx, { ...accordee, par: acteur.identifiant! })
        await insertJournal(tx, {
          acte: 'campagne.reouverte',
          objet: `campagne:${id}`,
          apres: { organisme, organisation, jusquAu: decision.valeur },
          motif: motif.trim(),
        })
        return cree
      })
      return c.json({ id: reouverture }, 201)
    })
