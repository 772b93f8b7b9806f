import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { SAISIE } from '../demandes-atelier.ts'
import { ouvrirBureau, personneDe } from './bureau.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// Two agents who do not see each other, and the responsable who settles what sets them apart.

const bouton = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

type Lu = { readonly priorite: string; readonly innovation: 'oui' | 'non'; readonly besoin: string }

/** Marks the only formation, reasons included. */
async function noter(page: Page, { priorite, innovation, besoin }: Lu, raison: string) {
  const formation = page.getByRole('group', { name: 'BTS Électrotechnique' })
  const choisir = (critere: string, valeur: string) =>
    formation.getByRole('group', { name: critere }).getByRole('radio', { name: valeur, exact: true }).check()
  await choisir('Priorité de la filière', priorite)
  await choisir('Formation innovante', innovation)
  await choisir('Territoire peu pourvu', 'oui')
  await formation.getByLabel('Besoin de financement', { exact: true }).fill(besoin)
  for (const champ of await formation.getByLabel(/^Justification/).all()) await champ.fill(raison)
}

async function valider(page: Page) {
  await bouton(page, 'Valider ma lecture…').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Valider ma lecture' }).click()
}

browserTest('deux agents notent à l’aveugle, la responsable arbitre leur écart', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'regards')
  const demande = await deposer('CFA des Regards', 'complete', { F1: SAISIE })
  await sql`update attribution set role = 'instructeur'
    where personne = ${await personneDe(db, 'paul-vasseur')}`.execute(db)
  const adresse = `/campagnes/${campagne}/demandes/${demande}`

  const nadia = await open(`/campagnes/${campagne}/lectures`)
  await bouton(nadia, 'Répartir les lectures').click()
  const ligne = nadia.getByRole('row', { name: /CFA des Regards/ })
  await ligne.getByText('en cours').waitFor()
  await ligne.getByText('Camille Royer').waitFor()

  const camille = await open('/lectures', { as: 'camille-royer' })
  await camille.getByText('Il vous reste 4 appréciations à donner.').waitFor()
  await checkAccessibility(camille)
  await camille.getByRole('link', { name: 'Lire la suivante' }).click()
  await noter(camille, { priorite: '3', innovation: 'oui', besoin: '25' }, 'Plateau unique en région.')
  await camille.getByText('Hors de l’échelle').waitFor()
  await camille.getByLabel('Besoin de financement', { exact: true }).fill('12,5')
  // Leaving the formation keeps what was typed: nothing is lost with the page.
  await bouton(camille, 'Garder').focus()
  await camille.getByText('Tout est gardé.').waitFor()
  await checkEverywhere(camille)
  await camille.reload()
  await camille.getByText('4 appréciations : tout est noté.').waitFor()
  await valider(camille)
  await camille.getByText('a validé sa lecture').waitFor()

  const paul = await open(adresse, { as: 'paul-vasseur' })
  await paul.getByText('lit encore').waitFor()
  for (const page of [paul, await open(adresse)]) {
    await page.getByText('La double lecture n’est pas finie').waitFor()
    await eventually(() => page.getByText('Plateau unique en région.').count(), 0)
  }
  await noter(paul, { priorite: '2', innovation: 'non', besoin: '8,01' }, 'Rien que d’autres ne fassent.')
  await valider(paul)
  // Both are closed: each reads the other.
  await paul.getByText('Plateau unique en région.').first().waitFor()
  await paul.getByText('moyenne : 10,255 %').waitFor()
  await paul.getByText('1 écart attend un arbitrage.').waitFor()
  await eventually(() => paul.getByRole('button', { name: /^Arbitrer/ }).count(), 0)
  await checkAccessibility(paul)

  await nadia.reload()
  await nadia.getByText('oui contre non').waitFor()
  await nadia.getByRole('button', { name: /^Arbitrer… Formation innovante/ }).click()
  const dialogue = nadia.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Arbitrer', exact: true }).click()
  await dialogue.getByText('À remplir : cette note reste à la demande.').waitFor()
  await dialogue.getByRole('radio', { name: 'oui' }).check()
  await dialogue
    .getByLabel('Note d’arbitrage : pourquoi')
    .fill('Seul plateau de ce genre entre deux départements.')
  await checkAccessibility(nadia)
  await dialogue.getByRole('button', { name: 'Arbitrer', exact: true }).click()
  await nadia.getByText('Tous les écarts sont arbitrés.').waitFor()
  await nadia.getByText('Seul plateau de ce genre').waitFor()
  await ligne.getByText('finie').waitFor()
  await checkEverywhere(nadia)

  // The three marks are with the application, and the figures that the ranking will read.
  await ligne.getByRole('link', { name: 'CFA des Regards' }).click()
  await nadia.getByText('Seul plateau de ce genre').waitFor()
  await bouton(nadia, 'BTS Électrotechnique').click()
  await nadia.getByText('non → oui, Double lecture : arbitrage').waitFor()
  await nadia.getByText('3,2 → 10,26, Double lecture : moyenne des deux notes').waitFor()
})
