import { sql } from 'kysely'
import type { Attestation, DossierAAttester } from '#aides/dossiers/attestation.ts'
import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import type { Instruction } from '#aides/instruire.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  d.id, d.numero, d.etat, d.reponses, exists (select from aide_attestation t where t.dossier = d.id) as atteste
`

/** Dossiers of a session, by identifier or by number, that the actor may see. */
export async function listAAttester(
  db: Db,
  session: string,
  { ids = [], numeros = [] }: { readonly ids?: readonly string[]; readonly numeros?: readonly string[] },
): Promise<DossierAAttester[]> {
  const { rows } = await sql<DossierAAttester>`
    select ${columns} from aide_dossier d
    where d.session = ${session} and (d.id = any (${[...ids]}) or d.numero = any (${[...numeros]}))
  `.execute(db)
  return rows
}

/** Certifies at once every living dossier that a centre has not certified yet. @returns how many */
export async function attestAll(tx: Tx, session: string, organisation: string, par: string): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into aide_attestation (dossier, assidu, par)
    select d.id, true, ${par} from aide_dossier d
    where d.session = ${session} and d.organisation = ${organisation}
      and d.etat in ('proposable', 'en_attente', 'accorde')
    on conflict do nothing
  `.execute(tx)
  return Number(numAffectedRows)
}

export async function insertAttestations(
  tx: Tx,
  attestations: readonly Attestation[],
  par: string,
): Promise<void> {
  await sql`
    insert into aide_attestation (dossier, assidu, absences, par)
    select a.dossier, a.assidu, a.absences, ${par}
    from jsonb_to_recordset(${JSON.stringify(attestations)}::jsonb) as a (dossier text, assidu boolean, absences numeric)
  `.execute(tx)
}

export type DossierAJuger = {
  readonly id: string
  readonly numero: string
  readonly etat: EtatDossier
  readonly reponses: Readonly<Record<string, string>>
  readonly verdict: Instruction
  readonly montant: number | null
  readonly assidu: boolean
  readonly absences: string | null
}

/** The next living dossier whose attendance, as certified, has not been judged yet; held by the transaction. */
export async function lockAJuger(tx: Tx, session: string): Promise<DossierAJuger | undefined> {
  const { rows } = await sql<DossierAJuger>`
    select d.id, d.numero, d.etat, d.reponses, d.verdict, d.montant, t.assidu, trim_scale(t.absences)::text as absences
    from aide_dossier d join aide_attestation t on t.dossier = d.id
    where d.session = ${session} and d.etat in ('proposable', 'en_attente', 'accorde')
      and (not t.assidu or (t.absences is not null
        and d.reponses ->> 'absences' is distinct from trim_scale(t.absences)::text))
      and not exists (select from asp_paiement p where p.dossier = d.id
        and p.etat in ('envoyee', 'integree', 'payee', 'a_reverser'))
    order by d.id limit 1 for no key update of d
  `.execute(tx)
  return rows[0]
}

/** Keeps what the rule answers once attendance is known. */
export async function updateJugement(
  tx: Tx,
  id: string,
  jugement: {
    readonly reponses: Readonly<Record<string, string>>
    readonly verdict: Instruction
    readonly montant: number | null
  },
): Promise<void> {
  const { reponses, verdict, montant } = jugement
  await sql`
    update aide_dossier set reponses = ${JSON.stringify(reponses)}::jsonb, verdict = ${JSON.stringify(verdict)}::jsonb,
      montant = coalesce(${montant}, montant), juge_le = ${verdict.jugeLe}
    where id = ${id}
  `.execute(tx)
}
