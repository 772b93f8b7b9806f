import type { Dispositif } from '#aides/dispositif.ts'
import { type CirconstancesLettre, composerLettreAide, redigerCourriel } from '#aides/dossiers/lettre-aide.ts'
import { renderLettres } from '#aides/dossiers/render-lettre-aide.ts'
import { addressOfSuivi, finDuLien, newGraine } from '#aides/dossiers/routes-lien.ts'
import {
  findCourrier,
  insertDites,
  listADire,
  lockCourrier,
  updateCourrierFini,
} from '#aides/dossiers/store-courriers.ts'
import { ensureLien } from '#aides/dossiers/store-liens.ts'
import type { Session } from '#aides/sessions/session.ts'
import { findSession } from '#aides/sessions/store-sessions.ts'
import { enSonNom } from '#campagnes/demandes/routes-instruction-travail.ts'
import { RECOURS_PROPOSE } from '#courriers/lettre.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { autoriser } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

export const COURRIER = 'courriers-aides'

/** Letters in one PDF, told in one transaction. */
const LOT = 50

export type CtxCourriers = Pick<AppContext, 'systeme' | 'actors' | 'clock' | 'config' | 'coffre' | 'mail'>

/** What every letter of a session says alike. */
export const circonstancesDe = (
  session: Session,
  dispositifs: readonly Dispositif[],
  region: string,
): CirconstancesLettre => ({
  aide: dispositifs.find(({ code }) => code === session.dispositif)?.titre ?? session.dispositif,
  campagne: session.fictif ? `${session.libelle} (fictif)` : session.libelle,
  ...{ region, recours: RECOURS_PROPOSE, attestation: session.attestationExigee },
})

/**
 * Tells people what was decided, fifty in each transaction: link, letter, message and trace together. Whatever stops the
 * server, nobody is told the same thing twice. What it wrote to people leaves at the end, whatever the end.
 *
 * @param origine address by which people reach us
 */
export async function faireCourrier(
  ctx: CtxCourriers,
  dispositifs: readonly Dispositif[],
  { id, origine }: { readonly id: string; readonly origine: string },
): Promise<void> {
  const demande = await findCourrier(ctx.systeme, id)
  if (demande?.etat !== 'en_cours') return
  const session = (await findSession(ctx.systeme, demande.session))!
  const circonstances = circonstancesDe(session, dispositifs, ctx.config.region)
  try {
    while (await tellSome());
  } finally {
    await ctx.mail.send()
  }

  async function tellSome(): Promise<boolean> {
    const { acteur, db } = await enSonNom(ctx, demande!)
    const permis = acteur && autoriser(acteur, 'aide.conduire').statut === 'accord'
    return transaction(db, async (tx) => {
      const courrier = await lockCourrier(tx, id)
      if (courrier?.etat !== 'en_cours') return false
      const dossiers = permis ? await listADire(tx, session.id, LOT) : []
      if (dossiers.length === 0) {
        await updateCourrierFini(tx, id, permis ? null : PERDU)
        const apres = { libelle: session.libelle }
        await insertJournal(tx, { acte: 'courrier.fini', objet: `campagneaide:${session.id}`, apres })
        return false
      }
      const expire = finDuLien(ctx.clock.now())
      const lettres = []
      for (const dossier of dossiers) {
        const graine = await ensureLien(tx, dossier.id, newGraine(), expire)
        const lien = addressOfSuivi(ctx.coffre, origine, graine)
        lettres.push(composerLettreAide(dossier, circonstances, lien))
        if (dossier.courriel)
          await ctx.mail.insert(tx, {
            destinataire: dossier.courriel,
            ...redigerCourriel(dossier, circonstances, lien),
          })
      }
      const octets = await renderLettres(lettres, { ...circonstances, date: ctx.clock.today() })
      const dites = dossiers.map((un) => ({
        ...{ id: un.id, decision: un.decision, empreinte: un.empreinte },
        parCourriel: un.courriel !== null,
      }))
      await insertDites(tx, id, dites, octets)
      return true
    })
  }
}

const PERDU: Motif = {
  code: 'droit-perdu',
  message: 'La personne qui a lancé ces courriers n’a plus le droit de conduire la campagne.',
  correcteur: 'administrateur',
}
