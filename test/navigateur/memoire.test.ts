import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { voterCampagne } from '../campagne-votee.ts'
import { ecrireAutour, joindrePiece, notifierLettre, payerDemande } from '../memoire-atelier.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// All that was decided for a body: read by an agent from the desk, taken away, then read by the body itself.

/** A voted campaign about which people wrote, then paid; made through the routes with the session of this page. */
async function preparer(page: Page, address: string, db: Db) {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const request = (path: string, init: RequestInit = {}) =>
    fetch(address + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } })
  const { rows } = await sql<{ id: string; sujet: string; organisation: string; siret: string }>`
    select p.id, p.sujet, p.organisation, o.siret from personne p join organisation o on o.id = p.organisation
  `.execute(db)
  const gens = new Map(rows.map((une) => [une.sujet, { ...une, request }]))
  const [agent, organisme] = [gens.get('camille-royer')!, gens.get('lea-fontaine')!]
  const votee = await voterCampagne({ db, personne: (sujet) => gens.get(sujet)! })
  const { campagne, aforpa: demande } = votee
  const octets = Buffer.from('%PDF-1.4 essai')
  await joindrePiece(db, { demande, par: organisme.id, nom: 'Comptes 2025.pdf', octets })
  await ecrireAutour(db, demande, { agent, organisme })
  await notifierLettre(db, { campagne, demande, agent })
  await payerDemande(db, demande, organisme.siret)
  return { campagne, demande, siret: organisme.siret }
}

browserTest(
  'la mémoire d’AFORPA se lit du bureau et se télécharge ; Léa lit la sienne sans les notes',
  async ({ open, address, db }) => {
    const nadia = await open('/')
    const { campagne, demande, siret } = await preparer(nadia, address, db)
    await nadia.goto(`/campagnes/${campagne}/demandes/${demande}`)
    await nadia.getByRole('link', { name: 'Mémoire de l’organisme' }).click()
    await nadia.getByRole('heading', { name: 'AFORPA', level: 1 }).waitFor()
    await nadia.getByText('CR 2026-041').first().waitFor()
    await nadia
      .getByText(/^RIB inconnu|: RIB inconnu/)
      .first()
      .waitFor()
    await nadia.getByText('Messages (3)').click()
    await nadia.getByText('Note entre agents, à ne pas montrer.').waitFor()
    await nadia.getByText('Avis (1)').click()
    await nadia.getByText('Valeurs corrigées (1)').click()

    await nadia.getByRole('button', { name: 'Préparer le dossier complet' }).click()
    const [fichier] = await Promise.all([
      nadia.waitForEvent('download'),
      nadia.getByRole('link', { name: /^Télécharger le dossier complet/ }).click(),
    ])
    assert.match(fichier.suggestedFilename(), /^Dossier AFORPA .*\.zip$/)
    await checkEverywhere(nadia)

    await nadia.getByLabel('Exercice', { exact: true }).selectOption('2023')
    await nadia.waitForURL(/exercice=2023/)
    await nadia.getByText('CR 2026-041').first().waitFor({ state: 'detached' })
    await nadia.getByText('délibération CP 2023-247', { exact: false }).first().waitFor()

    await nadia.getByRole('button', { name: /^Mon compte/ }).click()
    await nadia.getByRole('link', { name: 'Travaux', exact: true }).click()
    await nadia.getByRole('heading', { name: /^Dossier complet d’un organisme/ }).waitFor()
    await nadia.getByRole('link', { name: /^Télécharger le dossier complet/ }).waitFor()
    await nadia.getByLabel('État').selectOption('Arrêté')
    await nadia.waitForURL(/etat=arrete/)
    await nadia.getByText('Aucun ne répond à ces filtres.').waitFor()
    await nadia.goBack()
    await nadia.getByRole('heading', { name: /^Dossier complet d’un organisme/ }).waitFor()
    await checkEverywhere(nadia)

    const lea = await open('/appels', { as: 'lea-fontaine', expected: /404/ })
    await lea.getByRole('link', { name: 'Tout ce qui a été décidé pour mon organisme' }).click()
    await lea.getByText('Messages (2)').waitFor()
    assert.equal(await lea.getByText(/^Avis \(/).count(), 0)
    await lea.getByText('Vous n’en avez demandé aucun ces derniers jours.').waitFor()
    await lea.goto(`/organismes/${siret.slice(0, -1)}${(Number(siret.at(-1)) + 1) % 10}`)
    await lea.getByText('Aucune campagne ne connaît cet organisme').waitFor()
  },
)
