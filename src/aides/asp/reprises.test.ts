import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import { ECHOUES, EN_COURS, VERSES } from '#aides/asp/etats.ts'
import { makeFiles, readFichier } from '#aides/asp/routes-fabrication.ts'
import { readRetours, receiveRetour } from '#aides/asp/routes-lecture-retours.ts'
import { prepareSession } from '#aides/asp/routes-preparation.ts'
import { resendCorriges, resendOne } from '#aides/asp/routes-reprises.ts'
import { listParts, listSessions } from '#aides/asp/store-lecture.ts'
import { findSession } from '#aides/asp/store-preparation.ts'
import { solderPaiements } from '#aides/asp/tableau-paiements.ts'
import { openActors } from '#platform/actors.ts'
import { fixedClock } from '#platform/clock.ts'
import { createCoffre } from '#platform/coffre.ts'
import { transaction } from '#platform/db.ts'
import { silentLog } from '#platform/logs.ts'
import { creerDossiersAccordes, ibanDEssai, sceller } from '../../../test/aides-asp-atelier.ts'
import {
  type Demande,
  type Fichier,
  integrations,
  lireDemandes,
  paiements,
  rejets,
  reversements,
} from '../../../test/asp-agence.ts'
import { validerXsd } from '../../../test/asp-atelier.ts'
import { openTestDatabase } from '../../../test/harness.ts'

// A walk drawn at random: requests, answers late, repeated and in any order, failures asked again. What the agency
// decided is known, hence what must be found at the end.

const { db, settings } = await openTestDatabase()
const actors = openActors({ ...settings, max: 4 })
after(() => actors.close())
const coffre = createCoffre(Buffer.alloc(32, 7))
const MONTANTS = [100_00, 50_01, 30_30, 20_00, 375_50, 115_00]
const TOTAL = MONTANTS.reduce((somme, montant) => somme + montant, 0)
const TOURS = 3
/** Failures are drawn as often as all the rest, those of the bank before all: their answers name no request. */
const ISSUES: readonly EtatPaiement[] = [
  ...(['rejetee', 'impayee', 'impayee', 'impayee', 'impayee'] as const),
  ...(['payee', 'a_reverser', 'integree', 'integree', 'envoyee'] as const),
]
const GESTES = ['redemander', 'corriger', 'redemander', 'corriger', 'rien']

let jours = 0
/** A day of its own for each sending: an answer is told by its date from that of the request before. */
function unAutreJour() {
  const clock = fixedClock(new Date(Date.UTC(2025, 1, ++jours, 9)).toISOString())
  return { systeme: actors.of({ acteur: 'systeme' }), coffre, clock, log: silentLog() }
}
type Jour = ReturnType<typeof unAutreJour>

/** What waits leaves in one file. @returns its requests; undefined when nothing waits */
async function envoyer(
  ctx: Jour,
  session: string,
): Promise<{ nom: string; demandes: Demande[] } | undefined> {
  await prepareSession(ctx, session)
  await makeFiles(ctx, session)
  const { rows } = await sql<{ id: string; nom: string }>`
    select id, nom from asp_fichier where session = ${session} and jour = ${ctx.clock.today()}`.execute(db)
  if (rows.length === 0) return undefined
  assert.equal(rows.length, 1)
  const xml = (await readFichier(ctx, db, rows[0]!.id)).toString()
  validerXsd(xml)
  return { nom: rows[0]!.nom, demandes: lireDemandes(xml) }
}

/** The files by which the agency tells what became of each request: each kind once, for those that it concerns. */
function repondre(
  envoi: string,
  issues: readonly (readonly [Demande, EtatPaiement])[],
  jour: string,
): Fichier[] {
  const parmi = (...etats: EtatPaiement[]) => issues.filter(([, etat]) => etats.includes(etat))
  const le = jour.split('-').toReversed().join('/')
  const regles = parmi('payee', 'a_reverser', 'impayee').map(([demande, etat]) => ({
    ...{ demande, le },
    ...(etat === 'impayee' && { etat: 'INVALIDE', motif: 'RJT' }),
  }))
  const aRendre = parmi('a_reverser').map(([demande]) => ({ demande, le, montant: 10_00 }))
  return [
    integrations(
      envoi,
      parmi('integree', 'payee', 'a_reverser', 'impayee').map(([demande]) => demande),
    ),
    rejets(
      envoi,
      parmi('rejetee').map(([demande]) => [demande, 'RIB invalide'] as const),
    ),
    paiements(`${jour}-${envoi.slice(-18, -4)}`, regles),
    reversements(`${jour}-${envoi.slice(-18, -4)}`, aRendre),
  ]
}

async function recevoir(ctx: Jour, fichier: Fichier): Promise<void> {
  await transaction(ctx.systeme, (tx) => receiveRetour(ctx, tx, { ...fichier, voie: 'main' }))
  await readRetours(ctx)
}

type Paiement = {
  id: number
  dossier: string
  numero: string
  etat: EtatPaiement
  montant: number
  remplace: number | null
}
const listPaiementsDe = async (session: string): Promise<Paiement[]> =>
  (
    await sql<Paiement>`
    select p.id, p.dossier, d.numero, p.etat, p.montant, p.remplace from asp_paiement p
    join aide_dossier d on d.id = p.dossier where d.session = ${session} order by p.id`.execute(db)
  ).rows

/** What holds at any moment: nothing is lost, nothing is paid twice, what failed stays as it was. */
async function verifier(session: string): Promise<Paiement[]> {
  const lus = await listPaiementsDe(session)
  for (const suite of Map.groupBy(lus, ({ dossier }) => dossier).values()) {
    const [dernier, ...avant] = suite.toReversed()
    assert.ok(
      avant.every(({ etat }) => ECHOUES.includes(etat)),
      'seul le dernier vit',
    )
    assert.deepEqual(
      suite.map(({ remplace }) => remplace),
      [null, ...suite.slice(0, -1).map(({ id }) => id)],
      'chacun remplace celui d’avant',
    )
    assert.equal(dernier!.montant, suite[0]!.montant)
  }
  const { consommation } = (await listSessions(db)).find(({ id }) => id === session)!
  const soldes = solderPaiements(consommation, await listParts(actors.of({ acteur: 'systeme' }), session))
  const vivants = lus.filter(({ etat }) => !ECHOUES.includes(etat))
  const somme = (etats: readonly EtatPaiement[]) =>
    vivants.filter(({ etat }) => etats.includes(etat)).reduce((total, { montant }) => total + montant, 0)
  assert.equal(soldes.consommation, TOTAL)
  assert.equal(soldes.ecart, 0)
  assert.equal(soldes.verse, somme(VERSES))
  assert.equal(soldes.enCours, somme(EN_COURS))
  assert.equal(soldes.verse + soldes.enCours + soldes.aEnvoyer + soldes.aReprendre, TOTAL)
  return lus
}

/** Asks again for some of what failed: as it was, one by one, or all that was corrected. @returns how many */
async function reprendre(ctx: Jour, g: fc.GeneratorValue, session: string, par: string): Promise<number> {
  const avant = await verifier(session)
  const repris = new Set(avant.map(({ remplace }) => remplace))
  const echoues = avant.filter(({ id, etat }) => ECHOUES.includes(etat) && !repris.has(id))
  let corriges = 0
  let seuls = 0
  for (const { id, dossier } of echoues) {
    const geste = g(fc.constantFrom<string[]>, ...GESTES)
    if (geste === 'corriger') {
      const compte = { iban: ibanDEssai(70_000_000 + id), bic: 'AGRIFRPP', titulaire: 'Éloïse' }
      await sceller(db, coffre, dossier, compte)
      corriges++
    }
    if (geste === 'redemander') {
      const redemander = () =>
        transaction(db, (tx) => resendOne(tx, id, par, 'La banque a rouvert le compte.'))
      await redemander()
      await assert.rejects(redemander(), /déjà été redemandé/)
      seuls++
    }
  }
  const payee = (await findSession(db, session))!
  const { reprises } = await resendCorriges(ctx, db, payee, par)
  assert.ok(reprises >= corriges, 'ce qui est corrigé repart')
  assert.equal((await resendCorriges(ctx, db, payee, par)).reprises, 0, 'une fois')
  const apres = await verifier(session)
  assert.equal(apres.length, avant.length + seuls + reprises, 'une reprise est une nouvelle demande')
  assert.deepEqual(
    apres.filter(({ id }) => avant.some((un) => un.id === id)),
    avant,
    'ce qui a échoué ne change pas',
  )
  return seuls + reprises
}

test('échecs redemandés, réponses en retard, répétées, dans n’importe quel ordre : chacun est payé une fois', async (t) => {
  let reprises = 0
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { session } = await creerDossiersAccordes(db, coffre, MONTANTS)
      const { rows } = await sql<{ id: string }>`select id from personne order by id limit 1`.execute(db)
      /** What the agency decided of each request, by its number. */
      const decides = new Map<number, EtatPaiement>()
      /** Dossiers that the agency pays, or holds: to ask for them again would be to pay twice. */
      const tenus = new Set<string>()
      const dits: Fichier[] = []
      let enRetard: Fichier[] = []
      for (let tour = 1; tour <= TOURS; tour++) {
        const ctx = unAutreJour()
        const envoi = await envoyer(ctx, session)
        const issues = (envoi?.demandes ?? []).map((demande) => {
          assert.ok(!tenus.has(demande.numero), `${demande.numero} demandé deux fois`)
          assert.ok(!decides.has(Number(demande.id)), 'un numéro ne sert qu’une fois')
          const etat = g(fc.constantFrom<EtatPaiement[]>, ...ISSUES)
          decides.set(Number(demande.id), etat)
          if (!ECHOUES.includes(etat)) tenus.add(demande.numero)
          return [demande, etat] as const
        })
        const neufs = envoi ? repondre(envoi.nom, issues, ctx.clock.today()) : []
        const attendus = [...enRetard, ...neufs]
        const dernierTour = tour === TOURS
        const maintenant = attendus.filter(() => dernierTour || g(fc.integer, { min: 0, max: 3 }) > 0)
        enRetard = attendus.filter((un) => !maintenant.includes(un))
        // A file comes back under its name, or as the beginning of a longer one under another name.
        const repetes = dits
          .filter(() => g(fc.boolean))
          .map((un) => (g(fc.boolean) ? un : renommer(un, tour)))
        const ordre = g(fc.shuffledSubarray<Fichier>, [...maintenant, ...repetes], {
          minLength: maintenant.length + repetes.length,
        })
        for (const fichier of ordre) {
          await recevoir(ctx, fichier)
          await verifier(session)
        }
        dits.push(...maintenant)
        if (!dernierTour) reprises += await reprendre(ctx, g, session, rows[0]!.id)
      }
      const fin = (await listPaiementsDe(session)).filter(({ id }) => decides.has(id))
      assert.deepEqual(
        fin.map(({ id, etat }) => [id, etat]),
        [...decides].sort(([a], [b]) => a - b),
      )
      const { rows: perdus } = await sql`
        select nom from asp_retour where etat <> 'lu' union all
        select code from asp_retour_ligne where etat in ('parquee', 'classee')`.execute(db)
      assert.deepEqual(perdus, [], 'tout est lu, rien n’est mis de côté')
    }),
    { numRuns: 6, unbiased: true, endOnFailure: true },
  )
  t.diagnostic(`${reprises} reprises`)
  assert.ok(reprises > 0)
})

/** The same lines in a file of another name and other bytes: a blank line more. */
const renommer = ({ nom, octets }: Fichier, tour: number): Fichier => ({
  nom: nom.startsWith('renvoi') ? nom.replace('.xml', `-bis-${tour}.xml`) : nom,
  octets: Buffer.concat([octets, Buffer.from('\r\n'.repeat(tour))]),
})
