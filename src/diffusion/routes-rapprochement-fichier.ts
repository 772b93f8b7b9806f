import {
  ANOMALIES_MONTREES,
  receiveTable,
  refuseAnomalies,
  type TableRecue,
} from '#campagnes/importation/routes-table.ts'
import { importRapprochement } from '#diffusion/import-rapprochement.ts'
import { cumulerEcarts, cumulerParMotif, mesurerEcarts } from '#diffusion/rapprochement.ts'
import { type LigneConstats, lireConstats } from '#diffusion/rapprochement-lecture.ts'
import { loadRapprochement, loadVote } from '#diffusion/routes-rapprochement.ts'
import { postApercuRapprochement, postRapprochement } from '#diffusion/schema-rapprochement.ts'
import {
  insertConstats,
  insertRapprochement,
  listFichiers,
  lockRapprochement,
} from '#diffusion/store-rapprochement.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'

/** A file of signed contracts: looked at without writing anything, then applied as a whole. */
export const rapprochementFichierRoutes = ({ systeme, files }: Pick<AppContext, 'systeme' | 'files'>) =>
  createRoutes()
    .openapi(postApercuRapprochement, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const recu = await receiveTable(files, c.req.raw.body, c.req.valid('query').nom, importRapprochement)
      const { financees, ecrire } = await loadVote(systeme, db, id)
      const { constats, anomalies } = lireConstats(recu.lignes, votesDe(financees))
      const dites = new Set(constats.map(({ formation }) => formation))
      const ecarts = mesurerEcarts(financees, constats)
      const dernier = (await listFichiers(db, id))[0]
      const apercu = {
        anomalies: anomalies.slice(0, ANOMALIES_MONTREES),
        nombreAnomalies: anomalies.length,
        ...{ totaux: cumulerEcarts(ecarts), motifs: cumulerParMotif(ecarts) },
        formations: ecarts.filter(({ formation }) => dites.has(formation.identifiant)).map(ecrire),
        dejaApplique: dernier?.empreinte === recu.empreinte,
      }
      return c.json(apercu, 200)
    })
    .openapi(postRapprochement, async (c) => {
      const { db, acteur } = c.var
      const { id } = c.req.valid('param')
      const recu = await receiveTable(files, c.req.raw.body, c.req.valid('query').nom, importRapprochement)
      await transaction(db, (tx) => apply(tx, { systeme, id, acteur }, recu))
      return c.json(await loadRapprochement(systeme, db, id), 200)
    })

type Recu = TableRecue<LigneConstats>

const votesDe = (financees: Awaited<ReturnType<typeof loadVote>>['financees']) =>
  new Map(financees.map(({ formation }) => [formation.identifiant, formation.contrats]))

type Contexte = { readonly systeme: Db; readonly id: string; readonly acteur: Acteur }

/** The whole file, or nothing of it. The one that counts already is left as it is. */
async function apply(
  tx: Tx,
  { systeme, id, acteur }: Contexte,
  { nom, empreinte, lignes }: Recu,
): Promise<void> {
  await lockRapprochement(tx, id)
  const { financees } = await loadVote(systeme, tx, id)
  const precedent = (await listFichiers(tx, id))[0]
  if (precedent?.empreinte === empreinte) return
  const { constats, anomalies } = lireConstats(lignes, votesDe(financees))
  refuseAnomalies(anomalies, 'rien n’est appliqué.')
  if (constats.length === 0)
    throw refused(
      'Aucune ligne du fichier ne dit de contrats signés : rien n’est appliqué.',
      [],
      'fichier-vide',
    )
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  const rang = await insertRapprochement(tx, { campagne: id, nom, empreinte, ...mains })
  await insertConstats(tx, { rang, campagne: id }, constats)
  const { rapprochees, signes, ecart } = cumulerEcarts(mesurerEcarts(financees, constats))
  await insertJournal(tx, {
    acte: 'rapprochement.applique',
    objet: `campagne:${id}`,
    ...(precedent && { avant: { nom: precedent.nom } }),
    apres: { nom, empreinte, formations: rapprochees, signes, ecart },
  })
}
