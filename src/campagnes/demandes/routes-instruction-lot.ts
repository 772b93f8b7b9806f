import { ACTES_LOT, ACTES_TRAVAIL, travailDe } from '#campagnes/demandes/instruction-lot.ts'
import {
  getLot,
  postAnnulation,
  postLot,
  postRelance,
} from '#campagnes/demandes/routes-instruction-contrat.ts'
import { faireLot } from '#campagnes/demandes/routes-instruction-travail.ts'
import { findAppel } from '#campagnes/demandes/store-demandes.ts'
import {
  cancelLot,
  findLot,
  findLotTenu,
  insertLignes,
  insertLot,
  lockLot,
  reopenLot,
} from '#campagnes/demandes/store-instruction-lot.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import { requireAction } from '#platform/rights.ts'

const lotAbsent = () => absent('Ce travail n’existe pas.')

/** One act on many applications: planned here, done by `routes-instruction-travail.ts`. */
export function instructionLotRoutes(ctx: AppContext) {
  const { jobs } = ctx
  jobs.define<{ id: string }>(travailDe('valider'), ({ id }) => faireLot(ctx, id))
  return createRoutes()
    .openapi(postLot, async (c) => {
      const { id: campagne } = c.req.valid('param')
      const { acte, demandes, agent } = c.req.valid('json')
      const { acteur, adresse } = c.var
      requireAction(acteur, ACTES_LOT[acte].action)
      const lot = await transaction(c.var.db, async (tx) => {
        if (!(await findAppel(tx, campagne))) throw campagneAbsente(campagne)
        const id = await insertLot(tx, {
          ...{ campagne, acte, agent: acte === 'attribuer' ? agent : null, role: acteur.role },
          ...{ par: acteur.identifiant!, pour: acteur.pour ?? null, adresse: adresse ?? null },
          organisation: acteur.organisation!.identifiant,
        })
        const nombre = await insertLignes(tx, id, campagne, demandes)
        if (nombre === 0) throw refused('Aucune de ces demandes n’est dans cette campagne.')
        await insertJournal(tx, {
          ...{ acte: 'lot.lance', objet: `campagne:${campagne}` },
          apres: { lot: id, acte, demandes: nombre },
        })
        await jobs.enqueue(travailDe(acte), { id }, { db: tx })
        return (await findLot(tx, id))!
      })
      return c.json(lot, 202)
    })
    .openapi(getLot, async (c) => {
      const lot = await findLot(c.var.db, c.req.valid('param').id)
      if (!lot) throw lotAbsent()
      return c.json(lot, 200)
    })
    .openapi(postAnnulation, async (c) => {
      const { id } = c.req.valid('param')
      const lot = await transaction(c.var.db, async (tx) => {
        const tenu = await findLotTenu(tx, id)
        if (!tenu) throw lotAbsent()
        requireAction(c.var.acteur, ACTES_TRAVAIL[tenu.acte].action)
        if (!(await cancelLot(tx, id)))
          throw refused('Ce travail ne s’arrête plus.', [
            { code: 'lot-fini', message: 'Il est déjà fini, ou déjà arrêté.' },
          ])
        const trace = { acte: 'lot.annule', objet: `campagne:${tenu.campagne}` }
        await insertJournal(tx, { ...trace, apres: { lot: id, acte: tenu.acte } })
        return (await findLot(tx, id))!
      })
      return c.json(lot, 200)
    })
    .openapi(postRelance, async (c) => {
      const { id } = c.req.valid('param')
      const lot = await transaction(c.var.db, async (tx) => {
        const tenu = await lockLot(tx, id)
        if (!tenu) throw lotAbsent()
        requireAction(c.var.acteur, ACTES_TRAVAIL[tenu.acte].action)
        const demandes = await reopenLot(tx, id)
        if (demandes === 0)
          throw refused('Ce travail ne se reprend pas.', [
            { code: 'rien-a-reprendre', message: 'Il est en cours, ou tout y est fait.' },
          ])
        const trace = { acte: 'lot.relance', objet: `campagne:${tenu.campagne}` }
        await insertJournal(tx, { ...trace, apres: { lot: id, acte: tenu.acte, demandes } })
        await jobs.enqueue(travailDe(tenu.acte), { id }, { db: tx })
        return (await findLot(tx, id))!
      })
      return c.json(lot, 202)
    })
}
