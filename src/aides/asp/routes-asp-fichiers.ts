import { readFile } from 'node:fs/promises'
import { PAYER } from '#aides/asp/routes-asp-travaux.ts'
import { readFichier } from '#aides/asp/routes-fabrication.ts'
import { receiveRetour } from '#aides/asp/routes-lecture-retours.ts'
import { postClassement, postDepot, postRetour, postRetrait } from '#aides/asp/schema-asp.ts'
import { findFichier, updateDepose } from '#aides/asp/store-envoi.ts'
import { updateClassee } from '#aides/asp/store-fichiers-lecture.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'

/** 100 Mo: seven thousand payments and all that the agency says of them take a fifth of it. */
const OCTETS_MAXIMUM = 100 * 1_048_576

/**
 * Files carried by hand: taken away, said to be left at the agency, its answers brought back.
 *
 * @param automatique whether files leave by themselves: then nobody says that they were carried, unless they cannot leave
 */
export const fichiersAspRoutes = (ctx: AppContext, automatique: boolean) =>
  createRoutes()
    .openapi(postRetrait, async (c) => {
      const fichier = await requireFichier(c.var.db, c.req.valid('param').id)
      const { id, nom } = fichier
      const octets = await transaction(c.var.db, async (tx) => {
        await insertJournal(tx, {
          acte: 'versement.emporte',
          objet: `fichierasp:${id}`,
          apres: { nom },
        })
        return readFichier(ctx, tx, id)
      })
      return sendFile(c, octets, nom, 'application/xml') as never
    })
    .openapi(postDepot, async (c) => {
      const { id, nom, etat } = await requireFichier(c.var.db, c.req.valid('param').id)
      // Once uploaded, it may already have its name there: only the server finishes what it began.
      if (etat !== 'a_envoyer' || automatique)
        throw conflict(
          etat === 'depose'
            ? `Le fichier ${nom} est déjà déposé.`
            : `Le fichier ${nom} part de lui-même : ne le déposez pas à la main.`,
        )
      await transaction(c.var.db, async (tx) => {
        if (!(await updateDepose(tx, id, { voie: 'main', revu: null, le: ctx.clock.now() })))
          throw conflict(`Le fichier ${nom} est déjà déposé.`)
        const apres = { nom, voie: 'main' }
        await insertJournal(tx, { acte: 'versement.depose', objet: `fichierasp:${id}`, apres })
      })
      return c.body(null, 204)
    })
    .openapi(postRetour, async (c) => {
      const { nom } = c.req.valid('query')
      const recu = await ctx.files.receive(c.req.raw.body, OCTETS_MAXIMUM)
      try {
        if (recu.bytes === 0) throw refused('Le fichier est vide.', [], 'fichier-vide')
        const octets = await readFile(recu.path)
        const neuf = await transaction(c.var.db, async (tx) => {
          const { neuf } = await receiveRetour(ctx, tx, { nom, octets, voie: 'main' })
          if (neuf) await ctx.jobs.enqueue(PAYER, { acte: 'lire' }, { db: tx })
          return neuf
        })
        return neuf ? c.json({ neuf: true as const }, 202) : c.json({ neuf: false as const }, 200)
      } finally {
        await ctx.files.remove(recu.id)
      }
    })
    .openapi(postClassement, async (c) => {
      const { retour, ligne } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const classee = await updateClassee(tx, { retour, ligne })
        if (!classee) throw absent('Cette ligne n’est pas, ou plus, mise de côté.')
        const apres = { ...classee, ligne }
        await insertJournal(tx, {
          acte: 'versement.classee',
          objet: `retourasp:${retour}`,
          apres,
          motif,
        })
      })
      return c.body(null, 204)
    })

async function requireFichier(db: Db, id: string) {
  const fichier = await findFichier(db, id)
  if (!fichier) throw absent('Ce fichier de paiements n’existe pas.')
  return fichier
}
