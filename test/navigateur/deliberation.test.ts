import assert from 'node:assert/strict'
import { creerDeliberee } from '../deliberation-atelier.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkNoSidewaysScroll } from './verifications.ts'

// The délibération on screen: a figure changed by hand is caught, put right, then the voted text is locked.

browserTest(
  'un chiffre changé à la main est relevé ; corrigé, le texte voté s’arrête',
  async ({ open, db }) => {
    await creerDeliberee(db, 'deliberee')
    const page = await open('/campagnes/deliberee/deliberation')
    await page.getByText('Tout ce que le texte chiffre est dans la base').waitFor()
    await checkAccessibility(page)
    const expose = page.getByLabel('Exposé des motifs')
    const juste = await expose.inputValue()
    await expose.fill(`${juste}\n\nSoit 20 270 001 € en tout.`)
    await page.getByRole('button', { name: 'Enregistrer le texte' }).click()
    await page.getByText('Le texte ne peut pas partir ainsi').waitFor()
    assert.match(
      plain((await page.locator('main').textContent()) ?? ''),
      /« 20 270 001 € » n’est pas un chiffre/,
    )
    assert.equal(await page.getByRole('button', { name: 'Arrêter le texte voté…' }).count(), 0)
    await page.getByLabel('Exposé des motifs').fill(juste)
    await page.getByRole('button', { name: 'Enregistrer le texte' }).click()
    await page.getByRole('button', { name: 'Arrêter le texte voté…' }).click()
    await checkAccessibility(page)
    await page.getByRole('button', { name: 'Arrêter le texte', exact: true }).click()
    await page.getByRole('heading', { name: 'Délibération CP 2023-247' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Enregistrer le texte' }).count(), 0)
    await page.setViewportSize({ width: 390, height: 844 })
    await checkNoSidewaysScroll(page)
    await checkAccessibility(page)
  },
)
