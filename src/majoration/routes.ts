import { campagneAbsente } from '#campagnes/routes.ts'
import { existsCampagne, lockCampagne } from '#campagnes/store.ts'
import {
  deleteScenario,
  getScenarios,
  postCopie,
  postScenario,
  putScenario,
} from '#majoration/routes-contrat.ts'
import { type BrouillonScenario, type Scenario, verifierScenario } from '#majoration/scenario.ts'
import {
  findHomonym,
  findScenario,
  insertScenario,
  listScenarios,
  lockScenario,
  removeScenario,
  updateScenario,
} from '#majoration/store.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'

/** The scenarios of campaigns: what an agent tries, names, saves, copies and removes. */
export const majorationRoutes = () =>
  createRoutes()
    .openapi(getScenarios, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      if (!(await existsCampagne(db, id))) throw campagneAbsente(id)
      return c.json(await listScenarios(db, id), 200)
    })
    .openapi(postScenario, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const brouillon = accepter(c.req.valid('json'))
      const cree = await transaction(db, async (tx) => {
        if (!(await lockCampagne(tx, id))) throw campagneAbsente(id)
        return createScenario(tx, { campagne: id, ...brouillon })
      })
      return c.json(cree, 201)
    })
    .openapi(putScenario, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const { version, ...demande } = c.req.valid('json')
      const brouillon = accepter(demande)
      const issue = await transaction(db, async (tx) => {
        const avant = await holdScenario(tx, id)
        if (avant.version !== version) return { perime: avant }
        await refuseHomonym(tx, { campagne: avant.campagne, nom: brouillon.nom, id })
        const apres = await updateScenario(tx, { id, ...brouillon })
        await insertJournal(tx, { acte: 'scenario.modifie', objet: `scenario:${id}`, avant, apres })
        return { apres }
      })
      if (issue.perime) return c.json(versionPerimee(issue.perime), 409)
      return c.json(issue.apres, 200)
    })
    .openapi(postCopie, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const { nom } = c.req.valid('json')
      const copie = await transaction(db, async (tx) => {
        const modele = await holdScenario(tx, id)
        const brouillon = accepter({ nom, parametres: modele.parametres })
        return createScenario(tx, { campagne: modele.campagne, ...brouillon })
      })
      return c.json(copie, 201)
    })
    .openapi(deleteScenario, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('query')
      const perime = await transaction(db, async (tx) => {
        const avant = await holdScenario(tx, id)
        if (avant.version !== version) return avant
        await removeScenario(tx, id)
        await insertJournal(tx, { acte: 'scenario.supprime', objet: `scenario:${id}`, avant })
        return undefined
      })
      if (perime) return c.json(versionPerimee(perime), 409)
      return c.body(null, 204)
    })

function accepter(brouillon: BrouillonScenario): BrouillonScenario {
  const decision = verifierScenario(brouillon)
  if (decision.statut === 'accord') return decision.valeur
  throw refused('Le scénario n’est pas enregistré.', decision.motifs)
}

/** Locks the campaign first, always in that order, then the scenario: two saves wait for each other, never for ever. */
async function holdScenario(tx: Tx, id: string): Promise<Scenario> {
  const connu = await findScenario(tx, id)
  if (connu) await lockCampagne(tx, connu.campagne)
  const tenu = connu && (await lockScenario(tx, id))
  if (!tenu) throw absent('Ce scénario n’existe pas, ou n’existe plus.')
  return tenu
}

async function createScenario(
  tx: Tx,
  nouveau: Pick<Scenario, 'campagne' | 'nom' | 'parametres'>,
): Promise<Scenario> {
  await refuseHomonym(tx, nouveau)
  const apres = await insertScenario(tx, nouveau)
  await insertJournal(tx, { acte: 'scenario.cree', objet: `scenario:${apres.id}`, apres })
  return apres
}

async function refuseHomonym(
  tx: Tx,
  scenario: { campagne: string; nom: string; id?: string },
): Promise<void> {
  if (await findHomonym(tx, scenario)) {
    throw conflict(
      `Un scénario de cette campagne se nomme déjà « ${scenario.nom} » : choisissez un autre nom.`,
      'nom_pris',
    )
  }
}

const versionPerimee = (courant: Scenario) => ({
  code: 'version_perimee',
  message:
    'Ce scénario a été enregistré entre-temps par quelqu’un d’autre : relisez-le avant de recommencer.',
  courant,
})
