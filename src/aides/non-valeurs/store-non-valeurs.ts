import { sql } from 'kysely'
import type {
  Admission,
  Avis,
  Proposition,
  SaisieAdmission,
  TitrePropose,
  VoteAdmission,
} from '#aides/non-valeurs/admission.ts'
import { type Diligence, suiviDe, type TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import { listEncaissements } from '#aides/non-valeurs/store-encaissements.ts'
import { resteDu } from '#budget/rules/titres.ts'
import { listTitres } from '#budget/store-titres.ts'
import type { Db, Tx } from '#platform/db.ts'

/** Every titre with what was done to collect it, and the dossier in which it waits. */
export async function listTitresSuivis(db: Db): Promise<TitreSuivi[]> {
  const titres = await listTitres(db)
  const recus = Map.groupBy(await listEncaissements(db), ({ titre }) => titre)
  const { rows: actes } = await sql<Diligence & { titre: string }>`
    select titre, genre, date, resultat from diligence order by date, rang
  `.execute(db)
  const { rows: proposes } = await sql<{ titre: string; admission: string }>`
    select titre, admission from admission_titre where ouverte
  `.execute(db)
  const dossiers = new Map(proposes.map(({ titre, admission }) => [titre, admission]))
  const parTitre = Map.groupBy(actes, ({ titre }) => titre)
  return titres.map((titre) => {
    const diligences = (parTitre.get(titre.id) ?? []).map(({ titre: _, ...une }) => une)
    const admission = dossiers.get(titre.id) ?? null
    const encaissements = (recus.get(titre.id) ?? []).map(({ titre: _, ...un }) => un)
    const suivi = suiviDe(titre.etat, { diligences, admission })
    return { ...titre, diligences, admission, encaissements, suivi, reste: resteDu(titre) }
  })
}

export async function insertDiligence(
  tx: Tx,
  titre: string,
  { genre, date, resultat }: Diligence,
): Promise<void> {
  await sql`
    insert into diligence (titre, genre, date, resultat) values (${titre}, ${genre}, ${date}, ${resultat})
  `.execute(tx)
}

const columns = sql`
  a.id, a.objet, a.courrier_le as "courrierLe", a.pole, a.etat, a.avis_le as "avisLe", a.observations, a.deliberation,
  a.votee_le as "voteeLe", a.motif, a.engagement,
  (select count(*)::int from admission_titre p where p.admission = a.id) as nombre,
  (select coalesce(sum(t.montant - (select coalesce(sum(e.montant), 0) from encaissement e where e.titre = t.id)), 0)::bigint
    from admission_titre p join titre_recettes t on t.id = p.titre
    where p.admission = a.id) as montant,
  (select coalesce(sum(m.montant), 0)::bigint from mandat m left join constat_mandat c on c.mandat = m.id
    where m.engagement = a.engagement and c.etat is distinct from 'rejete') as mandate
`

/** The dossiers, the last letter first. */
export async function listAdmissions(db: Db): Promise<Admission[]> {
  const { rows } = await sql<Admission>`
    select ${columns} from admission a order by a.courrier_le desc, a.id
  `.execute(db)
  return rows
}

export async function findAdmission(db: Db, id: string): Promise<Admission | undefined> {
  const { rows } = await sql<Admission>`select ${columns} from admission a where a.id = ${id}`.execute(db)
  return rows[0]
}

/** Holds a dossier until the end of the transaction, then reads it: what another decided meanwhile is known. */
export async function lockAdmission(tx: Tx, id: string): Promise<Admission | undefined> {
  await sql`select id from admission where id = ${id} for update`.execute(tx)
  return findAdmission(tx, id)
}

/** The titres of a dossier, by year and number. */
export async function listPropositions(db: Db, admission: string): Promise<Proposition[]> {
  const { rows } = await sql<TitrePropose>`
    select titre, motif, "precision" from admission_titre where admission = ${admission}
  `.execute(db)
  const proposes = new Map(rows.map((un) => [un.titre, un]))
  return (await listTitresSuivis(db))
    .filter(({ id }) => proposes.has(id))
    .map((suivi) => ({ ...proposes.get(suivi.id)!, suivi }))
}

export async function insertAdmission(tx: Tx, { objet, courrierLe, pole }: SaisieAdmission): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into admission (objet, courrier_le, pole) values (${objet}, ${courrierLe}, ${pole}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** @returns false when the titre waits in a dossier already, this one or another */
export async function insertTitrePropose(
  tx: Tx,
  admission: string,
  { titre, motif, precision }: TitrePropose,
): Promise<boolean> {
  const { rows } = await sql`
    insert into admission_titre (admission, titre, motif, "precision")
    values (${admission}, ${titre}, ${motif}, ${precision}) on conflict do nothing returning titre
  `.execute(tx)
  return rows.length > 0
}

/** @returns false when it was not there */
export async function deleteTitrePropose(tx: Tx, admission: string, titre: string): Promise<boolean> {
  const { rows } = await sql`
    delete from admission_titre where admission = ${admission} and titre = ${titre} returning titre
  `.execute(tx)
  return rows.length > 0
}

export async function updateProposee(tx: Tx, id: string): Promise<void> {
  await sql`update admission set etat = 'proposee' where id = ${id}`.execute(tx)
}

/** Writes the avis; an unfavourable one frees the titres. */
export async function updateAvis(tx: Tx, id: string, { sens, date, observations }: Avis): Promise<void> {
  await sql`
    update admission set etat = ${`avis_${sens}`}, avis_le = ${date}, observations = ${observations} where id = ${id}
  `.execute(tx)
  if (sens === 'defavorable') await closePropositions(tx, id)
}

export async function updateVotee(tx: Tx, id: string, { deliberation, date }: VoteAdmission): Promise<void> {
  await sql`
    update admission set etat = 'votee', deliberation = ${deliberation}, votee_le = ${date} where id = ${id}
  `.execute(tx)
}

export async function updateAdmise(tx: Tx, id: string, engagement: string): Promise<void> {
  await sql`update admission set etat = 'admise', engagement = ${engagement} where id = ${id}`.execute(tx)
}

/** Takes a dossier back, and frees its titres. */
export async function updateRetiree(tx: Tx, id: string, motif: string): Promise<void> {
  await sql`update admission set etat = 'retiree', motif = ${motif} where id = ${id}`.execute(tx)
  await closePropositions(tx, id)
}

async function closePropositions(tx: Tx, id: string): Promise<void> {
  await sql`update admission_titre set ouverte = false where admission = ${id}`.execute(tx)
}
