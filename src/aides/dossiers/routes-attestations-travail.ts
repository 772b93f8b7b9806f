import type { Dispositif } from '#aides/dispositif.ts'
import { etatApresAttestation, refuserNonAssidu, rejuge } from '#aides/dossiers/attestation.ts'
import { lockAJuger, updateJugement } from '#aides/dossiers/store-attestations.ts'
import { moveDossier } from '#aides/dossiers/store-dossiers.ts'
import { Juge } from '#aides/listes/jugement.ts'
import { trouverRegle } from '#aides/sessions/regle-session.ts'
import { findSession } from '#aides/sessions/store-sessions.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

export const ATTESTATIONS = 'attestations-aides'

/**
 * Judges again, by the text that the session froze, the dossiers whose attendance was certified: one in each transaction,
 * so that whatever stops the server nothing is judged twice. What a refusal gives back returns to the envelope.
 */
export async function jugerAttestations(
  { systeme, clock }: Pick<AppContext, 'systeme' | 'clock'>,
  dispositifs: readonly Dispositif[],
  id: string,
): Promise<void> {
  const session = await findSession(systeme, id)
  const regle = session && trouverRegle(dispositifs, session)
  if (regle?.statut !== 'accord') return
  const juge = new Juge(regle.valeur, clock.today())
  const jugerUn = () =>
    transaction(systeme, async (tx) => {
      const dossier = await lockAJuger(tx, id)
      if (!dossier) return false
      const reponses = rejuge(dossier, dossier.absences)
      const lu = juge.juger(reponses)
      const verdict = !dossier.assidu && lu.statut === 'accord' ? refuserNonAssidu(lu) : lu
      const vers = etatApresAttestation(dossier, verdict)
      const montant = verdict.statut === 'accord' ? verdict.montant : null
      await updateJugement(tx, dossier.id, { reponses, verdict, montant })
      if (vers === dossier.etat) return true
      const motif = verdict.statut === 'refus' ? verdict.motifs.map(({ message }) => message).join(' ') : null
      await moveDossier(tx, dossier, vers, { par: null, motif })
      await insertJournal(tx, {
        ...{ acte: 'dossieraide.rejuge', objet: `dossieraide:${dossier.id}` },
        ...{ avant: { etat: dossier.etat }, apres: { numero: dossier.numero, etat: vers } },
      })
      return true
    })
  while (await jugerUn());
}
