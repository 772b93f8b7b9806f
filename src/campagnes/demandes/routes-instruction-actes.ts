import { empechementsDInstruire } from '#campagnes/demandes/avis.ts'
import type { ActeDemande } from '#campagnes/demandes/cycle.ts'
import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import {
  attribuer,
  corrigerChamp,
  donnerAvis,
  ecrireMessage,
  empechementsDeComplement,
  leverAlerte,
} from '#campagnes/demandes/instruction-actes.ts'
import { announce } from '#campagnes/demandes/routes-annonce.ts'
import {
  postAttribution,
  postAvis,
  postComplement,
  postConstat,
  postCorrection,
  postInstruction,
  postLevee,
  postMessage,
  postRejet,
  postRendu,
  postRetablissement,
  postValidation,
} from '#campagnes/demandes/routes-instruction-contrat.ts'
import { readControle, refreshControle } from '#campagnes/demandes/routes-instruction-etude.ts'
import { holdDemande, moveDemande, nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { insertLevee, listCorrections, updateControlePerime } from '#campagnes/demandes/store-alertes.ts'
import { listEtapes } from '#campagnes/demandes/store-demandes.ts'
import { listAgents } from '#campagnes/demandes/store-instruction.ts'
import {
  insertAvis,
  insertComplement,
  insertCorrection,
  insertMention,
  insertMessage,
  listAvis,
  updateInstructeur,
} from '#campagnes/demandes/store-instruction-etude.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import { champLuADeux } from '#campagnes/lectures/lecture-actes.ts'
import { applyLectures } from '#campagnes/lectures/routes-lectures-report.ts'
import { existsLectureLevee, findCampagneLue } from '#campagnes/lectures/store-lectures.ts'
import { cadreDe } from '#campagnes/lectures/vue-lectures.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { RequestVariables } from '#platform/rights.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'

type Ctx = Pick<AppContext, 'systeme' | 'clock' | 'config' | 'mail'>

/** What an agent does to one application. */
export function instructionActesRoutes(ctx: Ctx) {
  const { systeme, clock, mail } = ctx
  /** Holds an application, does an act on it, then has its line of the queue follow. */
  const agir = async (
    { db, acteur }: Pick<RequestVariables, 'db' | 'acteur'>,
    id: string,
    acte: (tx: Tx, demande: DemandeTenue, acteur: Acteur) => Promise<void>,
  ) => {
    await transaction(db, async (tx) => acte(tx, await holdDemande(tx, id), acteur))
    await refreshControle(systeme, id)
  }
  const passer = (acte: ActeDemande, motif?: string) => (tx: Tx, demande: DemandeTenue, acteur: Acteur) =>
    moveDemande(tx, demande, acte, acteur, { motif: motif ?? null })

  return createRoutes()
    .openapi(postAttribution, async (c) => {
      const { agent } = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, (tx, demande, acteur) => give(tx, demande, agent, acteur))
      return c.body(null, 204)
    })
    .openapi(postCorrection, async (c) => {
      const corps = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, async (tx, demande, acteur) => {
        const demandee = { ...corps, champ: corps.champ as CodeColonne }
        if (await existsLectureLevee(tx, demande.id, corps.champ))
          throw refused('La valeur reste telle quelle.', [champLuADeux])
        const corrections = await listCorrections(tx, demande.id)
        const valeurs = accorde(
          corrigerChamp(demandee, demande, corrections, acteur),
          'La valeur reste telle quelle.',
        )
        const { formation, champ, motif } = demandee
        await insertCorrection(tx, demande.id, { formation, champ, motif, ...valeurs, ...mains(acteur) })
        await updateControlePerime(tx, demande.id)
        await trace(tx, 'demande.corrigee', demande, {
          avant: { [champ]: valeurs.avant },
          apres: { formation, champ, [champ]: valeurs.apres },
          motif,
        })
      })
      return c.body(null, 204)
    })
    .openapi(postLevee, async (c) => {
      const { code, cible, motif } = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, async (tx, demande, acteur) => {
        const { alertes } = await readControle(tx, demande)
        const alerte = accorde(
          leverAlerte({ code, cible, motif }, demande, alertes, acteur),
          'L’alerte reste là.',
        )
        const neuve = await insertLevee(tx, demande.id, { code, cible, motif, par: acteur.identifiant! })
        // Somebody lifted it at the same moment: their reason stays, and there is nothing to add.
        if (!neuve) return
        await updateControlePerime(tx, demande.id)
        await trace(tx, 'alerte.levee', demande, { apres: { code, message: alerte.message }, motif })
      })
      return c.body(null, 204)
    })
    .openapi(postAvis, async (c) => {
      const avis = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, async (tx, demande, acteur) => {
        accorde(donnerAvis(demande, acteur), 'L’avis n’est pas enregistré.')
        await insertAvis(tx, demande.id, { ...avis, ...mains(acteur) })
        await trace(tx, 'avis.donne', demande, { apres: { nature: avis.nature, sens: avis.sens } })
      })
      return c.body(null, 204)
    })
    .openapi(postMessage, async (c) => {
      const message = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, (tx, demande, acteur) => write(tx, demande, message, acteur))
      return c.body(null, 204)
    })
    .openapi(postComplement, async (c) => {
      const { texte, echeance } = c.req.valid('json')
      await agir(c.var, c.req.valid('param').id, async (tx, demande, acteur) => {
        const empechements = empechementsDeComplement(echeance, clock.today())
        await moveDemande(tx, demande, 'demanderComplement', acteur, { motif: texte, empechements })
        const auteur = acteur.identifiant!
        await insertComplement(tx, demande.id, { texte, echeance, par: auteur })
        const message = `La Région vous demande un complément avant le ${ecrireDate(echeance)}, inclus${INSECABLE}:\n${texte}`
        await insertMessage(tx, demande.id, { sens: 'region', texte: message, auteur })
        await announce(tx, ctx, demande, 'complement', { texte, echeance: ecrireDate(echeance) })
      })
      await mail.send()
      return c.body(null, 204)
    })
    .openapi(postConstat, async (c) => {
      await agir(c.var, c.req.valid('param').id, passer('constaterComplete'))
      return c.body(null, 204)
    })
    .openapi(postInstruction, async (c) => {
      await agir(c.var, c.req.valid('param').id, conclude)
      return c.body(null, 204)
    })
    .openapi(postRendu, async (c) => {
      await agir(c.var, c.req.valid('param').id, passer('rendre', c.req.valid('json').motif))
      return c.body(null, 204)
    })
    .openapi(postValidation, async (c) => {
      await agir(c.var, c.req.valid('param').id, passer('valider'))
      return c.body(null, 204)
    })
    .openapi(postRejet, async (c) => {
      const motif = c.req.valid('json').motifs.join('\n')
      await agir(c.var, c.req.valid('param').id, passer('rejeter', motif))
      return c.body(null, 204)
    })
    .openapi(postRetablissement, async (c) => {
      await agir(c.var, c.req.valid('param').id, passer('retablir', c.req.valid('json').motif))
      return c.body(null, 204)
    })
}

/** Gives an application that is held to an agent, or to nobody; nothing is written when it is theirs already. */
export async function give(
  tx: Tx,
  demande: DemandeTenue,
  agent: string | null,
  acteur: Acteur,
): Promise<void> {
  const choisi = accorde(
    attribuer(agent, demande, await listAgents(tx), acteur),
    'La demande n’est pas attribuée.',
  )
  const avant = demande.instructeur
  if ((choisi?.id ?? null) === (avant?.id ?? null)) return
  await updateInstructeur(tx, demande.id, choisi?.id ?? null)
  await trace(tx, 'demande.attribuee', demande, {
    avant: { agent: avant?.id ?? null },
    apres: { agent: choisi?.id ?? null },
  })
}

/**
 * Concludes the instruction of an application as it stands. Its body may have changed it since two agents read it: what
 * they made of it holds, and what they did not read waits for a third.
 */
async function conclude(tx: Tx, demande: DemandeTenue, acteur: Acteur): Promise<void> {
  await applyLectures(tx, demande, cadreDe((await findCampagneLue(tx, demande.campagne))!), acteur)
  const { alertes } = await readControle(tx, demande)
  const avis = await listAvis(tx, demande.id)
  const empechements = empechementsDInstruire(avis, await listEtapes(tx, demande.id), alertes)
  await moveDemande(tx, demande, 'instruire', acteur, { empechements })
}

type MessageEcrit = {
  readonly destinataire: 'organisme' | 'interne'
  readonly texte: string
  readonly mentions: readonly string[]
}

async function write(tx: Tx, demande: DemandeTenue, message: MessageEcrit, acteur: Acteur): Promise<void> {
  const { destinataire, texte } = message
  const mentions = [...new Set(message.mentions)]
  accorde(
    ecrireMessage({ destinataire, mentions }, demande, await listAgents(tx), acteur),
    'Le message n’est pas enregistré.',
  )
  const sens = destinataire === 'interne' ? 'interne' : 'region'
  const id = await insertMessage(tx, demande.id, { sens, texte, auteur: acteur.identifiant! })
  for (const personne of mentions) await insertMention(tx, id, personne)
  await trace(tx, 'demande.commentee', demande, { apres: { destinataire } })
}

/** @throws HttpRefusal 422 with every reason */
function accorde<T>(decision: Decision<T>, message: string): T {
  if (decision.statut === 'refus') throw refused(message, decision.motifs)
  return decision.valeur
}

const mains = ({ identifiant, pour }: Acteur) => ({ par: identifiant!, pour: pour ?? null })

type Trace = { readonly avant?: object; readonly apres: object; readonly motif?: string }

const trace = (tx: Tx, acte: string, demande: DemandeTenue, { avant, apres, motif }: Trace): Promise<void> =>
  insertJournal(tx, {
    acte,
    objet: `demande:${demande.id}`,
    ...(avant && { avant }),
    apres: { ...nommerDemande(demande), ...apres },
    ...(motif && { motif }),
  })
