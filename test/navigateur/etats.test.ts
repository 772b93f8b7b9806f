import assert from 'node:assert/strict'
import { classementOf } from './classement-page.ts'
import { lignes, plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility } from './verifications.ts'

// What is on its way, what fails, what is printed.

const path = '/campagnes/2023/classement'
const expected = /Failed to load resource/

browserTest(
  'le serveur ne répond pas : l’écran le dit en français, et « Réessayer » suffit',
  async ({ open }) => {
    const page = await open('/', { expected })
    const formations = '**/api/campagnes/2023/formations'
    await page.route(formations, (route) => route.abort())
    await page.goto(path)
    await page.getByRole('alert').getByText('Le serveur ne répond pas.').waitFor()
    await checkAccessibility(page)
    await page.unroute(formations)
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await eventually(() => classementOf(page).count(), '1 167 formations')
  },
)

browserTest('le serveur échoue : sa propre phrase est montrée', async ({ open }) => {
  const page = await open('/', { expected })
  const message = 'La base de données ne répond pas. Réessayez dans un instant.'
  await page.route('**/api/campagnes', (route) =>
    route.fulfill({ status: 503, json: { code: 'indisponible', message } }),
  )
  await page.reload()
  await page.getByRole('alert').getByText(message).waitFor()
  await checkAccessibility(page)
})

browserTest('tant que la campagne arrive, l’écran dit ce qu’il attend', async ({ open }) => {
  const page = await open('/')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/campagnes/2023', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(path)
  await page.getByRole('status').getByText('Chargement de la campagne…').waitFor()
  release()
  await page.getByRole('heading', { level: 1, name: 'Classement' }).waitFor()
})

browserTest(
  'une adresse inconnue, une campagne absente : une page, une phrase, une issue',
  async ({ open }) => {
    const page = await open('/nulle-part', { expected })
    await page.getByRole('heading', { level: 1, name: 'Page introuvable' }).waitFor()
    await checkAccessibility(page)
    await page.getByRole('link', { name: 'Voir les campagnes' }).click()
    await page.getByRole('heading', { level: 1, name: 'Campagnes' }).waitFor()
    await page.goto('/campagnes/1789/classement')
    await page.getByRole('alert').waitFor()
    await checkAccessibility(page)
  },
)

browserTest(
  'une adresse écrite de travers ouvre le classement, sans ce qu’elle dit de faux',
  async ({ open }) => {
    const { count, retained } = classementOf(
      await open(
        `${path}?coupure=patate&tri=nulle-part&colonnes=rien&departements=%5B%7B%7D%5D&retenue=peut-etre`,
      ),
    )
    await eventually(count, '1 167 formations')
    assert.equal(await retained(), 886)
  },
)

browserTest('sur le papier, le classement est entier, la ligne à sa place', async ({ open }) => {
  const page = await open(path)
  await page.emulateMedia({ media: 'print' })
  const rows = page.locator('.classement-imprime tbody tr')
  await eventually(() => rows.count(), lignes.length + 1)
  const textes = await rows.evaluateAll((trs) => [885, 886, 887].map((i) => trs[i]!.textContent ?? ''))
  assert.ok(textes[0]!.includes(lignes[885]!.formation.intitule))
  assert.equal(plain(textes[1]!), '886 formations, 30 118 contrats, 71 OF-CFA retenus')
  assert.ok(textes[2]!.includes(lignes[886]!.formation.intitule))
  for (const masque of ['.cadre-haut', '.cadre-onglets', '.filtres', '.classement-cadre', '.evitement'])
    assert.equal(await page.locator(masque).isVisible(), false, masque)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  assert.ok(pages >= 15 && pages <= 40, `${pages} pages`)
  await page.emulateMedia({ media: 'screen' })
  await rows.first().waitFor({ state: 'detached' })
})
