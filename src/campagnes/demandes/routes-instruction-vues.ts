import type { Vue } from '#campagnes/demandes/instruction-lot.ts'
import { deleteVue, getVues, postVue, putVue } from '#campagnes/demandes/routes-instruction-contrat.ts'
import {
  insertVue,
  listVues,
  lockVue,
  removeVue,
  updateNomVue,
} from '#campagnes/demandes/store-instruction-vues.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict } from '#platform/refusals.ts'
import { INSECABLE } from '#socle/francais.ts'

/** Ways to look at the queue, shared in the team: whoever instructs makes, renames and removes them. */
export const instructionVuesRoutes = () =>
  createRoutes()
    .openapi(getVues, async (c) => c.json(await listVues(c.var.db), 200))
    .openapi(postVue, async (c) => {
      const { nom, recherche } = c.req.valid('json')
      const ecrite = recherche as Record<string, string>
      const vue = await transaction(c.var.db, async (tx) => {
        const vue = await insertVue(tx, { nom, recherche: ecrite, par: c.var.acteur.identifiant! })
        if (!vue) throw nomPris(nom)
        await insertJournal(tx, {
          acte: 'vue.partagee',
          objet: `vue:${vue.id}`,
          apres: { nom, recherche: ecrite },
        })
        return vue
      })
      return c.json(vue, 201)
    })
    .openapi(putVue, async (c) => {
      const { nom } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const avant = await existing(tx, c.req.valid('param').id)
        if (!(await updateNomVue(tx, avant.id, nom))) throw nomPris(nom)
        const trace = { acte: 'vue.renommee', objet: `vue:${avant.id}` }
        await insertJournal(tx, { ...trace, avant: { nom: avant.nom }, apres: { nom } })
      })
      return c.body(null, 204)
    })
    .openapi(deleteVue, async (c) => {
      await transaction(c.var.db, async (tx) => {
        const { id, nom, recherche } = await existing(tx, c.req.valid('param').id)
        await removeVue(tx, id)
        await insertJournal(tx, { acte: 'vue.supprimee', objet: `vue:${id}`, avant: { nom, recherche } })
      })
      return c.body(null, 204)
    })

async function existing(tx: Tx, id: string): Promise<Vue> {
  const vue = await lockVue(tx, id)
  if (!vue) throw absent('Cette vue n’existe pas, ou n’existe plus.')
  return vue
}

const nomPris = (nom: string) =>
  conflict(`Une vue s’appelle déjà «${INSECABLE}${nom}${INSECABLE}» : choisissez un autre nom.`)
