import { sql } from 'kysely'
import type { Parametrage } from '#aides/asp/enregistrement.ts'
import { upsertParametrage } from '#aides/asp/store-parametrage.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { instruire } from '#aides/instruire.ts'
import { cleIban, cleRib } from '#aides/listes/iban.ts'
import { lireDossier } from '#aides/question.ts'
import { createAffectation } from '#budget/store-actes.ts'
import type { Coffre } from '#platform/coffre.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { euros } from '#socle/montant.ts'
import { enMots } from '#socle/texte.ts'

// A session of the aid of 2025 with forty invented apprentices of AFORPA, in all the states that a dossier can have: names,
// dates, addresses and accounts are made up, and so are the envelope and the codes of the paying agency.

const OPERATION = 'Aide régionale à l’apprentissage 2025 (fictif)'
const ENVELOPPE = euros(3_500)
const DEPOT = '2025-03-10T09:00:00Z'
const JUGE_LE = '2025-03-10'

/** Codes that say by themselves that no convention gave them. */
const CODES: Parametrage = {
  ...{ dispositif: 'ara-2025', codeSite: 'FICTIF', codeUtilisateur: 'FICTIF', codeDispositif: 'FICTIF-ARA' },
  ...{ codePrestation: 'FICTIF-PREST', codeObjet: 'FICTIF', uniteSuivi: 'FICTIF-2025' },
  ...{ application: 'FICTIF', departementDefaut: '075', indicatif: true },
}
/** The centre has certified the first ones: their payments can leave, the others say what they wait for. */
const ATTESTES = 12

const NOMS = ['ARVERNE', 'BELCOURT', 'CHASTEL', 'DORMOY', 'ESTIVAL', 'FONTBRUNE', 'GRANDPRÉ', 'HAUTERIVE']
const PRENOMS = ['Aïcha', 'Basile', 'Chloé', 'Driss', 'Élise', 'Farid', 'Gaëlle', 'Hector', 'Inaya', 'Jules']
const DIPLOMES: Readonly<Record<string, string>> = {
  ...{ '3': 'CAP Maintenance des véhicules', '4': 'Bac professionnel Maintenance des véhicules' },
  ...{ '5': 'BTS Maintenance des véhicules', '6': 'Licence professionnelle' },
}

/** She has but one letter, and her birth date, of somebody granted before: an agent says whether they are one person. */
const RESSEMBLE = { rang: 36, a: 24, nom: 'ARVERNE', prenom: 'Élisa' }

type Apprenti = {
  readonly rang: number
  /** What the birth date is drawn from. */
  readonly naissance: number
  readonly nom: string
  readonly prenom: string
  readonly niveau: string
  readonly reponses: Readonly<Record<string, string>>
}

const placeDuPrenom = (rang: number) => (rang * 3 + Math.floor(rang / 10)) % PRENOMS.length

/** Forty people: one in eight was too often absent, one in twenty prepares a level that is not aided, two said too little. */
const APPRENTIS: readonly Apprenti[] = Array.from({ length: 40 }, (_, rang) => {
  const niveau = rang % 20 === 19 ? '6' : (['3', '4', '5'][rang % 3] ?? '3')
  const reponses = {
    ...{ 'centre francilien': 'oui', 'premiere annee': 'oui', 'contrat en cours': 'oui', 'deja aide': 'non' },
    ...(rang !== 12 && rang !== 33 && { absences: rang % 8 === 7 ? '23.5' : String(rang % 5) }),
    niveau,
  }
  return {
    rang,
    naissance: rang === RESSEMBLE.rang ? RESSEMBLE.a : rang,
    nom: rang === RESSEMBLE.rang ? RESSEMBLE.nom : NOMS[rang % NOMS.length]!,
    prenom: rang === RESSEMBLE.rang ? RESSEMBLE.prenom : PRENOMS[placeDuPrenom(rang)]!,
    niveau,
    reponses,
  }
})

/** Gives a demonstration without any session of aids its first one, whole, or leaves it as it is. */
export async function chargerAides(tx: Tx, coffre: Coffre): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403112025)`.execute(tx)
  const { rows: deja } = await sql`select 1 from aide_session limit 1`.execute(tx)
  const centre = await findCentre(tx)
  const ligne = await findLigne(tx)
  if (deja.length > 0 || !centre || !ligne) return
  const ara = importDispositifs().find(({ code }) => code === 'ara-2025')!
  const affectation = {
    operation: OPERATION,
    deliberation: 'Fictive',
    date: '2024-12-12',
    montant: ENVELOPPE,
  }
  await createAffectation(tx, ligne, affectation)
  await upsertParametrage(tx, CODES)
  const { rows: sessions } = await sql<{ id: string }>`
    insert into aide_session (dispositif, version, libelle, exercice, etat, ouvre_le, ferme_le, ligne, operation, fictif,
      attestation_exigee)
    values ('ara-2025', ${ara.version.empreinte}, 'ARA 2025, première session', 2025, 'ouverte',
      '2025-03-01T08:00:00Z', '2099-12-31T22:59:59Z', ${ligne}, ${OPERATION}, true, true) returning id
  `.execute(tx)
  const session = sessions[0]!.id
  const { rows: listes } = await sql<{ id: string }>`
    insert into aide_liste (session, organisation, nom, sha256, taille, etat, cree_par, cree_le, deposee_par, deposee_le)
    values (${session}, ${centre.organisation}, 'apprentis fictifs.xlsx', repeat('0', 64), 1, 'deposee', ${centre.id},
      ${DEPOT}, ${centre.id}, ${DEPOT}) returning id
  `.execute(tx)
  const envoi = { session, liste: listes[0]!.id, organisation: centre.organisation, par: centre.id }
  let reste = ENVELOPPE
  for (const apprenti of APPRENTIS) {
    const dossier = lireDossier(ara.questions, apprenti.reponses)
    if (dossier.statut === 'refus') throw new Error(dossier.motifs.map(({ message }) => message).join(' '))
    const verdict = instruire(ara, dossier.valeur, JUGE_LE)
    const montant = verdict.statut === 'accord' ? verdict.montant : null
    const etat = choisirEtat(apprenti.rang, verdict.statut, montant !== null && montant <= reste)
    if (etat === 'accorde') reste -= montant!
    await insertApprenti(tx, coffre, envoi, { ...apprenti, etat, montant, verdict })
  }
  const apres = { libelle: 'ARA 2025, première session', demonstration: true }
  await insertJournal(tx, { acte: 'campagneaide.creee', objet: `campagneaide:${session}`, apres })
}

/** The first thirty were already granted as far as the envelope goes; the last ones are proposed, some withdrew. */
function choisirEtat(rang: number, statut: string, tient: boolean): string {
  if (statut === 'refus') return 'refuse'
  if (statut === 'incomplet') return 'incomplet'
  if (rang === 4 || rang === 21) return 'retire'
  if (rang === RESSEMBLE.rang) return 'a_verifier'
  if (rang >= 30) return 'proposable'
  return tient ? 'accorde' : 'en_attente'
}

const MOTIFS: Readonly<Record<string, string>> = {
  retire: 'Contrat rompu',
  a_verifier: 'Une personne de nom très proche, née le même jour, est déjà connue.',
}

type Juge = Apprenti & {
  readonly etat: string
  readonly montant: number | null
  readonly verdict: object
}

async function insertApprenti(
  tx: Tx,
  coffre: Coffre,
  envoi: { session: string; liste: string; organisation: string; par: string },
  { rang, naissance, nom, prenom, niveau, reponses, etat, montant, verdict }: Juge,
): Promise<void> {
  const { session, liste, organisation, par } = envoi
  const mots = enMots(`${nom} ${prenom}`).split(' ').sort().join(' ')
  const neLe = `${2004 + (naissance % 4)}-${String((naissance % 12) + 1).padStart(2, '0')}-${String((naissance % 28) + 1).padStart(2, '0')}`
  const compte = { iban: inventerIban(rang), bic: 'FICTFRPPXXX', titulaire: `${prenom} ${nom}` }
  const masque = `FR•• •••• ${compte.iban.slice(-4)}`
  const cellules = { nomNaissance: nom, prenom, niveau, absences: reponses.absences ?? '' }
  await sql`
    insert into aide_ligne (liste, ligne, cellules, masque)
    values (${liste}, ${rang + 2}, ${JSON.stringify(cellules)}::jsonb, ${masque})
  `.execute(tx)
  const { rows: personnes } = await sql<{ id: string }>`
    insert into aide_beneficiaire (civilite, nom_naissance, prenom, ne_le, pays_naissance, commune_naissance, rapprochement)
    values (${placeDuPrenom(naissance) % 2 === 0 ? 'MME' : 'M'}, ${nom}, ${prenom}, ${neLe}, '99100', '75056', ${mots}) returning id
  `.execute(tx)
  const contrat = {
    ...{ numero: `FICTIF-${1000 + rang}`, debut: '2024-09-02', fin: '2026-08-31', niveau },
    ...{
      rupture: etat === 'retire' ? '2025-02-28' : null,
      diplome: DIPLOMES[niveau],
      uai: null,
      siret: null,
    },
  }
  const adresse = {
    ...{ numero: String(rang + 1), typeVoie: 'RUE', libelleVoie: 'DES ESSAIS', codePostal: '77000' },
    ...{ commune: '77288', libelleCommune: 'MELUN', pays: '99100' },
  }
  const courriel = rang % 4 === 3 ? null : `apprenti${rang + 1}@exemple.fr`
  const { rows } = await sql<{ id: string }>`
    insert into aide_dossier (numero, session, liste, ligne, organisation, beneficiaire, etat, reponses, contrat, adresse,
      courriel, verdict, montant, juge_le, depose_le, accorde_le)
    values (${`FICTIF2025${String(rang + 1).padStart(6, '0')}`}, ${session}, ${liste}, ${rang + 2}, ${organisation},
      ${personnes[0]!.id}, ${etat}, ${JSON.stringify(reponses)}::jsonb, ${JSON.stringify(contrat)}::jsonb,
      ${JSON.stringify(adresse)}::jsonb, ${courriel}, ${JSON.stringify(verdict)}::jsonb, ${montant}, ${JUGE_LE},
      ${DEPOT}::timestamptz + make_interval(secs => ${rang}), ${etat === 'accorde' ? '2025-03-20T09:00:00Z' : null})
    returning id
  `.execute(tx)
  const { id } = rows[0]!
  if (etat !== 'proposable')
    await sql`
      insert into aide_dossier_etape (dossier, de, vers, le, motif)
      values (${id}, null, ${etat}, '2025-03-20T09:00:00Z', ${MOTIFS[etat] ?? null})
    `.execute(tx)
  if (etat === 'accorde' && rang < ATTESTES)
    await sql`
      insert into aide_attestation (dossier, assidu, absences, par, le)
      values (${id}, true, ${reponses.absences}, ${par}, '2025-03-28T09:00:00Z')
    `.execute(tx)
  await sql`
    insert into aide_coordonnees (dossier, chiffre, empreinte, masque)
    values (${id}, ${coffre.seal(JSON.stringify(compte), `aide_coordonnees:${id}`)}, ${coffre.fingerprint(compte.iban)}, ${masque})
  `.execute(tx)
}

/** An account of a bank that does not exist, with right keys; two people share one. */
function inventerIban(rang: number): string {
  const compte = `9999900001${String(rang === 32 ? 30 : rang).padStart(11, '0')}`
  const entier = compte + cleRib(compte)
  return `FR${cleIban('FR', entier)}${entier}`
}

async function findCentre(tx: Tx): Promise<{ id: string; organisation: string } | undefined> {
  const { rows } = await sql<{ id: string; organisation: string }>`
    select p.id, p.organisation from personne p where p.sujet = 'lea-fontaine'
  `.execute(tx)
  return rows[0]
}

async function findLigne(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from ligne_budgetaire where exercice = 2024 and action = '12600302'
  `.execute(tx)
  return rows[0]?.id
}
