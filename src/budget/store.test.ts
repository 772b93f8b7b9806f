import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import {
  createAffectation,
  createConstat,
  createDesengagement,
  createEngagement,
  createMandat,
} from '#budget/store-actes.ts'
import {
  createLevee,
  createLigne,
  createSuspension,
  createTransfert,
  createVote,
} from '#budget/store-credits.ts'
import { findEngagement, listMandatsOfEngagement } from '#budget/store-engagements.ts'
import { sumLigne } from '#budget/store-lignes.ts'
import { createSuite, createTitre } from '#budget/store-titres.ts'
import { type Tx, transaction } from '#platform/db.ts'
import type { Decision } from '#socle/decision.ts'
import { euros } from '#socle/montant.ts'
import { type ActeTire, actesTires, JOUR, Livre, SIRET } from '../../test/budget-livre.ts'
import { openTestDb } from '../../test/harness.ts'

const db = await openTestDb()
let rang = 0

/** Two lines of an imputation of its own, 2023 and 2024, with credits voted in cents. */
async function ouvrir(ae = 0, cdp = 0): Promise<[string, string]> {
  const action = `essai-${rang++}`
  const ouvrirLigne = (exercice: number) =>
    transaction(db, async (tx) => {
      const imputation = {
        chapitre: '932',
        codeFonctionnel: '26',
        programme: 'HP 26-003',
        action,
        nature: null,
      }
      const ligne = await createLigne(tx, { ...imputation, exercice, libelle: 'Essai', indicatif: true })
      const { id } = accorde(ligne)
      const vote = { acte: 'budget_primitif', reference: 'BP', date: JOUR } as const
      if (ae || cdp)
        accorde(await createVote(tx, id, { ...vote, autorisationEngagement: ae, creditsDePaiement: cdp }))
      return id
    })
  return [await ouvrirLigne(2023), await ouvrirLigne(2024)]
}

function accorde<T>(decision: Decision<T> | undefined): T {
  assert.ok(decision?.statut === 'accord', JSON.stringify(decision))
  return decision.valeur
}
const codes = (decision: Decision<unknown> | undefined) =>
  decision?.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []

const affecter = (ligne: string, montant: number, deliberation = 'CP 2023-000') =>
  transaction(db, async (tx) =>
    accorde(await createAffectation(tx, ligne, { operation: 'Essai', deliberation, date: JOUR, montant })),
  )
const demande = (objet: string, montant: number, exercice = 2023) => ({
  ...{ objet, libelle: 'Essai', beneficiaire: 'CFA', siret: SIRET, date: JOUR, montant },
  echeancier: [{ exercice, montant }],
})
const engager = (affectation: string, objet: string, montant: number) =>
  transaction(db, (tx) =>
    createEngagement(tx, { affectation }, demande(objet, montant), { aujourdhui: JOUR }),
  )
const mandater = (engagement: string, reference: string, montant: number) =>
  transaction(db, (tx) =>
    createMandat(tx, engagement, { reference, exercice: 2023, date: JOUR, montant }, JOUR),
  )

test('cent engagements en même temps sur une affectation pour soixante : soixante, exactement', async () => {
  const [ligne] = await ouvrir(euros(600), euros(600))
  const { id } = await affecter(ligne, euros(600))
  const decisions = await Promise.all(
    Array.from({ length: 100 }, (_, i) => engager(id, `demande:${i}`, euros(10))),
  )
  assert.equal(decisions.filter((une) => une?.statut === 'accord').length, 60)
  const refus = decisions.filter((une) => une?.statut === 'refus')
  assert.equal(refus.length, 40)
  for (const { motifs } of refus)
    assert.deepEqual(
      motifs.map(({ code, chiffres }) => [code, chiffres]),
      [['affectation-insuffisante', { montant: euros(10), reste: 0 }]],
    )
  assert.equal((await sumLigne(db, ligne)).resteAEngager, 0)
})

test('cent affectations, puis cent mandats en même temps : jamais plus que le voté', async () => {
  const [ligne] = await ouvrir(euros(1_000), euros(60))
  const affectations = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      transaction(db, (tx) =>
        createAffectation(tx, ligne, {
          ...{ operation: `Opération ${i}`, deliberation: 'CP', date: JOUR, montant: euros(50) },
        }),
      ),
    ),
  )
  assert.equal(affectations.filter((une) => une?.statut === 'accord').length, 20)
  const { id } = accorde(affectations.find((une) => une?.statut === 'accord'))
  const { id: engagement } = accorde(await engager(id, 'demande:1', euros(50)))
  const autre = accorde(affectations.filter((une) => une?.statut === 'accord')[1])
  const { id: second } = accorde(await engager(autre.id, 'demande:2', euros(50)))
  // Each engagement allows 50, the crédits de paiement 60.
  const mandats = await Promise.all(
    Array.from({ length: 100 }, (_, i) => mandater(i % 2 ? engagement : second, `P-${i}`, euros(1))),
  )
  assert.equal(mandats.filter((un) => un?.statut === 'accord').length, 60)
  assert.equal((await sumLigne(db, ligne)).resteCreditsDePaiement, 0)
  const numeros = mandats.flatMap((un) => (un?.statut === 'accord' ? [un.valeur.bordereau] : []))
  assert.equal(new Set(numeros).size, 60, 'deux mandats ont ouvert le même bordereau')
})

test('le même paiement envoyé deux fois en même temps est écrit une fois', async () => {
  const [ligne] = await ouvrir(euros(100), euros(100))
  const { id } = accorde(await engager((await affecter(ligne, euros(100))).id, 'demande:1', euros(100)))
  const decisions = await Promise.all(Array.from({ length: 10 }, () => mandater(id, 'PAIEMENT-7', euros(30))))
  const ids = new Set(decisions.map((une) => accorde(une).id))
  assert.equal(ids.size, 1)
  assert.equal((await listMandatsOfEngagement(db, id)).length, 1)
  assert.deepEqual(codes(await mandater(id, 'PAIEMENT-7', euros(31))), ['reference-prise'])
  const { rows } =
    await sql`select 1 from journal where acte = 'mandat.emis' and objet = ${`mandat:${[...ids][0]}`}`.execute(
      db,
    )
  assert.equal(rows.length, 1)
})

test('deux lignes, une même référence, en même temps : un seul mandat, l’autre est refusé', async () => {
  const engagements = await Promise.all(
    [1, 2].map(async () => {
      const [ligne] = await ouvrir(euros(100), euros(100))
      return accorde(await engager((await affecter(ligne, euros(100))).id, 'demande:1', euros(100))).id
    }),
  )
  const decisions = await Promise.all(engagements.map((id) => mandater(id, 'DOUBLE', euros(5)).catch(String)))
  const statuts = decisions.map((une) => (typeof une === 'string' ? une : une?.statut)).sort()
  assert.deepEqual(statuts, ['accord', 'refus'])
})

test('un rejet rend le montant ; un mandat payé ou rejeté ne change plus, même à deux en même temps', async () => {
  const [ligne] = await ouvrir(euros(100), euros(100))
  const { id } = accorde(await engager((await affecter(ligne, euros(100))).id, 'demande:1', euros(100)))
  const mandat = accorde(await mandater(id, 'REJET-1', euros(100)))
  assert.deepEqual(codes(await mandater(id, 'REJET-2', euros(1))), [
    ...['engagement-insuffisant', 'echeancier-depasse', 'credits-de-paiement-insuffisants'],
  ])
  const constater = (etat: 'paye' | 'rejete') =>
    transaction(db, (tx) => createConstat(tx, mandat.id, { etat, date: JOUR, motif: 'RIB inconnu' }))
  const deux = await Promise.all([constater('rejete'), constater('rejete')])
  assert.deepEqual(deux.map((une) => une?.statut).sort(), ['accord', 'refus'])
  assert.deepEqual(codes(await constater('paye')), ['deja-constate'])
  assert.equal((await sumLigne(db, ligne)).resteCreditsDePaiement, euros(100))
  assert.equal(accorde(await mandater(id, 'REJET-2', euros(100))).etat, 'emis')
})

test('une ligne suspendue n’engage ni ne mandate ; reprise, elle recommence', async () => {
  const [ligne] = await ouvrir(euros(100), euros(100))
  const { id: affectation } = await affecter(ligne, euros(100))
  const { id } = accorde(await engager(affectation, 'demande:1', euros(50)))
  const suspension = { motif: 'Contrôle de légalité', au: '2023-12-31' }
  const suspendre = () => transaction(db, (tx) => createSuspension(tx, ligne, suspension, JOUR))
  const deux = await Promise.all([suspendre(), suspendre()])
  assert.deepEqual(deux.map((une) => une?.statut).sort(), ['accord', 'refus'])
  assert.deepEqual(codes(await engager(affectation, 'demande:2', euros(10))), ['ligne-suspendue'])
  assert.deepEqual(codes(await mandater(id, 'SUSPENDU', euros(10))), ['ligne-suspendue'])
  accorde(await transaction(db, (tx) => createLevee(tx, ligne, 'Réponse reçue', JOUR)))
  accorde(await mandater(id, 'SUSPENDU', euros(10)))
})

test('un report et un virement déplacent sans rien créer', async () => {
  const [de, vers] = await ouvrir(euros(100), euros(80))
  const [autre] = await ouvrir(euros(1), euros(1))
  const transfert = {
    reference: 'R',
    date: JOUR,
    motif: 'Essai',
    autorisationEngagement: euros(40),
    creditsDePaiement: 0,
  }
  accorde(await transaction(db, (tx) => createTransfert(tx, { de, vers }, { ...transfert, acte: 'report' })))
  accorde(
    await transaction(db, (tx) =>
      createTransfert(tx, { de, vers: autre }, { ...transfert, acte: 'virement' }),
    ),
  )
  const trop = await transaction(db, (tx) =>
    createTransfert(tx, { de, vers: autre }, { ...transfert, acte: 'virement' }),
  )
  assert.deepEqual(codes(trop), ['autorisation-engagement-insuffisante'])
  const votes = await Promise.all(
    [de, vers, autre].map(async (id) => (await sumLigne(db, id)).voteAutorisationEngagement),
  )
  assert.deepEqual(votes, [euros(20), euros(140), euros(41)])
})

test('la base accepte, refuse et totalise comme les règles, quelle que soit la suite des actes', async () => {
  await fc.assert(
    fc.asyncProperty(actesTires, async (actes) => {
      const livre = new Livre()
      const lignes = await ouvrir()
      const ids = { affectations: [] as string[], engagements: [] as string[], mandats: [] as string[] }
      for (const acte of actes) {
        const ecrit = await transaction(db, (tx) => ecrire(tx, acte, { livre, lignes, ids }))
        const juge = livre.jouer(acte)
        assert.deepEqual(codes(ecrit), codes(juge), JSON.stringify(acte))
        assert.equal(ecrit?.statut, juge?.statut)
      }
      for (const i of [0, 1] as const) assert.deepEqual(await sumLigne(db, lignes[i]), livre.soldes(i))
    }),
    { numRuns: 12 },
  )
})

type Partie = {
  livre: Livre
  lignes: readonly [string, string]
  ids: { affectations: string[]; engagements: string[]; mandats: string[] }
}

const lireCredits = ({ ae, cdp }: { ae: number; cdp: number }) => ({
  autorisationEngagement: ae,
  creditsDePaiement: cdp,
})

/** Writes in the database what the model is about to play, and keeps the identifiers of what was accepted. */
async function ecrire(
  tx: Tx,
  acte: ActeTire,
  { livre, lignes, ids }: Partie,
): Promise<Decision<unknown> | undefined> {
  const garder = (liste: string[], decision: Decision<{ id: string }> | undefined) => {
    if (decision?.statut === 'accord') liste.push(decision.valeur.id)
    return decision
  }
  switch (acte.quoi) {
    case 'voter': {
      const vote = { acte: 'decision_modificative', reference: 'essai', date: JOUR } as const
      return createVote(tx, lignes[acte.ligne], { ...vote, ...lireCredits(acte) })
    }
    case 'reporter': {
      const report = { acte: 'report', reference: 'essai', date: JOUR, motif: 'x' } as const
      return createTransfert(tx, { de: lignes[0], vers: lignes[1] }, { ...report, ...lireCredits(acte) })
    }
    case 'affecter': {
      const operation = `Opération ${livre.affectations.length}`
      const nouvelle = { operation, deliberation: 'CP', date: JOUR, montant: acte.montant }
      return garder(ids.affectations, await createAffectation(tx, lignes[acte.ligne], nouvelle))
    }
    case 'engager':
    case 'engagerSansAffectation': {
      const quoi = livre.demander(acte)
      if (!quoi) return undefined
      const enveloppe =
        quoi.rangAffectation === null
          ? { ligne: lignes[quoi.rangLigne]! }
          : { affectation: ids.affectations[quoi.rangAffectation]! }
      return garder(
        ids.engagements,
        await createEngagement(tx, enveloppe, quoi.demande, { aujourdhui: JOUR }),
      )
    }
    case 'desengager': {
      const id = ids.engagements[acte.rang % ids.engagements.length]
      return id ? createDesengagement(tx, id, { montant: acte.montant, motif: 'x', date: JOUR }) : undefined
    }
    case 'mandater': {
      const id = ids.engagements[acte.rang % ids.engagements.length]
      if (!id) return undefined
      const { exercice, montant } = acte
      const mandat = { reference: `${id}-${ids.mandats.length}`, exercice, date: JOUR, montant }
      return garder(ids.mandats, await createMandat(tx, id, mandat, JOUR))
    }
    case 'constater': {
      const id = ids.mandats[acte.rang % ids.mandats.length]
      return id ? createConstat(tx, id, { etat: acte.etat, date: JOUR, motif: 'x' }) : undefined
    }
  }
}

test('une admission en non-valeur est portée par un engagement, une fois, dans sa limite', async () => {
  const [ligne] = await ouvrir(0, euros(100))
  const perte = { ...demande('non-valeur:essai', euros(100)), siret: null }
  const { id } = accorde(
    await transaction(db, (tx) => createEngagement(tx, { ligne }, perte, { aujourdhui: JOUR })),
  )
  const titre = (numero: number, montant: number) =>
    transaction(db, async (tx) =>
      accorde(
        await createTitre(tx, {
          ...{ exercice: 2020, numero, debiteur: 'CFA', siret: null, objet: 'Essai', date: null, montant },
        }),
      ),
    )
  const [un, deux] = [await titre(1, euros(60)), await titre(2, euros(41))]
  const suite = { etat: 'admis_en_non_valeur', date: JOUR, motif: null } as const
  const admettre = (quoi: string) => transaction(db, (tx) => createSuite(tx, quoi, suite, id))
  const decisions = await Promise.all([admettre(un.id), admettre(un.id)])
  assert.deepEqual(decisions.map((une) => une?.statut).sort(), ['accord', 'refus'])
  assert.deepEqual(codes(await admettre(deux.id)), ['engagement-insuffisant'])
  assert.equal((await findEngagement(db, id))?.montant, euros(100))
})

test('aucun acte du budget ne se modifie ni ne s’efface, même par le propriétaire de la base', async () => {
  for (const table of [
    'ligne_budgetaire',
    'mouvement_credits',
    'affectation',
    'engagement',
    'echeance',
    'mandat',
  ])
    for (const ordre of [
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `update ${table} set montant = 1`,
    ])
      await assert.rejects(sql.raw(ordre).execute(db), /ne se modifie pas|montant/, ordre)
})
