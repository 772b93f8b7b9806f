import {
  postAffectation,
  postConstat,
  postDesengagement,
  postEngagement,
  postEngagementSansAffectation,
  postLevee,
  postLigne,
  postMandat,
  postSuite,
  postSuspension,
  postTitre,
  postTransfert,
  postVote,
} from '#budget/routes-contrat.ts'
import { ligneAbsente } from '#budget/routes-lecture.ts'
import { refuserDemande } from '#budget/rules/objet.ts'
import {
  createAffectation,
  createConstat,
  createDesengagement,
  createEngagement,
  createMandat,
} from '#budget/store-actes.ts'
import {
  createLevee,
  createLigne,
  createSuspension,
  createTransfert,
  createVote,
} from '#budget/store-credits.ts'
import { findEngagement, findMandat } from '#budget/store-engagements.ts'
import { createSuite, createTitre } from '#budget/store-titres.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, type HttpRefusal, refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'

/**
 * What follows a désengagement for what it paid, which the budget does not know: holds it before the line is held, and
 * answers what to do once the act is written, in the same transaction.
 */
type SuiteDesengagement = (tx: Tx, objet: string, acteur: Acteur) => Promise<() => Promise<void>>

/** The acts of the budget. Each is decided and written by the store in one transaction; what is refused writes nothing. */
export const actesBudgetRoutes = (
  { clock, mail }: Pick<AppContext, 'clock' | 'mail'>,
  suivre: SuiteDesengagement,
) =>
  createRoutes()
    .openapi(postLigne, async (c) => {
      const ligne = { ...c.req.valid('json'), indicatif: false }
      const creee = await transaction(c.var.db, async (tx) =>
        accorder(await createLigne(tx, ligne), 'La ligne n’est pas ouverte.', ligneAbsente),
      )
      return c.json(creee, 201)
    })
    .openapi(postVote, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        accorder(await createVote(tx, id, demande), 'Les crédits ne sont pas inscrits.', ligneAbsente),
      )
      return c.body(null, 204)
    })
    .openapi(postTransfert, async (c) => {
      const { id } = c.req.valid('param')
      const { vers, ...demande } = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        accorder(
          await createTransfert(tx, { de: id, vers }, demande),
          'Les crédits ne sont pas déplacés.',
          ligneAbsente,
        ),
      )
      return c.body(null, 204)
    })
    .openapi(postAffectation, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      const ecrit = await transaction(c.var.db, async (tx) =>
        accorder(await createAffectation(tx, id, demande), 'Rien n’est affecté.', ligneAbsente),
      )
      return c.json(ecrit, 201)
    })
    .openapi(postEngagement, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      requireHorsDemande(demande.objet, 'Rien n’est engagé.')
      const ecrit = await transaction(c.var.db, async (tx) =>
        accorder(
          await createEngagement(tx, { affectation: id }, demande, { aujourdhui: clock.today() }),
          'Rien n’est engagé.',
          () => absent('Cette affectation n’existe pas.'),
        ),
      )
      return c.json(ecrit, 201)
    })
    .openapi(postEngagementSansAffectation, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      requireHorsDemande(demande.objet, 'Rien n’est engagé.')
      const ecrit = await transaction(c.var.db, async (tx) =>
        accorder(
          await createEngagement(tx, { ligne: id }, demande, { aujourdhui: clock.today() }),
          'Rien n’est engagé.',
          ligneAbsente,
        ),
      )
      return c.json(ecrit, 201)
    })
    .openapi(postDesengagement, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const engagement = await findEngagement(tx, id)
        const ensuite = engagement && (await suivre(tx, engagement.objet, c.var.acteur))
        accorder(await createDesengagement(tx, id, demande), 'Rien n’est désengagé.', engagementAbsent)
        await ensuite?.()
      })
      await mail.send()
      return c.body(null, 204)
    })
    .openapi(postMandat, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      const echec = 'Le mandat n’est pas émis.'
      const mandat = await transaction(c.var.db, async (tx) => {
        const engagement = await findEngagement(tx, id)
        if (engagement) requireHorsDemande(engagement.objet, echec)
        return accorder(await createMandat(tx, id, demande, clock.today()), echec, engagementAbsent)
      })
      return c.json(mandat, 201)
    })
    .openapi(postConstat, async (c) => {
      const { id } = c.req.valid('param')
      const constat = c.req.valid('json')
      const echec = 'Le mandat n’a pas changé.'
      const mandat = await transaction(c.var.db, async (tx) => {
        const emis = await findMandat(tx, id)
        const engagement = emis && (await findEngagement(tx, emis.engagement))
        if (engagement) requireHorsDemande(engagement.objet, echec)
        return accorder(await createConstat(tx, id, constat), echec, mandatAbsent)
      })
      return c.json(mandat, 200)
    })
    .openapi(postSuspension, async (c) => {
      const { id } = c.req.valid('param')
      const demande = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        accorder(
          await createSuspension(tx, id, demande, clock.today()),
          'La ligne n’est pas suspendue.',
          ligneAbsente,
        ),
      )
      return c.body(null, 204)
    })
    .openapi(postLevee, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        accorder(
          await createLevee(tx, id, motif, clock.today()),
          'La suspension n’est pas levée.',
          ligneAbsente,
        ),
      )
      return c.body(null, 204)
    })
    .openapi(postTitre, async (c) => {
      const demande = c.req.valid('json')
      const titre = await transaction(c.var.db, async (tx) =>
        accorder(await createTitre(tx, demande), 'Le titre n’est pas émis.', titreAbsent),
      )
      return c.json(titre, 201)
    })
    .openapi(postSuite, async (c) => {
      const { id } = c.req.valid('param')
      const { engagement, ...suite } = c.req.valid('json')
      const titre = await transaction(c.var.db, async (tx) =>
        accorder(await createSuite(tx, id, suite, engagement), 'Le titre n’a pas changé.', titreAbsent),
      )
      return c.json(titre, 200)
    })

const engagementAbsent = () => absent('Cet engagement n’existe pas.')
const mandatAbsent = () => absent('Ce mandat n’existe pas.')
const titreAbsent = () => absent('Ce titre n’existe pas.')

function requireHorsDemande(objet: string, echec: string): void {
  const motifs = refuserDemande(objet)
  if (motifs.length > 0) throw refused(echec, motifs)
}

/** What was accepted; otherwise the transaction is undone and every reason is told. */
function accorder<T>(decision: Decision<T> | undefined, echec: string, manquant: () => HttpRefusal): T {
  if (!decision) throw manquant()
  if (decision.statut === 'refus') throw refused(echec, decision.motifs)
  return decision.valeur
}
