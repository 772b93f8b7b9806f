import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { instruire } from '#aides/instruire.ts'
import { lireDossier } from '#aides/question.ts'
import type { Db } from '#platform/db.ts'
import { enMots } from '#socle/texte.ts'

// Sessions of aids and dossiers already judged, for the tests of what follows: by SQL, as many as one wants.

export const ARA_2025 = importDispositifs().find(({ code }) => code === 'ara-2025')!

/** What the examples of ARA 2025 call a diligent apprentice preparing a CAP. */
export const REPONSES = {
  ...{ 'centre francilien': 'oui', 'premiere annee': 'oui', 'contrat en cours': 'oui', 'deja aide': 'non' },
  ...{ absences: '0', niveau: '3' },
}

export type SessionVoulue = {
  readonly libelle?: string
  readonly exercice?: number
  readonly etat?: string
  readonly ligne?: string | null
  readonly operation?: string | null
  readonly attestationExigee?: boolean
}

export async function creerSession(db: Db, voulue: SessionVoulue = {}): Promise<string> {
  const { libelle = `Session ${randomUUID().slice(0, 8)}`, exercice = 2025, etat = 'ouverte' } = voulue
  const { ligne = null, operation = null, attestationExigee = false } = voulue
  const { rows } = await sql<{ id: string }>`
    insert into aide_session (dispositif, version, libelle, exercice, etat, ouvre_le, ferme_le, ligne, operation,
      attestation_exigee)
    values ('ara-2025', ${ARA_2025.version.empreinte}, ${libelle}, ${exercice}, ${etat}, '2025-01-15T08:00:00Z',
      '2099-12-31T22:59:59Z', ${ligne}, ${operation}, ${attestationExigee}) returning id
  `.execute(db)
  return rows[0]!.id
}

/** An envelope: a line of the budget with one operation. @param affectations in cents */
export async function creerEnveloppe(db: Db, affectations: readonly number[]) {
  const operation = `Opération ${randomUUID().slice(0, 8)}`
  const { rows } = await sql<{ id: string }>`
    insert into ligne_budgetaire (exercice, chapitre, code_fonctionnel, programme, action, libelle)
    values (2025, '932', '26', 'HP 26-003', ${operation}, 'Essai') returning id
  `.execute(db)
  const ligne = rows[0]!.id
  const affecter = (montant: number) =>
    sql`
      insert into affectation (ligne, operation, deliberation, date, montant)
      values (${ligne}, ${operation}, ${`CP ${randomUUID().slice(0, 8)}`}, '2025-01-25', ${montant})
    `.execute(db)
  for (const montant of affectations) await affecter(montant)
  return { ligne, operation, affecter }
}

export type DossierVoulu = {
  readonly session: string
  /** Who deposited it, an account of a training centre with its organisation. */
  readonly qui: { readonly id: string; readonly organisation: string }
  readonly etat?: EtatDossier
  readonly montant?: number | null
  readonly reponses?: Readonly<Record<string, string>>
  readonly nom?: string
  readonly prenom?: string
  readonly beneficiaire?: string
  readonly courriel?: string | null
  /** Seconds after the first deposit of the day. */
  readonly seconde?: number
}

let rang = 0

/** A dossier judged by ARA 2025. @returns its identifier, and its person's */
export async function creerDossier(db: Db, voulu: DossierVoulu) {
  const { session, qui, reponses = REPONSES, nom = 'MARTIN', prenom = 'Alex', courriel = null } = voulu
  const n = ++rang
  const verdict = juger(reponses)
  const montant =
    voulu.montant === undefined ? (verdict.statut === 'accord' ? verdict.montant : null) : voulu.montant
  const etat = voulu.etat ?? (verdict.statut === 'accord' ? 'proposable' : 'refuse')
  const liste = await listeDe(db, session, qui)
  const beneficiaire = voulu.beneficiaire ?? (await creerPersonne(db, nom, prenom))
  const { rows } = await sql<{ id: string; numero: string }>`
    insert into aide_dossier (numero, session, liste, ligne, organisation, beneficiaire, etat, reponses, contrat, adresse,
      courriel, verdict, montant, juge_le, depose_le, accorde_le)
    values (${`ESSAI${String(n).padStart(11, '0')}`}, ${session}, ${liste}, ${n}, ${qui.organisation}, ${beneficiaire},
      ${etat}, ${JSON.stringify(reponses)}::jsonb, '{"debut": "2024-09-01"}', '{"commune": "77288"}', ${courriel},
      ${JSON.stringify(verdict)}::jsonb, ${montant}, '2025-02-01',
      '2025-02-01T08:00:00Z'::timestamptz + make_interval(secs => ${voulu.seconde ?? n}),
      ${etat === 'accorde' ? '2025-02-02T08:00:00Z' : null})
    returning id, numero
  `.execute(db)
  return { ...rows[0]!, beneficiaire }
}

function juger(reponses: Readonly<Record<string, string>>) {
  const dossier = lireDossier(ARA_2025.questions, reponses)
  if (dossier.statut === 'refus') throw new Error(dossier.motifs.map(({ message }) => message).join(' '))
  return instruire(ARA_2025, dossier.valeur, '2025-02-01')
}

export async function creerPersonne(db: Db, nom: string, prenom: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into aide_beneficiaire (civilite, nom_naissance, prenom, ne_le, pays_naissance, commune_naissance,
      rapprochement)
    values ('MME', ${nom}, ${prenom}, '2006-05-04', '99100', '75056', ${enMots(`${nom} ${prenom}`)}) returning id
  `.execute(db)
  return rows[0]!.id
}

async function listeDe(db: Db, session: string, { id, organisation }: DossierVoulu['qui']): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with connue as (select id from aide_liste where session = ${session} and organisation = ${organisation} limit 1),
      neuve as (
        insert into aide_liste (session, organisation, nom, sha256, taille, etat, cree_par, deposee_par, deposee_le)
        select ${session}, ${organisation}, 'liste.xlsx', repeat('a', 64), 1, 'deposee', ${id}, ${id}, now()
        where not exists (select from connue) returning id)
    select id from connue union all select id from neuve
  `.execute(db)
  return rows[0]!.id
}

/** Σ granted on an operation, by hand: what the envelope must never be under. */
export async function sommeAccordee(db: Db, operation: string): Promise<number> {
  const { rows } = await sql<{ somme: number }>`
    select coalesce(sum(d.montant), 0)::bigint as somme from aide_dossier d join aide_session s on s.id = d.session
    where s.operation = ${operation} and d.etat = 'accorde'
  `.execute(db)
  return rows[0]!.somme
}

/** The states of dossiers, in the order asked for. */
export async function etatsDe(db: Db, ids: readonly string[]): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ id: string; etat: string }>`
    select id, etat from aide_dossier where id = any (${[...ids]})
  `.execute(db)
  const etats = new Map(rows.map(({ id, etat }) => [id, etat]))
  return ids.map((id) => etats.get(id))
}
