import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { SAISIE } from '../demandes-atelier.ts'
import { creerOrganisme, siretDEssai } from '../instruction-atelier.ts'
import { sceller } from '../memoire-atelier.ts'
import { creerBudget } from '../paiement-atelier.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import { ouvrirBureau, personneDe } from './bureau.ts'
import { SIRET_AFORPA } from './entiere-demandes.ts'
import { showCard, takePicture } from './image-guide.ts'
import { browserTest } from './navigateur.ts'
import { voter } from './vote-page.ts'

// The pictures of the guide that need more than the demonstration: a call that bodies answer, a vote, a payment. The
// bodies that are not of the demonstration are invented, and so are all their figures.

const CALL = 'Majoration des coûts-contrats 2027'

/** Does through the routes what a screen would take long to do. @returns what they answer */
async function send<T>(page: Page, method: 'GET' | 'POST' | 'PUT', path: string, data?: unknown): Promise<T> {
  const response = await page.request.fetch(`/api${path}`, { method, ...(data !== undefined && { data }) })
  assert.ok(response.ok(), `${path} : ${await response.text()}`)
  return response.json()
}

const BODIES = [
  ['CFA des Deux Rives', 'complete', 450, '77', 'Melun'],
  ['Institut de l’Atelier', 'deposee', 38, '75', 'Paris'],
  ['Campus des Halles', 'a_completer', 24, '94', 'Créteil'],
  ['École du Geste', 'instruite', 61, '78', 'Versailles'],
  ['CFA Plaine et Marne', 'deposee', 17, '77', 'Meaux'],
  ['Compagnie des Métiers', 'validee', 88, '93', 'Pantin'],
  ['CFA du Grand Cèdre', 'complete', 45, '91', 'Évry-Courcouronnes'],
] as const

browserTest(
  'un appel que l’on conduit, une demande que l’on saisit et que l’on étudie se prennent en image',
  async ({ open, db }) => {
    const { campagne, deposer } = await ouvrirBureau(db, 'guide')
    await sql`update campagne set libelle = ${CALL}, mention = 'demandes inventées', exercice = 2027,
      ouvre_le = (current_date - 30 + time '08:00') at time zone 'Europe/Paris',
      ferme_le = (current_date + 12 + time '23:59:59') at time zone 'Europe/Paris', vote_le = '2027-07-02',
      pieces = jsonb_set(pieces, '{0,obligatoire}', 'true') where id = ${campagne}`.execute(db)
    const studied: string[] = []
    for (const [name, state, contracts, departement, commune] of BODIES) {
      const place = { ...SAISIE, departement, commune }
      const cap = { intitule: 'CAP Menuisier', niveau: '3', codeRncp: 'RNCP37536', contrats: '12' }
      const formations = { F1: { ...place, contrats: String(contracts) }, F2: { ...place, ...cap } }
      studied.push(await deposer(name, state, formations))
    }
    await sql`update demande set deposee_le = now() - numero * interval '7 hours',
      instructeur = case when numero % 2 = 1 then ${await personneDe(db, 'camille-royer')} end
      where campagne = ${campagne}`.execute(db)

    const lea = await open('/', { as: 'lea-fontaine' })
    const { id } = await send<{ id: string }>(lea, 'POST', `/campagnes/${campagne}/demandes`)
    const typed = await send<{ version: number }>(lea, 'PUT', `/demandes/${id}/effectif`, {
      ...{ version: 1, effectif: '1 450' },
    })
    await send(lea, 'POST', `/demandes/${id}/renouvellement`, { version: typed.version })
    await lea.goto(`/demandes/${id}`)
    await lea.getByRole('heading', { level: 1, name: /^Demande n°/ }).waitFor()
    await takePicture(lea, 'demande')

    const camille = await open(`/campagnes/${campagne}/demandes`, { as: 'camille-royer' })
    await camille
      .locator('tbody tr')
      .nth(BODIES.length - 1)
      .waitFor()
    await takePicture(camille, 'instruction')
    await camille.goto(`/campagnes/${campagne}/demandes/${studied[0]}`)
    await camille.getByRole('region', { name: 'Contrôles' }).waitFor()
    await takePicture(camille, 'etude')

    const nadia = await open(`/campagnes/${campagne}/appel`)
    await nadia.getByRole('heading', { level: 1, name: 'Appel' }).waitFor()
    await takePicture(nadia, 'appel')
  },
)

browserTest('une proposition figée se prend en image', async ({ open, db }) => {
  const campaign = { ...campagne2023, id: 'guide-vote', libelle: 'Majoration des coûts-contrats 2024' }
  await transaction(db, (tx) =>
    createCampagne(tx, { ...campaign, exercice: 2024, publication: [] }, formations2023),
  )
  const nadia = await open('/')
  await send(nadia, 'POST', '/campagnes/guide-vote/propositions', { scenario: null, motif: null })
  await nadia.goto('/campagnes/guide-vote/vote')
  await nadia.getByText('Empreinte vérifiée').waitFor()
  await takePicture(nadia, 'vote')
})

browserTest(
  'le paiement, le retour du comptable, la décision et la mémoire d’un organisme se prennent en image',
  async ({ open, address, db }) => {
    for (const [i, [name]] of BODIES.slice(0, 4).entries()) await creerOrganisme(db, name, siretDEssai(i + 1))
    const nadia = await open('/')
    const { campagne, aforpa } = await voter(nadia, address, db, 4)
    await notify(db, campagne)
    await sceller(db, aforpa)
    const hugo = await open('/', { as: 'hugo-lemaire' })
    const references = await pay(hugo, db, campagne)

    const anne = await open(`/campagnes/${campagne}/paiement`, { as: 'anne-prevost' })
    const [first, second, third] = references
    const paid = [first, second].map((reference) => `${reference};payé;2027-01-05;`)
    const csv = ['Référence;État;Date;Motif', ...paid, `${third};rejeté;2027-01-05;RIB clos`]
    const file = { name: 'retour-janvier.csv', mimeType: 'text/csv', buffer: Buffer.from(csv.join('\n')) }
    await anne.getByLabel('Envoyer un retour').setInputFiles(file)
    await anne.getByText('Le retour est lu.').waitFor()
    await showCard(anne, 'Mandats')
    await takePicture(anne, 'retour')

    await hugo.goto(`/campagnes/${campagne}/paiement`)
    await hugo.getByRole('heading', { name: 'Feuille de liquidation' }).waitFor()
    await takePicture(hugo, 'paiement')

    const lea = await open(`/demandes/${aforpa}`, { as: 'lea-fontaine' })
    await lea.getByRole('region', { name: 'Décision' }).waitFor()
    await takePicture(lea, 'decision')
    await lea.getByRole('link', { name: /Pourquoi ce montant/ }).click()
    await lea.getByRole('region', { name: 'De l’enveloppe au montant' }).waitFor()
    await takePicture(lea, 'montant')

    const camille = await open(`/organismes/${SIRET_AFORPA}`, { as: 'camille-royer' })
    await camille.getByRole('heading', { level: 1, name: 'AFORPA' }).waitFor()
    await takePicture(camille, 'memoire')
  },
)

/** The voted campaign takes its name, its decisions are with their bodies. */
async function notify(db: Db, campagne: string): Promise<void> {
  await sql`update campagne set libelle = ${CALL} where id = ${campagne}`.execute(db)
  await sql`update demande set etat = 'notifiee', deposee_le = '2026-03-20T09:12:00Z'
    where campagne = ${campagne}`.execute(db)
}

/** Everything that was voted is engaged, then mandated. @returns the references, in order */
async function pay(hugo: Page, db: Db, campagne: string): Promise<string[]> {
  const { affectation } = await transaction(db, (tx) =>
    creerBudget(tx, 150_000_00, 'Majoration des contrats'),
  )
  const sheet = () => send<Feuille>(hugo, 'GET', `/campagnes/${campagne}/paiement`)
  const organismes = (await sheet()).lignes.map(({ organisme }) => organisme)
  const exercice = 2027
  await send(hugo, 'POST', `/campagnes/${campagne}/paiement/engagements`, {
    ...{ affectation, exercice, organismes },
  })
  const paiements = (await sheet()).lignes.flatMap(({ engagements }) =>
    engagements.map(({ engagement, reference, reste }) => ({
      ...{ engagement: engagement.id, reference, montant: reste },
    })),
  )
  await send(hugo, 'POST', `/campagnes/${campagne}/paiement/mandats`, { exercice, paiements })
  return paiements.map(({ reference }) => reference)
}
