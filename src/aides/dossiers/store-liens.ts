import { sql } from 'kysely'
import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import type { PaiementSuivi } from '#aides/dossiers/suivi.ts'
import type { Db, Tx } from '#platform/db.ts'

/** Keeps the link of a dossier alive until a date; one that was revoked gives place to the new seed. @returns its seed */
export async function ensureLien(tx: Tx, dossier: string, graine: string, expireLe: string): Promise<string> {
  const { rows } = await sql<{ graine: string }>`
    insert into aide_lien (dossier, graine, expire_le) values (${dossier}, ${graine}, ${expireLe})
    on conflict (dossier) do update set expire_le = excluded.expire_le, revoque_le = null,
      graine = case when aide_lien.revoque_le is null then aide_lien.graine else excluded.graine end,
      cree_le = case when aide_lien.revoque_le is null then aide_lien.cree_le else now() end
    returning graine
  `.execute(tx)
  return rows[0]!.graine
}

/** @returns false when there was no living link */
export async function revokeLien(tx: Tx, dossier: string, le: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update aide_lien set revoque_le = ${le} where dossier = ${dossier} and revoque_le is null
  `.execute(tx)
  return numAffectedRows === 1n
}

/** The seed of the living link of a dossier. */
export async function findGraine(db: Db, dossier: string, maintenant: string): Promise<string | undefined> {
  const { rows } = await sql<{ graine: string }>`
    select graine from aide_lien where dossier = ${dossier} and revoque_le is null and expire_le > ${maintenant}
  `.execute(db)
  return rows[0]?.graine
}

export type DossierSuivi = {
  readonly id: string
  readonly prenom: string
  readonly nom: string
  readonly dispositif: string
  readonly organisme: string
  readonly etat: EtatDossier
  readonly montant: number | null
  readonly rang: number | null
  readonly attendAttestation: boolean
  readonly paiement: PaiementSuivi | null
  readonly expireLe: string
  readonly revoque: boolean
}

/** What a link leads to, whether it still may be followed or not. */
export async function findDossierSuivi(db: Db, graine: string): Promise<DossierSuivi | undefined> {
  const { rows } = await sql<DossierSuivi>`
    select d.id, b.prenom, b.nom_naissance as nom, s.dispositif, o.nom as organisme, d.etat, d.montant, r.rang,
      s.attestation_exigee and not exists (select from aide_attestation t where t.dossier = d.id)
        as "attendAttestation",
      (select jsonb_build_object('le', p.verse_le, 'etat', case when p.etat in ('payee', 'a_reverser') then 'paye'
          when p.etat in ('rejetee', 'impayee') then 'echoue'
          when p.etat in ('envoyee', 'integree') then 'parti' else 'prepare' end)
        from asp_paiement p where p.dossier = d.id and p.etat not in ('en_attente', 'incomplete')
        order by p.id desc limit 1) as paiement,
      l.expire_le as "expireLe", l.revoque_le is not null as revoque
    from aide_lien l join aide_dossier d on d.id = l.dossier join aide_session s on s.id = d.session
      join aide_beneficiaire b on b.id = d.beneficiaire join organisation o on o.id = d.organisation
      left join rangs_d_aide(d.session) r on r.dossier = d.id
    where l.graine = ${graine}
  `.execute(db)
  return rows[0]
}
