import { travailDe } from '#campagnes/demandes/instruction-lot.ts'
import { holdDemande } from '#campagnes/demandes/routes-passage.ts'
import { findAppel } from '#campagnes/demandes/store-demandes.ts'
import { findLot, insertLignes, insertLot } from '#campagnes/demandes/store-instruction-lot.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { RECOURS_PROPOSE, type Signature, signer } from '#courriers/lettre.ts'
import { getLettres, postLot, postSignature, putRecours } from '#courriers/routes-lettres-contrat.ts'
import { fichierLettreRoutes } from '#courriers/routes-lettres-fichier.ts'
import { writeSignature } from '#courriers/routes-lettres-signature.ts'
import { faireLettres } from '#courriers/routes-lettres-travail.ts'
import {
  findLettreTenue,
  findRecours,
  listLettres,
  listTravaux,
  upsertRecours,
} from '#courriers/store-lettres.ts'
import { findVotee } from '#majoration/store-proposition.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** After the vote: one letter a body, generated, signed, notified. */
export function lettresRoutes(ctx: AppContext) {
  const { jobs, clock, mail } = ctx
  jobs.define<{ id: string }>(travailDe('genererLettre'), ({ id }) => faireLettres(ctx, id))
  return createRoutes()
    .openapi(getLettres, async (c) => {
      const { id } = c.req.valid('param')
      const { db } = c.var
      const appel = await findAppel(db, id)
      if (!appel) throw campagneAbsente(id)
      const recours = await findRecours(db, id)
      const lues = {
        ...{ libelle: appel.libelle, votee: (await findVotee(db, id)) !== undefined },
        ...{ lettres: await listLettres(db, id), travaux: await listTravaux(db, id) },
        ...{ recours: recours ?? RECOURS_PROPOSE, recoursPropose: recours === undefined },
        partent: mail.partent,
      }
      return c.json(lues, 200)
    })
    .openapi(putRecours, async (c) => {
      const { id } = c.req.valid('param')
      const { texte } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        if (!(await findAppel(tx, id))) throw campagneAbsente(id)
        const avant = { texte: (await findRecours(tx, id)) ?? null }
        await upsertRecours(tx, id, texte, c.var.acteur.identifiant!)
        await insertJournal(tx, { acte: 'lettre.recours', objet: `campagne:${id}`, avant, apres: { texte } })
      })
      return c.body(null, 204)
    })
    .openapi(postLot, async (c) => {
      const { id: campagne } = c.req.valid('param')
      const { acte, demandes } = c.req.valid('json')
      const { acteur, adresse } = c.var
      const lot = await transaction(c.var.db, async (tx) => {
        if (!(await findAppel(tx, campagne))) throw campagneAbsente(campagne)
        const id = await insertLot(tx, {
          ...{ campagne, acte, agent: null, role: acteur.role, adresse: adresse ?? null },
          ...{ par: acteur.identifiant!, pour: acteur.pour ?? null },
          organisation: acteur.organisation!.identifiant,
        })
        const nombre = await insertLignes(tx, id, campagne, demandes)
        if (nombre === 0) throw refused('Aucune de ces demandes n’est dans cette campagne.')
        const apres = { lot: id, acte, demandes: nombre }
        await insertJournal(tx, { acte: 'lot.lance', objet: `campagne:${campagne}`, apres })
        await jobs.enqueue(travailDe(acte), { id }, { db: tx })
        return (await findLot(tx, id))!
      })
      return c.json(lot, 202)
    })
    .openapi(postSignature, async (c) => {
      const { id } = c.req.valid('param')
      const { demandes, ...signature } = c.req.valid('json')
      const { acteur } = c.var
      const aujourdhui = clock.today()
      await transaction(c.var.db, (tx) =>
        sign(tx, { campagne: id, demandes: [...new Set(demandes)], signature, acteur, aujourdhui }),
      )
      return c.json({ signees: new Set(demandes).size }, 200)
    })
    .route('/', fichierLettreRoutes(ctx))
}

type Signees = {
  readonly campagne: string
  readonly demandes: readonly string[]
  readonly signature: Signature
  readonly acteur: Acteur
  readonly aujourdhui: string
}

/** All of them, or none with every reason why. @throws HttpRefusal 404, 422 */
async function sign(tx: Tx, { campagne, demandes, signature, acteur, aujourdhui }: Signees): Promise<void> {
  const votee = await findVotee(tx, campagne)
  if (!votee) throw refused('Cette campagne n’est pas votée.', [], 'non-votee')
  const motifs = new Map<string, Motif>()
  // Always in the same order: two who sign at once wait for each other, never for ever.
  for (const id of [...demandes].sort()) {
    const demande = await holdDemande(tx, id)
    if (demande.campagne !== campagne) throw refused('Cette demande n’est pas dans cette campagne.')
    const lettre = await findLettreTenue(tx, id)
    const quand = { aujourdhui, voteeLe: votee.voteeLe! }
    const decision = signer(lettre?.etat ?? 'a_generer', signature, quand)
    if (decision.statut === 'refus') for (const un of decision.motifs) motifs.set(un.code, un)
    if (motifs.size > 0) continue
    await writeSignature(tx, demande, signature, acteur)
  }
  if (motifs.size > 0) throw refused('Les lettres ne sont pas signées.', [...motifs.values()])
}
