import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { createCampagne } from '#campagnes/store-creation.ts'
import { transaction } from '#platform/db.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// What the assembly looks at: opened from the vote, paged by keyboard, read from the back of the room.

const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')

/** The smallest text that shows, in px. */
const plusPetit = (page: Page) =>
  page.evaluate(() => {
    const tailles: number[] = []
    const marche = document.createTreeWalker(document.querySelector('.seance')!, NodeFilter.SHOW_TEXT)
    for (let noeud = marche.nextNode(); noeud; noeud = marche.nextNode())
      if (noeud.textContent?.trim() && !noeud.parentElement!.closest('.hors-ecran'))
        tailles.push(Number.parseFloat(getComputedStyle(noeud.parentElement!).fontSize))
    return Math.min(...tailles)
  })

browserTest(
  'une proposition figée se projette, se feuillette au clavier et se quitte',
  async ({ open, db }) => {
    const dotation = 3_000_000_000
    const a2024 = { ...campagne2023, id: 'seance', libelle: 'Majoration 2024', exercice: 2024, dotation }
    await transaction(db, (tx) => createCampagne(tx, { ...a2024, publication: [] }, formations2023))
    const page = await open('/campagnes/seance/vote')
    assert.equal(await page.getByRole('link', { name: 'Projeter en séance' }).count(), 0, 'rien à projeter')
    await page.getByRole('button', { name: 'Figer une proposition…' }).click()
    await page.getByRole('button', { name: 'Figer', exact: true }).click()
    await page.getByText('Empreinte vérifiée').waitFor()
    const empreinte = await page.getByLabel('Empreinte du contenu (SHA-256)').inputValue()
    assert.equal(empreinte.length, 64)
    await page.getByRole('link', { name: 'Projeter en séance' }).click()

    await page.getByText('Proposition n° 1, en préparation').waitFor()
    const ensemble = await main(page)
    assert.match(ensemble, /Enveloppe : 30 000 000 €, et 130 000 € à titre exceptionnel/)
    assert.match(ensemble, /71.*30 118/)
    assert.match(ensemble, /Par rapport à 2023 : \+\d+(,\d)? % en montant \(20 270 000 €\), 0 % en contrats/)
    assert.ok(ensemble.includes(empreinte))
    // Nobody is named, and nothing leads elsewhere.
    const ailleurs = page.getByText(/Nadia Benali|Démonstration|Classement/).filter({ visible: true })
    assert.equal(await ailleurs.count(), 0)
    assert.equal(await page.getByRole('link').count(), 0)
    await checkEverywhere(page)
    assert.ok((await plusPetit(page)) >= 28, `${await plusPetit(page)} px`)

    // The table, one page after another, from the keyboard alone.
    await page.keyboard.press('ArrowRight')
    await page.getByText('2 / 12').waitFor()
    assert.equal(await page.locator('tbody tr').count(), 7)
    assert.match(await main(page), /Total des 71 organismes30 118/)
    assert.match(page.url(), /vue=2$/)
    await checkEverywhere(page)
    assert.ok((await plusPetit(page)) >= 28)
    await page.keyboard.press('End')
    await page.getByText('12 / 12').waitFor()
    assert.equal(await page.locator('tbody tr').count(), 1)
    assert.ok(await page.getByRole('button', { name: 'Vue suivante' }).isDisabled())
    await page.keyboard.press('PageUp')
    await page.getByText('11 / 12').waitFor()
    await page.keyboard.press('Home')
    await page.getByText('1 / 12').waitFor()

    const bascule = page.getByRole('button', { name: 'Plein écran' })
    await bascule.click()
    await page.getByRole('button', { name: 'Fenêtre' }).click()
    await bascule.waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Vote' }).waitFor()

    // Touched with the superuser's hand, it is not shown to the room.
    await sql`alter table proposition disable trigger proposition_figee`.execute(db)
    await sql`update proposition set lignes = '[]' where campagne = 'seance'`.execute(db)
    await sql`alter table proposition enable trigger proposition_figee`.execute(db)
    const alteree = await open('/campagnes/seance/seance')
    await alteree.getByText('Cette proposition ne se projette pas').waitFor()
    assert.equal(await alteree.locator('.seance').count(), 0)
    await checkAccessibility(alteree)
  },
)

browserTest(
  'montants votés ailleurs, rien de figé, accès refusé : chaque cas le dit',
  async ({ open, db }) => {
    const page = await open('/campagnes/2023/seance?vue=99', { width: 1280, height: 720 })
    await page.getByText('détail fictif').waitFor()
    assert.match(await main(page), /Montants votés le 5 juillet 2023/)
    // The whole view holds on the smallest projector.
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true)
    await page.keyboard.press('Home')
    await page.getByRole('region', { name: 'Vue d’ensemble' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true)
    await checkAccessibility(page)
    await transaction(db, (tx) =>
      createCampagne(tx, { ...campagne2023, id: 'sans-rien', publication: [] }, formations2023),
    )
    const vide = await open('/campagnes/sans-rien/seance')
    await vide.getByText('Rien n’est à projeter.').waitFor()
    await checkAccessibility(vide)
    const lea = await open('/campagnes/2023/seance', { as: 'lea-fontaine' })
    await lea.getByText(/ne donne pas accès à cet écran/).waitFor()
    await lea.getByRole('link', { name: 'Oriflamme' }).waitFor()
  },
)
