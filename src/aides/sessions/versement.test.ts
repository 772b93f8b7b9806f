import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { ECHOUES, type EtatPaiement, PASSAGES, VERSES } from '#aides/asp/etats.ts'
import { insertPaiements, insertReprise } from '#aides/asp/store-preparation.ts'
import { compterPostes, partagerEnveloppe } from '#aides/sessions/consommation.ts'
import { readSession, readSessions } from '#aides/sessions/routes-sessions-lecture.ts'
import { openActors } from '#platform/actors.ts'
import { createCoffre } from '#platform/coffre.ts'
import { transaction } from '#platform/db.ts'
import { creerDossiersAccordes } from '../../../test/aides-asp-atelier.ts'
import { acteurDe, openTestDatabase } from '../../../test/harness.ts'

// The envelope of a session is what is paid, what the agency holds, what is granted and not sent, and what is left:
// whatever the order in which dossiers are granted and withdrawn, and payments sent, refused, asked again, paid, returned.

const { db, settings } = await openTestDatabase()
const actors = openActors({ ...settings, max: 2 })
after(() => actors.close())
const systeme = actors.of({ acteur: 'systeme' })
const responsable = acteurDe('responsable')
const vue = actors.of({ acteur: responsable })

/** What each dossier is, kept apart from the program: granted or not, and its payments in their order. */
type Suivi = { readonly montant: number; accorde: boolean; paiements: EtatPaiement[] }
const PARTIS: readonly EtatPaiement[] = ['envoyee', 'integree', ...VERSES]

const vers = (etat: EtatPaiement, fichier: string) => {
  const parti = ![...(['en_attente', 'incomplete', 'prete'] as const)].includes(etat as 'prete')
  const scelle = etat !== 'en_attente' && etat !== 'incomplete'
  return sql`
    etat = ${etat}, chiffre = ${scelle ? Buffer.from('scellé') : null}, masque = ${scelle ? 'FR•• 0000' : null},
    fichier = ${parti ? fichier : null}, envoyee_le = ${parti ? '2025-11-21' : null},
    verse_le = ${VERSES.includes(etat) ? '2025-12-01' : null}, a_reverser = ${etat === 'a_reverser' ? 1_00 : null}
  `
}

async function createFichier(session: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into asp_fichier (nom, session, sha256, taille, paiements, montant, cree_le, jour)
    values (${`essai-${session}`}, ${session}, ${'0'.repeat(64)}, 1, 1, 1, now(), '2025-11-21') returning id
  `.execute(db)
  return rows[0]!.id
}

const AFFECTE = 1_000_00
const MONTANTS = [200_00, 115_50, 375_49]
const evenement = fc.record({ dossier: fc.nat(2), choix: fc.nat(11) })

test('affecté = payé + en cours + accordé à payer + ailleurs + reste, quel que soit l’ordre des événements', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(evenement, { minLength: 12, maxLength: 25 }), async (evenements) => {
      const coffre = createCoffre(Buffer.alloc(32, 1))
      const { session, ligne, dossiers } = await creerDossiersAccordes(db, coffre, MONTANTS)
      const voisine = await creerDossiersAccordes(db, coffre, [50_00])
      await sql`update aide_session set ligne = ${ligne} where id = ${voisine.session}`.execute(db)
      await sql`insert into affectation (ligne, operation, deliberation, date, montant)
        values (${ligne}, 'ARA', 'CP 2025-001', '2025-01-25', ${AFFECTE})`.execute(db)
      const fichier = await createFichier(session)
      const suivis: Suivi[] = MONTANTS.map((montant) => ({ montant, accorde: true, paiements: [] }))
      for (const { dossier, choix } of evenements) {
        await vivre(suivis[dossier]!, { dossier: dossiers[dossier]!, session, fichier, choix }, suivis)
        await verifier(session, suivis)
      }
    }),
    { numRuns: 5 },
  )
})

test('élus et État lisent les sommes payées de chaque campagne, sans aucun nom', async () => {
  const coffre = createCoffre(Buffer.alloc(32, 1))
  const { session, dossiers } = await creerDossiersAccordes(db, coffre, [200_00, 115_50, 375_49, 90_00])
  const fichier = await createFichier(session)
  await transaction(systeme, (tx) => insertPaiements(tx, session))
  for (const [i, chemin] of (
    [
      ['prete', 'envoyee', 'integree', 'payee'],
      ['prete', 'envoyee'],
      ['prete', 'envoyee', 'rejetee'],
    ] as const
  ).entries())
    for (const etat of chemin)
      await sql`update asp_paiement set ${vers(etat, fichier)} where dossier = ${dossiers[i]!}`.execute(db)
  for (const role of ['lecteur', 'etat', 'responsable'] as const) {
    const acteur = acteurDe(role)
    const lues = await readSessions(actors.of({ acteur }), acteur, [])
    const lue = lues.find(({ id }) => id === session)!
    // 200,00 + 115,50 + 375,49 + 90,00 granted; the first paid, the second at the agency, the third refused.
    assert.deepEqual([lue.accorde, lue.versement], [780_99, { paye: 200_00, enCours: 115_50 }], role)
  }
  const elu = actors.of({ acteur: acteurDe('lecteur') })
  for (const table of ['aide_dossier', 'aide_beneficiaire', 'asp_paiement'])
    assert.deepEqual((await sql`select from ${sql.table(table)}`.execute(elu)).rows, [], table)
  const opco = actors.of({ acteur: acteurDe('opco') })
  assert.deepEqual((await sql`select * from parts_d_aide(null)`.execute(opco)).rows, [])
})

type Evenement = {
  readonly dossier: string
  readonly session: string
  readonly fichier: string
  readonly choix: number
}

/** One event, as far as the life of this dossier allows it. */
async function vivre(suivi: Suivi, { dossier, session, fichier, choix }: Evenement, tous: readonly Suivi[]) {
  const dernier = suivi.paiements.at(-1)
  if (choix === 0 && !PARTIS.includes(dernier!)) {
    suivi.accorde = !suivi.accorde
    const etat = suivi.accorde ? 'accorde' : 'retire'
    await sql`update aide_dossier set etat = ${etat} where id = ${dossier}`.execute(db)
  } else if (choix === 1 || dernier === undefined) {
    await transaction(systeme, (tx) => insertPaiements(tx, session))
    for (const un of tous) if (un.accorde && un.paiements.length === 0) un.paiements.push('en_attente')
  } else if (ECHOUES.includes(dernier)) {
    const { rows } = await sql<{ id: number }>`
      select max(id)::int as id from asp_paiement where dossier = ${dossier}`.execute(db)
    const reprise = { dossier, montant: suivi.montant, remplace: rows[0]!.id, par: null, motif: null }
    await transaction(systeme, (tx) => insertReprise(tx, reprise))
    suivi.paiements.push('en_attente')
  } else {
    const suites = PASSAGES[dernier]
    const suite = suites[choix % suites.length]
    // What leaves is granted: the file is made under the same look at the dossier.
    if (suite === undefined || (suite === 'envoyee' && !suivi.accorde)) return
    suivi.paiements[suivi.paiements.length - 1] = suite
    await sql`update asp_paiement set ${vers(suite, fichier)}
      where id = (select max(id) from asp_paiement where dossier = ${dossier})`.execute(db)
  }
}

async function verifier(session: string, suivis: readonly Suivi[]): Promise<void> {
  const lue = await readSession(vue, session, responsable, { dispositifs: [], aujourdhui: '2025-12-01' })
  const { accorde } = compterPostes(lue.postes)
  const parts = partagerEnveloppe(lue.enveloppe!, accorde, lue.versement)
  const somme = (garder: (suivi: Suivi) => boolean) =>
    suivis.filter(garder).reduce((total, { montant }) => total + montant, 0)
  const en = (etats: readonly EtatPaiement[]) => somme(({ paiements }) => etats.includes(paiements.at(-1)!))
  const tout = somme((suivi) => suivi.accorde)
  assert.deepEqual(parts, {
    ...{ paye: en(VERSES), enCours: en(['envoyee', 'integree']) },
    aPayer: tout - en(VERSES) - en(['envoyee', 'integree']),
    ...{ ailleurs: 50_00, reste: AFFECTE - 50_00 - tout },
  })
  assert.equal(
    Object.values(parts).reduce((total, part) => total + part),
    AFFECTE,
  )
}
