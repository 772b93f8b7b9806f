import assert from 'node:assert/strict'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { simulationOf } from './simulation-page.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

const path = '/campagnes/2023/simulation'

browserTest('la simulation s’ouvre sur les chiffres publiés', async ({ open }) => {
  const { page, figure, difference, changes } = simulationOf(await open(path))
  await eventually(() => figure('Forfait de base par contrat'), '638,11 €')
  assert.equal(await figure('Montant moyen par contrat'), '668,70 €')
  assert.equal(await figure('Formations retenues'), '886')
  assert.equal(await figure('Contrats retenus'), '30 118')
  assert.equal(await figure('Organismes'), '71')
  assert.equal(await figure('Au plafond'), '1')
  assert.equal(await figure('Réparti'), '20 140 000 €')
  assert.equal(await figure('Reliquat'), '0 €')
  assert.match(await difference('Formations retenues'), /^75,9 %/)
  assert.equal(await changes(), 'Les valeurs sont celles du règlement.')
  await page.getByText('Aucun écart avec le règlement.').waitFor()
})

browserTest('chaque frappe recalcule, et une saisie fausse garde le dernier résultat', async ({ open }) => {
  const { page, field, figure, difference, changes } = simulationOf(await open(path))
  const enveloppe = field('Enveloppe à répartir')
  // 21 000 000 ÷ 30 118 = 697,257… ; 697,26 − 668,70 = 28,55 au centime sur les montants exacts.
  await enveloppe.fill('21000000')
  await eventually(() => figure('Montant moyen par contrat'), '697,26 €')
  assert.equal(await difference('Montant moyen par contrat'), '+28,55 €')
  assert.equal(await figure('Réparti'), '21 000 000 €')
  assert.equal(await difference('Réparti'), '+860 000 €')
  await enveloppe.blur()
  assert.equal((await enveloppe.inputValue()).replace(/\s/g, ' '), '21 000 000')

  await enveloppe.fill('vingt millions')
  await page.getByText('Indiquez un nombre entier d’euros, par exemple 20 140 000.').waitFor()
  assert.equal(await enveloppe.getAttribute('aria-invalid'), 'true')
  assert.equal(await figure('Réparti'), '21 000 000 €')
  await checkAccessibility(page)
  await enveloppe.fill('20 140 000 €')
  await eventually(changes, 'Les valeurs sont celles du règlement.')
  await eventually(() => figure('Montant moyen par contrat'), '668,70 €')
})

browserTest('sans complément, bonus ni plafond, le forfait est le montant moyen', async ({ open }) => {
  const { page, field, figure, changes } = simulationOf(await open(path))
  for (const taux of ['Bonus vert', 'Complément du palier 1', 'Complément du palier 2'])
    await field(taux).fill('0')
  await page.getByRole('checkbox', { name: 'Sans plafond' }).check()
  await eventually(() => figure('Forfait de base par contrat'), '668,70 €')
  assert.equal(await figure('Au plafond'), '0')
  assert.equal(await changes(), '4 paramètres modifiés')
  assert.equal(await field('Plafond par organisme').isDisabled(), true)
  await page.getByRole('checkbox', { name: 'Sans plafond' }).uncheck()
  await eventually(changes, '3 paramètres modifiés')
})

browserTest(
  'des paramètres sans répartition possible disent pourquoi, le dernier résultat reste',
  async ({ open }) => {
    const { page, field, figure } = simulationOf(await open(path))
    await eventually(() => figure('Formations retenues'), '886')
    await field('Part des formations retenues').fill('0')
    const refus = page.getByRole('alert')
    await refus.waitFor()
    assert.match((await refus.textContent()) ?? '', /Ces paramètres ne permettent aucune répartition/)
    await page.getByText('Derniers montants valables').waitFor()
    assert.equal(await figure('Formations retenues'), '886')
    assert.equal(await figure('Forfait de base par contrat'), '638,11 €')
    await checkAccessibility(page)
  },
)

browserTest(
  '« précédent » défait paramètre par paramètre, l’adresse garde le brouillon',
  async ({ open }) => {
    const { page, field, figure, changes } = simulationOf(await open(path))
    const parametre = (nom: string) => new URL(page.url()).searchParams.get(nom)
    await field('Enveloppe à répartir').fill('22000000')
    await eventually(async () => parametre('dotation'), '22000000')
    await field('Enveloppe à répartir').fill('23000000')
    await eventually(async () => parametre('dotation'), '23000000')
    await field('Bonus vert').fill('12,5')
    await eventually(async () => parametre('bonusVert'), '12.5')
    await page.reload()
    await eventually(changes, '2 paramètres modifiés')
    assert.equal(await field('Bonus vert').inputValue(), '12,5')
    assert.equal(await figure('Réparti'), '23 000 000 €')

    await page.goBack()
    await eventually(changes, '1 paramètre modifié')
    assert.equal(await field('Bonus vert').inputValue(), '15')
    assert.equal(await figure('Réparti'), '23 000 000 €')
    await page.goBack()
    await eventually(changes, 'Les valeurs sont celles du règlement.')
    await eventually(() => figure('Réparti'), '20 140 000 €')
    await page.goForward()
    await eventually(() => figure('Réparti'), '23 000 000 €')
    await page.getByRole('button', { name: 'Tout rétablir' }).click()
    await eventually(() => figure('Réparti'), '20 140 000 €')
    await page.goBack()
    await eventually(() => figure('Réparti'), '23 000 000 €')
  },
)

browserTest('les trois manières de couper disent la même ligne', async ({ open }) => {
  const { page, field, figure } = simulationOf(await open(path))
  await eventually(() => figure('Formations retenues'), '886')
  await page.getByRole('radio', { name: '% contrats' }).check()
  await eventually(() => field('Part des contrats retenus').inputValue(), '30118/39723')
  assert.equal(await figure('Formations retenues'), '886')
  await page.getByRole('radio', { name: 'Points' }).check()
  assert.equal(await figure('Formations retenues'), '886')
  await field('Nombre de points minimum').fill('0')
  await eventually(() => figure('Formations retenues'), '1 167')
  assert.equal(await figure('Contrats retenus'), '39 723')
  await page.getByRole('radio', { name: '% contrats' }).check()
  await field('Part des contrats retenus').fill('50')
  // La moitié de 39 723 contrats : 19 861 au plus.
  await eventually(async () => Number((await figure('Contrats retenus')).replace(' ', '')) <= 19_861, true)
  await field('Part des contrats retenus').fill('101')
  await page.getByText('Indiquez une part de 0 à 100 %').waitFor()
})

browserTest('poids, parts, échelles et départage se changent et se rétablissent', async ({ open }) => {
  const { page, field, changes } = simulationOf(await open(path))
  await field('Caractère innovant').fill('0')
  await eventually(changes, '1 paramètre modifié')
  await page.getByText('Accueil de publics prioritaires', { exact: true }).last().click()
  const parts = page.getByRole('group', { name: /^Parts dans/ })
  const part = parts.getByRole('textbox')
  await part.first().fill('40')
  await parts.getByText('La somme des parts doit faire 100 % : elle fait 115 %.').waitFor()
  assert.equal(await changes(), '1 paramètre modifié')
  await part.nth(1).fill('10')
  await eventually(changes, '2 paramètres modifiés')
  await eventually(async () => new URL(page.url()).searchParams.get('parts.publics'), '40-10-25-25')

  await page.getByRole('button', { name: 'Monter « Nombre de contrats »' }).click()
  await eventually(changes, '3 paramètres modifiés')
  await page.getByRole('button', { name: 'Retirer « Nombre de contrats »' }).click()
  await page.getByRole('button', { name: /^Retirer « Points/ }).click()
  await eventually(async () => new URL(page.url()).searchParams.get('departage'), '')
  await page.reload()
  await eventually(changes, '3 paramètres modifiés')
  assert.equal(await page.getByRole('button', { name: /^Retirer « / }).count(), 0)
  await page.getByRole('button', { name: 'Tout rétablir' }).click()
  await eventually(changes, 'Les valeurs sont celles du règlement.')
  assert.equal(await page.getByRole('button', { name: /^Retirer « / }).count(), 2)
})

browserTest('la courbe se lit au clavier, en tableau, et place la coupure', async ({ open }) => {
  const { page, figure } = simulationOf(await open(path))
  const lecture = page.getByRole('slider', { name: 'Lire la courbe' })
  await lecture.focus()
  await page.keyboard.press('End')
  const sortie = page.locator('.courbe-lecture output')
  await eventually(
    async () => ((await sortie.textContent()) ?? '').replace(/\s/g, ' ').split(' : ')[0],
    '39 723 contrats, 1 167 formations',
  )
  await page.getByRole('button', { name: 'Couper ici' }).click()
  await eventually(() => figure('Contrats retenus'), '39 723')
  assert.equal(await figure('Formations retenues'), '1 167')
  await page.getByText('Voir la courbe en tableau').click()
  const derniere = page.getByRole('row').filter({ hasText: /39\s723/ })
  await derniere.waitFor()
})

browserTest('la simulation est accessible et tient dans l’écran à toutes les largeurs', async ({ open }) =>
  checkEverywhere(await open(`${path}?plafond=1500000&coupure=formations+70`)),
)
