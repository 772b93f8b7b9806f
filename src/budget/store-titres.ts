import { sql } from 'kysely'
import { type DemandeTitre, resteDu, type SuiteTitre, suivreTitre, type Titre } from '#budget/rules/titres.ts'
import { findEngagement } from '#budget/store-engagements.ts'
import { lockLignes } from '#budget/store-lignes.ts'
import type { Db, Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

const columns = sql`
  t.id, t.exercice, t.numero, t.debiteur, t.siret, t.objet, t.date, t.montant, coalesce(s.etat, 'emis') as etat,
  s.engagement, (select coalesce(sum(e.montant), 0)::bigint from encaissement e where e.titre = t.id) as encaisse
`

/** Nobody else adds to a titre, or ends it, before the end of the transaction. */
export async function lockTitre(tx: Tx, id: string): Promise<void> {
  await sql`select tenir_titre(${id})`.execute(tx)
}

/** Every titre, by exercice and number. */
export async function listTitres(db: Db): Promise<Titre[]> {
  const { rows } = await sql<Titre>`
    select ${columns} from titre_recettes t left join suite_titre s on s.titre = t.id order by t.exercice, t.numero
  `.execute(db)
  return rows
}

export async function findTitre(db: Db, id: string): Promise<Titre | undefined> {
  const { rows } = await sql<Titre>`
    select ${columns} from titre_recettes t left join suite_titre s on s.titre = t.id where t.id = ${id}
  `.execute(db)
  return rows[0]
}

/** Writes what somebody owes to the Région; refused when the number is taken in its exercice. */
export async function createTitre(tx: Tx, demande: DemandeTitre): Promise<Decision<Titre>> {
  const { exercice, numero, debiteur, siret, objet, date, montant } = demande
  const { rows } = await sql<{ id: string }>`
    insert into titre_recettes (exercice, numero, debiteur, siret, objet, date, montant)
    values (${exercice}, ${numero}, ${debiteur}, ${siret}, ${objet}, ${date}, ${montant})
    on conflict (exercice, numero) do nothing returning id
  `.execute(tx)
  const id = rows[0]?.id
  if (!id)
    return refus({
      code: 'numero-pris',
      message: `Le titre n° ${numero} de ${exercice} existe déjà.`,
      correcteur: 'demandeur',
    })
  await insertJournal(tx, { acte: 'titre.emis', objet: `titre:${id}`, apres: demande })
  return accord({ id, ...demande, etat: 'emis', engagement: null, encaisse: 0 })
}

/** Writes how a titre ended. A write-off is borne by an engagement without affectation, within its amount. */
export async function createSuite(
  tx: Tx,
  id: string,
  suite: SuiteTitre,
  engagement: string | null,
): Promise<Decision<Titre> | undefined> {
  const porteur = engagement ? await findEngagement(tx, engagement) : undefined
  if (porteur) await lockLignes(tx, [porteur.ligne])
  await lockTitre(tx, id)
  const titre = await findTitre(tx, id)
  if (!titre) return undefined
  const perte =
    porteur && porteur.affectation === null
      ? { montant: porteur.montant - porteur.desengage, dejaImpute: await sumPertes(tx, porteur.id) }
      : undefined
  const decision = suivreTitre(suite, titre, perte)
  if (decision.statut === 'refus') return decision
  const porte = suite.etat === 'admis_en_non_valeur' ? porteur!.id : null
  const { rows } = await sql`
    insert into suite_titre (titre, etat, date, motif, engagement)
    values (${id}, ${suite.etat}, ${suite.date}, ${suite.motif}, ${porte}) on conflict do nothing returning titre
  `.execute(tx)
  // Somebody ended it while we decided: the rules say so.
  if (rows.length === 0) {
    const fini = suivreTitre(suite, (await findTitre(tx, id))!, perte)
    return fini.statut === 'refus' ? fini : undefined
  }
  const { exercice, numero, montant } = titre
  const perteOuTout = suite.etat === 'recouvre' ? montant : resteDu(titre)
  await insertJournal(tx, {
    acte: 'titre.fini',
    objet: `titre:${id}`,
    apres: { exercice, numero, montant: perteOuTout, etat: suite.etat },
    ...(suite.motif ? { motif: suite.motif } : {}),
  })
  return accord((await findTitre(tx, id))!)
}

/** What the write-offs already take of an engagement. */
async function sumPertes(db: Db, engagement: string): Promise<Centimes> {
  const { rows } = await sql<{ total: Centimes }>`
    select coalesce(sum(t.montant - (select coalesce(sum(e.montant), 0) from encaissement e where e.titre = t.id)), 0)::bigint
      as total from suite_titre s join titre_recettes t on t.id = s.titre
    where s.engagement = ${engagement}
  `.execute(db)
  return rows[0]!.total
}
