import { sql } from 'kysely'
import type { Avis } from '#campagnes/demandes/avis.ts'
import type { DeclareAilleurs, Etude, MessageLu } from '#campagnes/demandes/instruction.ts'
import type { Db, Tx } from '#platform/db.ts'

// What is written and read at the desk, about one application.

const noms = sql`
  (select nom from personne p where p.id = par) as "nomPar", (select nom from personne p where p.id = pour) as "nomPour"
`

export async function listAvis(db: Db, demande: string): Promise<Avis[]> {
  const { rows } = await sql<Avis>`
    select nature, sens, texte, par, pour, ${noms}, le from demande_avis where demande = ${demande} order by id
  `.execute(db)
  return rows
}

type Mains = { readonly par: string; readonly pour: string | null }

export async function insertAvis(
  tx: Tx,
  demande: string,
  { nature, sens, texte, par, pour }: Pick<Avis, 'nature' | 'sens' | 'texte'> & Mains,
): Promise<void> {
  await sql`
    insert into demande_avis (demande, nature, sens, texte, par, pour)
    values (${demande}, ${nature}, ${sens}, ${texte}, ${par}, ${pour})
  `.execute(tx)
}

/** Messages about an application, oldest first: with the body, and among agents. */
export async function listMessagesDe(db: Db, demande: string): Promise<MessageLu[]> {
  const { rows } = await sql<MessageLu>`
    select m.sens, m.texte, coalesce(p.nom, '') as "nomAuteur", m.le, m.lu_le as "luLe",
      array(select q.nom from demande_mention n join personne q on q.id = n.personne where n.message = m.id order by q.nom)
        as mentions
    from demande_message m left join personne p on p.id = m.auteur where m.demande = ${demande} order by m.le, m.id
  `.execute(db)
  return rows
}

/** Writes a message, and whom it names. */
export async function insertMessage(
  tx: Tx,
  demande: string,
  { sens, texte, auteur }: { sens: MessageLu['sens']; texte: string; auteur: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into demande_message (demande, sens, texte, auteur)
    values (${demande}, ${sens}, ${texte}, ${auteur}) returning id
  `.execute(tx)
  return rows[0]!.id
}

export async function insertMention(tx: Tx, message: string, personne: string): Promise<void> {
  await sql`insert into demande_mention (message, personne) values (${message}, ${personne})`.execute(tx)
}

export async function listComplements(db: Db, demande: string): Promise<Etude['complements']> {
  const { rows } = await sql<Etude['complements'][number]>`
    select c.texte, c.echeance, coalesce(p.nom, '') as "nomPar", c.demande_le as le, c.repondu_le as "reponduLe",
      c.rappele_le as "rappeleLe"
    from demande_complement c left join personne p on p.id = c.demande_par
    where c.demande = ${demande} order by c.demande_le, c.id
  `.execute(db)
  return rows
}

export async function insertComplement(
  tx: Tx,
  demande: string,
  { texte, echeance, par }: { texte: string; echeance: string; par: string },
): Promise<void> {
  await sql`
    insert into demande_complement (demande, texte, echeance, demande_par)
    values (${demande}, ${texte}, ${echeance}, ${par})
  `.execute(tx)
}

export async function insertCorrection(
  tx: Tx,
  demande: string,
  correction: { formation: string; champ: string; avant: string; apres: string; motif: string } & Mains,
): Promise<void> {
  const { formation, champ, avant, apres, motif, par, pour } = correction
  await sql`
    insert into demande_correction (demande, formation, champ, avant, apres, motif, par, pour)
    values (${demande}, ${formation}, ${champ}, ${avant}, ${apres}, ${motif}, ${par}, ${pour})
  `.execute(tx)
}

/** Gives an application to an agent, or to nobody. */
export async function updateInstructeur(tx: Tx, demande: string, agent: string | null): Promise<void> {
  await sql`update demande set instructeur = ${agent}, modifiee_le = now() where id = ${demande}`.execute(tx)
}

/** What the same body, by its SIREN, declared in other campaigns or under other SIRET, the most recent first. */
export async function listAilleurs(
  db: Db,
  { id, campagne, siret }: { id: string; campagne: string; siret: string },
): Promise<DeclareAilleurs[]> {
  const siren = `${siret.slice(0, 9)}%`
  const { rows } = await sql<DeclareAilleurs>`
    select c.id as campagne, c.libelle, c.exercice, o.nom, o.siret,
      jsonb_build_object('id', d.id, 'numero', d.numero, 'etat', d.etat) as demande,
      coalesce(k.formations, 0) as formations, coalesce(k.contrats, 0) as contrats, d.effectif
    from demande d join campagne c on c.id = d.campagne join organisation o on o.id = d.organisation
      left join demande_controle k on k.demande = d.id
    where o.siret like ${siren} and d.id <> ${id} and d.etat not in ('brouillon', 'retiree')
    union all
    select c.id, c.libelle, c.exercice, o.nom, o.siret, null, count(f)::int, coalesce(sum(f.contrats), 0)::int,
      coalesce(max(f.effectif_organisme)::text, '')
    from organisme o join campagne c on c.id = o.campagne
      left join formation f on f.campagne = o.campagne and f.organisme = o.identifiant
    where o.siret like ${siren} and c.id <> ${campagne} and not exists (select from demande d
        join organisation a on a.id = d.organisation where d.campagne = c.id and a.siret = o.siret)
    group by c.id, o.identifiant, o.nom, o.siret
    order by exercice desc, libelle, siret
    limit 20
  `.execute(db)
  return rows
}
