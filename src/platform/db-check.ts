import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { StartupRefusal } from '#platform/refusal.ts'

const versionMinimum = 150_000

type State = {
  readonly numero: string
  readonly version: string
  readonly encodage: string
  readonly compte: string
  readonly lecture_seule: boolean
  readonly droit: boolean
}

/** Makes sure that the database answers and is one we can work with, or says in French what to put right. */
export async function checkDatabase(db: Db): Promise<void> {
  const { numero, version, encodage, compte, lecture_seule, droit } = await readState(db)
  if (Number(numero) < versionMinimum)
    throw new StartupRefusal(
      `Oriflamme demande PostgreSQL 15 ou plus récent ; celui de DATABASE_URL est en version ${version}.`,
    )
  if (encodage !== 'UTF8')
    throw new StartupRefusal(
      `La base de DATABASE_URL est encodée en ${encodage} ; recréez-la avec ENCODING 'UTF8'.`,
    )
  if (lecture_seule)
    throw new StartupRefusal(
      'La base de DATABASE_URL est en lecture seule : indiquez l’adresse du serveur principal, pas d’une réplique.',
    )
  if (!droit)
    throw new StartupRefusal(
      `Le compte « ${compte} » de DATABASE_URL n’a pas le droit de créer des tables et des schémas dans cette base. ` +
        `Rendez-le propriétaire de la base : alter database … owner to "${compte}"`,
    )
}

async function readState(db: Db): Promise<State> {
  const query = sql<State>`
    select current_setting('server_version_num') as numero, current_setting('server_version') as version,
      current_setting('server_encoding') as encodage, current_user as compte,
      current_setting('transaction_read_only')::boolean as lecture_seule,
      coalesce(has_schema_privilege(current_schema(), 'create'), false)
        and has_database_privilege(current_database(), 'create') as droit
  `
  try {
    return (await query.execute(db)).rows[0]!
  } catch (cause) {
    throw new StartupRefusal(
      `La base de données de DATABASE_URL n’est pas accessible : ${tellCause(cause)}\n` +
        'Vérifiez l’adresse, le nom et le mot de passe, et que PostgreSQL est démarré ; ou retirez DATABASE_URL ' +
        'pour utiliser la base fournie avec Oriflamme.',
      1,
      { cause },
    )
  }
}

/** Trying both addresses of `localhost` gives an error made of two, whose own message is empty. */
const tellCause = (cause: unknown): string =>
  cause instanceof AggregateError ? cause.errors.map(tellCause).join(', ') : (cause as Error).message
