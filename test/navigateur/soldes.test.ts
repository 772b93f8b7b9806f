import type { Page } from 'playwright-core'
import { enListe, enTitres } from '../soldes-atelier.ts'
import { plain } from './demonstration.ts'
import { faire } from './gestes.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// From the list of a training centre to the annexe, then from a titre that cannot be collected to its write-off.

const fichier = (contenu: string, name: string) => ({
  ...{ name, mimeType: 'text/csv', buffer: Buffer.from(contenu) },
})
const etat = (page: Page, nom: string) => page.locator('.page-titre .etiquette', { hasText: nom }).waitFor()
const telecharger = async (page: Page, nom: string | RegExp) => {
  const attendu = page.waitForEvent('download')
  await page.getByRole('link', { name: nom }).first().click()
  return (await attendu).suggestedFilename()
}

browserTest('d’une liste nominative à l’annexe, puis au titre et à sa non-valeur', async ({ open }) => {
  const camille = await open('/soldes', { as: 'camille-royer' })
  await camille.getByRole('row', { name: /CFA du CHEP.*13 208 €.*14 180 €.*972 €/ }).waitFor()
  await camille.getByRole('row', { name: /Total.*38 288 €.*45 860 €.*7 572 €/ }).waitFor()
  await checkEverywhere(camille)
  await faire(camille, 'Ouvrir un solde', {
    ...{ 'Organisme gestionnaire': 'AFORPA', Établissement: 'CFA d’essai', SIRET: '00000002600013' },
    'Montant estimé (€)': '1 000',
  })
  await camille.getByRole('link', { name: 'CFA d’essai' }).click()
  await etat(camille, 'Brouillon')
  const deposer = (contenu: string) =>
    camille.locator('input[type=file]').setInputFiles(fichier(contenu, 'liste.csv'))
  await deposer(enListe('Bernard;Zoé;14/02/2003;300', 'bernard;zoe;14/02/2003;300'))
  await camille.getByText('Zoé', { exact: false }).or(camille.getByText('déjà ligne')).first().waitFor()
  await checkAccessibility(camille)
  await deposer(enListe('Bernard;Zoé;14/02/2003;300', 'Diaz;Ana;30/11/2004;400'))
  await camille.getByRole('button', { name: 'Garder cette liste' }).click()
  await camille.getByText('2 apprentis, liste nominative').waitFor()
  await faire(camille, 'Constater')
  await etat(camille, 'Constaté')
  await checkAccessibility(camille)

  const nadia = await open('/soldes?etat=constate')
  await faire(nadia, 'Inscrire le vote', { Délibération: 'CP 2023-300', Date: '2023-09-20' })
  await nadia.getByText('Aucun solde ne répond à ces filtres.').waitFor()
  const annexe = await telecharger(nadia, /CP 2023-247\s*PDF$/)
  if (annexe !== 'Annexe des soldes - aea-2019-2020 - CP 2023-247.pdf') throw new Error(annexe)

  const hugo = await open('/soldes?sens=reverser', { as: 'hugo-lemaire' })
  await hugo.getByRole('link', { name: 'CFA d’essai' }).click()
  await faire(hugo, 'Émettre le titre', { Exercice: '2023', 'Numéro du titre': '77', Date: '2023-10-02' })
  await etat(hugo, 'Titré')
  await hugo.getByText(/Titre de recettes n°\s77 de 2023, émis/).waitFor()

  const lea = await open('/soldes', { as: 'lea-fontaine' })
  await lea.getByRole('row', { name: /CFA d’essai.*−100 €.*Titré/ }).waitFor()
  if (plain((await lea.locator('main').textContent()) ?? '').includes('CHEP')) throw new Error('CHEP vu')

  const anne = await open('/non-valeurs', { as: 'anne-prevost' })
  await anne.getByRole('row', { name: /Subventions de fonctionnement 2018.*Admise.*12 629 €/ }).waitFor()
  await checkAccessibility(anne)
  await faire(anne, 'Ouvrir un dossier', {
    ...{ Objet: 'Trop-versés 2023', 'Date du courrier': '2024-03-01', Pôle: 'PFPA' },
  })
  await anne.getByRole('link', { name: 'Trop-versés 2023' }).click()
  const apporter = (contenu: string) =>
    anne.locator('input[type=file]').setInputFiles(fichier(contenu, 'titres.csv'))
  await apporter(enTitres('2023;77;100;Poursuites sans effet;;Danse;02/11/2023;Rien'))
  await anne.getByText('Cet acte n’est pas de la liste', { exact: false }).waitFor()
  await apporter(enTitres('2023;77;100;Poursuites sans effet;;Mise en demeure;02/11/2023;Sans réponse'))
  await anne.getByRole('button', { name: 'Ajouter ces titres' }).click()
  await anne.getByText('1 diligence notée').waitFor()
  await checkEverywhere(anne)
  await faire(anne, 'Proposer')
  await etat(anne, 'Proposée')

  await nadia.goto(anne.url())
  await faire(nadia, 'Inscrire l’avis', { Avis: 'favorable', Date: '2024-03-20' })
  await faire(nadia, 'Inscrire la délibération', { Délibération: 'CP 2024-100', Date: '2024-03-21' })
  await etat(nadia, 'Votée')
  await hugo.goto(anne.url())
  await faire(hugo, 'Admettre et mandater', { Date: '2024-03-22' })
  await etat(hugo, 'Admise')
  const dossier = await telecharger(hugo, /Dossier complet/)
  if (!dossier.endsWith('.zip')) throw new Error(dossier)
})
