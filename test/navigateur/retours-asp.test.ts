import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// What the agency returns and the program does not believe: a file of an unknown name, a line that no payment owns.

const rejets = Buffer.from(
  "Numéro d'enregistrement;Type d'entité;Numadm;Motif rejet;idIndDoublon\r\n999999;;;RIB invalide;\r\n",
  'latin1',
)

browserTest('Hugo dit ce qu’est un fichier, applique une ligne, et classe le reste', async ({ open }) => {
  const hugo = await open('/paiements-aides', { as: 'hugo-lemaire', expected: /404/ })
  const apporter = (name: string, buffer: Buffer) =>
    hugo.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  const retour = (nom: string, etat: string) =>
    hugo.getByRole('row', { name: new RegExp(`${nom}.*${etat}`) }).waitFor()
  const dire = async (genre: string) => {
    await hugo.getByRole('button', { name: 'Dire ce qu’est bizarre.csv' }).click()
    await hugo.getByRole('dialog').getByLabel('Genre').selectOption({ label: genre })
    await hugo.getByRole('dialog').getByRole('button', { name: 'Lire', exact: true }).click()
  }
  await apporter('bizarre.csv', rejets)
  await retour('bizarre.csv', 'Nom inconnu')
  const emporte = hugo.waitForEvent('download')
  await hugo.getByRole('button', { name: 'Télécharger bizarre.csv' }).click()
  if ((await emporte).suggestedFilename() !== 'bizarre.csv') throw new Error('autre nom')
  await dire('Intégrations')
  await retour('bizarre.csv', 'Illisible')
  await dire('Rejets')
  await retour('bizarre.csv', 'Lu')

  await hugo.getByRole('button', { name: 'Appliquer la ligne 2 de bizarre.csv à un paiement' }).click()
  const dialogue = hugo.getByRole('dialog')
  await dialogue.getByLabel('Numéro du paiement').fill('999998')
  await dialogue.getByLabel('Raison').fill('Vu avec l’ASP')
  await dialogue.getByRole('button', { name: 'Appliquer', exact: true }).click()
  await dialogue.getByText('Le paiement n° 999998 n’existe pas.').waitFor()
  await checkEverywhere(hugo)
  await hugo.keyboard.press('Escape')

  await apporter('publicite.csv', Buffer.from('bonjour'))
  await hugo.getByRole('button', { name: 'Classer publicite.csv' }).click()
  await dialogue.getByLabel('Raison').fill('Rien de l’ASP')
  await dialogue.getByRole('button', { name: 'Classer', exact: true }).click()
  await hugo.getByText('Rien de l’ASP').waitFor()
})
