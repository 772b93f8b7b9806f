import { sendFiles } from '#aides/asp/routes-envoi.ts'
import { makeFiles } from '#aides/asp/routes-fabrication.ts'
import { fetchRetours, readRetours } from '#aides/asp/routes-lecture-retours.ts'
import { prepareSession } from '#aides/asp/routes-preparation.ts'
import type { AppContext } from '#platform/context.ts'
import type { Sftp } from '#platform/sftp.ts'

/** One queue for all that is done with the agency: one thing after the other. */
export const PAYER = 'paiements-aides'
/** Every five minutes: a stopped server left something, or the agency did. */
const ENTRETIEN = 300_000

export type Travail =
  | { readonly acte: 'preparer' | 'ecrire'; readonly session: string }
  | { readonly acte: 'envoyer' | 'lire' }

/** Plans the work with the agency. Before the jobs start. */
export function planPaiements(ctx: AppContext, sftp: Sftp | undefined): void {
  const { jobs } = ctx
  const send = async () => sftp && sendFiles(ctx, sftp)
  jobs.define<Travail>(PAYER, async (travail) => {
    if (travail.acte === 'preparer') await prepareSession(ctx, travail.session)
    else if (travail.acte === 'ecrire') {
      await makeFiles(ctx, travail.session)
      await send()
    } else if (travail.acte === 'envoyer') await send()
    else await readRetours(ctx)
  })
  jobs.every(ENTRETIEN, 'échanges avec l’agence de paiement', async () => {
    await send()
    if (sftp) await fetchRetours(ctx, sftp)
    await readRetours(ctx)
  })
}
