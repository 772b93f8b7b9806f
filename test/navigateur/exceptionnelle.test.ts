import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { PDF_MINUSCULE } from '../demandes-atelier.ts'
import { ouvrirCampagne } from '../exceptionnelle-atelier.ts'
import { personneDe } from './bureau.ts'
import { plain } from './demonstration.ts'
import {
  accorderExceptionnelle,
  demanderExceptionnelle,
  proposerExceptionnelle,
} from './entiere-exceptionnelle.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

browserTest(
  'une majoration exceptionnelle : demandée par l’organisme, proposée par un agent, accordée par une autre',
  async ({ open, db }) => {
    const par = await personneDe(db, 'lea-fontaine')
    const { rows } = await sql<{ id: string }>`select id from organisation where nom = 'AFORPA'`.execute(db)
    const { campagne, demandes } = await ouvrirCampagne(db, [{ organisation: rows[0]!.id, par }])
    const demande = demandes[0]!
    const passer = (etat: string) => sql`update demande set etat = ${etat} where id = ${demande}`.execute(db)

    await passer('a_completer')
    const lea = await open(`/demandes/${demande}`, { as: 'lea-fontaine' })
    await demanderExceptionnelle(lea, { deficit: '200 000', montant: '130 000' })
    const sienne = lea.getByRole('region', { name: 'Majoration exceptionnelle' })
    await sienne.locator('input[type=file]').setInputFiles({
      ...{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from(PDF_MINUSCULE) },
    })
    await sienne.getByRole('link', { name: 'plan.pdf' }).waitFor()
    await sienne.getByRole('button', { name: 'Modifier ce que je demande' }).click()
    await lea.getByRole('dialog').getByLabel('Montant demandé, en euros').fill('200 001')
    await lea.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
    await lea.getByText(/^Le montant demandé .* dépasse le déficit prévisionnel/).waitFor()
    await checkAccessibility(lea)
    await lea.getByRole('button', { name: 'Annuler' }).click()
    await checkEverywhere(lea)

    await passer('validee')
    const nadia = await open(`/campagnes/${campagne}/appel`)
    await nadia.getByRole('button', { name: 'Arrêter la liste', exact: true }).click()
    await nadia.getByText('La liste est arrêtée').waitFor()

    const laSienne = { campagne, demande }
    const camille = await open('/', { as: 'camille-royer' })
    await proposerExceptionnelle(camille, laSienne, '120 000')
    const bureau = camille.getByRole('region', { name: 'Majoration exceptionnelle', exact: true })
    assert.match(
      plain((await bureau.textContent())!),
      /Demandé130 000 €Proposé120 000 €Déficit prévisionnel200 000 €exercice 2027Reste de l’enveloppe130 000 €sur 130 000 €Contrats retenus100/,
    )
    assert.equal(await bureau.getByRole('button', { name: /^Accorder/ }).count(), 0)
    await checkEverywhere(camille)
    await accorderExceptionnelle(nadia, laSienne)

    await nadia.goto(`/campagnes/${campagne}/demandes`)
    await nadia.getByRole('link', { name: 'Majorations exceptionnelles' }).click()
    await nadia.getByText('Reste 10 000 € à accorder').waitFor()
    const ligne = nadia.getByRole('row', { name: /^AFORPA/ })
    assert.equal(plain((await ligne.textContent())!), 'AFORPAAccordée200 000 €130 000 €120 000 €120 000 €100')
  },
)
