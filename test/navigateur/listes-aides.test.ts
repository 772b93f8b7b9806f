import assert from 'node:assert/strict'
import { listeEnCsv, ouvrirSession, type Personne, personneFictive } from '../aides-listes-atelier.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// Léa sends a list, puts it right on screen, deposits it. Its way to the money is in aide-entiere.test.ts.

const jour = (mois: number) => {
  const date = new Date()
  return new Date(date.getFullYear(), date.getMonth() + mois, 1).toLocaleDateString('fr-FR')
}
/** Two months into a contract of two years, whatever the day of the test. */
const apprenti = (rang: number, changements: Personne = {}) =>
  personneFictive(rang, { debut: jour(-2), fin: jour(21), ...changements })

browserTest(
  'Léa corrige sa liste au clavier et la dépose ; une autre n’apprend pas chez qui une personne est connue',
  async ({ open, db }) => {
    const campagne = await ouvrirSession(db, { id: 'aides-2025' })
    const lea = await open(`/campagnes-aides/${campagne}/listes`, { as: 'lea-fontaine' })
    const fautive = apprenti(2, { iban: 'FR7630006000011234567890188' })
    const double = apprenti(1)
    const contenu = listeEnCsv([
      apprenti(1),
      fautive,
      apprenti(3, { niveau: 'CAP' }),
      apprenti(4, { niveau: 'CAP' }),
      double,
    ])
    await lea.getByLabel('Choisir un fichier').setInputFiles({
      ...{ name: 'apprentis.csv', mimeType: 'text/csv', buffer: Buffer.from(contenu) },
    })
    await lea.locator('.page-titre .etiquette', { hasText: 'À corriger' }).waitFor()
    await lea.getByRole('link', { name: 'IBAN : clé de contrôle fausse' }).click()
    await lea.getByText('1 ligne', { exact: true }).waitFor()
    assert.match(lea.url(), /voir=erreurs&champ=iban&code=iban_cle/)
    await lea.getByLabel('IBAN, ligne 3', { exact: true }).fill('FR76 3000 6000 0112 3456 7890 189')
    await lea.keyboard.press('Enter')
    await lea.getByText('0 ligne', { exact: true }).waitFor()
    await lea.getByLabel('Colonne', { exact: true }).selectOption({ label: 'Niveau' })
    await lea.getByText('2 lignes', { exact: true }).waitFor()
    await lea.getByLabel('Niveau, ligne 4', { exact: true }).fill('3')
    await lea.getByRole('button', { name: 'Corriger partout où Niveau vaut « CAP »' }).first().click()
    await lea.getByText('0 ligne', { exact: true }).waitFor()
    await lea.getByLabel('Colonne', { exact: true }).selectOption({ label: 'Toutes les colonnes' })
    await lea.getByText('La même personne est déjà ligne 2', { exact: false }).waitFor()
    await checkEverywhere(lea)
    await lea.getByRole('button', { name: /^Écarter la ligne 6/ }).click()
    await lea.getByRole('dialog').getByLabel('Motif').fill('Saisie deux fois')
    await lea.getByRole('dialog').getByRole('button', { name: 'Écarter', exact: true }).click()
    await lea.locator('.page-titre .etiquette', { hasText: 'Prête' }).waitFor()
    await lea.getByRole('button', { name: 'Déposer la liste' }).click()
    await lea.getByRole('dialog').getByRole('button', { name: 'Déposer', exact: true }).click()
    await lea.locator('.page-titre .etiquette', { hasText: 'Déposée' }).waitFor()
    const recepisse = plain(
      (await lea.getByRole('region', { name: 'Récépissé de dépôt' }).textContent()) ?? '',
    )
    assert.match(recepisse, /Proposés4.*Total4/)

    const julie = await open(`/campagnes-aides/${campagne}/listes`, { as: 'julie-moreau' })
    await julie.getByText('Aucune liste n’est encore envoyée', { exact: false }).waitFor()
    await julie.getByLabel('Choisir un fichier').setInputFiles({
      ...{ name: 'stelo.csv', mimeType: 'text/csv', buffer: Buffer.from(listeEnCsv([double])) },
    })
    await julie.getByText('est déjà connue', { exact: false }).waitFor()
    assert.doesNotMatch((await julie.locator('main').textContent()) ?? '', /AFORPA/)
    await julie.getByRole('button', { name: 'Déposer la liste' }).click()
    await julie.getByRole('dialog').getByRole('button', { name: 'Déposer', exact: true }).click()
    await julie.getByText('À vérifier par la Région').waitFor()
  },
)
