import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { ecrireMontant } from '#socle/francais.ts'
import { donnerRole, personneDe } from './bureau.ts'
import { plain } from './demonstration.ts'
import { SIRET_AFORPA } from './entiere-demandes.ts'
import { HIER } from './entiere-vote.ts'
import { checkEverywhere } from './verifications.ts'

// The end of a whole campaign: the payment, what the body sees of it, what anybody may read.

/** Hugo engages what was voted, and sends one bordereau to the accountant. @returns the references by body */
export async function mandater(hugo: Page, campagne: string): Promise<Map<string, string>> {
  await hugo.goto(`/campagnes/${campagne}/paiement`)
  await hugo.getByRole('button', { name: 'Engager (2)' }).click()
  const dialogue = hugo.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Engager', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
  await hugo.getByRole('button', { name: 'Mandater (2)' }).click()
  await dialogue.getByRole('button', { name: 'Émettre le bordereau' }).click()
  await dialogue.waitFor({ state: 'detached' })
  const lignes = hugo.getByRole('row', { name: /^MAJ2027-/ })
  await lignes.nth(1).waitFor()
  const lues = await lignes.evaluateAll((toutes) =>
    toutes.map((une) => [...une.children].slice(0, 2).map(({ textContent }) => textContent!)),
  )
  return new Map(lues.map(([reference, organisme]) => [organisme!, reference!]))
}

/**
 * Nadia validated, then left for the paierie, where alone one is an accountant: she reads that she may not pay, and her
 * attempt leaves a trace.
 */
export async function refuserQuiAValide(
  nadia: Page,
  db: Db,
  { campagne, reference }: { readonly campagne: string; readonly reference: string },
): Promise<void> {
  const refus = 'Vous avez déjà validé ce dossier : une autre personne doit le payer.'
  await donnerRole(db, 'nadia-benali', 'comptable')
  await sql`update personne set organisation = (select id from organisation where nature = 'comptable')
    where sujet = 'nadia-benali'`.execute(db)
  await nadia.goto(`/campagnes/${campagne}/paiement`)
  const mandats = nadia.getByRole('region', { name: 'Mandats', exact: true })
  await mandats.getByText(refus).nth(1).waitFor()
  assert.equal(await nadia.getByRole('button', { name: /^Constater/ }).count(), 0)
  const { rows } = await sql<{ id: string }>`select id from mandat where reference = ${reference}`.execute(db)
  const tente = await nadia.request.post(
    `/api/campagnes/${campagne}/paiement/mandats/${rows[0]!.id}/constat`,
    {
      data: { etat: 'paye', date: HIER, motif: null },
    },
  )
  assert.equal(tente.status(), 422)
  const par = await personneDe(db, 'nadia-benali')
  const { rows: traces } = await sql<{ motif: string }>`
    select motif from journal where acte = 'acces.separe' and personne = ${par}`.execute(db)
  assert.deepEqual(
    traces.map(({ motif }) => plain(motif)),
    [refus],
  )
}

/** Anne records what she paid. */
export async function payer(anne: Page, campagne: string, references: Iterable<string>): Promise<void> {
  await anne.goto(`/campagnes/${campagne}/paiement`)
  for (const reference of references) {
    await anne.getByRole('button', { name: `Constater, ${reference}` }).click()
    await anne.getByRole('dialog').getByRole('button', { name: 'Constater', exact: true }).click()
    await anne.getByRole('row', { name: new RegExp(`${reference}.*payé`) }).waitFor()
  }
  await anne.getByText('demande payée').nth(1).waitFor()
}

/** Léa reads that she is paid, how much, and under which reference. @returns her amount, « 41 234 € » */
export async function lireSaDecision(lea: Page, demande: string, reference: string): Promise<string> {
  await lea.goto(`/demandes/${demande}`)
  await lea.locator('.page-titre .etiquette', { hasText: 'Payée' }).waitFor()
  const decision = lea.getByRole('region', { name: 'Décision' })
  await decision.getByRole('row', { name: new RegExp(`${reference}.*Payé`) }).waitFor()
  const texte = plain((await decision.textContent())!)
  const [, montant] = /Montant voté([\d ,]+€)/.exec(texte) ?? []
  assert.match(texte, /S’y ajoute une majoration exceptionnelle de 12 345 €/)
  await decision.getByRole('link', { name: /Pourquoi ce montant/ }).click()
  const calcul = lea.getByRole('region', { name: 'De l’enveloppe au montant' })
  await calcul.getByText(/Forfait de base/).waitFor()
  assert.ok(plain((await calcul.textContent())!).includes(montant!.trim()), 'le même montant, expliqué')
  await checkEverywhere(lea)
  return montant!
}

/** Without account, anybody reads the grant, its file names Léa's body and its amount. */
export async function lirePublication(personne: Page, montant: string): Promise<void> {
  await personne.getByRole('heading', { name: 'Subventions 2027' }).waitFor()
  const attente = personne.waitForEvent('download')
  await personne.getByRole('link', { name: /Subventions 2027 ?CSV/ }).click()
  const csv = await readFile(await (await attente).path())
  const lignes: Record<string, string>[] = parse(csv, { columns: true })
  const siennes = lignes.filter(({ idBeneficiaire }) => idBeneficiaire === SIRET_AFORPA)
  const euros = siennes.map((ligne) => Number(ligne.montant))
  assert.equal(euros.length, 2, 'la majoration et l’exceptionnelle')
  assert.ok(euros.includes(12_345))
  assert.equal(ecrireMontant(Math.round(100 * (euros[0]! + euros[1]!))).replace(/\s/g, ' '), montant)
}
