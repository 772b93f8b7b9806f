import { sql } from 'kysely'
import type { Parametrage } from '#aides/asp/enregistrement.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  dispositif, code_site as "codeSite", code_utilisateur as "codeUtilisateur", code_dispositif as "codeDispositif",
  code_prestation as "codePrestation", code_objet as "codeObjet", unite_suivi as "uniteSuivi", application,
  departement_defaut as "departementDefaut", indicatif
`

export async function listParametrages(db: Db): Promise<Parametrage[]> {
  const { rows } = await sql<Parametrage>`select ${columns} from asp_parametrage order by dispositif`.execute(
    db,
  )
  return rows
}

export async function findParametrage(db: Db, dispositif: string): Promise<Parametrage | undefined> {
  const { rows } = await sql<Parametrage>`
    select ${columns} from asp_parametrage where dispositif = ${dispositif}
  `.execute(db)
  return rows[0]
}

export async function upsertParametrage(tx: Tx, p: Parametrage): Promise<void> {
  await sql`
    insert into asp_parametrage (dispositif, code_site, code_utilisateur, code_dispositif, code_prestation, code_objet,
      unite_suivi, application, departement_defaut, indicatif)
    values (${p.dispositif}, ${p.codeSite}, ${p.codeUtilisateur}, ${p.codeDispositif}, ${p.codePrestation}, ${p.codeObjet},
      ${p.uniteSuivi}, ${p.application}, ${p.departementDefaut}, ${p.indicatif})
    on conflict (dispositif) do update set code_site = excluded.code_site, code_utilisateur = excluded.code_utilisateur,
      code_dispositif = excluded.code_dispositif, code_prestation = excluded.code_prestation,
      code_objet = excluded.code_objet, unite_suivi = excluded.unite_suivi, application = excluded.application,
      departement_defaut = excluded.departement_defaut, indicatif = excluded.indicatif
  `.execute(tx)
}
