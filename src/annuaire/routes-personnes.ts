import type { Compte } from '#annuaire/compte.ts'
import { approuver, attacher, donnerRole, retablir, retirerRole, suspendre } from '#annuaire/gestion.ts'
import { compteAbsent, judge } from '#annuaire/routes-jugement.ts'
import {
  deleteRole,
  deleteSession,
  getAttente,
  getPersonne,
  getPersonnes,
  getSessions,
  postApprobation,
  postRetablissement,
  postSuspension,
  putOrganisation,
  putRole,
} from '#annuaire/routes-personnes-contrat.ts'
import { PAR_PAGE } from '#annuaire/schema-gestion.ts'
import { endAttribution, findCompte, insertAttribution, updateEtatCompte } from '#annuaire/store-comptes.ts'
import { closeSessionsOf, countAttente, countComptes, listComptesPage } from '#annuaire/store-gestion.ts'
import { lockOrganisation } from '#annuaire/store-organisations.ts'
import { closeSession, listSessions } from '#annuaire/store-sessions.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent } from '#platform/refusals.ts'

/** The accounts of everybody, as an administrator sees and changes them. */
export const personnesRoutes = () =>
  createRoutes()
    .openapi(getAttente, async (c) => c.json(await countAttente(c.var.db), 200))
    .openapi(getPersonnes, async (c) => {
      const { page, ...recherche } = c.req.valid('query')
      const total = await countComptes(c.var.db, recherche)
      const plage = { limite: PAR_PAGE, apres: (page - 1) * PAR_PAGE }
      return c.json(
        { total, parPage: PAR_PAGE, comptes: await listComptesPage(c.var.db, recherche, plage) },
        200,
      )
    })
    .openapi(getPersonne, async (c) => {
      const compte = await findCompte(c.var.db, c.req.valid('param').id)
      if (!compte) throw compteAbsent()
      const { id, nom, courriel, etat, organisation, roles } = compte
      const delegations = compte.delegations.map(({ role, nomDe, du, au }) => ({ role, nomDe, du, au }))
      return c.json({ id, nom, courriel, etat, organisation, roles, delegations }, 200)
    })
    .openapi(postApprobation, async (c) => {
      const { id } = c.req.valid('param')
      const { role } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const { valeur: etat, compte } = await judge(
          tx,
          c.var.acteur,
          id,
          'Le compte n’est pas approuvé.',
          (une) => approuver(une, role),
        )
        await updateEtatCompte(tx, id, { etat })
        await trace(tx, 'compte.approuve', compte, { avant: { etat: compte.etat }, apres: { etat } })
        if (role && (await insertAttribution(tx, id, role)))
          await trace(tx, 'role.donne', compte, { apres: { role } })
      })
      return c.body(null, 204)
    })
    .openapi(postSuspension, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const decision = await judge(tx, c.var.acteur, id, 'Le compte n’est pas suspendu.', suspendre)
        const { valeur: etat, compte } = decision
        await updateEtatCompte(tx, id, { etat })
        const sessionsFermees = await closeSessionsOf(tx, id)
        const [avant, apres] = [{ etat: compte.etat }, { etat, sessionsFermees }]
        await trace(tx, 'compte.suspendu', compte, { avant, apres, motif })
      })
      return c.body(null, 204)
    })
    .openapi(postRetablissement, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const decision = await judge(tx, c.var.acteur, id, 'Le compte n’est pas rétabli.', retablir)
        const { valeur: etat, compte } = decision
        await updateEtatCompte(tx, id, { etat })
        await trace(tx, 'compte.retabli', compte, { avant: { etat: compte.etat }, apres: { etat } })
      })
      return c.body(null, 204)
    })
    .openapi(putOrganisation, async (c) => {
      const { id } = c.req.valid('param')
      const { organisation: vers, organisationVue } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const organisation = await lockOrganisation(tx, vers)
        if (!organisation) throw absent('Cette organisation n’existe pas.')
        const { compte } = await judge(tx, c.var.acteur, id, 'Le compte n’est pas rattaché.', (une) =>
          attacher(une, organisation, organisationVue),
        )
        await updateEtatCompte(tx, id, { etat: compte.etat, organisation: vers })
        const avant = { organisation: compte.organisation?.id ?? null, nom: compte.organisation?.nom ?? null }
        const apres = { organisation: vers, nom: organisation.nom }
        await trace(tx, 'compte.rattache', compte, { avant, apres })
      })
      return c.body(null, 204)
    })
    .openapi(putRole, async (c) => {
      const { id, role } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const { compte } = await judge(tx, c.var.acteur, id, 'Le rôle n’est pas donné.', (une) =>
          donnerRole(une, role),
        )
        await insertAttribution(tx, id, role)
        await trace(tx, 'role.donne', compte, { apres: { role } })
      })
      return c.body(null, 204)
    })
    .openapi(deleteRole, async (c) => {
      const { id, role } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const { compte } = await judge(tx, c.var.acteur, id, 'Le rôle n’est pas retiré.', (une) =>
          retirerRole(une, role),
        )
        await endAttribution(tx, id, role)
        await trace(tx, 'role.retire', compte, { avant: { role } })
      })
      return c.body(null, 204)
    })
    .openapi(getSessions, async (c) => {
      const { id } = c.req.valid('param')
      if (!(await findCompte(c.var.db, id))) throw compteAbsent()
      const sessions = await listSessions(c.var.db, id)
      return c.json(
        sessions.map(({ id, fournisseur, ouverteLe, vueLe, expireLe, adresse, navigateur }) => ({
          ...{ id, fournisseur, ouverteLe, vueLe, expireLe, adresse, navigateur },
        })),
        200,
      )
    })
    .openapi(deleteSession, async (c) => {
      const { id, session } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const sienne = (await listSessions(tx, id)).some((une) => une.id === session)
        if (!sienne || !(await closeSession(tx, session)))
          throw absent('Cette session n’existe pas, ou est déjà fermée.')
        await insertJournal(tx, {
          acte: 'session.fermee',
          objet: `session:${session}`,
          avant: { personne: id },
        })
      })
      return c.body(null, 204)
    })

const trace = (
  tx: Tx,
  acte: string,
  { id }: Compte,
  change: { avant?: object; apres?: object; motif?: string },
): Promise<void> => insertJournal(tx, { acte, objet: `personne:${id}`, ...change })
