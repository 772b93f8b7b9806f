import { mesurerCompletude } from '#campagnes/demandes/completude.ts'
import type { Appel, Demande, DemandeTenue, Piece } from '#campagnes/demandes/demande.ts'
import { ecrireDepot } from '#campagnes/demandes/depot.ts'
import type { Exceptionnelle } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { direInstant, exportRecepisse } from '#campagnes/demandes/export-recepisse.ts'
import { announce } from '#campagnes/demandes/routes-annonce.ts'
import {
  getRecepisse,
  PDF,
  postDepot,
  postMessage,
  postReponse,
  postReprise,
  postRetrait,
} from '#campagnes/demandes/routes-demandes-contrat.ts'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import {
  holdAvecAppel,
  judgeDelai,
  loadAppel,
  requireVersion,
} from '#campagnes/demandes/routes-demandes-tenue.ts'
import { holdDemande, moveDemande, nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { listEtapes, listFormationsSaisies } from '#campagnes/demandes/store-demandes.ts'
import { findExceptionnelle } from '#campagnes/demandes/store-exceptionnelle.ts'
import { findIdentifiantsDates } from '#campagnes/demandes/store-identifiants.ts'
import { listPieces } from '#campagnes/demandes/store-pieces.ts'
import { answerComplements, insertMessageOrganisme } from '#campagnes/demandes/store-suivi.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import { fingerprint } from '#platform/tokens.ts'

/** Submitting an application, taking it back, answering, writing, and the receipt. */
export const depotRoutes = ({ clock, config, mail }: Pick<AppContext, 'clock' | 'config' | 'mail'>) =>
  createRoutes()
    .openapi(postDepot, async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('json')
      const { acteur } = c.var
      const le = clock.now()
      await transaction(c.var.db, async (tx) => {
        const { demande, appel } = await holdAvecAppel(tx, id)
        requireVersion(demande, version)
        const delai = await judgeDelai(tx, appel, demande.organisation.id, le)
        const retard = delai.statut === 'refus' ? delai.motifs : []
        const empechements = [...retard, ...manquesDe(demande, appel)]
        const depot = { le, empreinte: await sealOf(tx, demande) }
        await moveDemande(tx, demande, 'deposer', acteur, { empechements, depot })
        const recu = { deposeeLe: direInstant(le), empreinte: depot.empreinte }
        await announce(tx, { mail, config }, demande, 'depot', recu)
      })
      await mail.send()
      return c.body(null, 204)
    })
    .openapi(postReprise, async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('json')
      const { acteur } = c.var
      const le = clock.now()
      await transaction(c.var.db, async (tx) => {
        const { demande, appel } = await holdAvecAppel(tx, id)
        requireVersion(demande, version)
        // Taken back too late, it could not be submitted again.
        const delai = await judgeDelai(tx, appel, demande.organisation.id, le)
        const empechements = delai.statut === 'refus' ? delai.motifs : []
        await moveDemande(tx, demande, 'reprendre', acteur, { empechements })
      })
      return c.body(null, 204)
    })
    .openapi(postRetrait, async (c) => {
      const { id } = c.req.valid('param')
      const { version, motif } = c.req.valid('json')
      const { acteur } = c.var
      await transaction(c.var.db, async (tx) => {
        const demande = await holdDemande(tx, id)
        requireVersion(demande, version)
        await moveDemande(tx, demande, 'retirer', acteur, { motif: motif?.trim() || null })
      })
      return c.body(null, 204)
    })
    .openapi(postReponse, async (c) => {
      const { id } = c.req.valid('param')
      const { version, texte } = c.req.valid('json')
      const { acteur } = c.var
      const le = clock.now()
      await transaction(c.var.db, async (tx) => {
        const demande = await holdDemande(tx, id)
        requireVersion(demande, version)
        const empechements = manquesDe(demande, await loadAppel(tx, demande))
        // What was submitted has changed: its seal too, the day of its submission not.
        const depot = { le: demande.deposeeLe ?? le, empreinte: await sealOf(tx, demande) }
        await moveDemande(tx, demande, 'repondre', acteur, { empechements, depot })
        await answerComplements(tx, id, le)
        const auteur = acteur.identifiant!
        if (texte.trim()) await insertMessageOrganisme(tx, { demande: id, texte: texte.trim(), auteur, le })
      })
      return c.body(null, 204)
    })
    .openapi(postMessage, async (c) => {
      const { id } = c.req.valid('param')
      const { texte } = c.req.valid('json')
      const auteur = c.var.acteur.identifiant!
      const message = await transaction(c.var.db, async (tx) => {
        const demande = await holdDemande(tx, id)
        if (!demande.deposeeLe) throw brouillonMuet()
        const ecrit = await insertMessageOrganisme(tx, {
          ...{ demande: id, texte: texte.trim(), auteur, le: clock.now() },
        })
        const apres = { ...nommerDemande(demande), message: ecrit }
        await insertJournal(tx, { acte: 'demande.ecrire', objet: `demande:${id}`, apres })
        return ecrit
      })
      return c.json({ id: message }, 201)
    })
    .openapi(getRecepisse, async (c) => {
      const { id } = c.req.valid('param')
      const { db, acteur } = c.var
      const demande = await findLisible(db, id, acteur)
      const appel = await loadAppel(db, demande)
      const pdf = await renderRecepisse(db, demande, { region: config.region, date: clock.today() })
      return sendFile(c, pdf, `récépissé n° ${demande.numero} ${appel.libelle}.pdf`, PDF) as never
    })

/**
 * The receipt of a submitted application as a PDF.
 *
 * @throws HttpRefusal 422 when it was not submitted, or changes since
 */
export async function renderRecepisse(
  db: Db,
  demande: Demande,
  edition: { readonly region: string; readonly date: string },
): Promise<Uint8Array> {
  const { id, deposeeLe, empreinte } = demande
  if (!deposeeLe || !empreinte) throw sansDepot()
  const formations = await listFormationsSaisies(db, id)
  const pieces = await listPieces(db, id)
  const exceptionnelle = await findExceptionnelle(db, id)
  if (seal({ ...demande, formations }, pieces, exceptionnelle) !== empreinte) throw changee()
  const appel = await loadAppel(db, demande)
  const etapes = await listEtapes(db, id)
  const tenue = { ...demande, deposeeLe, empreinte }
  const identifiants = await findIdentifiantsDates(db, demande.organisation.id)
  const dit = { demande: tenue, appel, formations, pieces, etapes, exceptionnelle, identifiants }
  return exportRecepisse({ ...dit, ...edition })
}

type Contenu = Pick<DemandeTenue, 'campagne' | 'organisation' | 'effectif' | 'formations'>

const seal = (
  { campagne, organisation: { siret }, effectif, formations }: Contenu,
  pieces: readonly Piece[],
  exceptionnelle: Exceptionnelle | undefined,
) => fingerprint(ecrireDepot({ campagne, siret, effectif, formations, pieces, exceptionnelle }))

const sealOf = async (tx: Tx, demande: DemandeTenue) =>
  seal(demande, await listPieces(tx, demande.id), await findExceptionnelle(tx, demande.id))

const manquesDe = ({ effectif, formations, pieces }: DemandeTenue, { pieces: demandees }: Appel) =>
  mesurerCompletude({ effectif, formations, pieces, demandees }).manques

const brouillonMuet = () =>
  refused(
    'La Région ne lit pas les brouillons : écrivez aux contacts de l’appel tant que la demande n’est pas déposée.',
    [],
    'etat-incompatible',
  )

const sansDepot = () =>
  refused('Cette demande n’est pas déposée : elle n’a pas de récépissé.', [], 'sans-depot')

const changee = () =>
  refused(
    'Cette demande change pour répondre à un complément : son récépissé se télécharge de nouveau dès que la réponse est envoyée.',
    [],
    'en-changement',
  )
