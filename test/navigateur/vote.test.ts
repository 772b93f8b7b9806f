import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// From the instruction to the recorded vote, on screen: freeze, replace with a reason, put to the vote, record it.

/** The 71 published bodies, all their formations retained, nothing voted yet. */
const creer = (db: Db, id: string) =>
  transaction(db, (tx) =>
    createCampagne(tx, { ...campagne2023, id, libelle: 'Majoration 2024', publication: [] }, formations2023),
  )
const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')
const bouton = (page: Page, nom: string) => page.getByRole('button', { name: nom, exact: true })

browserTest('la responsable fige, remplace, met au vote et constate le vote', async ({ open, db }) => {
  await creer(db, 'vote')
  const page = await open('/campagnes/vote/vote', { expected: /422/ })
  await page.getByText('Aucune proposition n’est figée.').waitFor()
  await checkEverywhere(page)
  await bouton(page, 'Figer une proposition…').click()
  await checkAccessibility(page)
  await bouton(page, 'Figer').click()
  await page.getByRole('heading', { name: /Proposition n° 1/ }).waitFor()
  await page.getByText('Empreinte vérifiée').waitFor()
  assert.match(await main(page), /Majoration totale20 270 000 €.*Organismes71.*Contrats majorés30 118/)

  // Another needs a reason; the refusal stays in the dialog.
  await bouton(page, 'Remplacer la proposition…').click()
  const dialogue = page.getByRole('dialog')
  await bouton(page, 'Remplacer').click()
  await dialogue.getByText('Dites pourquoi cette proposition remplace').waitFor()
  await dialogue.getByLabel(/^Pourquoi elle remplace/).fill('Relecture du tableau')
  await bouton(page, 'Remplacer').click()
  await page.getByRole('heading', { name: /Proposition n° 2/ }).waitFor()
  await page.getByText('Aucun : chaque organisme garde son montant.').waitFor()
  await checkEverywhere(page)
  await page.getByLabel('Après').selectOption('1')
  await page.waitForURL(/apres=1/)

  await bouton(page, 'Mettre au vote…').click()
  await bouton(page, 'Mettre au vote').click()
  await bouton(page, 'Constater le vote…').click()
  // All that is wrong is said at once, and what follows is told before.
  await bouton(page, 'Constater le vote').click()
  await dialogue.getByText('Indiquez la délibération').waitFor()
  await dialogue.getByText('Indiquez le jour du vote').waitFor()
  assert.match(plain((await dialogue.textContent()) ?? ''), /devient votée : 20 270 000 € à 71 organismes/)
  await dialogue.getByLabel('Délibération').fill('CP 2024-150')
  await dialogue.getByLabel('Jour du vote').fill('2024-07-05')
  await checkAccessibility(page)
  await bouton(page, 'Constater le vote').click()
  await page.getByRole('link', { name: 'Montants votés' }).waitFor()
  await eventually(async () => /Votée CP 2024-150, 5 juillet 2024/.test(await main(page)), true)
  assert.equal(await bouton(page, 'Constater le vote…').count(), 0)
  await checkEverywhere(page)
})

browserTest(
  'un lecteur suit le vote sans pouvoir y toucher ; un organisme n’y entre pas',
  async ({ open, db }) => {
    await creer(db, 'vote-lu')
    const page = await open('/campagnes/vote-lu/vote', { as: 'paul-vasseur' })
    await page.getByText('Aucune proposition n’est figée.').waitFor()
    assert.equal(await bouton(page, 'Figer une proposition…').count(), 0)
    const lea = await open('/campagnes/2023/vote', { as: 'lea-fontaine' })
    await lea.getByText(/ne donne pas accès à cet écran/).waitFor()
    const demo = await open('/campagnes/2023/vote')
    await demo.getByText('votés hors de l’application').waitFor()
    await checkAccessibility(demo)
  },
)
