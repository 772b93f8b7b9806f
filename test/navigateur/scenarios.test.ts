import assert from 'node:assert/strict'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { simulationOf } from './simulation-page.ts'
import { checkAccessibility } from './verifications.ts'

const path = '/campagnes/2023/simulation'

browserTest(
  'un scénario se nomme, s’enregistre, se renomme, se duplique et se supprime',
  async ({ open }) => {
    const { page, field, figure, saved, opened, saveAs } = simulationOf(await open(path, { expected: /409/ }))
    await field('Plafond par organisme').fill('1500000')
    await eventually(saved, 'non enregistré')
    await saveAs('Plafond à 1,5 M€')
    await eventually(saved, 'enregistré')
    assert.equal(await opened(), 'Plafond à 1,5 M€')

    await field('Bonus vert').fill('10')
    await eventually(saved, 'non enregistré')
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await eventually(saved, 'enregistré')

    // A name already taken is refused in the dialog, with what was typed.
    await page.getByRole('button', { name: 'Dupliquer' }).click()
    const nom = page.getByRole('textbox', { name: 'Nom du scénario' })
    await nom.fill('Plafond à 1,5 M€')
    const dialogue = page.getByRole('dialog')
    await dialogue.getByRole('button', { name: 'Dupliquer' }).click()
    await page.getByText('Un scénario de cette campagne se nomme déjà « Plafond à 1,5 M€ »').waitFor()
    await checkAccessibility(page)
    await nom.fill('Copie de travail')
    await dialogue.getByRole('button', { name: 'Dupliquer' }).click()
    await eventually(opened, 'Copie de travail')
    assert.equal(await field('Bonus vert').inputValue(), '10')

    await page.getByRole('button', { name: 'Renommer' }).click()
    await nom.fill('Bonus à 10 %')
    await dialogue.getByRole('button', { name: 'Renommer' }).click()
    await eventually(opened, 'Bonus à 10 %')

    await page.reload()
    await eventually(opened, 'Bonus à 10 %')
    await eventually(saved, 'enregistré')
    await page.getByRole('button', { name: 'Supprimer' }).click()
    await dialogue.getByRole('button', { name: 'Supprimer' }).click()
    await eventually(opened, 'Le règlement tel quel')
    await eventually(() => figure('Réparti'), '20 140 000 €')
    assert.deepEqual(await page.getByLabel('Scénario ouvert').locator('option').allTextContents(), [
      'Le règlement tel quel',
      'Plafond à 1,5 M€',
    ])
  },
)

browserTest('deux agents sur un même scénario : personne ne perd rien', async ({ open }) => {
  const aline = simulationOf(await open(path, { expected: /409/ }))
  await aline.field('Enveloppe à répartir').fill('21000000')
  await aline.saveAs('À deux')
  const adresse = new URL(aline.page.url())
  const bachir = simulationOf(await open(adresse.pathname + adresse.search, { expected: /409/ }))
  await eventually(bachir.saved, 'enregistré')

  await aline.field('Bonus vert').fill('12')
  await eventually(aline.saved, 'non enregistré')
  await aline.page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await eventually(aline.saved, 'enregistré')

  await bachir.field('Plafond par organisme').fill('1800000')
  await eventually(bachir.saved, 'non enregistré')
  await bachir.page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const dialogue = bachir.page.getByRole('dialog', { name: '« À deux » a changé entre-temps' })
  await dialogue.waitFor()
  const ecarts = (await dialogue.getByRole('row').allTextContents()).map((ligne) => ligne.replace(/\s/g, ' '))
  assert.deepEqual(ecarts.slice(1), ['Bonus vert12 %15 %', 'Plafond2 000 000 €1 800 000 €'])
  await checkAccessibility(bachir.page)

  // Saved as a copy: hers is as she left it, his has its own name.
  await dialogue.getByRole('button', { name: 'Enregistrer la mienne comme copie…' }).click()
  await bachir.page.getByRole('textbox', { name: 'Nom du scénario' }).fill('À deux, version de Bachir')
  await bachir.page.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await eventually(bachir.opened, 'À deux, version de Bachir')
  await eventually(bachir.saved, 'enregistré')
  await aline.page.reload()
  await eventually(() => aline.field('Bonus vert').inputValue(), '12')
  assert.equal((await aline.field('Plafond par organisme').inputValue()).replace(/\s/g, ' '), '2 000 000')
})

browserTest(
  'reprendre la version d’un collègue laisse la sienne derrière « précédent »',
  async ({ open }) => {
    const aline = simulationOf(await open(path, { expected: /409/ }))
    await aline.field('Enveloppe à répartir').fill('19000000')
    await aline.saveAs('À reprendre')
    const adresse = new URL(aline.page.url())
    const bachir = simulationOf(await open(adresse.pathname + adresse.search, { expected: /409/ }))
    await eventually(bachir.saved, 'enregistré')
    await bachir.field('Enveloppe à répartir').fill('18000000')
    await eventually(bachir.saved, 'non enregistré')
    await bachir.page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await eventually(bachir.saved, 'enregistré')

    await aline.field('Bonus vert').fill('9')
    await eventually(aline.saved, 'non enregistré')
    await aline.page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await aline.page.getByRole('button', { name: 'Reprendre la version enregistrée' }).click()
    await eventually(() => aline.figure('Réparti'), '18 000 000 €')
    await eventually(aline.saved, 'enregistré')
    await aline.page.goBack()
    await eventually(() => aline.figure('Réparti'), '19 000 000 €')
    await eventually(() => aline.field('Bonus vert').inputValue(), '9')
    await aline.page.getByText('« À reprendre » a été enregistré ailleurs entre-temps').waitFor()
  },
)

browserTest('« précédent » après son propre enregistrement n’est pas un conflit', async ({ open }) => {
  const { page, field, saved, saveAs } = simulationOf(await open(path))
  await field('Enveloppe à répartir').fill('17000000')
  await saveAs('Seule au travail')
  await field('Bonus vert').fill('11')
  await eventually(async () => new URL(page.url()).searchParams.get('bonusVert'), '11')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await eventually(saved, 'enregistré')
  await page.goBack()
  await eventually(saved, 'non enregistré')
  assert.equal(await field('Bonus vert').inputValue(), '15')
  assert.equal(await page.getByText('enregistré ailleurs entre-temps').count(), 0)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await eventually(saved, 'enregistré')
})

browserTest(
  'un scénario supprimé par un collègue laisse ses paramètres à qui l’avait ouvert',
  async ({ open }) => {
    const aline = simulationOf(await open(path, { expected: /404/ }))
    await aline.field('Enveloppe à répartir').fill('16000000')
    await aline.saveAs('À supprimer')
    const adresse = new URL(aline.page.url())
    const bachir = simulationOf(await open(adresse.pathname + adresse.search))
    await bachir.page.getByRole('button', { name: 'Supprimer' }).click()
    await bachir.page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
    await eventually(bachir.opened, 'Le règlement tel quel')

    await aline.field('Bonus vert').fill('8')
    await eventually(aline.saved, 'non enregistré')
    await aline.page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await aline.page.getByText('Ce scénario a été supprimé').waitFor()
    assert.equal(await aline.figure('Réparti'), '16 000 000 €')
    await aline.saveAs('Sauvé')
    await eventually(aline.opened, 'Sauvé')
    assert.equal(await aline.field('Bonus vert').inputValue(), '8')
  },
)

browserTest('quitter la page avec un brouillon demande d’abord', async ({ open }) => {
  const { page, field, saved } = simulationOf(await open(path))
  await field('Enveloppe à répartir').fill('15000000')
  await eventually(saved, 'non enregistré')
  await page.getByRole('link', { name: 'Classement' }).click()
  const dialogue = page.getByRole('dialog', { name: 'Quitter la simulation ?' })
  await dialogue.getByRole('button', { name: 'Rester' }).click()
  assert.equal((await field('Enveloppe à répartir').inputValue()).replace(/\s/g, ' '), '15 000 000')
  await page.getByRole('link', { name: 'Classement' }).click()
  await dialogue.getByRole('button', { name: 'Continuer sans enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Classement' }).waitFor()
  await page.goBack()
  await eventually(() => simulationOf(page).figure('Réparti'), '15 000 000 €')
})
