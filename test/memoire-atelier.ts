import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { ecrireDepot } from '#campagnes/demandes/depot.ts'
import { findDemande, listFormationsSaisies } from '#campagnes/demandes/store-demandes.ts'
import { listPieces } from '#campagnes/demandes/store-pieces.ts'
import type { Db } from '#platform/db.ts'
import { fingerprint } from '#platform/tokens.ts'
import type { Connecte } from './acces/application.ts'
import { PDF_MINUSCULE } from './demandes-atelier.ts'

const empreinte = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex')

/** A document of several pieces, which no compression makes small. @returns its bytes */
export async function joindrePiece(
  db: Db,
  { demande, par, nom, octets }: { demande: string; par: string; nom: string; octets: Uint8Array },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into demande_piece (demande, code, nom, type, taille, sha256, deposee_par, deposee_le)
    values (${demande}, 'comptes', ${nom}, 'application/pdf', ${octets.length}, ${empreinte(octets)}, ${par},
      '2026-03-02T09:30:00Z') returning id
  `.execute(db)
  for (let rang = 1; (rang - 1) * 1_048_576 < octets.length; rang++)
    await sql`
      insert into demande_piece_morceau (piece, rang, octets)
      values (${rows[0]!.id}, ${rang}, ${Buffer.from(octets.subarray((rang - 1) * 1_048_576, rang * 1_048_576))})
    `.execute(db)
}

/** Seals an application as its submission would have: its receipt says true. */
export async function sceller(db: Db, id: string): Promise<void> {
  const { campagne, organisation, effectif } = (await findDemande(db, id))!
  const [formations, pieces] = [await listFormationsSaisies(db, id), await listPieces(db, id)]
  const sceau = fingerprint(
    ecrireDepot({ campagne, siret: organisation.siret, effectif, formations, pieces }),
  )
  await sql`update demande set empreinte = ${sceau} where id = ${id}`.execute(db)
}

type Gens = { readonly agent: Pick<Connecte, 'id'>; readonly organisme: Pick<Connecte, 'id'> }

/** Writes about an application all that people write: messages, a note, a complement, a correction, opinions. */
export async function ecrireAutour(db: Db, demande: string, { agent, organisme }: Gens): Promise<void> {
  const messages = [
    ['region', 'Pouvez-vous préciser <b>les effectifs</b> ?', agent.id],
    ['organisme', 'Ils sont dans les comptes joints.', organisme.id],
    ['interne', 'Note entre agents, à ne pas montrer.', agent.id],
  ]
  for (const [i, [sens, texte, auteur]] of messages.entries())
    await sql`insert into demande_message (demande, sens, texte, auteur, le)
      values (${demande}, ${sens}, ${texte}, ${auteur}, ${`2026-03-0${i + 3}T10:00:00Z`})`.execute(db)
  await sql`insert into demande_complement (demande, texte, echeance, demande_par, demande_le, repondu_le)
    values (${demande}, 'Joindre les comptes.', '2026-03-20', ${agent.id}, '2026-03-06T10:00:00Z', '2026-03-07T10:00:00Z')`.execute(
    db,
  )
  await sql`insert into demande_correction (demande, formation, champ, avant, apres, motif, par, le)
    values (${demande}, 'F1', 'contrats', '30', '24', 'Six contrats comptés deux fois.', ${agent.id}, '2026-03-08T10:00:00Z')`.execute(
    db,
  )
  await sql`insert into demande_avis (demande, nature, sens, texte, par, le)
    values (${demande}, 'final', 'favorable', 'Avis réservé aux agents.', ${agent.id}, '2026-03-09T10:00:00Z')`.execute(
    db,
  )
  await sql`insert into demande_alerte_levee (demande, code, cible, motif, par, le)
    values (${demande}, 'ecart-annee', 'x', 'Ouverture d’un site.', ${agent.id}, '2026-03-09T11:00:00Z')`.execute(
    db,
  )
}

/** A letter generated, signed, scanned and notified. */
export async function notifierLettre(
  db: Db,
  { campagne, demande, agent }: { campagne: string; demande: string; agent: Pick<Connecte, 'id'> },
): Promise<void> {
  const pdf = Buffer.from(PDF_MINUSCULE)
  const scan = Buffer.from(`${PDF_MINUSCULE}signée`)
  await sql`insert into lettre (demande, campagne, decision, montant, sha256, generee_par, generee_le)
    values (${demande}, ${campagne}, 'retenue', 100, ${empreinte(pdf)}, ${agent.id}, '2026-07-03T10:00:00Z')`.execute(
    db,
  )
  await sql`insert into lettre_fichier values (${demande}, 'generee', ${pdf}, ${empreinte(pdf)}),
    (${demande}, 'signee', ${scan}, ${empreinte(scan)})`.execute(db)
  await sql`update lettre set etat = 'notifiee', signataire = 'Une directrice', signee_le = '2026-07-06',
    signee_par = ${agent.id}, notifiee_le = '2026-07-07T10:00:00Z', notifiee_par = ${agent.id}
    where demande = ${demande}`.execute(db)
}

/** What is owed for an application: 36 000 € engaged, one mandat paid and one rejected. */
export async function payerDemande(db: Db, demande: string, siret: string): Promise<void> {
  const { rows } = await sql<{ ligne: string; engagement: string }>`
    with l as (insert into ligne_budgetaire (exercice, chapitre, code_fonctionnel, action, libelle)
      values (2026, '932', '26', ${demande}, 'Essai') returning id),
    e as (insert into engagement (ligne, objet, libelle, beneficiaire, siret, date, montant)
      select id, ${`demande:${demande}`}, 'Majoration', 'Un organisme', ${siret}, '2026-07-10', 3600000 from l returning id)
    select l.id as ligne, e.id as engagement from l, e
  `.execute(db)
  const { ligne, engagement } = rows[0]!
  await sql`insert into bordereau (exercice, numero, emis_le) values (2026, 12, '2026-07-15') on conflict do nothing`.execute(
    db,
  )
  for (const [i, [etat, motif]] of [
    ['rejete', 'RIB inconnu'],
    ['paye', null],
  ].entries()) {
    const { rows: mandats } = await sql<{ id: string }>`
      insert into mandat (reference, engagement, ligne, exercice, bordereau, date, montant)
      values (${`${demande}-${i}`}, ${engagement}, ${ligne}, 2026, 12, ${`2026-07-1${i + 5}`}, 3600000) returning id
    `.execute(db)
    await sql`insert into constat_mandat (mandat, etat, date, motif)
      values (${mandats[0]!.id}, ${etat}, ${`2026-07-2${i}`}, ${motif})`.execute(db)
  }
}
