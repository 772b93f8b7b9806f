import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { ouvrirAppel } from '../demandes-atelier.ts'
import { ENTETES, enCsv, ligne } from '../importation-fichiers.ts'
import { browserTest, type Session } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// Formations that come by many: from a file, put right cell by cell, or from the year before.

const LEA = 'lea-fontaine'

async function ouvrir({ db, open }: Session, id: string) {
  await ouvrirAppel(db, { id })
  const page = await open('/appels', { as: LEA })
  const demande = await page.evaluate(
    async (campagne) =>
      (
        (await (await fetch(`/api/campagnes/${campagne}/demandes`, { method: 'POST' })).json()) as {
          id: string
        }
      ).id,
    id,
  )
  const adresse = `/demandes/${demande}`
  await page.goto(adresse)
  await page.getByText('Aucune formation pour l’instant.').waitFor()
  return { page, adresse }
}

async function lire(page: Page, adresse: string): Promise<DemandeLue> {
  return (await (await page.request.get(`/api${adresse}`)).json()) as DemandeLue
}

const enregistre = (page: Page) => page.getByText(/^Enregistré à /).waitFor()

browserTest('un fichier se lit en aperçu, entre, se corrige cellule par cellule', async (session) => {
  const { page, adresse } = await ouvrir(session, 'fichier')
  const { siret } = (await lire(page, adresse)).demande.organisation
  const csv = enCsv([
    [...ENTETES],
    ligne({ siret, identifiant: 'A', contrats: 'beaucoup' }),
    ligne({ siret, identifiant: 'B', contrats: '' }),
    ligne({ siret, identifiant: 'C' }),
  ])
  await page
    .locator('input[type=file][accept=".xlsx,.csv,.txt"]')
    .setInputFiles({ name: 'formations.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page
    .getByRole('dialog')
    .getByText(/dont 2 à corriger/)
    .waitFor()
  assert.equal((await lire(page, adresse)).formations.length, 0, 'un aperçu n’écrit rien')
  await page.getByRole('button', { name: /^Faire entrer 3/ }).click()
  await page.getByText(/^2\scellules à corriger/).waitFor()
  await checkEverywhere(page)

  const premiere = page.getByLabel('Contrats, A')
  assert.equal(await premiere.inputValue(), 'beaucoup')
  await premiere.fill('31')
  await premiere.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Contrats, B')
  await page.keyboard.type('12')
  await page.getByText('Plus aucune cellule à corriger.').waitFor()
  await enregistre(page)
  const { formations } = await lire(page, adresse)
  assert.deepEqual(
    formations.map(({ identifiant, saisie }) => [identifiant, saisie.contrats]),
    [
      ['A', '31'],
      ['B', '12'],
      ['C', formations[2]?.saisie.contrats],
    ],
  )
  const attente = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Télécharger ces formations/ }).click()
  assert.match((await attente).suggestedFilename(), /\.xlsx$/)
})

browserTest('une demande reprend les formations de l’an dernier, et dit ce qui change', async (session) => {
  const { page, adresse } = await ouvrir(session, 'renouvellement')
  await page.getByRole('button', { name: /^Reprendre \d+\sformations? de 2023/ }).click()
  await page.getByText(/^Depuis 2023/).waitFor()
  const { formations, precedente } = await lire(page, adresse)
  assert.equal(formations.length, precedente?.formations.length)
  const [une] = formations
  await page.goto(`${adresse}?formation=${encodeURIComponent(une!.identifiant)}`)
  await page.getByLabel('Contrats', { exact: true }).fill('999')
  await page.getByText(`L’an dernier : ${une!.saisie.contrats}.`).waitFor()
  await enregistre(page)
  await page.getByRole('link', { name: 'Toute la demande' }).click()
  await page.getByText(/1 changée/).click()
  await checkEverywhere(page)
})
