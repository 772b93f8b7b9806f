import { designer } from '#aides/asp/retour.ts'
import { reprendre } from '#aides/asp/retour-arrete.ts'
import { PAYER } from '#aides/asp/routes-asp-travaux.ts'
import { openRetour } from '#aides/asp/routes-lecture-retours.ts'
import {
  postApplication,
  postClassementRetour,
  postGenreRetour,
  postRetraitRetour,
} from '#aides/asp/schema-retours.ts'
import { lockConcerne, lockPaiement, updatePaiement, upsertIdentifiants } from '#aides/asp/store-retour.ts'
import {
  lockParquee,
  lockRetourArrete,
  updateClasse,
  updateGenre,
  updateLigneSuivie,
} from '#aides/asp/store-retour-actes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, accepted, refused } from '#platform/refusals.ts'

/** What somebody does with what the agency returned and that the program did not believe: nothing stays there for ever. */
export const retoursAspRoutes = (ctx: AppContext) =>
  createRoutes()
    .openapi(postRetraitRetour, async (c) => {
      const { id } = c.req.valid('param')
      const { nom, octets } = await transaction(c.var.db, async (tx) => {
        const { nom, garde } = await hold(tx, id)
        if (!garde) throw absent(`Le contenu du fichier ${nom} n’est plus gardé.`)
        await insertJournal(tx, { acte: 'versement.emporte', objet: `retourasp:${id}`, apres: { nom } })
        return { nom, octets: await openRetour(ctx, tx, id) }
      })
      return sendFile(c, octets, nom, 'application/octet-stream') as never
    })
    .openapi(postGenreRetour, async (c) => {
      const { id } = c.req.valid('param')
      const { genre } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const retour = await hold(tx, id)
        accepted(reprendre(retour, 'nommer'), 'Rien n’est lu.')
        await updateGenre(tx, id, genre)
        const apres = { nom: retour.nom, genre }
        await insertJournal(tx, { acte: 'versement.nomme', objet: `retourasp:${id}`, apres })
        await ctx.jobs.enqueue(PAYER, { acte: 'lire' }, { db: tx })
      })
      return c.body(null, 204)
    })
    .openapi(postClassementRetour, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const retour = await hold(tx, id)
        accepted(reprendre(retour, 'classer'), 'Rien n’est classé.')
        await updateClasse(tx, id, motif)
        const apres = { nom: retour.nom }
        await insertJournal(tx, { acte: 'versement.ecarte', objet: `retourasp:${id}`, apres, motif })
      })
      return c.body(null, 204)
    })
    .openapi(postApplication, async (c) => {
      const { motif, ...dit } = c.req.valid('json')
      const par = c.var.acteur.identifiant!
      const etat = await transaction(c.var.db, (tx) =>
        applyParquee(tx, c.req.valid('param'), { ...dit, motif, par }),
      )
      return c.json({ etat }, 200)
    })

async function hold(tx: Tx, id: string) {
  const retour = await lockRetourArrete(tx, id)
  if (!retour) throw absent('Ce fichier de l’ASP n’existe pas.')
  return retour
}

type Dit = Pick<Parameters<typeof designer>[2], 'etat'> & {
  readonly paiement: number
  readonly motif: string
  readonly par: string
}

/** A line set aside, on the payment that somebody designates; said twice, the second finds that nothing waits. */
async function applyParquee(
  tx: Tx,
  ou: { readonly retour: string; readonly ligne: number },
  { paiement, etat, motif, par }: Dit,
): Promise<'appliquee' | 'deja'> {
  const echec = 'La ligne reste mise de côté.'
  const ligne = await lockParquee(tx, ou)
  if (!ligne) throw absent('Cette ligne n’est pas, ou plus, mise de côté.')
  const { annonce, nom, envoi } = ligne
  if (!annonce) throw refused(echec, [SANS_NUMERO])
  const nomme = await lockConcerne(tx, annonce)
  const concerne = await lockPaiement(tx, paiement)
  if (!concerne) throw absent(`Le paiement n° ${paiement} n’existe pas.`)
  const effet = accepted(designer(annonce, concerne, { envoi, nomme, etat }), echec)
  const suivie = effet.effet === 'deja' ? 'deja' : 'appliquee'
  await updateLigneSuivie(tx, ou, { etat: suivie, paiement })
  if (effet.effet === 'appliquer') {
    if (effet.identifiants) await identify(tx, paiement, effet.identifiants, echec)
    await updatePaiement(tx, concerne, { ...effet, ...ou, dit: { par, motif } })
  }
  const apres = { nom, ligne: ou.ligne, paiement, ...(etat && { etat }), suite: suivie }
  await insertJournal(tx, { acte: 'versement.applique', objet: `versement:${paiement}`, apres, motif })
  return suivie
}

const SANS_NUMERO = {
  code: 'sans-numero',
  message: 'Cette ligne ne se lit pas : elle ne peut qu’être classée.',
}

type Identifiants = Parameters<typeof upsertIdentifiants>[2]
async function identify(tx: Tx, paiement: number, identifiants: Identifiants, echec: string): Promise<void> {
  try {
    await upsertIdentifiants(tx, paiement, identifiants)
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw refused(echec, [
      { code: 'identifiant-pris', message: 'L’ASP donne à ce dossier l’identifiant d’un autre.' },
    ])
  }
}
