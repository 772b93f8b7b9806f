import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

const path = '/campagnes/2023/repartition'

/** The cells of the line of a body, as they are read: its name first. */
async function readLine(page: Page, body: string): Promise<string[]> {
  const line = page
    .getByRole('region', { name: 'Majoration par bénéficiaire, en euros' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: body }) })
  return (await line.getByRole('cell').allTextContents()).map((text) => plain(text).trim())
}

// Typed by hand from the annex of délibération CP 2023-247.
const published: readonly (readonly string[])[] = [
  ['ADIP (ASSOCIATION', '15 953 €', '0 €', '0 €', '15 953 €', '25'],
  ['AFORPA', '463 022 €', '2 307 €', '0 €', '463 022 €', '722'],
  ['AFTRAL', '138 822 €', '18 857 €', '130 000 €', '268 822 €', '188'],
  ['BTP CFA ILE DE FRANCE', '907 463 €', '69 712 €', '0 €', '907 463 €', '1 153'],
  ['CFA ENGIE', '5 032 €', '602 €', '0 €', '5 032 €', '6'],
  ['CMA REGION IDF', '2 000 000 €', '100 000 €', '0 €', '2 000 000 €', '3 672'],
  ['UCPA FORMATION', '99 545 €', '0 €', '0 €', '99 545 €', '156'],
]

browserTest('le tableau de l’annexe porte les montants publiés et leurs totaux', async ({ open }) => {
  const page = await open(path)
  for (const [body, ...amounts] of published)
    assert.deepEqual((await readLine(page, body!)).slice(0, 7), [...amounts, amounts[0], '='], body)
  const total = page.getByRole('row').filter({ hasText: /^Total/ })
  assert.deepEqual(
    (await total.getByRole('cell').allTextContents()).map((text) => plain(text).trim()).slice(0, 8),
    ['Total', '20 140 000 €', '777 061 €', '130 000 €', '20 270 000 €', '30 118', '20 140 000 €', '0 €'],
  )
})

browserTest('les deux écarts d’un euro sont montrés et expliqués', async ({ open }) => {
  const page = await open(path)
  const region = page.getByRole('region', { name: 'Comparaison avec l’annexe publiée' })
  assert.match(
    plain((await region.textContent()) ?? ''),
    /69 montants sur 71 sont ceux de l’annexe publiée, à l’euro/,
  )
  const lines = region.getByRole('region', { name: 'Montants qui diffèrent' }).getByRole('row')
  const texts = (await lines.allTextContents()).map(plain)
  assert.equal(texts.length, 3)
  assert.match(texts.join('\n'), /CAMPUS FONDERIE DE L'IMAGE226 713 €226 712 €−1 €/)
  assert.match(texts.join('\n'), /INSTITUT NATIONAL DU CYCLE ET MOTOCYCLE265 090 €265 091 €\+1 €/)

  await page.getByRole('button', { name: "Pourquoi ce montant ? CAMPUS FONDERIE DE L'IMAGE" }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByText('L’annexe publiée imprime').waitFor()
  assert.match(plain((await dialogue.textContent()) ?? ''), /imprime 226 713 €Écart de −1 €/)
})

browserTest(
  '« Pourquoi ce montant ? » descend jusqu’à la formation, et l’adresse y ramène',
  async ({ open }) => {
    const page = await open(path)
    await page.getByRole('button', { name: 'Pourquoi ce montant ? BTP CFA ILE DE FRANCE' }).click()
    const dialogue = page.getByRole('dialog', { name: 'BTP CFA ILE DE FRANCE' })
    await dialogue.waitFor()
    const texte = plain((await dialogue.textContent()) ?? '')
    // 15 % × 668,7031… € × 695 contrats = 69 712,30 € ; × 1 017 contrats = 102 010,66 €.
    assert.match(texte, /15 % × 668,7031 € × 695 contrats/)
    assert.match(texte, /15 % × 668,7031 € × 1 017 contrats/)
    assert.match(texte, /Total des formations907 463 €/)
    await checkAccessibility(page)

    const premiere = dialogue.locator('.explication-formations summary').first()
    const nom = plain((await premiere.textContent()) ?? '')
    await premiere.click()
    await dialogue.getByText('Part de la formation').waitFor()
    await eventually(async () => new URL(page.url()).searchParams.has('formation'), true)
    await page.reload()
    const ouverte = page.locator('.explication-formations details[open] summary')
    await ouverte.waitFor()
    assert.equal(plain((await ouverte.textContent()) ?? ''), nom)
    await page.keyboard.press('Escape')
    await dialogue.waitFor({ state: 'detached' })
    assert.equal(new URL(page.url()).search, '')
  },
)

browserTest('au plafond, l’explication dit ce qui n’est pas versé', async ({ open }) => {
  const page = await open(`${path}?organisme=CMA+REGION+IDF`)
  const dialogue = page.getByRole('dialog')
  await dialogue.getByText('Plafond par organisme').waitFor()
  const texte = plain((await dialogue.textContent()) ?? '')
  // 638,1097 × 3 672 + 15 % × 668,7031 × 997 = 2 443 143,35 €.
  assert.match(texte, /443 143,3497 € du montant exact sont au-dessus du plafond/)
  assert.match(texte, /limité à 5 % du plafond de 2 000 000 €/)
})

browserTest('la recherche garde les totaux des lignes montrées', async ({ open }) => {
  const page = await open(path)
  await page.getByRole('searchbox', { name: 'Chercher un bénéficiaire' }).fill('afor')
  await page.getByText(/^2\s+sur\s+71\s+bénéficiaires$/).waitFor()
  const total = page.getByRole('row').filter({ hasText: /^Total affiché/ })
  // AFORP 248 551 € + AFORPA 463 022 €.
  assert.match(plain((await total.textContent()) ?? ''), /^Total affiché711 573 €/)
  await page.getByRole('searchbox', { name: 'Chercher un bénéficiaire' }).fill('personne')
  await page.getByText('Aucun bénéficiaire ne correspond à cette recherche.').waitFor()
})

browserTest('chaque export se télécharge, tel que l’écran le montre', async ({ open }) => {
  const page = await open(path)
  const telecharger = async (nom: string | RegExp) => {
    const [fichier] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: nom }).click(),
    ])
    return { nom: fichier.suggestedFilename(), contenu: readFileSync(await fichier.path()) }
  }
  const annexe = await telecharger(/^Annexe\s*PDF/)
  assert.match(annexe.nom, /\.pdf$/)
  assert.equal(annexe.contenu.subarray(0, 5).toString(), '%PDF-')
  const expliquee = await telecharger(/^Annexe expliquée/)
  assert.ok(expliquee.contenu.length > annexe.contenu.length)
  const tableau = await telecharger(/^Tableau/)
  assert.match(tableau.nom, /\.xlsx$/)
  assert.equal(tableau.contenu.subarray(0, 2).toString(), 'PK')
  const donnees = (await telecharger(/^Données/)).contenu.toString()
  assert.match(donnees, /AFTRAL;.*138822/)
  const classement = (await telecharger(/^Classement\s*CSV/)).contenu.toString()
  assert.equal(classement.trimEnd().split('\r\n').length, 1_168)
})

browserTest('la répartition d’un scénario choisi, et d’un scénario qui n’existe plus', async ({ open }) => {
  const page = await open(path)
  const { reglement, dotation } = await (await page.request.get('/api/campagnes/2023')).json()
  const { grille, departage, coupure, repartition } = reglement
  const reponse = await page.request.post('/api/campagnes/2023/scenarios', {
    data: {
      nom: 'Sans bonus ni complément',
      parametres: {
        dotation,
        grille,
        departage,
        coupure,
        repartition: {
          ...repartition,
          tauxBonusVert: '0',
          tauxPalier1: '0',
          tauxPalier2: '0',
          plafond: null,
        },
      },
    },
  })
  const { id } = await reponse.json()
  await page.reload()
  await page.getByLabel('Scénario', { exact: true }).selectOption('Sans bonus ni complément')
  // Le même forfait pour tous : 20 140 000 ÷ 30 118 × 25 contrats = 16 717,577… ; × 3 672 = 2 455 477,79…
  await eventually(
    async () => (await readLine(page, 'ADIP (ASSOCIATION'))[0]!.replace(/\d €$/, '_'),
    '16 71_',
  )
  assert.match((await readLine(page, 'CMA REGION IDF'))[0]!, /^2 455 47[78] €$/)
  assert.equal(new URL(page.url()).searchParams.get('scenario'), id)
  assert.equal(await page.getByRole('columnheader', { name: 'Publié' }).count(), 0)
  assert.match(
    (await page.getByRole('link', { name: /^Annexe\s*PDF/ }).getAttribute('href')) ?? '',
    new RegExp(id),
  )

  const perdue = await open(`${path}?scenario=inconnu`)
  await perdue.getByText('Ce scénario n’existe pas ou plus').waitFor()
  assert.equal((await readLine(perdue, 'AFTRAL'))[0], '138 822 €')
})

browserTest('la répartition est accessible et tient dans l’écran à toutes les largeurs', async ({ open }) =>
  checkEverywhere(await open(path)),
)
