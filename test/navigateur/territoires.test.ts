import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { createCampagne } from '#campagnes/store-creation.ts'
import { transaction } from '#platform/db.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// Where the money goes, département by département, on the demonstration of 2023.

const TABLEAU = 'Contrats et majoration de chaque département, et l’écart entre les deux parts'

browserTest('de la répartition aux territoires : le total est la dotation', async ({ open }) => {
  const page = await open('/campagnes/2023/repartition')
  await page.getByRole('link', { name: 'Équité entre territoires' }).click()
  await page.getByRole('heading', { level: 1, name: 'Territoires' }).waitFor()
  const tableau = page.getByRole('region', { name: TABLEAU })
  await tableau.waitFor()
  const total = (await tableau.locator('tfoot td').allTextContents()).map(plain)
  assert.deepEqual(total, [
    'Total',
    '1 167',
    '39 723',
    '886',
    '30 118',
    '20 140 000 €',
    '100 %',
    '100 %',
    '0',
  ])
  await page.getByRole('img', { name: /^Part de la majoration et part des contrats demandés/ }).waitFor()
  await page.getByText('hors majoration exceptionnelle').waitFor()
  await checkEverywhere(page)
})

browserTest('le seuil, la base et le tri vivent dans l’adresse, et le fichier suit', async ({ open }) => {
  const page = await open('/campagnes/2023/territoires?seuil=100')
  await page.getByText('Aucun département n’est signalé').waitFor()
  await page.getByRole('radio', { name: 'Contrats retenus' }).check()
  await page.waitForURL(/base=retenus/)
  const seuil = page.getByLabel('Signaler au-delà de')
  await seuil.fill('cent')
  await seuil.press('Enter')
  await page.getByText('Un nombre de points, de 0 à 100.').waitFor()
  await seuil.fill('0')
  await seuil.press('Enter')
  await page.waitForURL(/seuil=0/)
  await page.getByText(/départements signalés/).waitFor()
  await page.getByRole('button', { name: 'Majoration', exact: true }).click()
  await page.waitForURL(/tri=montant-desc/)
  const lien = page.getByRole('link', { name: 'Les territoires' })
  const adresse = (await lien.getAttribute('href'))!
  assert.match(adresse, /base=retenus&seuil=0$/)
  const reponse = await page.request.get(adresse)
  assert.equal(reponse.status(), 200)
  const lignes = plain((await reponse.text()).replaceAll('\r\n', '|'))
    .split('|')
    .slice(0, -1)
  assert.equal(
    lignes[0]!.replace('\ufeff', '').trim(),
    'Département;Nom;Formations demandées;Contrats demandés;Formations retenues;Contrats retenus;Majoration;' +
      'Part de la majoration (%);Part des contrats retenus (%);Écart (points);Alerte',
  )
  const montants = lignes.slice(1).map((ligne) => Number(ligne.split(';')[6]))
  assert.equal(
    montants.reduce((somme, montant) => somme + montant, 0),
    20_140_000,
  )
})

browserTest('une proposition ou un scénario qui n’existe pas laisse le règlement', async ({ open }) => {
  const page = await open('/campagnes/2023/territoires?proposition=9')
  await page.getByText('Ce scénario ou cette proposition n’existe pas, ou plus').waitFor()
  await page.getByRole('region', { name: TABLEAU }).waitFor()
  for (const [adresse, attendu] of [
    ['/api/campagnes/2023/territoires.csv?proposition=9', 404],
    ['/api/campagnes/2023/territoires.csv?scenario=9', 404],
    ['/api/campagnes/2023/territoires.csv?seuil=cent', 400],
  ] as const)
    assert.equal((await page.request.get(adresse)).status(), attendu, adresse)
})

browserTest(
  'une proposition figée s’examine, jusqu’à ce que ses formations changent',
  async ({ open, db }) => {
    await transaction(db, (tx) =>
      createCampagne(
        tx,
        { ...campagne2023, id: 'equite', libelle: 'Majoration 2024', publication: [] },
        formations2023,
      ),
    )
    const page = await open('/campagnes/equite/vote', { expected: /422/ })
    await page.getByRole('button', { name: 'Figer une proposition…' }).click()
    await page.getByRole('button', { name: 'Figer', exact: true }).click()
    await page.getByText('Empreinte vérifiée').waitFor()
    await page.getByRole('link', { name: 'Équité entre territoires' }).click()
    await page.waitForURL(/territoires\?proposition=1/)
    const tableau = page.getByRole('region', { name: TABLEAU })
    await tableau.waitFor()
    assert.match(plain((await tableau.locator('tfoot').textContent())!), /30 118.*20 140 000 €/)
    const fichier = '/api/campagnes/equite/territoires.csv?proposition=1'
    assert.equal((await page.request.get(fichier)).status(), 200)

    await sql`update campagne set liste_le = now() where id = 'equite'`.execute(db)
    await page.reload()
    await page.getByText('Les formations ont changé depuis que cette proposition est figée').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Les territoires' }).count(), 0)
    assert.equal((await page.request.get(fichier)).status(), 422)
    await checkEverywhere(page)
  },
)
