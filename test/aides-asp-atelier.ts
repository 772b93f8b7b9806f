import { sql } from 'kysely'
import type { Parametrage } from '#aides/asp/enregistrement.ts'
import { LIEUX } from '#aides/asp/scelle.ts'
import { upsertParametrage } from '#aides/asp/store-parametrage.ts'
import { cleIban, cleRib } from '#aides/listes/iban.ts'
import type { Coffre } from '#platform/coffre.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { CODES } from './asp-atelier.ts'

// Dossiers granted and their bank accounts, by plain inserts: the payments only read them.

let rang = 0

/** An IBAN of France whose keys are right, the `n`-th of an imaginary bank. */
export function ibanDEssai(n: number): string {
  const compte = `3000600001${String(n).padStart(11, '0')}`
  const rib = compte + cleRib(compte)
  return `FR${cleIban('FR', rib)}${rib}`
}

export type SessionDEssai = { readonly session: string; readonly ligne: string; readonly dossiers: string[] }

/**
 * A session with its budget line, and as many dossiers granted as amounts, in cents.
 *
 * @param organisation who deposited the list; a new body when absent
 */
export async function creerDossiersAccordes(
  db: Db,
  coffre: Coffre,
  montants: readonly number[],
  {
    organisation,
    codes = CODES,
    par,
  }: { organisation?: string; codes?: Parametrage | null; par?: string } = {},
): Promise<SessionDEssai> {
  const n = ++rang
  return transaction(db, async (tx) => {
    const cfa = organisation ?? (await creerCentre(tx, n))
    const auteur = par ?? (await creerAuteur(tx, cfa, n))
    const { rows: lignes } = await sql<{ id: string }>`
      insert into ligne_budgetaire (exercice, chapitre, code_fonctionnel, programme, action, nature, libelle)
      values (2025, '932', '26', ${`HP26-${100 + n}`}, '12600302', '6513', 'Aide aux apprentis') returning id`.execute(
      tx,
    )
    const ligne = lignes[0]!.id
    if (codes) await upsertParametrage(tx, codes)
    const { rows: sessions } = await sql<{ id: string }>`
      insert into aide_session (dispositif, version, libelle, exercice, etat, ouvre_le, ferme_le, ligne, operation)
      values ('ara-2025', ${'0'.repeat(64)}, ${`Session ${n}`}, 2025, 'close', '2025-09-01', '2025-10-15', ${ligne}, 'ARA')
      returning id`.execute(tx)
    const session = sessions[0]!.id
    const { rows: listes } = await sql<{ id: string }>`
      insert into aide_liste (session, organisation, nom, sha256, taille, etat, cree_par, deposee_par, deposee_le)
      values (${session}, ${cfa}, 'liste.csv', ${n.toString(16).padStart(64, '0')}, 10, 'deposee', ${auteur}, ${auteur}, now())
      returning id`.execute(tx)
    const dossiers: string[] = []
    for (const [i, montant] of montants.entries())
      dossiers.push(await creerDossier(tx, coffre, { n, i, session, liste: listes[0]!.id, cfa, montant }))
    return { session, ligne, dossiers }
  })
}

async function creerDossier(
  tx: Tx,
  coffre: Coffre,
  {
    n,
    i,
    session,
    liste,
    cfa,
    montant,
  }: { n: number; i: number; session: string; liste: string; cfa: string; montant: number },
): Promise<string> {
  const numero = `ARA25${n.toString(36).toUpperCase().padStart(3, '0')}${String(i).padStart(8, '0')}`
  const { rows: gens } = await sql<{ id: string }>`
    insert into aide_beneficiaire (civilite, nom_naissance, prenom, ne_le, pays_naissance, commune_naissance, rapprochement)
    values (${i % 2 ? 'M' : 'MME'}, ${`Delœuvre-${i}`}, 'Éloïse', '2007-11-07', '99100', '75056', ${`deloeuvre ${i}`})
    returning id`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into aide_dossier (numero, session, liste, ligne, organisation, beneficiaire, etat, reponses, contrat, adresse,
      verdict, montant, juge_le, accorde_le)
    values (${numero}, ${session}, ${liste}, ${i + 2}, ${cfa}, ${gens[0]!.id}, 'accorde', '{}', '{}',
      ${JSON.stringify({ numero: '12', typeVoie: 'Rue', libelleVoie: 'de l’Église', codePostal: '75005', commune: '75105', libelleCommune: 'Paris', pays: '99100' })}::jsonb,
      '{}', ${montant}, '2025-11-01', '2025-11-03T10:00:00Z') returning id`.execute(tx)
  const dossier = rows[0]!.id
  await sceller(tx, coffre, dossier, {
    iban: ibanDEssai(n * 100_000 + i),
    bic: 'AGRIFRPP',
    titulaire: `Éloïse Delœuvre-${i}`,
  })
  return dossier
}

/** Gives a dossier the account on which its aid is paid, whatever it was. */
export async function sceller(tx: Tx | Db, coffre: Coffre, dossier: string, compte: object): Promise<void> {
  const chiffre = coffre.seal(JSON.stringify(compte), LIEUX.coordonnees(dossier))
  await sql`
    insert into aide_coordonnees (dossier, chiffre, empreinte, masque)
    values (${dossier}, ${chiffre}, ${coffre.fingerprint(JSON.stringify(compte))}, 'FR•• •••• 0000')
    on conflict (dossier) do update set chiffre = excluded.chiffre, empreinte = excluded.empreinte`.execute(
    tx,
  )
}

async function creerCentre(tx: Tx, n: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into organisation (nature, nom, siret) values ('of-cfa', ${`CFA des Aides ${n}`}, ${String(90_000_000_000_000 + n)})
    returning id`.execute(tx)
  return rows[0]!.id
}

async function creerAuteur(tx: Tx, organisation: string, n: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into personne (emetteur, sujet, nom, organisation) values ('essai', ${`aides-${n}`}, 'Essai', ${organisation})
    returning id`.execute(tx)
  return rows[0]!.id
}
