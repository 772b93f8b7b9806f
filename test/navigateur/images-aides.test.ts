import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { INSECABLE } from '#socle/francais.ts'
import { listeEnCsv, personneFictive } from '../aides-listes-atelier.ts'
import { type Fichier, integrations, lireDemandes, paiements, rejets } from '../asp-agence.ts'
import { validerXsd } from '../asp-atelier.ts'
import { showCard, takePicture } from './image-guide.ts'
import { browserTest } from './navigateur.ts'

// The pictures of the guide about aids, taken in one visit; the payments are carried by hand to the agency, as in the
// demonstration.

const choisir = (page: Page, question: string, reponse: string) =>
  page
    .getByRole('group', { name: question })
    .getByRole('radio', { name: reponse })
    .check()
    .then(() => page.keyboard.press('Enter'))

const enFrance = (mois: number) => {
  const date = new Date()
  return new Date(date.getFullYear(), date.getMonth() + mois, 1, 12).toLocaleDateString('fr-FR')
}
const contrat = { debut: enFrance(-2), fin: enFrance(21) }

/** A list with faults of several kinds. */
const LISTE = listeEnCsv(
  Array.from({ length: 24 }, (_, rang) => ({
    ...personneFictive(rang + 1, contrat),
    ...(rang % 5 === 1 && { niveau: 'CAP' }),
    ...(rang % 9 === 3 && { iban: 'FR7630006000011234567890188' }),
    ...(rang === 7 && { codePostal: '7700' }),
  })),
)

browserTest('les aides se prennent en image, de la règle à la non-valeur', async ({ open }) => {
  const visiteur = await open('/aides/ara-2025', { as: null })
  await choisir(visiteur, 'Quel niveau de formation', 'Niveau 5')
  await choisir(visiteur, 'centre situé en Île-de-France', 'Oui')
  await showCard(visiteur, 'Simuler')
  await takePicture(visiteur, 'aides-simulateur')

  const hugo = await open('/paiements-aides', { as: 'hugo-lemaire' })
  const [{ id }] = await (await hugo.request.get('/api/campagnes-aides')).json()
  await hugo.goto(`/paiements-aides?session=${id}`)
  await payer(hugo)
  await hugo.locator('.paiements-campagne').evaluate((choix) => choix.scrollIntoView())
  await takePicture(hugo, 'aides-paiements')

  const nadia = await open(`/campagnes-aides/${id}`)
  await nadia.getByText('En cours de paiement').waitFor()
  await takePicture(nadia, 'aides-campagne')
  await nadia.goto(`/campagnes-aides/${id}/dossiers?etat=accorde&q=BELCOURT`)
  await nadia.locator('tbody').getByRole('link').first().click()
  await nadia.getByRole('heading', { name: 'Ce que la règle en juge' }).waitFor()
  await takePicture(nadia, 'aides-dossier')
  await nadia.goto('/soldes')
  await nadia.getByRole('row', { name: /CFA du CHEP/ }).waitFor()
  await takePicture(nadia, 'soldes')
  await nadia.goto('/non-valeurs')
  await nadia
    .getByRole('row', { name: /12 629 €/ })
    .first()
    .waitFor()
  await takePicture(nadia, 'non-valeurs')

  const lea = await open(`/campagnes-aides/${id}/listes`, { as: 'lea-fontaine' })
  await lea.getByLabel('Choisir un fichier').setInputFiles({
    ...{ name: 'apprentis-novembre.csv', mimeType: 'text/csv', buffer: Buffer.from(LISTE) },
  })
  await lea.locator('.page-titre .etiquette', { hasText: 'À corriger' }).waitFor()
  await takePicture(lea, 'aides-liste')
})

/** Prepares what is certified, carries the file and its answers: some paid, one refused, the others on their way. */
async function payer(hugo: Page): Promise<void> {
  await hugo.getByRole('button', { name: 'Préparer' }).click()
  await hugo.getByRole('button', { name: /^Écrire le fichier de/ }).click()
  const attendu = hugo.waitForEvent('download')
  await hugo.getByRole('button', { name: /^Télécharger/ }).click()
  const fichier = await attendu
  const nom = fichier.suggestedFilename()
  const xml = await readFile(await fichier.path(), 'latin1')
  validerXsd(xml)
  const demandes = lireDemandes(xml)
  await hugo.getByRole('button', { name: /^Noter .* comme déposé$/ }).click()
  await hugo.getByText('Déposé à la main').waitFor()
  const [refusee, ...prises] = demandes
  const le = new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' })
  const payees = prises.slice(0, 5).map((demande) => ({ demande, le }))
  await rapporter(hugo, integrations(nom, prises), `Intégrée${INSECABLE}: ${prises.length}`)
  await rapporter(hugo, rejets(nom, [[refusee!, 'RIB invalide']]), `Rejetée${INSECABLE}: 1`)
  await rapporter(hugo, paiements('guide', payees), `Payée${INSECABLE}: 5`)
}

async function rapporter(hugo: Page, { nom, octets }: Fichier, attendu: string): Promise<void> {
  await hugo.getByLabel('Rapporter un fichier').setInputFiles({
    ...{ name: nom, mimeType: 'text/plain', buffer: octets },
  })
  await hugo.getByRole('button', { name: attendu, exact: true }).waitFor()
}
