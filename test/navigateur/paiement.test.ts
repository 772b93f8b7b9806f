import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { creerVotee } from '../paiement-atelier.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// Hugo engages and mandates what was voted, Anne tells what she paid, by hand and by file.

browserTest(
  'Hugo engage puis mandate, Anne constate à la main et par fichier, la demande est payée',
  async ({ open, db }) => {
    const { rows } = await sql<{ id: string }>`select id from personne where nom = 'Nadia Benali'`.execute(db)
    const votee = await creerVotee(db, { par: rows[0]!.id, votes: [123_456, 757_200], affecte: 10_000_000 })
    const adresse = `/campagnes/${votee.campagne}/paiement`
    const hugo = await open(adresse, { as: 'hugo-lemaire' })
    await hugo.getByRole('link', { name: 'Paiement' }).waitFor()
    await checkEverywhere(hugo)
    await hugo.getByRole('button', { name: 'Engager (2)' }).click()
    const dialogue = hugo.getByRole('dialog')
    await dialogue.getByLabel('Affectation').selectOption(votee.affectation)
    await checkAccessibility(hugo)
    await dialogue.getByRole('button', { name: 'Engager', exact: true }).click()
    await dialogue.waitFor({ state: 'detached' })
    const premier = hugo.getByRole('row', { name: /CFA Payé/ }).first()
    await premier.getByText('demande engagée').waitFor()
    assert.match(plain((await premier.textContent())!), /1 234,56 €.*1 234,56 €.*0 €.*0 €/)

    // Two tabs: what the second sends is what the first wrote.
    const onglet = await open(adresse, { as: 'hugo-lemaire' })
    for (const page of [hugo, onglet]) await page.getByRole('button', { name: 'Mandater (2)' }).click()
    for (const page of [hugo, onglet]) {
      await page.getByRole('dialog').getByRole('button', { name: 'Émettre le bordereau' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    assert.equal(await onglet.getByRole('row', { name: /MAJ2027-.*émis/ }).count(), 2)
    const bordereaux = onglet.getByRole('region', { name: 'Bordereaux' }).first()
    assert.equal(await bordereaux.getByRole('row', { name: /n° \d+ de 2027/ }).count(), 1)
    assert.equal(await onglet.getByRole('button', { name: /^Constater/ }).count(), 0)
    await checkEverywhere(onglet)

    const anne = await open(adresse, { as: 'anne-prevost' })
    assert.equal(await anne.getByRole('button', { name: /^(Engager|Mandater)/ }).count(), 0)
    const references = await anne
      .getByRole('row', { name: /MAJ2027-/ })
      .evaluateAll((lignes) => lignes.map((ligne) => ligne.querySelector('th')!.textContent))
    await anne.getByRole('button', { name: `Constater, ${references[0]}` }).click()
    await anne.getByRole('dialog').getByRole('button', { name: 'Constater', exact: true }).click()
    await anne.getByRole('row', { name: new RegExp(`${references[0]}.*payé`) }).waitFor()
    await anne.getByText('demande payée').waitFor()

    const contenu = `Référence;État;Date;Motif\n${references[1]};rejeté;2099-01-05;RIB clos\nINCONNUE-1;payé;2099-01-05;\n`
    const fichier = { name: 'retour.csv', mimeType: 'text/csv', buffer: Buffer.from(contenu) }
    await anne.getByLabel('Envoyer un retour').setInputFiles(fichier)
    await anne.getByText('Le retour est lu.').waitFor()
    await anne
      .getByRole('row', { name: new RegExp(`${references[1]}.*rejeté.*RIB clos`) })
      .first()
      .waitFor()
    await anne
      .getByText(/Aucun mandat de cette campagne ne porte la référence «.INCONNUE-1.»/)
      .first()
      .waitFor()
    await anne.getByLabel('Envoyer un retour').setInputFiles(fichier)
    await anne.getByText('Ce fichier était déjà reçu : rien n’a changé.').waitFor()
    await checkEverywhere(anne)

    // Rejected: the next mandat takes another reference.
    await hugo.reload()
    await hugo.getByRole('button', { name: 'Mandater (1)' }).click()
    await hugo
      .getByRole('dialog')
      .getByText(/MAJ2027-.*-2$/)
      .waitFor()

    // 5 000 € of the 7 572 € left, with the reason; the rest waits for another mandat.
    await hugo.getByLabel(/^Montant, CFA Payé/).fill('5 000')
    await hugo.getByText(/dites pourquoi le reste attend/).waitFor()
    assert.ok(await hugo.getByRole('button', { name: 'Émettre le bordereau' }).isDisabled())
    await hugo.getByLabel('Pourquoi le reste attend').fill('Acompte')
    await checkAccessibility(hugo)
    await hugo.getByRole('button', { name: 'Émettre le bordereau' }).click()
    await hugo.getByRole('dialog').waitFor({ state: 'detached' })
    await hugo.getByText('en partie : Acompte').first().waitFor()
  },
)

browserTest('qui a validé lit pourquoi il ne paie pas, l’OF-CFA n’entre pas', async ({ open, db }) => {
  const { rows } = await sql<{ id: string }>`select id from personne where nom = 'Hugo Lemaire'`.execute(db)
  const votee = await creerVotee(db, { par: rows[0]!.id, votes: [50_000], affecte: 100_000 })
  const adresse = `/campagnes/${votee.campagne}/paiement`
  const hugo = await open(adresse, { as: 'hugo-lemaire' })
  await hugo.getByText('Ce qui l’empêche').click()
  await hugo.getByText('Vous avez déjà validé ce dossier : une autre personne doit le payer.').waitFor()
  await checkAccessibility(hugo)
  const lea = await open(adresse, { as: 'lea-fontaine' })
  await lea.getByText('ne donne pas accès à cet écran').waitFor()
})

browserTest(
  'la campagne de 2023 se lit : 20 270 000 € votés, et pourquoi certains ne s’engagent pas',
  async ({ open }) => {
    const page = await open('/campagnes/2023/paiement', { as: 'hugo-lemaire' })
    await page.getByText('Ce qui l’empêche').first().click()
    await page
      .getByText(/Le SIRET de .* n’est pas connu dans cette campagne/)
      .first()
      .waitFor()
    const texte = plain((await page.getByRole('main').textContent())!)
    assert.match(texte, /Voté20 270 000 €71 organismes/)
    await checkEverywhere(page)
  },
)
