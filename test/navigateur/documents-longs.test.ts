import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { createCampagne } from '#campagnes/store-creation.ts'
import { FORMATIONS_SUR_PLACE } from '#majoration/documents/document-long.ts'
import { type Db, transaction } from '#platform/db.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility } from './verifications.ts'

// Documents of a campaign too large for one to wait: asked for here, fetched among the works.

const DOCUMENTS = [
  { nom: 'Annexe 1 expliquée', fichier: /^Annexe 1 expliquée.*\.pdf$/, debut: '%PDF' },
  { nom: 'Classeur', fichier: /^Classeur.*\.xlsx$/, debut: 'PK' },
] as const

/** One formation more than what is written at once. */
function creerLongue(db: Db): Promise<string> {
  const formations = Array.from({ length: FORMATIONS_SUR_PLACE + 1 }, (_, i) => {
    const modele = formations2023[i % formations2023.length]!
    return { ...modele, identifiant: `${modele.identifiant}-${i}` }
  })
  return transaction(db, (tx) =>
    createCampagne(
      tx,
      {
        ...campagne2023,
        ...{ id: 'longue', exercice: 2026, libelle: 'Longue campagne', fictif: false, mention: null },
        ...{ publication: [], exceptionnelles: [], calendrier: [], documents: [] },
      },
      formations,
    ),
  )
}

async function telecharger(page: Page, { nom, fichier, debut }: (typeof DOCUMENTS)[number]): Promise<void> {
  const travail = page.getByRole('article').filter({ hasText: nom })
  const lien = travail.getByRole('link', { name: /Télécharger/ })
  await lien.waitFor()
  const attente = page.waitForEvent('download')
  await lien.click()
  const recu = await attente
  assert.match(recu.suggestedFilename(), fichier)
  assert.equal((await readFile(await recu.path())).subarray(0, debut.length).toString('latin1'), debut)
}

browserTest(
  'au-delà de 3 000 formations, on demande un document puis on le trouve aux travaux',
  async ({ open, db }) => {
    const page = await open(`/campagnes/${await creerLongue(db)}`)
    for (const { nom } of DOCUMENTS) {
      await page.getByRole('button', { name: `Préparer : ${nom}` }).click()
      await page.getByText('En préparation, même si vous quittez cette page.').first().waitFor()
    }
    await checkAccessibility(page)
    await page.getByRole('link', { name: 'Suivre et télécharger' }).last().click()
    await page.getByRole('heading', { level: 1, name: 'Travaux' }).waitFor()
    for (const document of DOCUMENTS) await telecharger(page, document)
  },
)
