import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import { type ChampsModele, type CodeModele, redigerMessage } from '#campagnes/demandes/modeles-messages.ts'
import { findAppel } from '#campagnes/demandes/store-demandes.ts'
import { listDestinataires } from '#campagnes/demandes/store-destinataires.ts'
import type { AppContext } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'

type Propres<C extends CodeModele> = Omit<ChampsModele<C>, 'organisme' | 'numero' | 'campagne'>

/**
 * Tells the people of a body what was just done on its application: written in the transaction of the act, sent by
 * `mail.send()` once it is over.
 *
 * @param propres the fields of the model that the application does not give by itself
 * @returns how many people are written to
 */
export async function announce<C extends CodeModele>(
  tx: Tx,
  { mail, config }: Pick<AppContext, 'mail' | 'config'>,
  demande: Pick<DemandeTenue, 'id' | 'campagne' | 'numero' | 'organisation'>,
  modele: C,
  propres: Propres<C>,
): Promise<number> {
  const appel = await findAppel(tx, demande.campagne)
  const communs = {
    ...{ organisme: demande.organisation.nom, numero: String(demande.numero) },
    campagne: appel?.libelle ?? '',
  }
  const espace = config.adressePublique ? new URL('/', config.adressePublique).href : null
  const message = redigerMessage(modele, { ...communs, ...propres } as unknown as ChampsModele<C>, espace)
  const destinataires = await listDestinataires(tx, demande.id)
  for (const destinataire of destinataires) await mail.insert(tx, { destinataire, ...message })
  return destinataires.length
}
