import { sql } from 'kysely'
import type { MotifPaiement } from '#aides/asp/correcteur.ts'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import type { ChampCorrigeable, Changement } from '#aides/dossiers/champs-corrigeables.ts'
import type { LigneGardee } from '#aides/dossiers/correction-ligne.ts'
import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import type { Identite } from '#aides/listes/dossier-depose.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A dossier as it may be corrected, and where its payment stands. */
export type DossierACorriger = LigneGardee & {
  readonly id: string
  readonly numero: string
  readonly beneficiaire: string
  readonly etat: EtatDossier
  /** Changes whenever the dossier, its person or what was corrected of it does. */
  readonly version: string
  readonly paiement: EtatPaiement | null
  readonly raison: string | null
  readonly motifs: readonly MotifPaiement[]
  /** Something that is sent was corrected after its payment stopped. */
  readonly corrige: boolean
}

/** Corrected since, in a field that the agency is told. @param p alias of the payment */
export const corrigeDepuis = sql`exists (select from aide_correction k where k.dossier = p.dossier and k.le > p.maj_le
  and k.champ not in ('courriel', 'telephone'))`

export async function findACorriger(db: Db, id: string): Promise<DossierACorriger | undefined> {
  // xmin is the transaction that wrote the row last: PostgreSQL keeps that count of versions for us.
  const { rows } = await sql<DossierACorriger>`
    select d.id, d.numero, d.beneficiaire, d.etat, d.adresse, d.courriel, d.telephone, d.contrat,
      concat_ws('.', d.xmin, b.xmin, (select max(k.id) from aide_correction k where k.dossier = d.id)) as version,
      jsonb_build_object('civilite', b.civilite, 'nomNaissance', b.nom_naissance, 'nomUsage', b.nom_usage,
        'prenom', b.prenom, 'neLe', b.ne_le, 'paysNaissance', b.pays_naissance,
        'communeNaissance', b.commune_naissance) as identite,
      p.etat as paiement, p.raison, coalesce(p.motifs, '[]') as motifs, ${corrigeDepuis} as corrige
    from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire
      left join lateral (select * from asp_paiement x where x.dossier = d.id
        order by x.etat in ('rejetee', 'impayee'), x.id desc limit 1) p on true
    where d.id = ${id}
  `.execute(db)
  return rows[0]
}

export type Tenue = {
  readonly paiement: EtatPaiement | null
  readonly personneEnVol: boolean
  readonly personneAilleurs: boolean
  readonly masque: string | null
}

/** Holds all the dossiers of a person and their payments. @returns undefined when this actor may not correct this one */
export async function holdCorrection(tx: Tx, dossier: string): Promise<Tenue | undefined> {
  const { rows } = await sql<Tenue>`
    select paiement, personne_en_vol as "personneEnVol", personne_ailleurs as "personneAilleurs", masque
    from tenir_la_correction(${dossier})
  `.execute(tx)
  return rows[0]
}

export async function updateIdentite(tx: Tx, dossier: string, identite: Identite): Promise<void> {
  await sql`select corriger_l_identite(${dossier}, ${JSON.stringify(identite)}::jsonb)`.execute(tx)
}

export async function updateAdresses(
  tx: Tx,
  dossier: string,
  {
    adresse,
    contact: { courriel, telephone },
  }: {
    readonly adresse: object
    readonly contact: { readonly courriel: string | null; readonly telephone: string | null }
  },
): Promise<void> {
  await sql`
    select corriger_les_adresses(${dossier}, ${JSON.stringify(adresse)}::jsonb, ${courriel}, ${telephone})
  `.execute(tx)
}

export type CompteScelle = { readonly chiffre: Buffer; readonly empreinte: string; readonly masque: string }

export async function updateCompte(
  tx: Tx,
  dossier: string,
  { chiffre, empreinte, masque }: CompteScelle,
): Promise<void> {
  await sql`select corriger_le_compte(${dossier}, ${chiffre}, ${empreinte}, ${masque})`.execute(tx)
}

/** Back to an agent, who says who the person is. */
export async function updateAVerifier(tx: Tx, dossier: string, motif: string): Promise<void> {
  await sql`select verifier_de_nouveau(${dossier}, ${motif})`.execute(tx)
}

/** What was ready to leave is tested again. @param personne the other dossiers of the person too */
export async function reopenPretes(tx: Tx, dossier: string, personne: boolean): Promise<void> {
  await sql`select reprendre_les_prets(${dossier}, ${personne})`.execute(tx)
}

/** Keeps both values of each field: for an identity, in every dossier of the person that the actor sees. */
export async function insertCorrections(
  tx: Tx,
  dossier: string,
  changements: readonly (Changement & { readonly personne: boolean })[],
  { par, motif }: { readonly par: string; readonly motif: string | null },
): Promise<void> {
  await sql`
    insert into aide_correction (dossier, champ, avant, apres, par, motif)
    select d.id, c.champ, c.avant, c.apres, ${par}, ${motif}
    from jsonb_to_recordset(${JSON.stringify(changements)}::jsonb) as c (champ text, avant text, apres text, personne boolean)
      join aide_dossier e on e.id = ${dossier}
      join aide_dossier d on d.id = e.id or (c.personne and d.beneficiaire = e.beneficiaire)
  `.execute(tx)
}

export type CorrectionLue = {
  readonly champ: ChampCorrigeable
  readonly avant: string | null
  readonly apres: string | null
  readonly le: string
  /** By name when the account still has one. */
  readonly par: string | null
  readonly motif: string | null
}

/** All that was corrected of a dossier, the latest first. */
export async function listCorrections(db: Db, dossier: string): Promise<CorrectionLue[]> {
  const { rows } = await sql<CorrectionLue>`
    select k.champ, k.avant, k.apres, k.le, p.nom as par, k.motif
    from aide_correction k left join personne p on p.id = k.par where k.dossier = ${dossier} order by k.id desc
  `.execute(db)
  return rows
}
