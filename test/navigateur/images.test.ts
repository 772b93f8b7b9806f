import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { candidatures } from './candidatures.ts'
import { takePicture } from './image-guide.ts'
import { browserTest } from './navigateur.ts'

// The pictures of the guide that the demonstration is enough for; `images-campagne.test.ts` has the others.

type Picture = {
  readonly name: string
  readonly path: string
  /** Who looks; the responsable by default, null for nobody. */
  readonly as?: string | null
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
    name: 'territoires',
    path: `${campaign}/territoires`,
    compose: (page) => page.locator('.territoires-image li').first().waitFor(),
  },
  {
    name: 'seance',
    path: `${campaign}/seance?vue=2`,
    compose: (page) => page.locator('.seance tbody tr').first().waitFor(),
  },
  {
    name: 'budget',
    path: '/budget?exercice=2023',
    as: 'hugo-lemaire',
    compose: (page) => page.locator('tbody tr').first().waitFor(),
  },
  {
    name: 'transmission',
    path: `${campaign}/transmission`,
    as: 'sarah-klein',
    compose: (page) => page.locator('tbody tr').first().waitFor(),
  },
  {
    name: 'donnees-ouvertes',
    path: '/donnees-ouvertes',
    as: null,
    compose: (page) => page.getByRole('heading', { name: 'Subventions 2023' }).waitFor(),
  },
  {
    name: 'personnes',
    path: '/administration/personnes',
    as: 'ines-carpentier',
    compose: (page) => page.locator('tbody tr, .carte').first().waitFor(),
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
    },
  },
]

for (const { name, path, as, compose } of pictures)
  browserTest(`l’image « ${name} » du guide se prend`, async ({ open }) => {
    const page = await open(path, { height: 900, ...(as !== undefined && { as }) })
    await compose(page)
    await takePicture(page, name)
  })
