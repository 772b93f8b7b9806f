import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// The campaign at a glance: the published figures, the documents, the doors.

/** What an element says, with plain spaces. */
const texte = async (element: Locator) => plain((await element.textContent()) ?? '')

browserTest(
  'la campagne 2023 montre ses chiffres publiés, et dit que le détail est fictif',
  async ({ open }) => {
    const page = await open('/campagnes/2023')
    await page.getByText('détail fictif, totaux publiés').waitFor()
    const chiffres = await texte(page.locator('.campagne-chiffres'))
    assert.deepEqual(
      ['1 167', '39 723', '30 118', '75,8 %', '71', '638,11 €', '668,70 €'].filter(
        (chiffre) => !chiffres.includes(chiffre),
      ),
      [],
      chiffres,
    )
    const enveloppe = await texte(page.getByRole('region', { name: 'Enveloppe' }))
    assert.match(enveloppe, /Réparti : 20 140 000 € sur 20 140 000 € de dotation/)
    assert.match(enveloppe, /Reliquat0 €/)
    assert.match(enveloppe, /130 000 € de majoration exceptionnelle, hors dotation : 20 270 000 € en tout/)
    assert.match(enveloppe, /69 sur 71 sont ceux de l’annexe publiée/)
    await page.getByText('5 juillet 2023').first().waitFor()
  },
)

browserTest('les écarts avec la publication mènent à leur explication', async ({ open }) => {
  const page = await open('/campagnes/2023')
  await page.getByRole('link', { name: 'Les 2 écarts restants expliqués' }).click()
  await page.getByRole('heading', { level: 1, name: 'Répartition' }).waitFor()
  await page.getByText("CAMPUS FONDERIE DE L'IMAGE").first().waitFor()
})

for (const porte of ['Classement', 'Simulation', 'Comparaison', 'Sensibilité', 'Répartition'])
  browserTest(`la porte « ${porte} » s’ouvre depuis la campagne`, async ({ open }) => {
    const page = await open('/campagnes/2023')
    await page.getByRole('region', { name: 'Travailler' }).getByRole('link', { name: porte }).click()
    await page.getByRole('heading', { level: 1, name: porte }).waitFor()
  })

browserTest('chaque document annoncé se télécharge, dans le format annoncé', async ({ open }) => {
  const page = await open('/campagnes/2023')
  const liens = await page.getByRole('region', { name: 'Documents' }).getByRole('link').all()
  const formats: string[] = []
  for (const lien of liens) {
    const reponse = await page.request.get((await lien.getAttribute('href'))!)
    assert.equal(reponse.status(), 200, await texte(lien))
    assert.ok((await reponse.body()).length > 1_000)
    const [, format] = /(PDF|XLSX|CSV)/.exec(await texte(lien)) ?? []
    assert.match(reponse.headers()['content-type']!, TYPES[format as keyof typeof TYPES])
    formats.push(format!)
  }
  assert.deepEqual(formats, ['PDF', 'PDF', 'XLSX', 'CSV', 'CSV'])
})

const TYPES = { PDF: /application\/pdf/, XLSX: /spreadsheetml/, CSV: /text\/csv/ }

browserTest('une campagne qui n’existe pas le dit, sans page blanche', async ({ open }) => {
  const page = await open('/', { expected: /404/ })
  await page.goto('/campagnes/1789')
  await page.getByText('La campagne « 1789 » n’existe pas').waitFor()
})

browserTest('la campagne de démonstration ne propose pas sa suppression', async ({ open }) => {
  const page = await open('/campagnes/2023')
  await page.getByRole('region', { name: 'Documents' }).waitFor()
  assert.equal(await page.getByRole('button', { name: /Supprimer/ }).count(), 0)
})

browserTest('la campagne est accessible et tient dans l’écran à toutes les largeurs', async ({ open }) =>
  checkEverywhere(await open('/campagnes/2023')),
)
