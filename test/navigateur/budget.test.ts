import assert from 'node:assert/strict'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// The budget as its manager, the accountant and others see it.

const ARA = 'Accompagnement de la politique d’apprentissage'
const CFA = 'Financement des CFA'
const EXECUTION = { name: 'Exécution de chaque ligne, en euros' }

browserTest('l’exécution du budget 2023 se lit partout, l’exercice est dans l’adresse', async ({ open }) => {
  const page = await open('/budget?exercice=2023')
  const ligne = page.getByRole('region', EXECUTION).getByRole('row', { name: new RegExp(ARA) })
  await ligne.waitFor()
  assert.match(plain((await ligne.textContent())!), /7 000 000 €.*3 000 000 €.*2 100 000 €.*1 600 000 €/)
  await page.getByText('100 % de ses autorisations d’engagement sont affectées').waitFor()
  await page.getByRole('row', { name: /2020, n° 3654.*admis en non-valeur/ }).waitFor()
  assert.equal(await page.getByRole('button', { name: /Engager|Affecter/ }).count(), 0)
  await checkEverywhere(page)
  await page.getByLabel('Exercice', { exact: true }).selectOption('2024')
  await page.waitForURL('**/budget?exercice=2024')
  await page.getByRole('heading', { name: 'Budget 2024' }).waitFor()
})

browserTest('un dépassement est refusé en clair, puis on engage, mandate, paie', async ({ open }) => {
  const page = await open('/budget?exercice=2023', { as: 'hugo-lemaire', expected: /422/ })
  await page
    .getByRole('region', EXECUTION)
    .getByRole('row', { name: new RegExp(CFA) })
    .getByRole('link')
    .click()
  const affectations = page.getByRole('region', { name: 'Affectations' }).first()
  await affectations.getByRole('button', { name: /^Engager/ }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByLabel('Ce qui est payé').fill('marche:essai')
  await dialogue.getByLabel('Libellé').fill('Majoration')
  await dialogue.getByLabel('Bénéficiaire', { exact: true }).fill('CFA des Essais')
  await dialogue.getByLabel('SIRET').fill('732 829 320 00074')
  await dialogue.getByLabel('À payer en 2023').fill('20 270 001')
  await checkAccessibility(page)
  await dialogue.getByRole('button', { name: 'Engager', exact: true }).click()
  const refus = dialogue.getByRole('alert')
  await refus.waitFor()
  assert.equal(
    plain((await refus.textContent())!),
    'Rien n’est engagé.Le montant de 20 270 001 € dépasse ce qui reste de l’affectation : il reste 20 270 000 €.',
  )
  await checkEverywhere(page)
  await dialogue.getByLabel('À payer en 2023').fill('1 000,50')
  await dialogue.getByLabel('À payer en 2024').fill('500')
  await dialogue.getByRole('button', { name: 'Engager', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })

  const engagement = page.getByRole('row', { name: /CFA des Essais/ })
  await engagement.getByRole('button', { name: /^Mandater/ }).click()
  await dialogue.getByLabel('Référence du paiement').fill('ESSAI-1')
  await dialogue.getByLabel('Montant').fill('1000,5')
  await dialogue.getByRole('button', { name: 'Mandater', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /ESSAI-1.*émis/ }).waitFor()
  await checkEverywhere(page)

  // The one who orders does not pay: the accountant does.
  assert.equal(await page.getByRole('button', { name: /^Constater/ }).count(), 0)
  const adresse = new URL(page.url()).pathname
  const comptable = await open(adresse, { as: 'anne-prevost' })
  assert.equal(await comptable.getByRole('button', { name: /^Mandater/ }).count(), 0)
  await comptable.getByRole('button', { name: 'Constater, ESSAI-1' }).click()
  await comptable.getByRole('dialog').getByRole('button', { name: 'Constater', exact: true }).click()
  await comptable.getByRole('row', { name: /ESSAI-1.*payé/ }).waitFor()
})

browserTest('un titre s’émet une fois, et paraît avec ceux des autres années', async ({ open }) => {
  const page = await open('/budget?exercice=2024', { as: 'hugo-lemaire', expected: /4\d\d/ })
  const emettre = async (numero: string) => {
    await page.getByRole('button', { name: 'Émettre un titre' }).click()
    const dialogue = page.getByRole('dialog')
    await dialogue.getByLabel('Numéro du titre').fill(numero)
    await dialogue.getByLabel('Débiteur', { exact: true }).fill('CFA des Essais')
    await dialogue.getByLabel('Objet').fill('Trop-perçu')
    await dialogue.getByLabel('Montant').fill('1 250,40')
    return dialogue
  }
  const dialogue = await emettre('4512')
  await checkAccessibility(page)
  await dialogue.getByRole('button', { name: 'Émettre un titre' }).click()
  const ligne = page.getByRole('row', { name: /2024, n° 4512/ })
  await ligne.waitFor()
  assert.match(plain((await ligne.textContent())!), /CFA des Essais.*1 250,40 €/)
  const encore = await emettre('4512')
  await encore.getByRole('button', { name: 'Émettre un titre' }).click()
  await encore.getByRole('alert').waitFor()
})

browserTest('une ligne suspendue le dit, n’offre plus d’engager, et reprend', async ({ open }) => {
  const page = await open('/budget?exercice=2023', { as: 'nadia-benali' })
  await page
    .getByRole('region', EXECUTION)
    .getByRole('row', { name: new RegExp(ARA) })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Suspendre la ligne' }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByLabel('Motif').fill('Contrôle en cours')
  await dialogue.getByLabel('Jusqu’au').fill('2099-12-31')
  await dialogue.getByRole('button', { name: 'Suspendre la ligne' }).click()
  await page.getByText('Suspendue jusqu’au').waitFor()
  await page.getByText(/Contrôle en cours \(par Nadia Benali/).waitFor()
  await checkAccessibility(page)
  const hugo = await open(new URL(page.url()).pathname, { as: 'hugo-lemaire' })
  assert.equal(await hugo.getByRole('button', { name: /^(Engager|Mandater)/ }).count(), 0)
  await page.getByRole('button', { name: 'Lever la suspension' }).click()
  await dialogue.getByLabel('Motif').fill('Contrôle fini')
  await dialogue.getByRole('button', { name: 'Lever la suspension' }).click()
  await page.getByText('Suspendue jusqu’au').waitFor({ state: 'detached' })
})

browserTest('un OF-CFA n’entre pas dans le budget', async ({ open }) => {
  const page = await open('/budget', { as: 'lea-fontaine' })
  await page.getByText('ne donne pas accès à cet écran').waitFor()
})
