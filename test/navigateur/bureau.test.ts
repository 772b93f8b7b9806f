import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { SAISIE } from '../demandes-atelier.ts'
import { etatDe, ouvrirBureau } from './bureau.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// The instruction desk: the queue and its filters, a figure put right, views shared, many applications in one go.

const bouton = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const organismes = (page: Page) => page.locator('.tableau tbody th a').allTextContents()
const titre = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

browserTest('la file se filtre par son adresse, et « précédent » y revient', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'bureau-file')
  await deposer('CFA Alpha')
  await deposer('CFA Bêta', 'complete', { F1: { ...SAISIE, departement: '93', contrats: '90' } })
  await deposer('CFA Gamma', 'complete', { F1: { ...SAISIE, contrats: '7' } })
  await deposer('CFA Delta', 'brouillon')
  const camille = await open(`/campagnes/${campagne}/demandes`, { as: 'camille-royer', expected: /404/ })
  await eventually(() => organismes(camille), ['CFA Alpha', 'CFA Bêta', 'CFA Gamma'])
  await bouton(camille, /^Complète 2/).click()
  await eventually(() => organismes(camille), ['CFA Bêta', 'CFA Gamma'])
  // Its line is read again a second after it came: until then the queue does not know its figures.
  await bouton(camille, 'Contrats').waitFor()
  await eventually(async () => camille.getByText('en contrôle').count(), 0)
  await camille.getByLabel('Contrats, au plus').fill('50')
  await camille.getByLabel('Contrats, au plus').press('Enter')
  await eventually(() => organismes(camille), ['CFA Gamma'])
  assert.match(camille.url(), /etat=complete/)
  await camille.goBack()
  await eventually(() => organismes(camille), ['CFA Bêta', 'CFA Gamma'])
  assert.equal(await camille.getByLabel('Contrats, au plus').inputValue(), '')
  await bouton(camille, 'Organisme').click()
  await bouton(camille, 'Organisme').click()
  await eventually(() => organismes(camille), ['CFA Gamma', 'CFA Bêta'])
  // The order goes along into the study, and from one to the next.
  await camille.getByRole('link', { name: 'CFA Gamma' }).click()
  await titre(camille, 'CFA Gamma')
  await camille.getByText('1 sur 2').waitFor()
  await camille.getByRole('link', { name: 'Suivante' }).click()
  await titre(camille, 'CFA Bêta')
  await camille.goBack()
  await titre(camille, 'CFA Gamma')
  await camille.getByLabel('Dans la file').getByText('1 sur 2').waitFor()
  await camille.goto(`/campagnes/${campagne}/demandes?q=introuvable`)
  await camille.getByText('Aucune demande ne répond à cette recherche.').waitFor()
  await checkEverywhere(camille)
  // Nothing is shown under another campaign than its own.
  const demande = await deposer('CFA Oméga')
  await camille.goto(`/campagnes/2023/demandes/${demande}`)
  await camille.getByText('Cette demande n’est pas dans cette campagne.').waitFor()
  await camille.getByRole('link', { name: 'L’ouvrir dans la sienne' }).click()
  await titre(camille, 'CFA Oméga')
  await camille.goto(`/campagnes/${campagne}/demandes/nulle-part`)
  await camille.getByText('Cette demande n’existe pas').waitFor()
  await camille.goto('/campagnes/2023/demandes')
  await camille.getByText('Aucune demande n’est encore arrivée.').waitFor()
})

/** Opens the only formation, and the form that corrects its contracts. */
async function corrigerContrats(page: Page, apres: string) {
  await bouton(page, 'BTS Électrotechnique').click()
  await bouton(page, 'Corriger : Contrats').click()
  const form = page.getByRole('dialog', { name: 'Corriger : Contrats' })
  await form.getByLabel('Nouvelle valeur').fill(apres)
  await form.getByLabel('Motif').fill('Liste des contrats signés')
  return form
}

browserTest('une valeur se corrige sans perdre celle qui était déclarée', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'bureau-correction')
  const demande = await deposer('CFA Essai Correction', 'complete')
  const adresse = `/campagnes/${campagne}/demandes/${demande}`
  const camille = await open(adresse, { as: 'camille-royer' })
  const nadia = await open(adresse, { expected: /422/ })
  // Both have the same figure before them.
  const deNadia = await corrigerContrats(nadia, '20')
  const deCamille = await corrigerContrats(camille, '21')
  await checkEverywhere(camille)
  await deCamille.getByRole('button', { name: 'Corriger', exact: true }).click()
  const panneau = camille.getByRole('dialog')
  await panneau.getByText('24 → 21, Liste des contrats signés').waitFor()
  await panneau.getByText('Déclaré : 24').waitFor()
  await checkEverywhere(camille)
  await bouton(camille, 'Fermer').click()
  await camille.getByText('24 déclarés, −3 par corrections').waitFor()

  // The second one is told, and nothing of hers is written.
  await deNadia.getByRole('button', { name: 'Corriger', exact: true }).click()
  await deNadia.getByText('Quelqu’un a corrigé cette valeur entre-temps').waitFor()
  const { rows } = await sql<{ avant: string; apres: string }>`
    select avant, apres from demande_correction where demande = ${demande}`.execute(db)
  assert.deepEqual(rows, [{ avant: '24', apres: '21' }])
  assert.equal(await etatDe(db, demande), 'complete')
})

browserTest('un complément se demande, une alerte se lève, un agent se cite', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'bureau-complement')
  const demande = await deposer('CFA Essai Complément', 'deposee', {
    F1: { ...SAISIE, contrats: '450' },
  })
  const adresse = `/campagnes/${campagne}/demandes/${demande}`
  const camille = await open(adresse, { as: 'camille-royer', expected: /422/ })
  const controles = camille.getByRole('region', { name: 'Contrôles' })
  const alerte = controles.getByText('450 contrats demandés en tout, pour 420 apprentis déclarés.', {
    exact: true,
  })
  await alerte.waitFor()
  await controles.getByRole('button', { name: 'Lever : 450 contrats' }).click()
  const lever = camille.getByRole('dialog')
  await lever.getByRole('button', { name: 'Lever', exact: true }).click()
  await lever.getByText('À remplir.').waitFor()
  await lever.getByLabel('Pourquoi elle n’empêche rien').fill('Rentrée décalée, justifiée par courrier')
  await lever.getByRole('button', { name: 'Lever', exact: true }).click()
  await controles.getByText('1 alerte levée').click()
  await controles.getByText('Levée : Rentrée décalée').waitFor()

  // A note names Nadia: she finds it by the filter.
  await camille.getByLabel('Note').fill('Que penses-tu du budget ?')
  await bouton(camille, 'Citer').click()
  await camille.getByLabel('Nadia Benali').check()
  await camille.keyboard.press('Escape')
  await bouton(camille, 'Noter').click()
  await camille.getByText('Cite Nadia Benali').waitFor()
  await deposer('CFA Essai Silence')
  const nadia = await open(`/campagnes/${campagne}/demandes?cite=oui`)
  await eventually(() => organismes(nadia), ['CFA Essai Complément'])

  // Yesterday is refused; the form keeps what was typed.
  await bouton(camille, 'Demander un complément').click()
  const form = camille.getByRole('dialog')
  await form.getByLabel('Ce qui est demandé').fill('La comptabilité analytique, signée.')
  await form.getByLabel('À répondre avant le, inclus').fill('2024-01-01')
  await form.getByRole('button', { name: 'Demander un complément' }).click()
  await form.getByText('Laissez au moins jusqu’à demain pour répondre.').waitFor()
  await form.getByLabel('À répondre avant le, inclus').fill('2098-05-01')
  await form.getByRole('button', { name: 'Demander un complément' }).click()
  await camille.getByText('Réponse attendue jusqu’au 1er mai 2098, inclus.').waitFor()
  await camille.getByText('sans réponse').waitFor()
  await checkEverywhere(camille)
  await nadia.goto(`/campagnes/${campagne}/demandes?tri=echeance`)
  await nadia.getByText('avant le 1er mai 2098').waitFor()
})

browserTest(
  'plusieurs demandes se partagent, se constatent et se valident d’un coup',
  async ({ open, db }) => {
    const { campagne, deposer } = await ouvrirBureau(db, 'bureau-lots')
    for (let rang = 1; rang <= 5; rang++)
      await deposer(`CFA Lot ${rang}`, rang === 5 ? 'instruite' : 'deposee')
    const nadia = await open(`/campagnes/${campagne}/demandes`)
    await nadia.getByLabel('Choisir toute la page').check()
    await checkEverywhere(nadia)
    await bouton(nadia, 'Attribuer…').click()
    const dialogue = nadia.getByRole('dialog')
    await dialogue.getByLabel('Camille Royer').check()
    await dialogue.getByLabel('Nadia Benali').check()
    await checkEverywhere(nadia)
    await dialogue.getByRole('button', { name: 'Attribuer', exact: true }).click()
    await eventually(() => nadia.getByText(/^Fini : [23]\sfaites\.$/).count(), 2)
    const { rows } = await sql<{ nom: string; nombre: number }>`
    select p.nom, count(*)::int as nombre from demande d join personne p on p.id = d.instructeur
    where d.campagne = ${campagne} group by p.nom order by p.nom`.execute(db)
    assert.deepEqual(
      rows.map(({ nom }) => nom),
      ['Camille Royer', 'Nadia Benali'],
    )
    assert.equal(rows[0]!.nombre + rows[1]!.nombre, 5)
    await checkEverywhere(nadia)

    // What may not be done is told line by line, and the rest is done. The report outlives the page.
    await nadia.goto(`/campagnes/${campagne}/demandes`)
    await nadia.getByLabel('Choisir toute la page').check()
    await bouton(nadia, 'Constater complètes…').click()
    await dialogue.getByRole('button', { name: 'Constater complètes', exact: true }).click()
    await nadia.getByText('Fini : 4 faites, 1 refusée.').waitFor()
    await nadia.reload()
    const refus = nadia.getByRole('row', { name: /CFA Lot 5.*refusée/ })
    await refus.getByText('cette demande est à l’état').waitFor()
    await bouton(nadia, 'Fermer ce compte rendu').click()
    await eventually(() => nadia.getByText('Fini : 4 faites').count(), 0)
    const etats = await sql<{
      etat: string
    }>`select etat from demande where campagne = ${campagne} order by numero`.execute(db)
    assert.deepEqual(
      etats.rows.map(({ etat }) => etat),
      ['complete', 'complete', 'complete', 'complete', 'instruite'],
    )

    // An instructeur is not offered to validate.
    const camille = await open(`/campagnes/${campagne}/demandes`, { as: 'camille-royer' })
    await camille.getByLabel('Choisir toute la page').check()
    await bouton(camille, 'Constater complètes…').waitFor()
    assert.equal(await bouton(camille, 'Valider…').count(), 0)
    // A reader ticks nothing.
    const paul = await open(`/campagnes/${campagne}/demandes`, { as: 'yves-garnier' })
    await eventually(async () => (await organismes(paul)).length, 5)
    assert.equal(await paul.getByRole('checkbox').count(), 0)
  },
)

browserTest('une vue partagée par l’une se retrouve chez l’autre', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'bureau-vues')
  await deposer('CFA Vue 1')
  await deposer('CFA Vue 2', 'complete')
  const camille = await open(`/campagnes/${campagne}/demandes?etat=complete&tri=contrats&sens=desc`, {
    as: 'camille-royer',
    expected: /409/,
  })
  await bouton(camille, 'Partager cette vue').click()
  await camille.getByRole('dialog').getByLabel('Nom de la vue').fill('À instruire')
  await camille.getByRole('dialog').getByRole('button', { name: 'Partager cette vue' }).click()
  const vues = camille.getByRole('navigation', { name: 'Vues partagées' })
  await vues.getByRole('link', { name: 'À instruire' }).waitFor()
  await checkEverywhere(camille)
  const nadia = await open(`/campagnes/${campagne}/demandes`)
  await nadia.getByRole('link', { name: 'À instruire' }).click()
  await eventually(() => organismes(nadia), ['CFA Vue 2'])
  await bouton(nadia, 'Renommer : À instruire').click()
  await nadia.getByRole('dialog').getByLabel('Nom de la vue').fill('Complètes, les plus grosses')
  await nadia.getByRole('dialog').getByRole('button', { name: 'Renommer' }).click()
  await nadia.getByRole('link', { name: 'Complètes, les plus grosses' }).waitFor()
  // The same name again is refused, whatever its capitals.
  await camille.goto(`/campagnes/${campagne}/demandes?etat=deposee`)
  await bouton(camille, 'Partager cette vue').click()
  await camille.getByRole('dialog').getByLabel('Nom de la vue').fill('complètes, les plus grosses')
  await camille.getByRole('dialog').getByRole('button', { name: 'Partager cette vue' }).click()
  assert.match(
    plain((await camille.getByRole('alert').textContent()) ?? ''),
    /Une vue s’appelle déjà « complètes, les plus grosses »/,
  )
  await bouton(camille, 'Annuler').click()
  await bouton(nadia, /^Supprimer : Complètes/).click()
  await nadia.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await eventually(() => nadia.getByRole('link', { name: 'Complètes, les plus grosses' }).count(), 0)
})
