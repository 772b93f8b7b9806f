import { JOURS_DE_RAPPEL } from '#campagnes/demandes/instruction-actes.ts'
import { announce } from '#campagnes/demandes/routes-annonce.ts'
import { nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { lockDemande } from '#campagnes/demandes/store-demandes.ts'
import { listARappeler, updateRappele } from '#campagnes/demandes/store-rappels.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { ecrireDate } from '#socle/francais.ts'

const RAPPELER = 'rappels'
/** Eight in the morning, Paris time: there is a day left to answer. */
const CHAQUE_MATIN = '0 8 * * *'

type Ctx = Pick<AppContext, 'jobs' | 'systeme' | 'clock' | 'mail' | 'config'>

/** Plans the reminders of due dates, every morning. Before the jobs start. */
export function planRappels(ctx: Ctx): void {
  ctx.jobs.define(RAPPELER, () => remindAll(ctx), { cron: CHAQUE_MATIN })
}

/**
 * Writes to the bodies whose answer is soon due, each in a transaction of its own: the reminder, its mark and its trace
 * are there together or not at all. May be run any number of times, even at once: a body is reminded once.
 */
export async function remindAll(ctx: Omit<Ctx, 'jobs'>): Promise<void> {
  const { systeme, clock, mail } = ctx
  for (const { id, demande } of await listARappeler(systeme, clock.today(), JOURS_DE_RAPPEL))
    await transaction(systeme, async (tx) => {
      // Held first, as by whoever answers: the state read next is the one that stays.
      const tenue = await lockDemande(tx, demande)
      const complement = tenue && (await updateRappele(tx, id, clock.now()))
      if (!complement) return
      const { texte, echeance } = complement
      await announce(tx, ctx, tenue, 'rappel', { texte, echeance: ecrireDate(echeance) })
      const apres = { ...nommerDemande(tenue), echeance }
      await insertJournal(tx, { acte: 'complement.rappele', objet: `demande:${demande}`, apres })
    })
  await mail.send()
}
