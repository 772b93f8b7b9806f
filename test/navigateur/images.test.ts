import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { candidatures } from './candidatures.ts'
import { browserTest } from './navigateur.ts'
import { waitUntilDrawn, waitUntilLoaded } from './verifications.ts'

// The pictures of the guide, taken from the product as it is: always taken, so that one that can no longer be fails
// here; written when asked, `ORIFLAMME_IMAGES=1 npm test -- navigateur/images`.

const folder = fileURLToPath(new URL('../../docs/guide/images/', import.meta.url))
const written = process.env.ORIFLAMME_IMAGES === '1'
const maximum = 250_000

type Picture = {
  readonly name: string
  readonly path: string
  /** Brings the screen to what the guide tells. */
  readonly compose: (page: Page) => Promise<unknown>
}

const campaign = '/campagnes/2023'

const pictures: readonly Picture[] = [
  {
    name: 'campagne',
    path: campaign,
    compose: (page) => page.getByRole('heading', { name: 'Enveloppe' }).waitFor(),
  },
  {
    name: 'classement',
    path: `${campaign}/classement?coupure=${encodeURIComponent('formations 890/1167')}`,
    compose: async (page) => {
      await page.getByRole('separator', { name: 'Ligne de coupure' }).click()
      await page.getByText('ligne du règlement').waitFor()
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      await page.mouse.move(0, 0)
    },
  },
  {
    name: 'simulation',
    path: `${campaign}/simulation?coupure=${encodeURIComponent('formations 70')}&plafond=1500000`,
    compose: (page) => page.locator('svg[role=img], figure svg').first().waitFor(),
  },
  {
    name: 'comparaison',
    path: `${campaign}/comparaison`,
    compose: async (page) => {
      const { reglement, dotation } = await (await page.request.get(`/api${campaign}`)).json()
      const { grille, departage, coupure, repartition } = reglement
      const parametres = {
        ...{ grille, departage, repartition, coupure: { ...coupure, part: '0.70' } },
        dotation: dotation + 50_000_000,
      }
      const data = { nom: 'Coupure à 70 %, 500 000 € de plus', parametres }
      const saved = await page.request.post(`/api${campaign}/scenarios`, { data })
      assert.equal(saved.status(), 201)
      await page.reload()
      await page.getByRole('heading', { name: 'Par filière' }).waitFor()
    },
  },
  {
    name: 'sensibilite',
    path: `${campaign}/sensibilite?amplitude=10`,
    compose: (page) => page.locator('.chiffre-cle-valeur').nth(3).waitFor(),
  },
  {
    name: 'repartition',
    path: `${campaign}/repartition`,
    compose: (page) =>
      page.getByRole('heading', { name: 'Bénéficiaires' }).evaluate((title) => title.scrollIntoView()),
  },
  {
    name: 'delegations',
    path: '/delegations',
    compose: async (page) => {
      const { aujourdhui, receveurs } = await (await page.request.get('/api/delegations/personnes')).json()
      const jour = (apres: number) =>
        new Date(Date.parse(aujourdhui) + apres * 86_400_000).toISOString().slice(0, 10)
      for (const [nom, du, au, motif] of [
        ['Camille Royer', 0, 13, 'Congés'],
        ['Hugo Lemaire', 30, 34, 'Mission à l’étranger'],
      ] as const) {
        const { id: a } = receveurs.find((un: { nom: string }) => un.nom === nom)
        const data = { a, role: 'responsable', du: jour(du), au: jour(au), motif }
        assert.equal((await page.request.post('/api/delegations', { data })).status(), 201)
      }
      await page.reload()
      await page.getByText('à venir').waitFor()
    },
  },
  {
    name: 'import',
    path: '/campagnes/nouvelle',
    compose: async (page) => {
      const faults = {
        4: { contrats: '-12' },
        9: { niveau: 'Bac +2' },
        12: { contrats: 'douze', palier: '9' },
      }
      await page.locator('input[type=file]').setInputFiles(candidatures('candidatures-2024.csv', 480, faults))
      await page.getByText('Lignes lues', { exact: true }).waitFor()
      await page.locator('tbody tr').first().waitFor()
    },
  },
  {
    name: 'droits',
    path: '/droits',
    compose: (page) => page.getByRole('columnheader', { name: 'Responsable (votre rôle)' }).waitFor(),
  },
  {
    name: 'journal',
    path: '/journal',
    compose: async (page) => {
      const data = { nom: 'Coupure à 72 %' }
      const { id } = (await (await page.request.get(`/api${campaign}/scenarios`)).json())[0]
      const copie = await page.request.post(`/api/scenarios/${id}/dupliquer`, { data })
      assert.equal(copie.status(), 201)
      await page.getByLabel('Personne', { exact: true }).fill('benali')
      await page.getByRole('button', { name: 'Chercher' }).click()
      await page.getByRole('heading', { name: 'Actes trouvés' }).waitFor()
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    },
  },
]

for (const { name, path, compose } of pictures)
  browserTest(`l’image « ${name} » du guide se prend`, async ({ open }) => {
    const page = await open(path, { height: 900 })
    await compose(page)
    await waitUntilLoaded(page)
    await waitUntilDrawn(page)
    const image = await page.screenshot()
    assert.ok(image.length < maximum, `${name} : ${image.length} octets`)
    if (!written) return
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}${name}.png`, image)
  })
