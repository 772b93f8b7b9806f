import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
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
import { compter } from '#socle/francais.ts'

/** 5 Mo: a line a formation. */
const OCTETS_MAXIMUM = 5 * 1_048_576
/** Of what is shown: whoever has more corrects these first. */
const ANOMALIES_MONTREES = 500
const ANOMALIES_CITEES = 20

/** A file of signed contracts: looked at without writing anything, then applied as a whole. */
export const rapprochementFichierRoutes = ({ systeme, files }: Pick<AppContext, 'systeme' | 'files'>) =>
  createRoutes()
    .openapi(postApercuRapprochement, async (c) => {
      const { db } = c.var
      const { id } = c.req.valid('param')
      const recu = await receive(files, c.req.raw.body, c.req.valid('query').nom)
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
      const recu = await receive(files, c.req.raw.body, c.req.valid('query').nom)
      await transaction(db, (tx) => apply(tx, { systeme, id, acteur }, recu))
      return c.json(await loadRapprochement(systeme, db, id), 200)
    })

type Recu = { readonly nom: string; readonly empreinte: string; readonly lignes: readonly LigneConstats[] }

async function receive(
  files: AppContext['files'],
  body: ReadableStream<Uint8Array> | null,
  nom: string,
): Promise<Recu> {
  const { id, path, sha256 } = await files.receive(body, OCTETS_MAXIMUM)
  try {
    return { nom, empreinte: sha256, lignes: await importRapprochement(path, nom) }
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  } finally {
    await files.remove(id)
  }
}

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
  if (anomalies.length > 0)
    throw refused(
      `Le fichier a ${compter(anomalies.length, 'erreur')} : rien n’est appliqué.`,
      anomalies
        .slice(0, ANOMALIES_CITEES)
        .map(({ ligne, code, message }) => ({ code, message: `Ligne ${ligne} : ${message}` })),
    )
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
